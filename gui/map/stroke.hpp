/// @file stroke.hpp
/// Lines into triangles whose width is set when they are drawn: pairs of vertices left and right of the line.
///
/// Layer    gui/map. No GL call; any thread.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::gui {

/// Metres from the layers' origin, and where half a width of 1 pixel leads to. Pairs begin at even positions.
struct LineVertex {
    float x, y, normal_x, normal_y;
};

struct Strokes {
    std::vector<LineVertex> vertices;
    std::vector<std::uint32_t> corners;
};

enum class Ends { open, closed };

/// Joins are mitred, sharp ones bevelled. Repeated vertices are skipped; fewer than two different ones add nothing.
void append_stroke(std::span<const geo::WorldPoint> line, Ends ends, geo::WorldPoint origin, Strokes& strokes);

}  // namespace huegrid::gui
