#include "engine/geo/shapes/shape.hpp"

#include <gtest/gtest.h>

#include "drawn.hpp"

namespace huegrid::geo {
namespace {

TEST(Shape, AreaIsTheShellsLessTheHoles) {
    // A courtyard block, 40 × 30 with a yard of 10 × 5, and a shed beside it; rings turn either way.
    const auto block = polygon_of({{{{0, 0}, {40, 0}, {40, 30}, {0, 30}}, {{10, 10}, {20, 10}, {20, 15}, {10, 15}}},
                                   {{{50, 0}, {50, 2}, {53, 2}, {53, 0}}}});
    EXPECT_DOUBLE_EQ(area_m2(block), 40 * 30 - 10 * 5 + 2 * 3);
    EXPECT_EQ(bounds(block), (WorldBox{{0, 0}, {53, 30}}));
    EXPECT_EQ(area_m2(make_line({{0, 0}, {1, 1}, {0, 1}})), 0.0);
}

TEST(Shape, AreaDoesNotDependOnTheDistanceFromTheOrigin) {
    const auto near = rectangle(0, 0, 0.5, 0.25);
    const auto far = rectangle(39'500'000, 4'400'000, 39'500'000.5, 4'400'000.25);
    EXPECT_EQ(area_m2(near), area_m2(far));
}

TEST(Covers, CountsBoundariesOfShellsAndHolesAsInside) {
    const auto ring = polygon_of({{{{0, 0}, {9, 0}, {9, 9}, {0, 9}}, {{3, 3}, {6, 3}, {6, 6}, {3, 6}}}});
    EXPECT_TRUE(covers(ring, {0, 0}));
    EXPECT_TRUE(covers(ring, {9, 4}));
    EXPECT_TRUE(covers(ring, {4, 9}));
    EXPECT_TRUE(covers(ring, {3, 4}));
    EXPECT_TRUE(covers(ring, {6, 6}));
    EXPECT_FALSE(covers(ring, {4, 4}));
    EXPECT_FALSE(covers(ring, {-1, 9}));
    EXPECT_FALSE(covers(make_point({1, 1}), {1, 1}));
}

TEST(PointOnSurface, IsInsideAnLShapeWhoseCentreIsNot) {
    const auto shape = make_polygon({{0, 0}, {30, 0}, {30, 2}, {2, 2}, {2, 30}, {0, 30}});
    EXPECT_TRUE(covers(shape, point_on_surface(shape)));
    EXPECT_FALSE(covers(shape, bounds(shape).centre()));
}

TEST(PointOnSurface, IsStrictlyInsideWhateverTheShape) {
    for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_int_distribution<int> corners(3, 40);
        std::vector<std::vector<std::vector<WorldPoint>>> parts;
        for (int part = 0; part < 1 + int(seed % 3); ++part)
            parts.push_back({star(random, {1e6 + 300.0 * part, 4e6 + 70.0 * part}, 100, corners(random) + 5),
                             star(random, {1e6 + 300.0 * part, 4e6 + 70.0 * part}, 15, corners(random))});
        const auto shape = polygon_of(parts);
        const WorldPoint p = point_on_surface(shape);
        ASSERT_TRUE(covers(shape, p));
        // Strictly: a step of a ten-millionth of a metre to any side doesn't leave it.
        for (const WorldPoint step : {WorldPoint{1e-7, 0}, {-1e-7, 0}, {0, 1e-7}, {0, -1e-7}})
            ASSERT_TRUE(covers(shape, {p.x + step.x, p.y + step.y}));
    }
}

TEST(PointOnSurface, ExistsForSliversFlatPolygonsPointsAndLines) {
    const auto sliver = make_polygon({{0, 0}, {1000, 1}, {1000, 1 + 1e-9}});
    EXPECT_TRUE(covers(sliver, point_on_surface(sliver)));
    const auto flat = make_polygon({{0, 5}, {10, 5}, {20, 5}});
    EXPECT_TRUE(covers(flat, point_on_surface(flat)));
    EXPECT_EQ(point_on_surface(make_point({3, 4})), (WorldPoint{3, 4}));
    EXPECT_EQ(point_on_surface(make_line({{0, 0}, {5, 5}, {9, 0}})), (WorldPoint{5, 5}));
    EXPECT_EQ(point_on_surface({}), WorldPoint{});
}

}  // namespace
}  // namespace huegrid::geo
