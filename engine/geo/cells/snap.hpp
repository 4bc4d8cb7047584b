/// @file snap.hpp
/// Borders that were drawn a hair beside each other, brought together: what other programs rounded differently is one line again.
///
/// Layer    geo. Pure functions.
#pragma once

#include <span>
#include <vector>

#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

/// The outlines of polygons, and lines, each brought onto `onto` and onto those before it: a vertex that is as near as `tolerance_m` to one of theirs becomes
/// that, otherwise one so near to an edge goes onto it; an edge that passes one of theirs so near gets it as a vertex. What is
/// farther, and what lies on each other already, stays exactly as it is. All come back as lines, those of polygons closed.
/// Cost  O(n log n) for n vertices that are seldom near more than a few.
[[nodiscard]] std::vector<Shape> snapped(const Shape& onto, std::span<const Shape> shapes, double tolerance_m);

}  // namespace huegrid::geo
