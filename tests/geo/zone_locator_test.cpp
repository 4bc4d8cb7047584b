#include "engine/geo/search/zone_locator.hpp"

#include <gtest/gtest.h>

#include "drawn.hpp"

namespace huegrid::geo {
namespace {

/// The definition: the first zone that covers the point.
Index first_that_covers(const std::vector<Shape>& zones, WorldPoint p) {
    for (std::size_t i = 0; i < zones.size(); ++i)
        if (covers(zones[i], p)) return Index(i);
    return none;
}

/// The lowest and the highest zone that hold a point: a second locator sees the zones from behind.
class BothWays {
public:
    explicit BothWays(const std::vector<Shape>& zones)
        : last_(Index(zones.size()) - 1), forward_(zones), backward_(std::vector<Shape>(zones.rbegin(), zones.rend())) {}
    [[nodiscard]] std::pair<Index, Index> at(WorldPoint p) const {
        const Index behind = backward_.zone_at(p);
        return {forward_.zone_at(p), behind == none ? none : last_ - behind};
    }

private:
    Index last_;
    ZoneLocator forward_, backward_;
};

TEST(ZoneLocator, AllZonesOfAPointAreThoseThatCoverIt) {
    std::mt19937 random(5);
    std::vector<Shape> zones;
    std::uniform_real_distribution<double> where(0, 1000);
    for (int i = 0; i < 40; ++i) zones.push_back(make_polygon(star(random, {where(random), where(random)}, 250, 15)));
    const ZoneLocator locator(zones);
    std::vector<WorldPoint> points;
    for (int i = 0; i < 20'000; ++i) points.push_back({where(random), where(random)});
    std::vector<std::size_t> several;
    for (std::size_t i = 0; i < points.size(); ++i) {
        std::vector<Index> covering;
        for (std::size_t z = 0; z < zones.size(); ++z)
            if (covers(zones[z], points[i])) covering.push_back(Index(z));
        ASSERT_EQ(locator.zones_at(points[i]), covering);
        ASSERT_EQ(locator.zone_at(points[i]), covering.empty() ? none : covering.front());
        if (covering.size() > 1) several.push_back(i);
    }
    EXPECT_EQ(in_several(locator, points, 2), several);
}

TEST(ZoneLocator, GivesAPointOnASharedEdgeOrCornerToTheLowestIndex) {
    const std::vector<Shape> zones{rectangle(10, 0, 20, 10), rectangle(0, 0, 10, 10), rectangle(0, 10, 20, 20)};
    const ZoneLocator locator(zones);
    EXPECT_EQ(locator.zone_at({10, 5}), 0);
    EXPECT_EQ(locator.zone_at({10, 10}), 0);
    EXPECT_EQ(locator.zone_at({4, 10}), 1);
    EXPECT_EQ(locator.zone_at({0, 20}), 2);
    EXPECT_EQ(locator.zone_at({20.0000001, 5}), none);
}

TEST(ZoneLocator, AgreesWithTestingEveryZone) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        auto zones = tiling(random, 8, 6, 100.0);
        // Overlaps, a hole, two parts, a line, an empty one and one without height.
        zones.push_back(make_polygon(star(random, {400, 300}, 350, 400)));
        zones.push_back(polygon_of({{star(random, {300, 300}, 200, 50), star(random, {300, 300}, 30, 9)},
                                    {star(random, {900, 900}, 80, 30)}}));
        zones.push_back(make_line({{0, 0}, {800, 600}}));
        zones.emplace_back();
        zones.push_back(make_polygon({{0, 700}, {500, 700}, {900, 700}}));
        const std::vector<Shape> reversed(zones.rbegin(), zones.rend());
        const ZoneLocator locator(zones), backward(reversed);

        std::vector<WorldPoint> points;
        std::uniform_real_distribution<double> x(-50, 1050), y(-50, 1050);
        for (int i = 0; i < 3000; ++i) points.push_back({x(random), y(random)});
        for (const auto& zone : zones) {
            for (std::size_t i = 0; i < zone.points.size(); ++i) {
                const WorldPoint a = zone.points[i], b = zone.points[(i + 1) % zone.points.size()];
                points.push_back(a);
                points.push_back({(a.x + b.x) / 2, (a.y + b.y) / 2});
                points.push_back({a.x + 1, a.y});  // level with a vertex
            }
        }
        for (const WorldPoint p : points) {
            ASSERT_EQ(locator.zone_at(p), first_that_covers(zones, p)) << p.x << ' ' << p.y;
            ASSERT_EQ(backward.zone_at(p), first_that_covers(reversed, p)) << p.x << ' ' << p.y;
        }
    }
}

TEST(ZoneLocator, LeavesNoGapAndNoOverlapBetweenNeighbours) {
    // Points as close as doubles allow to the shared slanted edges, far from the origin as in a national grid.
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        auto zones = tiling(random, 6, 6, 50.0);
        for (auto& zone : zones)
            for (auto& p : zone.points) p = {p.x + 512'345.678, p.y + 3'412'345.678};
        const BothWays locator(zones);
        std::uniform_real_distribution<double> along(0.0, 1.0);
        for (const auto& zone : zones)
            for (std::size_t i = 0; i < 4; ++i)
                for (int k = 0; k < 200; ++k) {
                    const WorldPoint a = zone.points[i], b = zone.points[(i + 1) % 4];
                    const double t = along(random);
                    const WorldPoint p{a.x + t * (b.x - a.x), a.y + t * (b.y - a.y)};
                    const auto [lowest, highest] = locator.at(p);
                    const bool rim = p.x < 512'350 || p.x > 512'640 || p.y < 3'412'350 || p.y > 3'412'640;
                    ASSERT_TRUE(rim || lowest != none);
                    // Two zones may hold it only when it is exactly on the edge between them.
                    if (lowest != highest) {
                        const WorldPoint left{std::nextafter(p.x, 0.0), p.y}, right{std::nextafter(p.x, 1e9), p.y};
                        const WorldPoint below{p.x, std::nextafter(p.y, 0.0)}, above{p.x, std::nextafter(p.y, 1e9)};
                        ASSERT_TRUE(locator.at(left) != locator.at(right) || locator.at(below) != locator.at(above));
                    }
                }
    }
}

TEST(LocateAll, IsTheSameForAnyNumberOfThreads) {
    std::mt19937 random(7);
    const auto zones = tiling(random, 20, 20, 10.0);
    const ZoneLocator locator(zones);
    std::uniform_real_distribution<double> at(-5, 205);
    std::vector<WorldPoint> points(50'000);
    for (auto& p : points) p = {at(random), at(random)};
    const auto one = locate_all(locator, points, 1);
    for (std::size_t i = 0; i < points.size(); ++i) ASSERT_EQ(one[i], locator.zone_at(points[i]));
    for (const unsigned threads : {0u, 2u, 3u, 64u}) EXPECT_EQ(locate_all(locator, points, threads), one);
}

TEST(ZoneLocator, SurvivesCoordinatesThatAreNoPlace) {
    const double nan = std::nan(""), far = std::numeric_limits<double>::infinity();
    const std::vector<Shape> zones{rectangle(0, 0, nan, 10), rectangle(0, 0, far, far), rectangle(0, 0, 5, 5)};
    const BothWays locator(zones);
    EXPECT_EQ(locator.at({nan, 3}), std::pair(none, none));
    EXPECT_EQ(locator.at({3, -far}), std::pair(none, none));
    EXPECT_EQ(locator.at({3, 3}).second, 2);
}

}  // namespace
}  // namespace huegrid::geo
