/// @file neighbours.hpp
/// Which polygons are neighbours, and along how many metres.
///
/// Layer    geo. Pure functions.
/// Words    rook: a common edge. queen: a common edge or corner.
#pragma once

#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/shape.hpp"

namespace huegrid::geo {

struct Neighbours {
    Index first = none, second = none;  ///< first < second
    double border_m = 0.0;              ///< 0: they meet in corners only
    double barrier_m = 0.0;             ///< how much of the border lies on a barrier; only geo/cells knows barriers
    friend bool operator==(const Neighbours&, const Neighbours&) = default;
};

struct NeighbourOptions {
    double tolerance_m = 0.001;  ///< a corner this near to another zone's edge lies on it
};

/// All queen neighbours by first, then second; those with a border are the rook neighbours.
/// Zones are valid polygons (geo/repair.hpp); shapes of other kinds have no neighbours. Common vertices are recognised
/// exactly, so that zones which share them cost a sort; corners on the middle of an edge (a T-junction) and vertices that
/// were drawn apart by a hair by the tolerance. Coordinates may be in any unit; lengths and tolerance are in the same.
/// Zones that overlap are neighbours where their outlines meet.
/// Cost  O(n log n) for n vertices.
[[nodiscard]] std::vector<Neighbours> find_neighbours(std::span<const Shape> zones, const NeighbourOptions& options = {});

/// Adds up the pairs that occur more than once and puts all in order; first and second may come either way round.
[[nodiscard]] std::vector<Neighbours> merged(std::vector<Neighbours> pairs);

}  // namespace huegrid::geo
