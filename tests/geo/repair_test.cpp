/// @file repair_test.cpp
/// Polygons drawn wrong. GEOS says what is valid.

#include "engine/geo/shapes/repair.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "by_ogr.hpp"
#include "drawn.hpp"
#include "engine/geo/shapes/ring_contacts.hpp"

namespace huegrid::geo {
namespace {

std::vector<std::string> kinds(const Repaired& repaired) {
    std::vector<std::string> all;
    for (const auto& flaw : repaired.flaws) all.push_back(flaw.kind);
    return all;
}

using Kinds = std::vector<std::string>;
using Ring = std::vector<WorldPoint>;

Ring square(double x, double y, double side) { return {{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}}; }
Ring turned(Ring ring) {
    std::reverse(ring.begin(), ring.end());
    return ring;
}

TEST(Repair, APolygonInOrderComesBackAsItWas) {
    const auto donut = polygon_of({{square(0, 0, 10), turned(square(4, 4, 2))}, {square(20, 0, 5)}});
    const auto repaired = repair(donut);
    EXPECT_EQ(repaired.shape, donut);
    EXPECT_TRUE(repaired.flaws.empty());
    EXPECT_EQ(repaired.turned, 0);
}

TEST(Repair, AHoleThatTouchesItsShellInAPointIsInOrder) {
    const auto shape = polygon_of({{square(0, 0, 10), {{0, 5}, {3, 7}, {3, 3}}}});
    const auto repaired = repair(shape);
    EXPECT_EQ(repaired.shape, shape);
    EXPECT_TRUE(repaired.flaws.empty());
}

TEST(Repair, RingsAreTurnedAndCounted) {
    const auto repaired = repair(polygon_of({{turned(square(0, 0, 10)), square(4, 4, 2)}}));
    EXPECT_EQ(repaired.turned, 2);
    EXPECT_TRUE(repaired.flaws.empty());
    EXPECT_EQ(bounds(repaired.shape), bounds(make_polygon(square(0, 0, 10))));
    EXPECT_EQ(repair(repaired.shape).turned, 0);
    EXPECT_NEAR(area_m2(repaired.shape), 96, 1e-9);
}

TEST(Repair, RepeatedPointsAndSpikesAreLeftOut) {
    //  * * *          * * *
    //  *   * * * becomes *   *
    //  * * *          * * *
    const auto repaired =
        repair(make_polygon({{0, 0}, {0, 0}, {10, 0}, {10, 5}, {20, 5}, {10, 5}, {10, 10}, {10, 10}, {10, 10}, {0, 10}, {0, 0}}));
    EXPECT_EQ(kinds(repaired), (Kinds{"duplicate_points", "spike"}));
    EXPECT_NE(repaired.flaws[0].what.find("5 points"), std::string::npos) << repaired.flaws[0].what;  // one where the spike was
    EXPECT_EQ(repaired.flaws[1].at, (WorldPoint{20, 5}));
    EXPECT_EQ(repaired.shape, make_polygon({{0, 0}, {10, 0}, {10, 5}, {10, 10}, {0, 10}}));
}

TEST(Repair, ASpikeAtTheRingsSeamIsCutToo) {
    for (std::size_t shift = 0; shift < 6; ++shift) {
        Ring ring{{0, 0}, {10, 0}, {10, 10}, {5, 10}, {5, 20}, {5, 10}, {0, 10}};
        std::rotate(ring.begin(), ring.begin() + std::ptrdiff_t(shift), ring.end());
        const auto repaired = repair(make_polygon(ring));
        EXPECT_NEAR(area_m2(repaired.shape), 100, 1e-9) << shift;
        EXPECT_EQ(bounds(repaired.shape).max.y, 10) << shift;
    }
}

TEST(Repair, ABowTieKeepsBothItsHalves) {
    const auto repaired = repair(make_polygon({{0, 0}, {10, 10}, {10, 0}, {0, 10}}));
    EXPECT_EQ(kinds(repaired), Kinds{"self_intersection"});
    EXPECT_EQ(repaired.flaws[0].at, (WorldPoint{5, 5}));
    EXPECT_EQ(repaired.shape.part_ends.size(), 2u);
    EXPECT_NEAR(area_m2(repaired.shape), 50, 1e-9);
    EXPECT_TRUE(valid_by_geos(repaired.shape));
}

TEST(Repair, ARingThatTouchesItselfKeepsItsArea) {
    // A keyhole: the outline runs along a bridge to a hole and back.
    const auto repaired = repair(make_polygon({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, 5}, {4, 5}, {4, 6}, {6, 6}, {6, 4}, {4, 4}, {4, 5}, {0, 5}}));
    EXPECT_EQ(kinds(repaired), Kinds{"self_intersection"});
    EXPECT_EQ(repaired.flaws[0].done, "repaired");
    EXPECT_NEAR(area_m2(repaired.shape), 96, 1e-9);
    EXPECT_TRUE(valid_by_geos(repaired.shape));
}

TEST(Repair, WhatIsGoneAroundTwiceHasNoOneAnswer) {
    // Around the square twice, the second time only half as far.
    const auto repaired = repair(make_polygon({{0, 0}, {10, 0}, {10, 10}, {0, 10}, {0, -1}, {5, -1}, {5, 5}, {-1, 5}, {-1, 0}}));
    ASSERT_EQ(kinds(repaired), Kinds{"self_intersection"});
    EXPECT_TRUE(repaired.shape.empty());
    EXPECT_EQ(repaired.flaws[0].done, "");
    EXPECT_NE(repaired.flaws[0].what.find("if that is inside"), std::string::npos) << repaired.flaws[0].what;
}

TEST(Repair, ALittleLoopOfAnOutlineIsInside) {
    // The square's outline goes around half a square metre of its own twice: 0.005 % of it.
    const auto repaired = repair(make_polygon({{0, 0}, {100, 0}, {100, 100}, {50, 100}, {50, 99.5}, {51, 99.5}, {51, 100}, {0, 100}}));
    EXPECT_EQ(kinds(repaired), Kinds{"self_intersection"});
    EXPECT_EQ(repaired.flaws[0].done, "repaired");
    EXPECT_NEAR(area_m2(repaired.shape), 10'000, 0.6);
    EXPECT_TRUE(valid_by_geos(repaired.shape));
}

TEST(Repair, AHoleOutsideTakesNothingAwayAndOneAcrossTheEdgeWhatItCovers) {
    const auto outside = repair(polygon_of({{square(0, 0, 10), turned(square(20, 0, 3))}}));
    EXPECT_EQ(kinds(outside), Kinds{"hole_outside"});
    EXPECT_NE(outside.flaws[0].what.find("9.0000 m²"), std::string::npos) << outside.flaws[0].what;
    EXPECT_NEAR(area_m2(outside.shape), 100, 1e-9);

    const auto across = repair(polygon_of({{square(0, 0, 10), turned(square(8, 4, 4))}}));
    EXPECT_EQ(kinds(across), Kinds{"hole_outside"});
    EXPECT_NEAR(area_m2(across.shape), 92, 1e-9);

    const auto overlapping = repair(polygon_of({{square(0, 0, 10), turned(square(2, 2, 4)), turned(square(4, 4, 4))}}));
    EXPECT_EQ(kinds(overlapping), Kinds{"holes_overlap"});
    EXPECT_NEAR(area_m2(overlapping.shape), 100 - 28, 1e-9);
}

TEST(Repair, ANestedShellIsAHoleIfItRunsTheOtherWayRound) {
    const auto hole = repair(polygon_of({{square(0, 0, 10)}, {turned(square(2, 2, 4))}}));
    EXPECT_EQ(kinds(hole), Kinds{"nested_shell"});
    EXPECT_NEAR(area_m2(hole.shape), 84, 1e-9);
    EXPECT_EQ(hole.shape.part_ends, (std::vector<std::uint32_t>{2}));

    const auto twice = repair(polygon_of({{square(2, 2, 4)}, {square(0, 0, 10)}}));
    EXPECT_EQ(kinds(twice), Kinds{"nested_shell"});
    EXPECT_NEAR(area_m2(twice.shape), 100, 1e-9);
}

TEST(Repair, PartsThatOverlapCountOnceAndPartsWithACommonEdgeBecomeOne) {
    const auto overlapping = repair(polygon_of({{square(0, 0, 10)}, {square(8, 8, 10)}}));
    EXPECT_EQ(kinds(overlapping), Kinds{"parts_overlap"});
    EXPECT_NEAR(area_m2(overlapping.shape), 196, 1e-9);

    const auto beside = repair(polygon_of({{square(0, 0, 10)}, {square(10, 0, 10)}}));
    EXPECT_EQ(kinds(beside), Kinds{"parts_overlap"});
    EXPECT_EQ(beside.shape.part_ends.size(), 1u);
    EXPECT_NEAR(area_m2(beside.shape), 200, 1e-9);
}

TEST(Repair, CollapsedRingsAreLeftOutAndNamed) {
    const Ring flat{{4, 4}, {5, 5}, {6, 6}};
    const auto hole = repair(polygon_of({{square(0, 0, 10), flat}}));
    EXPECT_FALSE(hole.was_valid);
    EXPECT_EQ(kinds(hole), Kinds{"collapsed"});
    EXPECT_NE(hole.flaws[0].what.find("hole 1"), std::string::npos) << hole.flaws[0].what;
    EXPECT_EQ(hole.shape, make_polygon(square(0, 0, 10)));

    for (const Ring& ring : {flat, Ring{{1, 1}}, Ring{{1, 1}, {2, 2}}, Ring{{1, 1}, {1, 1}, {1, 1}, {1, 1}}, Ring{}}) {
        auto shape = make_polygon(ring);
        const auto whole = repair(shape);
        EXPECT_TRUE(whole.shape.empty());
        EXPECT_FALSE(whole.was_valid);
        ASSERT_FALSE(whole.flaws.empty());
        EXPECT_EQ(whole.flaws.back().kind, "collapsed");
        EXPECT_EQ(whole.flaws.back().done, "");
    }
}

TEST(Repair, WhatOgcAllowsWasValid) {
    Ring repeated = square(0, 0, 10);
    repeated.insert(repeated.begin() + 1, repeated[1]);
    EXPECT_TRUE(repair(make_polygon(repeated)).was_valid);
    const auto thin_hole = repair(polygon_of({{square(0, 0, 100), Ring{{10, 10}, {10, 10.0008}, {40, 10.0008}, {40, 10}}}}));
    EXPECT_EQ(kinds(thin_hole), Kinds{"collapsed"});
    EXPECT_TRUE(thin_hole.was_valid);
    Ring spike = square(0, 0, 10);
    spike.insert(spike.begin() + 1, {{-5, -5}, spike[0]});
    EXPECT_FALSE(repair(make_polygon(spike)).was_valid);
}

TEST(Repair, ASliverIsReportedAndKept) {
    const auto sliver = make_polygon({{0, 0}, {100, 0}, {100, 0.05}, {0, 0.05}});
    const auto repaired = repair(sliver);
    EXPECT_EQ(kinds(repaired), Kinds{"sliver"});
    EXPECT_EQ(repaired.shape, sliver);
    EXPECT_TRUE(repair(make_polygon({{0, 0}, {500, 0}, {500, 4}, {0, 4}})).flaws.empty());  // a long building
}

/// A star at a real place, with a hole and a neighbour, spoilt in a way the seed decides.
Shape spoilt(std::uint32_t seed) {
    std::mt19937 random(seed);
    const auto pick = [&](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
    const WorldPoint at{512'000, 3'390'000};
    auto shell = star(random, at, 150, 5 + int(pick(60)));
    auto hole = star(random, {at.x + 5.0 * double(pick(40)), at.y}, 25, 8);
    auto beside = star(random, {at.x + 10.0 * double(pick(30)), at.y + 20}, 90, 3 + int(pick(20)));
    for (std::size_t spoil = 1 + pick(4); spoil-- > 0;) {
        auto& ring = std::array{&shell, &hole, &beside}[pick(3)][0];
        const auto i = pick(ring.size());
        const auto here = ring.begin() + std::ptrdiff_t(i);
        const auto p = *here;
        switch (pick(6)) {
            case 0: ring.insert(here, 1 + pick(3), p); break;                                      // repeated
            case 1: ring.insert(here, {p, {p.x + 7, p.y - 3}}); break;                             // spike
            case 2: std::swap(ring[i], ring[pick(ring.size())]); break;                            // crossed edges
            case 3: ring[i] = ring[pick(ring.size())]; break;                                      // touches itself
            case 4: std::reverse(ring.begin(), ring.end()); break;
            default: for (auto& q : ring) q = {std::round(q.x / 20) * 20, std::round(q.y / 20) * 20};  // snapped too far
        }
    }
    return polygon_of({{shell, hole}, {beside}});
}

TEST(Repair, WhateverIsSpoiltBecomesValidOrIsKeptOutAndTwiceIsOnce) {
    int useless = 0, mended = 0;
    for (std::uint32_t seed = 1; seed <= 1000; ++seed) {
        SCOPED_TRACE(seed);
        const auto before = spoilt(seed);
        const auto repaired = repair(before);
        if (repaired.shape.empty()) {
            ASSERT_FALSE(repaired.flaws.empty());
            ASSERT_EQ(repaired.flaws.back().done, "") << repaired.flaws.back().what;
            ++useless;
            continue;
        }
        ASSERT_TRUE(valid_by_geos(repaired.shape)) << by_ogr(before)->exportToWkt();
        if (!valid_by_geos(before)) {
            ASSERT_FALSE(repaired.flaws.empty());
            ++mended;
        } else {
            ASSERT_NEAR(area_m2(repaired.shape), area_m2(before), 1e-6);
        }
        const auto again = repair(repaired.shape);
        ASSERT_EQ(again.shape, repaired.shape);
        ASSERT_EQ(again.turned, 0);
        for (const auto& flaw : again.flaws) ASSERT_EQ(flaw.kind, "sliver") << flaw.what;
    }
    EXPECT_GT(useless, 20);  // both ways were tried
    EXPECT_GT(mended, 20);
}

TEST(RingContacts, ASimplePolygonIsValidByGeosAndAnInvalidOneIsNeverSimple) {
    int simple = 0;
    for (std::uint32_t seed = 1; seed <= 1000; ++seed) {
        SCOPED_TRACE(seed);
        auto shape = spoilt(seed);
        if (seed % 2 == 0) shape = repair(shape).shape;
        if (shape.empty() || !is_simple(shape)) continue;
        ++simple;
        ASSERT_TRUE(valid_by_geos(shape)) << by_ogr(shape)->exportToWkt();
    }
    EXPECT_GT(simple, 50);
}

}  // namespace
}  // namespace huegrid::geo
