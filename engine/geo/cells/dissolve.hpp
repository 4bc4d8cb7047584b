/// @file dissolve.hpp
/// Cells put together into grids that tile the community: polygons with common borders vertex for vertex.
///
/// Layer    geo. A pure function.
#pragma once

#include <span>
#include <vector>

#include "engine/geo/cells/cells.hpp"

namespace huegrid::geo {

struct DissolveOptions {
    double tolerance_m = 1.0;          ///< borders may be drawn this far from midway between buildings
    double barrier_tolerance_m = 0.1;  ///< … from the barrier that they run along
};

/// The polygon of each group of cells, 0 … groups - 1; `group_of_cell[c]` is the group of cell c (every cell that occurs in
/// cells.edges has one). Valid; empty for a group without cells; of several parts if its cells don't hang together.
/// A border between two groups is simplified once, for both, between the places where it branches or meets the
/// community's boundary: vertices are left out where the border stays within the tolerance (Visvalingam's order, by what
/// leaving it out changes), and never one over which the border would pass another's vertex, a footprint's or the
/// community's corner, so that borders can't cross each other nor cut a building they didn't cut before. The
/// community's boundary and borders that are kept have all their vertices still and get one where a border begins.
/// Cost  O(n log n) for the edges between groups.
[[nodiscard]] std::vector<Shape> dissolve(const Cells& cells, std::span<const Index> group_of_cell, Index groups, const DissolveOptions& options = {});

}  // namespace huegrid::geo
