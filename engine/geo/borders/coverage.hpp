/// @file coverage.hpp
/// Do zones tile their ground? Where two of them overlap, and what none of them covers.
///
/// Layer    geo. GEOS through OGR stays in the .cpp.
/// Threads  none of its own.
///
/// Zones are valid polygons (geo/shapes/repair.hpp); other shapes are passed over. What is nowhere wider than `sliver_m` is how
/// exactly boundaries were drawn, not a defect: it is counted only.
#pragma once

#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

struct CoverageOptions {
    double sliver_m = 1.0;
};

struct Overlap {
    Index first = none, second = none;  ///< first < second
    double area_m2 = 0.0;               ///< of all pieces that are no slivers
    WorldPoint at;                      ///< inside the largest
    Shape shape;                        ///< these pieces
};
struct Overlaps {
    std::vector<Overlap> found;  ///< by first, then second
    std::size_t slivers = 0;     ///< pieces
    Shape sliver_shape;          ///< all of them
};
/// Cost  neighbours that share their vertices are told apart by their edges alone; polygons are cut with each other only
/// where an edge has no twin.
[[nodiscard]] Overlaps find_overlaps(std::span<const Shape> zones, const CoverageOptions& options = {});

struct Gap {
    enum class Kind { enclosed, at_the_rim };
    Kind kind = Kind::enclosed;  ///< zones all around, or between them and the boundary of what they should fill
    double area_m2 = 0.0;
    WorldPoint at;              ///< inside it
    std::vector<Index> beside;  ///< zones that touch it, ascending
    Shape shape;
};
struct Gaps {
    std::vector<Gap> found;   ///< the largest first
    std::size_t slivers = 0;  ///< pieces
    Shape sliver_shape;       ///< all of them
};
/// `whole`: the polygon that the zones should fill. An empty shape: it isn't known, and only what is enclosed is a gap;
/// that may be meant (a lake that is nobody's). Cost  a union of all zones.
[[nodiscard]] Gaps find_gaps(std::span<const Shape> zones, const Shape& whole, const CoverageOptions& options = {});

/// Does one of two polygons reach beyond the other by ground that is somewhere wider than this? Centimetres to and fro are how
/// exactly borders are drawn.
[[nodiscard]] bool outlines_differ(const Shape& one, const Shape& other, double by_m = 0.05);

/// The polygons of a shape, each with its holes, as shapes of their own.
[[nodiscard]] std::vector<Shape> parts_of(const Shape& polygon);

/// How many polygons there are beyond one for each shape that has any.
[[nodiscard]] std::size_t extra_parts(std::span<const Shape> shapes);

/// How much of a polygon lies in another; 0 for other shapes.
[[nodiscard]] double common_area_m2(const Shape& one, const Shape& other);

}  // namespace huegrid::geo
