/// @file compactness.hpp
/// How compact a polygon is, by the two measures that are quoted most: 1 is a circle, 0 a line.
///
/// Layer    geo. Pure functions.
#pragma once

#include <span>

#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

/// Of all rings of a polygon, holes included.
[[nodiscard]] double perimeter_m(const Shape& polygon);

struct Circle {
    WorldPoint centre;
    double radius_m = 0.0;
};
/// The smallest circle that holds all points; radius 0 for none or one. Source: E. Welzl, Smallest enclosing disks (1991),
/// as three nested loops over the convex hull, so in a fixed order. Cost  O(n log n) for the hull, then what its corners take.
[[nodiscard]] Circle smallest_circle(std::span<const WorldPoint> points);

/// 4π · area / perimeter² (Polsby and Popper 1991). 0 for shapes without area.
[[nodiscard]] double polsby_popper(const Shape& polygon);
/// area / area of the smallest circle around it (Reock 1961). 0 for shapes without area.
[[nodiscard]] double reock(const Shape& polygon);

}  // namespace huegrid::geo
