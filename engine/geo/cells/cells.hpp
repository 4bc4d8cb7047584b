/// @file cells.hpp
/// A community's ground shared out among its buildings: every square metre belongs to exactly one of them, to the one
/// whose footprint holds it, otherwise to the nearest on the same side of the barriers.
///
///     const auto cells = make_cells(community, buildings, main_roads);
///     const auto pairs = neighbours(cells);                 // who shares how many metres, how many along a main road
///     const auto grids = dissolve(cells, grid_of_building); // geo/cells/dissolve.hpp: their polygons
///
/// Layer    geo. Pure functions; Boost.Polygon's Voronoi diagram stays in the .cpp.
/// Threads  none of its own; communities are independent of each other.
///
/// Footprints may overlap, touch, and be drawn with errors; everything is decided on a grid of centimetres in integers.
/// In the overlap of two the ground is the larger one's. A building that lies on a larger one, or a point in a
/// footprint or on another point, has no ground of its own and stands on that one's (if what it stands on was cut off
/// from that one, on who has it now).
/// Every cell is one piece. Ground that is nearest to a building but cut off from it (by the community's edge or a
/// barrier) goes to the neighbour there with the longest common border, so that cells end at the barriers, also at those that
/// end themselves further on or have a gap; what lies between barriers and holds no building (the strip in the middle of a dual
/// carriageway) goes to one side of them as a whole. A part of the community without any building, which nothing connects,
/// remains a further piece of the nearest one's.
/// A spike of the community's boundary, or a hole in it, that is thinner than a centimetre is left out.
/// A barrier that ends in the middle of a cell, and one that runs through a footprint, divides nothing there.
/// Borders that are to be kept (today's grids) part the ground as barriers do, but hinder nobody: they don't count as such. Those nearer
/// than 20 cm to each other, or to the community's, become one.
#pragma once

#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/borders/neighbours.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

/// The cells of one community as a map of their borders; polygons only when asked for.
struct Cells {
    struct Edge {
        Index from = none, to = none;     ///< nodes
        Index left = none, right = none;  ///< cells, not the same; `none` is outside the community
        bool on_barrier = false, on_kept = false;  ///< on a barrier, on a border that is kept
    };
    std::vector<WorldPoint> nodes;  ///< on centimetres, but for those of the community's own boundary and of kept borders
    std::vector<bool> is_corner;    ///< of nodes: whether it is a vertex of the community's boundary or of a kept border
    std::vector<Edge> edges;        ///< they meet in their nodes only
    /// The cell that building i stands in: i itself, or the building that it lies on (a cell of its own may be left, of the few
    /// centimetres around its inner point; that is in the other's group); `none` when its inner point is outside the community,
    /// or it has no shape.
    std::vector<Index> cell_of;
    std::vector<WorldPoint> corners;  ///< of footprints, and inner points: no border may be pulled over them
};

/// `community`: a valid polygon, of several parts and with holes if need be. `buildings`: polygons or points (of other
/// kinds their inner point). `barriers` and `kept`: lines, or outlines of polygons.
/// Empty cells if there is no community or no building in it.
/// Cost  O(n log n) for n corners; 500 buildings of eight corners take about 40 ms and 20 MB while they are worked on.
[[nodiscard]] Cells make_cells(const Shape& community, std::span<const Shape> buildings, std::span<const Shape> barriers = {}, std::span<const Shape> kept = {});

/// Which cells have a border, how long it is and how much of it lies on barriers. First, then second, ascending.
[[nodiscard]] std::vector<Neighbours> neighbours(const Cells& cells);

}  // namespace huegrid::geo
