/// @file grid_check_test.cpp
/// One drawn community, one mistake at a time: exactly that is found.
#include "engine/work/grids/grid_check.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "engine/base/text.hpp"
#include "engine/geo/shapes/overlay.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/work/grids/divide.hpp"
#include "tests/work/drawn_grids.hpp"
#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

/// The community without its south-eastern quarter.
geo::Shape l_shape() {
    const auto whole = box(0, 0, 400, 400).points, quarter = box(200, 0, 400, 200).points;
    return geo::make_polygon({whole[0], quarter[0], quarter[3], quarter[2], whole[2], whole[3]});
}

/// What the community's first three grids cover.
geo::Shape l_shape_of(const std::vector<model::Zone>& zones) { return geo::united(std::vector{zones[1].shape, zones[2].shape, zones[3].shape}); }

struct CheckedDrawing : Drawing {
    GridCheckRequest request;

    CheckedDrawing() { request.sizes.general = {.households_min = 3, .households_max = 8}; }
    /// "fault name: what", one a finding.
    [[nodiscard]] std::vector<std::string> found() const {
        const auto findings = check_grids(place(), request);
        EXPECT_TRUE(findings) << findings.error().text();
        std::vector<std::string> found;
        for (const auto& f : findings->found) {
            found.push_back(fmt::format("{} {}: {}", words(f.fault).key, f.name, f.what.en));
            EXPECT_FALSE(f.what.zh.empty());
            EXPECT_TRUE(geo::bounds(f.shape).contains(f.at)) << found.back();
        }
        return found;
    }
};

TEST(GridCheck, ACleanCommunityHasNoFindings) { EXPECT_EQ(CheckedDrawing().found(), std::vector<std::string>{}); }

TEST(GridCheck, OneMistakeIsExactlyOneFinding) {
    struct Mistake {
        const char* finding;
        std::function<void(CheckedDrawing&)> make;
    };
    const Mistake mistakes[] = {
        {"gap 社区: 800 m² in no grid, beside 110101001001001 第1网格, 110101001001002 第2网格, 110101001001003 第3网格", [](CheckedDrawing& d) { d.zones[1].shape = box(0, 0, 200, 196); }},
        {"overlap 第1网格: overlaps 110101001001002 第2网格 by 2000 m²", [](CheckedDrawing& d) { d.zones[1].shape = box(0, 0, 210, 200); }},
        {"outside 第2网格: 2000 m² of it lie outside 社区", [](CheckedDrawing& d) { d.zones[2].shape = box(200, 0, 410, 200); }},
        {"sliver 社区: slits between grids: 1, nowhere wider than 1 m, 100 m² together", [](CheckedDrawing& d) { d.zones[1].shape = box(0, 0, 200, 199.5); }},
        {"sliver 第1网格: overlaps of grids: 1, nowhere wider than 1 m, 60 m² together", [](CheckedDrawing& d) { d.zones[1].shape = box(0, 0, 200.3, 200); }},
        {"size 第3网格: 2 households, 1 fewer than 3", [](CheckedDrawing& d) { d.buildings[2].homes = 2; }},
        {"size 第3网格: 9 households, 1 more than 8", [](CheckedDrawing& d) { d.buildings[2].homes = 4, d.buildings.push_back({box(20, 220, 30, 230), 3, 5, 0}); }},
        {"size_unavoidable 第3网格: 9 households, 1 more than 8: building 3号楼 alone is that large", [](CheckedDrawing& d) { d.buildings[2].homes = 9; }},
        {"no_buildings 第4网格: has no buildings", [](CheckedDrawing& d) { d.buildings.pop_back(); }},
        {"ungridded 社区: building 5号楼 is in no grid", [](CheckedDrawing& d) { d.buildings.push_back({box(20, 20, 30, 30), 0, 0, 0}); }},
        {"outside 第2网格: lies in no community", [](CheckedDrawing& d) { d.zones[2].parent = none, d.zones[2].shape = box(500, 0, 700, 200), d.buildings[1].shape = box(590, 90, 610, 110), d.zones[0].shape = l_shape(); }},
        {"misplaced 第1网格: building 5号楼 is counted in it and stands outside its border", [](CheckedDrawing& d) { d.buildings.push_back({box(220, 20, 230, 30), 1, 0, 0}); }},
        {"cut 第1网格: 80 m² of building 5号楼 lie in it, 20 m² in 110101001001002 第2网格", [](CheckedDrawing& d) { d.buildings.push_back({box(192, 20, 202, 30), 1, 0, 0}); }},
        {"cut 第1网格: 60 m² of building 5号楼 lie in it, 40 m² in no grid", [](CheckedDrawing& d) { d.buildings.push_back({box(-4, 20, 6, 30), 1, 0, 0}); }},
        {"near_border 第1网格: the middle of building 5号楼 is 0.8 m from the border", [](CheckedDrawing& d) { d.buildings.push_back({box(198.4, 20, 200, 21.6), 1, 0, 0}); }},
        {"code_missing 第2网格: has no code", [](CheckedDrawing& d) { d.zones[2].code.clear(); }},
        {"code_repeated 第2网格: 110101001001001 is the code of 社区 第1网格 (id:2) too", [](CheckedDrawing& d) { d.zones[2].code = d.zones[1].code; }},
        {"code_reused 第2网格: 110101001001002 was the code of a grid that has ended", [](CheckedDrawing& d) { d.request.ended_codes = {d.zones[2].code, "110101001001009"}; }},
        {"code_foreign 第2网格: 110101001002002 doesn't begin with 110101001001, as codes of its community do", [](CheckedDrawing& d) { d.zones[2].code = "110101001002002"; }},
        {"code_shape 第2网格: 11010100100102 isn't made like 110101001001001: the community's code and a serial of 3 digits", [](CheckedDrawing& d) { d.zones[2].code = "11010100100102"; }},
    };
    for (const auto& mistake : mistakes) {
        CheckedDrawing drawing;
        mistake.make(drawing);
        EXPECT_EQ(drawing.found(), std::vector<std::string>{mistake.finding});
    }
}

TEST(GridCheck, PiecesWithBuildingsAreToldFromThoseWithout) {
    CheckedDrawing swapped;  // grids 1 and 2 exchange a corner
    swapped.zones[1].shape = both(box(0, 0, 200, 200), box(380, 0, 400, 20));
    swapped.zones[2].shape = box(200, 0, 400, 200);
    auto& shell = swapped.zones[2].shape.points;
    const auto corner = box(380, 0, 400, 20).points;
    shell[1] = corner[0];
    shell.insert(shell.begin() + 2, {corner[3], corner[2]});
    swapped.zones[2].shape.ring_ends = {6};
    EXPECT_EQ(swapped.found(), std::vector<std::string>{"empty_piece 第1网格: in 2 pieces, 1 of them without buildings"});
    swapped.buildings.push_back({box(386, 6, 394, 14), 1, 1, 0});
    EXPECT_EQ(swapped.found(), std::vector<std::string>{"pieces 第1网格: in 2 pieces, 0 of them without buildings"});
}

/// Catches: advice to divide what no division betters, and silence where one grid less would do.
TEST(GridCheck, SizesThatNoNumberOfGridsBettersAreToldFromOthers) {
    CheckedDrawing whole;  // one grid of all: four homes, and at least five are asked for
    whole.zones.resize(2), whole.zones[1].shape = whole.zones[0].shape;
    for (auto& building : whole.buildings) building.zone = 1, building.homes = 1;
    whole.request.sizes.general = {.households_min = 5, .households_max = 8};
    EXPECT_EQ(whole.found(), std::vector<std::string>{"size_unavoidable 第1网格: 4 households, 1 fewer than 5: its community has 4 in all, and no number of grids does better"});
    CheckedDrawing exclave;  // grid 4 lies apart with two homes
    exclave.zones[0].shape = both(l_shape_of(exclave.zones), box(500, 200, 700, 400)), exclave.zones[4].shape = box(500, 200, 700, 400);
    exclave.buildings[3] = {box(590, 290, 610, 310), 4, 2, 0};
    EXPECT_EQ(exclave.found(), std::vector<std::string>{"size_unavoidable 第4网格: 2 households, 1 fewer than 3: this part of its community, apart from the rest, has 2 in all, and no number of grids does better"});
    CheckedDrawing heap;  // one grid of all, four times too large
    heap.zones.resize(2), heap.zones[1].shape = heap.zones[0].shape;
    for (auto& building : heap.buildings) building.zone = 1, building.homes = 8;
    EXPECT_EQ(heap.found(), std::vector<std::string>{"size 第1网格: 32 households, 24 more than 8"});
    CheckedDrawing halves;  // the same in two grids: one would be enough
    halves.zones.resize(3), halves.zones[1].shape = box(0, 0, 200, 400), halves.zones[2].shape = box(200, 0, 400, 400);
    for (std::size_t b = 0; b < 4; ++b) halves.buildings[b].zone = Index(1 + b % 2), halves.buildings[b].homes = 1;
    halves.request.sizes.general = whole.request.sizes.general;
    EXPECT_EQ(halves.found(), (std::vector<std::string>{"size 第1网格: 2 households, 3 fewer than 5", "size 第2网格: 2 households, 3 fewer than 5"}));
}

TEST(GridCheck, ALimitOnPeopleNeedsPeople) {
    CheckedDrawing drawing;
    drawing.request.sizes.general.people_max = 10;
    EXPECT_EQ(check_grids(drawing.place(), drawing.request).error().where, "--people-max");
}

TEST(GridCheck, DedicatedGridsMayBeOfAnySize) {
    CheckedDrawing drawing;
    drawing.buildings.pop_back();
    drawing.zones[4].kind = "dedicated";
    EXPECT_EQ(drawing.found(), std::vector<std::string>{});
}

TEST(GridCheck, DedicatedGridsHaveLimitsOfTheirOwn) {
    CheckedDrawing drawing;
    drawing.zones[4].kind = "dedicated", drawing.buildings[3].homes = 20;
    EXPECT_EQ(drawing.found(), std::vector<std::string>{});
    drawing.request.sizes.dedicated = {.households_min = 0, .households_max = 15};
    EXPECT_EQ(drawing.found(), std::vector<std::string>{"size_unavoidable 第4网格: 20 households, 5 more than 15: building 4号楼 alone is that large"});
    drawing.request.sizes.dedicated.people_max = 10;
    EXPECT_EQ(check_grids(drawing.place(), drawing.request).error().where, "--dedicated-people-max");
}

TEST(GridCheck, ALevelWithoutZonesAndLimitsThatCrossAreRefused) {
    CheckedDrawing drawing;
    drawing.request.level = "micro-grid";
    EXPECT_EQ(check_grids(drawing.place(), drawing.request).error().code, ErrorCode::not_found);
    drawing.request.level = "grid";
    drawing.request.sizes.general = {.households_min = 8, .households_max = 3};
    EXPECT_EQ(check_grids(drawing.place(), drawing.request).error().code, ErrorCode::bad_input);
}

TEST(GridCheck, APlaceWithoutCommunitiesHasNoGridOutsideOne) {
    CheckedDrawing drawing;
    drawing.zones[0].level = 1, drawing.zones[0].kind = "dedicated", drawing.zones[0].shape = box(0, 400, 100, 500);
    for (std::size_t g = 1; g <= 4; ++g) drawing.zones[g].parent = none;
    EXPECT_EQ(drawing.found(), std::vector<std::string>{});
}

class CheckedTown : public Office {};

TEST_F(CheckedTown, WhatDivideDrewHasNoFindingsAndTheMapShowsEachOne) {
    const Command command{folder / "town.gpkg", {"tester", "a test"}};
    synth::TownOptions town;
    town.households = 8'000;
    ASSERT_TRUE(synth(command, town));
    ASSERT_TRUE(divide(command, {}));
    const auto clean = check_grids_of(folder / "town.gpkg", {}).value();
    for (const auto& f : clean.found) ADD_FAILURE() << words(f.fault).key << " " << f.name << ": " << f.what.en;
    EXPECT_GT(clean.grids, 10);
    EXPECT_FALSE(store::ended_codes(folder / "town.gpkg", "grid")->empty()) << "the town's first grids; none of their codes was given again";

    GridCheckRequest stricter;
    stricter.sizes.general.households_max = 350;
    const auto findings = check_grids_of(folder / "town.gpkg", stricter).value();
    ASSERT_GT(findings.counts[std::size_t(GridFault::size)], 0);
    ASSERT_TRUE(write_grid_map(findings, Language::zh, folder / "map.geojson"));
    const auto map = nlohmann::json::parse(read_file(folder / "map.geojson", 100'000'000).value());
    ASSERT_EQ(map["features"].size(), findings.found.size());
    for (std::size_t i = 0; i < findings.found.size(); ++i) {
        EXPECT_EQ(map["features"][i]["properties"]["what"], findings.found[i].what.zh);
        EXPECT_EQ(map["features"][i]["geometry"]["type"], "Polygon");
    }
}

}  // namespace
}  // namespace huegrid::work
