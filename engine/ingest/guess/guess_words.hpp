/// @file guess_words.hpp
/// The reasons and questions of a guessed recipe in both languages.
///
/// Layer    ingest, inside only. Pure.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/language.hpp"

namespace huegrid::ingest {

/// A reason or question; one that isn't known stays English.
[[nodiscard]] std::string guess_in(std::string_view english, Language language);

}  // namespace huegrid::ingest
