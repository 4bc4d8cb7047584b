/// @file neighbours_test.cpp
/// Zones drawn to touch in every way, and GEOS as the judge of tilings.

#include "engine/geo/borders/neighbours.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "by_ogr.hpp"
#include "drawn.hpp"

namespace huegrid::geo {
namespace {

double length_m(const OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbLineString) return geometry.toLineString()->get_Length();
    return OGR_GT_IsSubClassOf(type, wkbGeometryCollection) ? geometry.toGeometryCollection()->get_Length() : 0.0;
}

/// Every pair's common points by GEOS, which has to find them exact: on the same vertices.
std::vector<Neighbours> by_geos(const std::vector<Shape>& zones) {
    std::vector<std::unique_ptr<OGRGeometry>> polygons;
    for (const auto& zone : zones) polygons.push_back(by_ogr(zone));
    std::vector<Neighbours> pairs;
    for (std::size_t i = 0; i < zones.size(); ++i)
        for (std::size_t j = i + 1; j < zones.size(); ++j) {
            if (!polygons[i]->Intersects(polygons[j].get())) continue;
            const std::unique_ptr<OGRGeometry> common(polygons[i]->Intersection(polygons[j].get()));
            pairs.push_back({Index(i), Index(j), length_m(*common)});
        }
    return pairs;
}

void expect_same(const std::vector<Neighbours>& ours, const std::vector<Neighbours>& theirs) {
    ASSERT_EQ(ours.size(), theirs.size());
    for (std::size_t i = 0; i < ours.size(); ++i) {
        EXPECT_EQ(ours[i].first, theirs[i].first);
        EXPECT_EQ(ours[i].second, theirs[i].second);
        EXPECT_NEAR(ours[i].border_m, theirs[i].border_m, 1e-6);
    }
}

TEST(Neighbours, OfATilingAreGeossWithTheirBorders) {
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        auto zones = tiling(random, 6, 5, 100);
        std::shuffle(zones.begin(), zones.end(), random);
        expect_same(find_neighbours(zones), by_geos(zones));
    }
}

TEST(Neighbours, ACornerInTheMiddleOfAnEdgeIsNoGap) {
    //  +---+---+    0 and 1 above, 2 below without a vertex where they part
    //  | 0 | 1 |
    //  +---+---+
    //  |   2   |
    //  +-------+
    const std::vector<Shape> zones{rectangle(0, 10, 10, 20), rectangle(10, 10, 20, 20), rectangle(0, 0, 20, 10)};
    expect_same(find_neighbours(zones), {{0, 1, 10}, {0, 2, 10}, {1, 2, 10}});
}

TEST(Neighbours, ACornerThatOnlyTouchesAnEdgeIsAQueensNeighbourWithoutBorder) {
    // 0 stands with its tip on the middle of 1's edge; on both sides of the tip other zones fill the ground, so that the
    // two edges at the tip have twins.
    const std::vector<Shape> zones{make_polygon({{10, 0}, {20, 10}, {0, 10}}), rectangle(0, -10, 20, 0),
                                   make_polygon({{0, 0}, {10, 0}, {0, 10}}), make_polygon({{10, 0}, {20, 0}, {20, 10}})};
    const double slope = std::hypot(10, 10);
    expect_same(find_neighbours(zones), {{0, 1, 0}, {0, 2, slope}, {0, 3, slope}, {1, 2, 10}, {1, 3, 10}, {2, 3, 0}});
}

TEST(Neighbours, AHairsBreadthApartIsTogetherWithinTheToleranceOnly) {
    const double hair = 0.0005;
    const std::vector<Shape> zones{rectangle(0, 0, 10, 10), rectangle(10 + hair, 2, 20, 8)};
    const auto near = find_neighbours(zones);
    ASSERT_EQ(near.size(), 1u);
    EXPECT_NEAR(near[0].border_m, 6, 1e-9);
    EXPECT_TRUE(find_neighbours(zones, {.tolerance_m = hair / 2}).empty());
}

TEST(Neighbours, AnEnclaveHasItsWholeOutlineInCommon) {
    const std::vector<Shape> zones{polygon_of({{{{0, 0}, {30, 0}, {30, 30}, {0, 30}}, {{10, 10}, {10, 20}, {20, 20}, {20, 10}}}}),
                                   rectangle(10, 10, 20, 20)};
    expect_same(find_neighbours(zones), {{0, 1, 40}});
}

TEST(Neighbours, ABarrierBesideABorderRunsAlongItAndOneAcrossDoesnt) {
    //  +-----+:----+   the road runs 4 m beside the border of 0 and 1, then turns off and across that of 1 and 2
    //  |  0  |:.. 1|
    //  +-----+--:--+
    //  |     2  :  |
    //  +--------:--+
    const std::vector<Shape> zones{rectangle(0, 200, 300, 400), rectangle(300, 200, 600, 400), rectangle(0, 0, 600, 200)};
    const std::vector<Shape> road{make_line({{304, 500}, {304, 250}, {450, 250}, {450, -10}})};
    const auto pairs = find_neighbours(zones, {.barriers = road});
    expect_same(pairs, {{0, 1, 200}, {0, 2, 300}, {1, 2, 300}});
    EXPECT_NEAR(pairs[0].barrier_m, 150 + std::sqrt(100.0 - 16), 5) << "to the bend and round it";
    EXPECT_EQ(pairs[1].barrier_m, 0.0);
    EXPECT_NEAR(pairs[2].barrier_m, 20, 5) << "only what it takes to cross";
}

TEST(Neighbours, WhatIsNoPolygonOrStandsAloneHasNone) {
    EXPECT_TRUE(find_neighbours({}).empty());
    const std::vector<Shape> zones{rectangle(0, 0, 10, 10), Shape{}, make_point({5, 10}), rectangle(0, 11, 10, 21)};
    EXPECT_TRUE(find_neighbours(zones).empty());
}

}  // namespace
}  // namespace huegrid::geo
