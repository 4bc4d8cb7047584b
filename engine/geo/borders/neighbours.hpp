/// @file neighbours.hpp
/// Which polygons are neighbours, and along how many metres.
///
/// Layer    geo. Pure functions.
/// Words    rook: a common edge. queen: a common edge or corner.
#pragma once

#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

struct Neighbours {
    Index first = none, second = none;  ///< first < second
    double border_m = 0.0;              ///< 0: they meet in corners only
    double barrier_m = 0.0;             ///< how much of the border runs along a barrier
    friend bool operator==(const Neighbours&, const Neighbours&) = default;
};

struct NeighbourOptions {
    double tolerance_m = 0.001;           ///< a corner this near to another zone's edge lies on it
    std::span<const Shape> barriers = {};  ///< lines, or outlines of polygons
    double barrier_within_m = 10.0;       ///< a border this near to a barrier runs along it; boundaries are seldom drawn on it
};

/// All queen neighbours by first, then second; those with a border are the rook neighbours.
/// Zones are valid polygons (geo/shapes/repair.hpp); shapes of other kinds have no neighbours. Common vertices are recognised
/// exactly, so that zones which share them cost a sort; corners on the middle of an edge (a T-junction) and vertices that
/// were drawn apart by a hair by the tolerance. Coordinates may be in any unit; lengths and tolerance are in the same.
/// Zones that overlap are neighbours where their outlines meet. A barrier that merely crosses a border counts with twice
/// `barrier_within_m`; who asks whether one divides two zones compares with half of the border.
/// Cost  O(n log n) for n vertices.
[[nodiscard]] std::vector<Neighbours> find_neighbours(std::span<const Shape> zones, const NeighbourOptions& options = {});

/// Adds up the pairs that occur more than once and puts all in order; first and second may come either way round.
[[nodiscard]] std::vector<Neighbours> merged(std::vector<Neighbours> pairs);

}  // namespace huegrid::geo
