#include "engine/geo/shapes/compactness.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numbers>

#include "drawn.hpp"

namespace huegrid::geo {
namespace {

TEST(Compactness, KnownForms) {
    const double pi = std::numbers::pi;
    const auto square = rectangle(500'000, 3'400'000, 500'100, 3'400'100);
    EXPECT_NEAR(polsby_popper(square), pi / 4, 1e-9);
    EXPECT_NEAR(reock(square), 2 / pi, 1e-9);
    const auto frame = polygon_of({{{{0, 0}, {30, 0}, {30, 30}, {0, 30}}, {{10, 10}, {10, 20}, {20, 20}, {20, 10}}}});
    EXPECT_NEAR(polsby_popper(frame), 4 * pi * 800 / (160.0 * 160.0), 1e-9) << "a hole takes area and adds an edge";
    EXPECT_NEAR(reock(frame), 800 / (pi * 450), 1e-9);
    EXPECT_EQ(polsby_popper(make_line({{0, 0}, {5, 5}})), 0.0);
    EXPECT_EQ(reock({}), 0.0);
    EXPECT_EQ(smallest_circle({}).radius_m, 0.0);
}

TEST(Compactness, TheSmallestCircleHoldsAllAndTwoOrThreePointsHoldIt) {
    // All circles on two or three of the points are tried; the smallest that holds all is the answer.
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_int_distribution<int> coordinate(0, 12), count(2, 9);  // coarse: many on one line, some equal
        std::vector<WorldPoint> points(std::size_t(count(random)));
        for (auto& p : points) p = {double(coordinate(random)), double(coordinate(random))};
        double best = std::numeric_limits<double>::infinity();
        const auto consider = [&](WorldPoint c, double r) {
            if (std::all_of(points.begin(), points.end(), [&](WorldPoint p) { return std::hypot(p.x - c.x, p.y - c.y) <= r + 1e-9; }))
                best = std::min(best, r);
        };
        for (const auto p : points)
            for (const auto q : points) {
                consider({(p.x + q.x) / 2, (p.y + q.y) / 2}, std::hypot(p.x - q.x, p.y - q.y) / 2);
                for (const auto r : points) {
                    const double d = 2 * (p.x * (q.y - r.y) + q.x * (r.y - p.y) + r.x * (p.y - q.y));
                    if (d == 0) continue;
                    const double pp = p.x * p.x + p.y * p.y, qq = q.x * q.x + q.y * q.y, rr = r.x * r.x + r.y * r.y;
                    const WorldPoint c{(pp * (q.y - r.y) + qq * (r.y - p.y) + rr * (p.y - q.y)) / d,
                                       (pp * (r.x - q.x) + qq * (p.x - r.x) + rr * (q.x - p.x)) / d};
                    consider(c, std::hypot(p.x - c.x, p.y - c.y));
                }
            }
        EXPECT_NEAR(smallest_circle(points).radius_m, best, 1e-8);
    }
}

}  // namespace
}  // namespace huegrid::geo
