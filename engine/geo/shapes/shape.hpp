/// @file shape.hpp
/// One geometry of any kind we keep: a point, lines, or polygons with holes, in metres.
///
/// Layer    geo. A value; no library's type.
///
/// Layout   `points` holds all vertices; `ring_ends[r]` is one past the last vertex of ring (or line) r;
///          `part_ends[p]` is one past the last ring of polygon p. The first ring of a polygon is its shell,
///          the others are holes. Rings are closed by meaning: the first vertex is not repeated at the end.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

enum class ShapeKind : std::uint8_t { none, point, line, polygon };

struct Shape {
    ShapeKind kind = ShapeKind::none;
    std::vector<WorldPoint> points;
    std::vector<std::uint32_t> ring_ends;
    std::vector<std::uint32_t> part_ends;  ///< polygons only

    [[nodiscard]] bool empty() const { return points.empty(); }
    [[nodiscard]] std::size_t rings() const { return ring_ends.size(); }
    [[nodiscard]] std::span<const WorldPoint> ring(std::size_t r) const {
        const std::size_t first = r == 0 ? 0 : ring_ends[r - 1];
        return {points.data() + first, ring_ends[r] - first};
    }
    friend bool operator==(const Shape&, const Shape&) = default;
};

[[nodiscard]] Shape make_point(WorldPoint p);
[[nodiscard]] Shape make_line(std::vector<WorldPoint> points);
/// One polygon without holes; `shell` isn't closed by a repeated vertex.
[[nodiscard]] Shape make_polygon(std::vector<WorldPoint> shell);

[[nodiscard]] WorldBox bounds(const Shape& shape);

/// Square metres, holes subtracted; 0 for points and lines.
[[nodiscard]] double area_m2(const Shape& shape);

/// Inside or on the boundary of a polygon (even-odd over all rings). False for other kinds. O(vertices).
[[nodiscard]] bool covers(const Shape& polygon, WorldPoint p);

/// Strictly inside for every polygon with area: the middle of the widest chord of a horizontal line through
/// the polygon; of a point itself; of a line its middle vertex. Deterministic. O(vertices log vertices).
[[nodiscard]] WorldPoint point_on_surface(const Shape& shape);

}  // namespace huegrid::geo
