/// @file kept_columns.hpp
/// Which columns of the file a recipe says nothing of, so that a second source doesn't empty what the first one filled.
///
/// Layer    ingest.
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/ingest/recipe.hpp"

namespace huegrid::ingest {

/// For each table that the recipe fills: the columns none of its tables maps (Batch::kept_columns).
[[nodiscard]] std::map<std::string, std::set<std::string>> kept_columns(const Recipe& recipe);

}  // namespace huegrid::ingest
