/// @file coverage_test.cpp
/// Tilings spoilt in known places. GEOS measures what was done to them.

#include "engine/geo/borders/coverage.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "by_ogr.hpp"
#include "drawn.hpp"

namespace huegrid::geo {
namespace {

double common_m2(const Shape& a, const Shape& b) {
    const std::unique_ptr<OGRGeometry> common(by_ogr(a)->Intersection(by_ogr(b).get()));
    const auto type = wkbFlatten(common->getGeometryType());
    if (type == wkbPolygon) return common->toPolygon()->get_Area();
    return OGR_GT_IsSubClassOf(type, wkbGeometryCollection) ? common->toGeometryCollection()->get_Area() : 0.0;
}

TEST(Coverage, ATilingHasNeitherOverlapsNorGaps) {
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        std::mt19937 random(seed);
        const auto zones = tiling(random, 12, 9, 100);
        EXPECT_TRUE(find_overlaps(zones).found.empty()) << seed;
        EXPECT_EQ(find_overlaps(zones).slivers, 0u) << seed;
        EXPECT_TRUE(find_gaps(zones, {}).found.empty()) << seed;
        EXPECT_TRUE(find_gaps(zones, rectangle(0, 0, 1200, 900)).found.empty()) << seed;
    }
}

TEST(Coverage, AMissingZoneIsAGapWithItsAreaAndNeighbours) {
    std::mt19937 random(1);
    auto zones = tiling(random, 5, 5, 100);
    const auto missing = zones[12];
    zones[12] = {};
    const auto gaps = find_gaps(zones, {});
    ASSERT_EQ(gaps.found.size(), 1u);
    EXPECT_EQ(gaps.found[0].kind, Gap::Kind::enclosed);
    EXPECT_NEAR(gaps.found[0].area_m2, area_m2(missing), 0.3);  // corners sharper than a sliver are cut off
    EXPECT_TRUE(covers(missing, gaps.found[0].at));
    for (const Index beside : {7, 11, 13, 17})
        EXPECT_TRUE(std::binary_search(gaps.found[0].beside.begin(), gaps.found[0].beside.end(), beside)) << beside;
}

TEST(Coverage, WhatTheWholeHasAndNoZoneCoversIsAGapAtTheRim) {
    const std::vector<Shape> zones{rectangle(0, 0, 50, 100)};
    EXPECT_TRUE(find_gaps(zones, {}).found.empty());
    const auto gaps = find_gaps(zones, rectangle(0, 0, 100, 100));
    ASSERT_EQ(gaps.found.size(), 1u);
    EXPECT_EQ(gaps.found[0].kind, Gap::Kind::at_the_rim);
    EXPECT_NEAR(gaps.found[0].area_m2, 5000, 0.3);
    EXPECT_EQ(gaps.found[0].beside, std::vector<Index>{0});
}

TEST(Coverage, ACrackIsCountedAndThePocketAtItsEndIsFound) {
    //  +--------+---------+   The zones part by a crack of 20 cm that widens to 10 m × 10 m
    //  |        |  +--+   |   at its end.
    //  +--------+--+  +---+
    const auto west = make_polygon({{0, 0}, {100, 0}, {100, 100}, {0, 100}});
    const auto east = make_polygon({{100.2, 0}, {200, 0}, {200, 100}, {100, 100}, {100, 60}, {110, 60}, {110, 50}, {100.2, 50}});
    const auto cracked = find_gaps(std::vector{west, east}, rectangle(0, 0, 200, 100));
    ASSERT_EQ(cracked.found.size(), 1u);
    EXPECT_NEAR(cracked.found[0].area_m2, 100, 1);
    EXPECT_NEAR(cracked.found[0].at.x, 105, 5);
    const auto plain = find_gaps(std::vector{west, rectangle(100.2, 0, 200, 100)}, rectangle(0, 0, 200, 100));
    EXPECT_TRUE(plain.found.empty());
    EXPECT_EQ(plain.slivers, 1u);
}

TEST(Coverage, ASlitBetweenNeighboursDoesNotHideTheGapBehindIt) {
    //  +---+-----+   Four zones turn around a court of 20 m × 20 m. They meet in T-junctions, and each was drawn
    //  |   +--+--+   a hair short of its neighbour: the court's outline runs out through four slits.
    //  |   |  |  |
    //  +---+--+  |
    //  +------+--+
    for (const double slit : {0.0, 1e-6, 0.01, 0.4}) {
        SCOPED_TRACE(slit);
        const std::vector<Shape> zones{rectangle(0, 40, 40, 100), rectangle(40 + slit, 60, 100, 100), rectangle(60, 0, 100, 60 - slit), rectangle(0, 0, 60 - slit, 40 - slit)};
        for (const auto& whole : {Shape{}, rectangle(0, 0, 100, 100)}) {
            const auto gaps = find_gaps(zones, whole);
            ASSERT_EQ(gaps.found.size(), 1u);
            EXPECT_EQ(gaps.found[0].kind, Gap::Kind::enclosed);
            EXPECT_NEAR(gaps.found[0].area_m2, 400, 1 + 25 * slit);  // and the mouths of the slits
            EXPECT_NEAR(gaps.found[0].at.x, 50, 10);
            EXPECT_EQ(gaps.found[0].beside.size(), 4u);
        }
    }
}

TEST(Coverage, OverlapsAreThoseThatGeosFindsBetweenAnyTwo) {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        auto zones = tiling(random, 6, 5, 100);
        std::uniform_int_distribution<std::size_t> pick(0, zones.size() - 1);
        const auto grown = pick(random), on_top = pick(random), twice = pick(random);
        const auto box = bounds(zones[grown]);
        zones[grown] = rectangle(box.min.x - 20, box.min.y - 20, box.max.x + 20, box.max.y);
        zones[on_top] = make_polygon(star(random, bounds(zones[on_top]).centre(), 90, 12));
        zones[twice] = zones[pick(random)];
        const auto overlaps = find_overlaps(zones);
        std::size_t found = 0;
        for (std::size_t a = 0; a < zones.size(); ++a)
            for (std::size_t b = a + 1; b < zones.size(); ++b) {
                const double common = common_m2(zones[a], zones[b]);
                const auto at = std::find_if(overlaps.found.begin(), overlaps.found.end(), [&](const Overlap& o) {
                    return o.first == Index(a) && o.second == Index(b);
                });
                if (at == overlaps.found.end()) {
                    EXPECT_LT(common, 60) << a << ' ' << b;  // nowhere a metre wide
                    continue;
                }
                ++found;
                EXPECT_LE(at->area_m2, common + 1e-6);
                EXPECT_TRUE(covers(zones[a], at->at) && covers(zones[b], at->at));
            }
        EXPECT_EQ(found, overlaps.found.size());
    }
}

TEST(Coverage, TwoTilingsOnTopOfEachOtherAreSeen) {
    std::mt19937 random(3);
    auto zones = tiling(random, 6, 6, 100);
    const auto others = tiling(random, 6, 6, 100);
    zones.insert(zones.end(), others.begin(), others.end());
    double sum = 0;
    for (const auto& overlap : find_overlaps(zones).found) sum += overlap.area_m2;
    EXPECT_NEAR(sum, 360'000, 500);
}

}  // namespace
}  // namespace huegrid::geo
