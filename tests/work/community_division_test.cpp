/// @file community_division_test.cpp
/// One drawn community divided: which borders stay, and what is said of ground that lies apart.
#include "engine/work/grids/community_division.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>
#include <set>

#include "engine/geo/shapes/overlay.hpp"
#include "tests/work/drawn_grids.hpp"

namespace huegrid::work {
namespace {

DividedCommunity divided(const Drawing& drawing, const DivideRequest& request) {
    DivideTask task;
    task.snapshot = std::make_shared<const model::Snapshot>(drawing.place());
    task.counted = count_households(*task.snapshot);
    task.community_level = 0, task.grid_level = 1;
    task.communities = {0};
    task.buildings.resize(1);
    for (std::size_t b = 0; b < drawing.buildings.size(); ++b) task.buildings[0].push_back(Index(b));
    for (std::size_t z = 1; z < drawing.zones.size(); ++z) task.codes.push_back({drawing.zones[z].code, ZoneId{}});
    return divide_community(task, request, 0, {});
}

/// Grid 1 has three buildings and too many homes; one in it stands nearest to grid 2. All borders run along a street, much nearer
/// to the houses in the west and south than to those in the east and north.
Drawing one_too_many() {
    Drawing drawing;
    drawing.buildings.clear();
    const auto house = [&](double x, double y, Index grid, int homes) { drawing.buildings.push_back({box(x - 5, y - 5, x + 5, y + 5), grid, homes, 0}); };
    house(40, 40, 1, 3), house(40, 150, 1, 3), house(185, 60, 1, 3);
    house(300, 40, 2, 3), house(300, 185, 2, 1);
    house(40, 300, 3, 4), house(185, 300, 3, 2);
    house(300, 300, 4, 5);
    return drawing;
}

DivideRequest from_current() {
    DivideRequest request;
    request.sizes.general = {3, 8, 0, 0};
    request.start = grids::Start::from_current;
    return request;
}

/// Catches: a community drawn anew because one building changes sides; a border that leaves its street.
TEST(CommunityDivision, FromTodaysGridsOnlyTheBuildingThatMovesTakesGroundAlong) {
    const Drawing drawing = one_too_many();
    const auto found = divided(drawing, from_current());
    ASSERT_EQ(found.grids.size(), 4u) << found.problem;
    EXPECT_FALSE(found.unchanged);
    EXPECT_TRUE(found.ended.empty());
    std::int64_t moved = 0;
    for (std::size_t g = 0; g < 4; ++g) {
        EXPECT_EQ(found.grids[g].zone.value, std::int64_t(g) + 2) << "goes on";
        EXPECT_EQ(found.grids[g].code, drawing.zones[g + 1].code);
        moved += found.grids[g].moved;
    }
    ASSERT_EQ(moved, 3);
    EXPECT_EQ(found.grids[2].outline, drawing.zones[3].shape) << "nobody came, nobody went";
    EXPECT_EQ(found.grids[3].outline, drawing.zones[4].shape);
    // The house in the south-east of grid 1 went east: grid 2 has all that it had and some of what grid 1 had, no more.
    const auto &one = drawing.zones[1].shape, &two = drawing.zones[2].shape;
    const auto &now_one = found.grids[0].outline, &now_two = found.grids[1].outline;
    EXPECT_NEAR(geo::area_m2(geo::without(two, std::vector{now_two})), 0.0, 1e-6);
    EXPECT_NEAR(geo::area_m2(geo::without(now_one, std::vector{one})), 0.0, 1e-6);
    EXPECT_NEAR(geo::area_m2(now_one) + geo::area_m2(now_two), 80'000.0, 1e-6);
    EXPECT_LT(geo::area_m2(now_one), 30'000.0);
    // What grid 1 lost is nearer to that house than to its others.
    const auto lost = geo::without(one, std::vector{now_one});
    const geo::WorldPoint gone = geo::bounds(drawing.buildings[2].shape).centre();
    for (const auto p : lost.points)
        for (const std::size_t stayed : {0u, 1u}) {
            const auto other = geo::bounds(drawing.buildings[stayed].shape).centre();
            EXPECT_LE(std::hypot(p.x - gone.x, p.y - gone.y), std::hypot(p.x - other.x, p.y - other.y) + 15.0);
        }
}

/// Catches: a grid that keeps its buildings, and is ended because its outline is none or lies elsewhere; ground of others given to it
/// unsaid. Grid 4 neither loses nor gains a building.
TEST(CommunityDivision, AGridWhoseOutlineDoesNotHoldItsBuildingsGetsOneThatDoes) {
    for (const auto& wrong : {geo::Shape{}, box(201, 201, 250, 250)}) {
        Drawing drawing = one_too_many();
        drawing.zones[4].shape = wrong;
        const auto found = divided(drawing, from_current());
        ASSERT_EQ(found.grids.size(), 4u) << found.problem;
        EXPECT_TRUE(found.ended.empty());
        EXPECT_TRUE(geo::covers(found.grids[3].outline, {430'300, 3'420'300}));
        EXPECT_EQ(std::count(found.redrawn.begin(), found.redrawn.end(), 3u), 1);
        double sum = 0.0;
        for (const auto& grid : found.grids) sum += geo::area_m2(grid.outline);
        EXPECT_NEAR(sum, 160'000.0, 1e-3);

        DivideRequest locked = from_current();
        DivideTask task;
        drawing.zones[4].shape = {};
        task.snapshot = std::make_shared<const model::Snapshot>(drawing.place());
        task.counted = count_households(*task.snapshot);
        task.community_level = 0, task.grid_level = 1, task.communities = {0}, task.locked = {4};
        task.buildings = {{0, 1, 2, 3, 4, 5, 6, 7}};
        EXPECT_NE(divide_community(task, locked, 0, {}).problem.find("no outline that could stay"), std::string::npos);
    }
}

/// Catches: a grid left in pieces between outlines that somebody drew across it, when drawing these again would mend it.
TEST(CommunityDivision, WhatCutsAGridInPiecesIsDrawnAgain) {
    for (const std::size_t across : {3u, 4u}) {
        Drawing drawing = one_too_many();
        drawing.zones[across].shape = both(drawing.zones[across].shape, box(200, 110, 400, 112));
        const auto found = divided(drawing, from_current());
        ASSERT_EQ(found.grids.size(), 4u) << found.problem;
        for (const auto& grid : found.grids) EXPECT_EQ(grid.pieces, 1u) << grid.code << " with an arm of " << across;
        EXPECT_TRUE(found.unsatisfied.empty());
        EXPECT_EQ(std::count(found.redrawn.begin(), found.redrawn.end(), across - 1), 1);
    }
}

/// Catches: a grid that ends or begins and isn't named, or is named under another's row.
TEST(CommunityDivision, WhatEndsAndWhatBeginsIsNamed) {
    const Drawing drawing = one_too_many();
    for (const auto start : {grids::Start::anew, grids::Start::from_current}) {
        DivideRequest request = from_current();
        request.start = start;
        request.sizes.general = {3, 5, 0, 0};  // grid 1 has 9
        const auto found = divided(drawing, request);
        ASSERT_FALSE(found.grids.empty()) << found.problem;
        std::set<std::int64_t> going_on, ended;
        std::vector<std::size_t> begun;
        for (std::size_t g = 0; g < found.grids.size(); ++g)
            if (found.grids[g].zone) going_on.insert(found.grids[g].zone.value);
            else begun.push_back(g);
        EXPECT_FALSE(begun.empty());
        EXPECT_EQ(found.begun, begun);
        for (const auto& grid : found.ended) {
            ended.insert(grid.zone.value);
            EXPECT_EQ(grid.code, drawing.zones[std::size_t(grid.zone.value) - 1].code);
            EXPECT_LT(grid.successor, found.grids.size());
        }
        for (std::int64_t today = 2; today <= 5; ++today) EXPECT_NE(going_on.contains(today), ended.contains(today)) << today;
    }
}

/// Catches: borders drawn midway between buildings although nothing has to change.
TEST(CommunityDivision, FromTodaysGridsThatAreInOrderNothingChanges) {
    Drawing drawing = one_too_many();
    drawing.buildings[0].homes = 1;
    const auto found = divided(drawing, from_current());
    EXPECT_TRUE(found.unchanged);
    for (std::size_t g = 0; g < 4; ++g) EXPECT_EQ(found.grids[g].outline, drawing.zones[g + 1].shape);
}

/// Catches: today's grids torn apart by the ground between the lanes of a road, or by whom they border on once borders are drawn; a
/// division that crosses more roads once its borders are drawn.
TEST(CommunityDivision, ADivisionIsInOrderForTheNextOneWhateverRoadsRunThrough) {
    for (std::uint32_t seed = 1; seed <= 12; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        std::uniform_real_distribution<double> place(0, 400), shift(-13, 13);
        Drawing drawing;
        drawing.zones.resize(1), drawing.buildings.clear();
        for (int i = 0; i < 100; ++i) {
            if (random() % 4 == 0) continue;  // so that streets are wide here and there
            const double x = 20 + 40 * (i % 10) + shift(random), y = 20 + 40 * (i / 10) + shift(random);
            drawing.buildings.push_back({box(x - 6, y - 4, x + 6, y + 4), 0, 5, 0});
        }
        for (int road = 0; road < 4; ++road) {
            const auto from = box(place(random), place(random), 500, 500).points[0], to = box(place(random), place(random), 500, 500).points[0];
            for (const double lane : {0.0, 6.0}) drawing.main_roads.push_back(geo::make_line({{from.x + lane, from.y}, {to.x + lane, to.y + lane}}));
        }
        DivideRequest request;
        request.sizes.general = {30, 50, 0, 0};
        request.effort = 0.5;
        request.crossing = seed % 2 == 0 ? grids::Crossing::refused : grids::Crossing::penalised;
        const auto first = divided(drawing, request);
        ASSERT_FALSE(first.grids.empty()) << first.problem;
        for (std::size_t g = 0; g < first.grids.size(); ++g) {
            auto& zone = drawing.zones.emplace_back();
            zone.level = 1, zone.parent = 0, zone.kind = "general", zone.code = std::to_string(g), zone.shape = first.grids[g].outline;
            for (auto& building : drawing.buildings)
                if (geo::covers(zone.shape, geo::point_on_surface(building.shape))) building.zone = Index(g) + 1;
        }
        request.start = grids::Start::from_current;
        const auto next = divided(drawing, request);
        std::int64_t moved = 0;
        for (const auto& grid : next.grids) moved += grid.moved;
        EXPECT_EQ(moved, 0);
        EXPECT_EQ(next.score.crossings, first.score.crossings) << "judged alike";
        EXPECT_NEAR(next.score.cost, first.score.cost, 1e-6);
        if (first.score.outside == 0) { EXPECT_TRUE(next.unchanged); }
    }
}

/// Catches: good grids ended for others that are no better.
TEST(CommunityDivision, BegunAnewTodaysGridsStayWhereNoBetterAreFound) {
    DivideRequest anew;
    anew.sizes.general = {3, 8, 5, 0};
    const Drawing drawing;  // one building a grid: there is one division into four
    const auto found = divided(drawing, anew);
    EXPECT_TRUE(found.is_todays);
    EXPECT_TRUE(found.unchanged);
    EXPECT_TRUE(found.ended.empty());
}

/// Catches: a grid of two polygons that is counted as one piece, and for which no reason is given.
TEST(CommunityDivision, GroundWithoutBuildingsThatLiesApartIsNamed) {
    Drawing drawing;
    drawing.zones[0].shape = both(box(0, 0, 400, 400), box(500, 0, 600, 100));
    drawing.zones.resize(1);
    for (auto& building : drawing.buildings) building.zone = 0;
    DivideRequest anew;
    anew.sizes.general = {3, 8, 5, 0};
    const auto found = divided(drawing, anew);
    ASSERT_EQ(found.grids.size(), 4u) << found.problem;
    EXPECT_EQ(totals({.communities = {found}}).discontiguous, 1);
    ASSERT_EQ(found.unsatisfied.size(), 1u);
    EXPECT_EQ(found.unsatisfied[0].unmet.reason, grids::Unmet::Reason::bare_ground);
    EXPECT_EQ(found.grids[found.unsatisfied[0].grid].pieces, 2u);
}

}  // namespace
}  // namespace huegrid::work
