/// @file date_columns.hpp
/// Which columns of a recipe's table may hold dates: anywhere else, a cell that a spreadsheet made a date is damaged.
///
/// Layer    ingest.
#pragma once

#include <string>
#include <vector>

#include "engine/ingest/recipe/recipe.hpp"

namespace huegrid::ingest {

/// For Query::dates: the columns of fields and attributes that are dates, births that ages are derived of, and what conditions look at.
[[nodiscard]] std::vector<std::string> date_columns(const Recipe& recipe, const Rows& rows);

}  // namespace huegrid::ingest
