/// @file snap_test.cpp
/// Borders a hair beside each other become one, and nothing else moves.
#include "engine/geo/cells/snap.hpp"

#include <gtest/gtest.h>

#include <random>

namespace huegrid::geo {
namespace {

Shape square(double left, double bottom, double side) {
    return make_polygon({{left, bottom}, {left + side, bottom}, {left + side, bottom + side}, {left, bottom + side}});
}

/// Catches: a vertex beside an edge, or an edge beside a vertex, that stays beside it.
TEST(Snap, VerticesGoOntoVerticesThenOntoEdgesAndEdgesTakeVerticesUp) {
    const auto onto = square(0, 0, 100);
    const Shape off = make_polygon({{0.05, -0.04}, {50, 0.06}, {100.03, 0.08}, {50, 40}});
    const auto line = snapped(onto, std::span(&off, 1), 0.1).front();
    EXPECT_EQ(line.kind, ShapeKind::line);
    const std::vector<WorldPoint> expected{{0, 0}, {50, 0}, {100, 0}, {50, 40}, {0, 0}};
    EXPECT_EQ(line.points, expected);

    const Shape passing = make_line({{-20, -0.05}, {120, -0.05}});
    const std::vector<WorldPoint> taken_up{{-20, -0.05}, {0, 0}, {100, 0}, {120, -0.05}};
    EXPECT_EQ(snapped(onto, std::span(&passing, 1), 0.1).front().points, taken_up);
}

/// Catches: a border that moves although nothing is near, or all of it lies on the others already.
TEST(Snap, WhatIsFartherOrInPlaceStaysExactly) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> away(0.11, 30.0);
    for (int run = 0; run < 100; ++run) {
        const std::vector<Shape> shapes{square(away(random), away(random), 20), square(0, 0, 100), square(100, 0, 100)};
        const auto lines = snapped(square(0, 0, 200), shapes, 0.1);
        for (std::size_t s = 0; s < shapes.size(); ++s) {
            auto closed = shapes[s].points;
            closed.push_back(closed.front());
            std::erase_if(closed, [&](WorldPoint p) { return std::find(lines[s].points.begin(), lines[s].points.end(), p) != lines[s].points.end(); });
            EXPECT_TRUE(closed.empty()) << "shape " << s << " of run " << run;
        }
    }
}

}  // namespace
}  // namespace huegrid::geo
