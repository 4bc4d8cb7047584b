/// @file plausible.hpp
/// What the well-known attributes can be where nobody bounds them: the one list for what is imported and what is set by hand.
/// A building's figures, which are only imported, are bounded in ingest/recipe/schema.
///
/// Layer    model.
#pragma once

#include <optional>
#include <string_view>

#include "engine/model/attribute.hpp"

namespace huegrid::model {

/// "at least 0", "no later than 2026-10-31": what the value is not; nullopt for one that can be, for text and for a missing
/// one. A side that is `stated` counts; on one that isn't, a well-known attribute has its own:
///   any whole number      above the least of 64 bits, which stands for a missing one in memory
///   persons, n_minors     0 to 9999 (a hostel is one household too)
///   oldest_age            0 to 130
///   move_in, last_visit   from 1900 to `on`, the day it is said
[[nodiscard]] std::optional<Label> implausible(std::string_view attribute, const Bounds& stated, const Value& value, Date on);

}  // namespace huegrid::model
