/// @file bisectors.hpp
/// Where one goes from being nearest to one owner to being nearest to another.
///
/// Layer    geo, for its own .cpp files. Boost.Polygon's Voronoi diagram of points and segments stays in the .cpp.
#pragma once

#include <span>
#include <vector>

#include "engine/geo/cells/linework.hpp"

namespace huegrid::geo {

/// A wall, or a single point when a and b are the same. Walls meet in their ends only, and single points aren't on walls.
struct Site {
    Node a, b;
    Index owner = none;
};

/// A line whose points are as far from `left`'s nearest site as from `right`'s, and no site is nearer.
struct Bisector {
    std::vector<Node> line;
    Index left = none, right = none;
};

/// All bisectors between different owners that touch the box from `low` to `high`, in pieces from one branching to the
/// next, rounded to the grid; arcs of parabolas as polylines that leave them by at most 5 cm.
/// Cost  O(n log n) for n sites, about 5 µs and 1 kB each.
[[nodiscard]] std::vector<Bisector> bisectors(std::span<const Site> sites, Node low, Node high);

}  // namespace huegrid::geo
