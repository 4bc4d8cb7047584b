/// @file overlay.hpp
/// Polygons added to each other and taken from each other.
///
/// Layer    geo. Pure functions; GEOS through OGR stays in the .cpp.
#pragma once

#include <span>

#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

/// What any of them covers; other kinds of shape add nothing. Empty for none. Cost  O(n log n) for n vertices.
[[nodiscard]] Shape united(std::span<const Shape> polygons);

/// `polygon` less what the others cover.
[[nodiscard]] Shape without(const Shape& polygon, std::span<const Shape> others);

/// The outlines of polygons as lines, but for what runs within `ground`; where two run along each other there is one line.
[[nodiscard]] Shape borders_outside(std::span<const Shape> polygons, const Shape& ground);

}  // namespace huegrid::geo
