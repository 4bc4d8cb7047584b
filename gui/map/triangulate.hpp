/// @file triangulate.hpp
/// Polygons into triangles: an ear clip for small simple rings, the GLU tessellator for everything else.
///
/// Layer    gui/map. No GL call; any thread.
///
/// Law      The triangles' areas add up to the polygon's (even-odd: what lies in an odd number of rings), and
///          every triangle runs anticlockwise.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/shapes/shape.hpp"

namespace huegrid::gui {

/// Three corners a triangle, into `points`.
struct Mesh {
    std::vector<geo::WorldPoint> points;
    std::vector<std::uint32_t> corners;

    void clear() { points.clear(), corners.clear(); }
};

/// Appends the triangles of one ring without repeated end vertex. A ring that isn't simple, or is long, is left alone
/// and false comes back. Cost  O(n²), n at most 64.
bool ear_clip(std::span<const geo::WorldPoint> ring, Mesh& mesh);

/// Appends the triangles of any rings, even-odd. A ring without area adds nothing. Cost  O(n log n).
void tessellate(std::span<const std::span<const geo::WorldPoint>> rings, Mesh& mesh);

/// Appends by the first of the two that can.
void triangulate(std::span<const std::span<const geo::WorldPoint>> rings, Mesh& mesh);
void triangulate(const geo::Shape& polygon, Mesh& mesh);

}  // namespace huegrid::gui
