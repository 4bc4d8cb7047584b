/// @file what_if_print.hpp
/// What a changed rulebook would move, and households by tier day after day, on a terminal and as JSON.
///
/// Layer    cli, inside only.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/work/rules/series.hpp"
#include "engine/work/rules/what_if.hpp"

namespace huegrid::cli {

/// A matrix is an array of rows, one a tier of the current rulebook.
[[nodiscard]] nlohmann::ordered_json as_json(const work::WhatIf& result);
/// The whole place's matrix with its sums, how many move in each zone, and the first households that move.
void print(const work::WhatIf& result, Language language);

[[nodiscard]] nlohmann::ordered_json as_json(const work::Series& series);
/// The whole place's counts, a line a day.
void print(const work::Series& series, Language language);

}  // namespace huegrid::cli
