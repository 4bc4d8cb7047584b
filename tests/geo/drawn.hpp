/// @file drawn.hpp
/// Shapes for the tests: drawn by hand or made at random, with known answers.
#pragma once

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

inline Shape rectangle(double west, double south, double east, double north) {
    return make_polygon({{west, south}, {east, south}, {east, north}, {west, north}});
}

/// `shell` with holes and further parts: one ring list for each part.
inline Shape polygon_of(const std::vector<std::vector<std::vector<WorldPoint>>>& parts) {
    Shape shape;
    shape.kind = ShapeKind::polygon;
    for (const auto& rings : parts) {
        for (const auto& ring : rings) {
            shape.points.insert(shape.points.end(), ring.begin(), ring.end());
            shape.ring_ends.push_back(std::uint32_t(shape.points.size()));
        }
        shape.part_ends.push_back(std::uint32_t(shape.ring_ends.size()));
    }
    return shape;
}

/// A ragged star around a centre: never crosses itself.
template <class Random>
std::vector<WorldPoint> star(Random& random, WorldPoint centre, double radius, int corners) {
    std::uniform_real_distribution<double> reach(0.2, 1.0);
    std::vector<WorldPoint> ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        const double r = radius * reach(random);
        ring.push_back({centre.x + r * std::cos(angle), centre.y + r * std::sin(angle)});
    }
    return ring;
}

/// columns × rows zones that tile a rectangle, with wandering corners that neighbours share exactly.
template <class Random>
std::vector<Shape> tiling(Random& random, int columns, int rows, double size) {
    std::uniform_real_distribution<double> wander(-0.3, 0.3);
    std::vector<WorldPoint> corners;
    for (int j = 0; j <= rows; ++j)
        for (int i = 0; i <= columns; ++i) {
            const bool rim_x = i == 0 || i == columns;
            const bool rim_y = j == 0 || j == rows;
            corners.push_back(
                {size * (i + (rim_x ? 0.0 : wander(random))), size * (j + (rim_y ? 0.0 : wander(random)))});
        }
    const auto at = [&](int i, int j) { return corners[std::size_t(j * (columns + 1) + i)]; };
    std::vector<Shape> zones;
    for (int j = 0; j < rows; ++j)
        for (int i = 0; i < columns; ++i)
            zones.push_back(make_polygon({at(i, j), at(i + 1, j), at(i + 1, j + 1), at(i, j + 1)}));
    return zones;
}

}  // namespace huegrid::geo
