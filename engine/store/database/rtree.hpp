/// @file rtree.hpp
/// The R-tree of a feature table (OGC 12-128r15, F.3), written packed for the rows there are.
///
/// Layer    store, inside only.
#pragma once

#include <string_view>

#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// Makes the R-tree over the table's column `geom`, the triggers that keep it, and its note in gpkg_extensions.
/// Cost  O(n log n) for n boxes of 24 bytes; far below inserting them one by one.
void create_rtree(const Database& db, std::string_view table);

}  // namespace huegrid::store
