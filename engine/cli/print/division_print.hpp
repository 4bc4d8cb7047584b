/// @file division_print.hpp
/// A division in words and as JSON.
///
/// Layer    cli, inside only.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/base/language.hpp"
#include "engine/work/grids/divide.hpp"

namespace huegrid::cli {

/// Sums first, then each community with its grids and, of what couldn't be satisfied, the reason.
void print(const work::DivideResult& result, const work::DivideRequest& request, Language language);

/// {"communities", "grids", "households", "in_bounds", "out_of_bounds": [{"grid", "households", "reason", "proved"}],
///  "discontiguous", "in_pieces": [{"grid", "pieces", "reason"}], "moved", "seed", …, "divisions": [each community with its grids]}
/// Grids that stay as they are ("kept") are in no other sum. "moved" in an objective is null where it was no part of that.
[[nodiscard]] nlohmann::ordered_json as_json(const work::DivideResult& result, const work::DivideRequest& request);

/// What a grid measures.
[[nodiscard]] nlohmann::ordered_json as_json(const work::GridRow& grid);

}  // namespace huegrid::cli
