/// @file explanation.hpp
/// Why a household has its tier, in lines that can be read aloud.
///
/// Layer    gui/views.
#pragma once

#include <optional>

#include "engine/tiers/explain/explain_words.hpp"
#include "gui/views/inspector.hpp"

namespace huegrid::gui {

/// Personal values are *** unless `telling` says otherwise. In the words of `tiers/explain/explain_words.hpp`, which the command prints too. nullopt when the place has no rulebook that can be read. Cost  O(rules).
[[nodiscard]] std::optional<Why> why(const Place& place, Index row, tiers::Telling telling);

/// The same in a few words, personal values as ***: the deciding reason, or what is missing when the tier is not known. Empty when the file's tier
/// isn't the one that the rules give (it was set otherwise, or by an older register). Cost  O(rules).
[[nodiscard]] Label short_reason(const Place& place, Index row);

}  // namespace huegrid::gui
