/// @file words.hpp
/// Help, progress and errors as people read them: all are English where they are made, with their Chinese in catalogues here.
///
/// Layer    cli, inside only. Pure.
#pragma once

#include <string>
#include <string_view>

#include "engine/base/language.hpp"
#include "engine/base/result.hpp"

namespace huegrid::cli {

/// A description, heading or label of `--help`.
[[nodiscard]] std::string help_in(std::string_view english, Language language);

/// The step that long work is at, on the progress line.
[[nodiscard]] std::string progress_in(std::string_view step, Language language);

/// What is wrong and what to do about it; a line with a place (`place.toml:3:1: …`) or under a caret keeps that.
[[nodiscard]] std::string error_in(std::string_view english, Language language);
[[nodiscard]] std::string error_in(const Error& error, Language language);

}  // namespace huegrid::cli
