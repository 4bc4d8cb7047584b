/// @file kept_columns.hpp
/// Which columns of the file a table of a recipe says nothing of, so that a second source doesn't empty what the first one filled.
///
/// Layer    ingest.
#pragma once

#include <set>
#include <string>

#include "engine/ingest/recipe/recipe.hpp"

namespace huegrid::ingest {

/// The name of the file's table that the recipe's table fills; persons make households.
[[nodiscard]] std::string table_of(Target target);

/// The columns of that table which `rows` doesn't map (Batch::kept_columns). Attributes are not among them.
[[nodiscard]] std::set<std::string> kept_columns(const Rows& rows);

}  // namespace huegrid::ingest
