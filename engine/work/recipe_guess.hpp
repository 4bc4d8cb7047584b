/// @file recipe_guess.hpp
/// A recipe proposed for files that have none.
///
/// Layer    work.
#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/ingest/guess/guess.hpp"

namespace huegrid::work {

/// `sources` are names in the recipe and paths. Nothing is written.
/// Fails  not_found, bad_input, io: the first file that can't be read.
[[nodiscard]] Result<ingest::Guess> guess_recipe(const std::vector<std::pair<std::string, std::filesystem::path>>& sources, Language language);

}  // namespace huegrid::work
