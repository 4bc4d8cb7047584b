/// @file grid_check_test.cpp
/// One drawn community, one mistake at a time: exactly that is found.
#include "engine/work/grid_check.hpp"

#include <gtest/gtest.h>

#include <functional>
#include <nlohmann/json.hpp>

#include "engine/base/text.hpp"
#include "engine/store/grid_writer.hpp"
#include "engine/work/divide.hpp"
#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

geo::Shape box(double left, double bottom, double right, double top) {
    const double x = 430'000, y = 3'420'000;
    return geo::make_polygon({{x + left, y + bottom}, {x + right, y + bottom}, {x + right, y + top}, {x + left, y + top}});
}

geo::Shape both(geo::Shape one, const geo::Shape& other) {
    const auto points = std::uint32_t(one.points.size()), rings = std::uint32_t(one.rings());
    one.points.insert(one.points.end(), other.points.begin(), other.points.end());
    for (const auto end : other.ring_ends) one.ring_ends.push_back(points + end);
    for (const auto end : other.part_ends) one.part_ends.push_back(rings + end);
    return one;
}

/// The community without its south-eastern quarter.
geo::Shape l_shape() {
    const auto whole = box(0, 0, 400, 400).points, quarter = box(200, 0, 400, 200).points;
    return geo::make_polygon({whole[0], quarter[0], quarter[3], quarter[2], whole[2], whole[3]});
}

struct DrawnBuilding {
    geo::Shape shape;
    Index zone = none;
    int homes = 0, vacant = 0;
};

//   +-----+-----+   community 110101001001 (zone 0), 400 m wide
//   | 3 o | 4 o |   grids 1 … 4, a building with 5 homes in the middle of each (and one that is vacant)
//   +-----+-----+
//   | 1 o | 2 o |
//   +-----+-----+
struct Drawing {
    std::vector<model::Zone> zones;
    std::vector<DrawnBuilding> buildings;
    GridCheckRequest request;

    Drawing() {
        request.sizes = {.households_min = 3, .households_max = 8};
        zones.resize(5);
        zones[0].code = "110101001001", zones[0].name = "社区", zones[0].level = 0, zones[0].shape = box(0, 0, 400, 400);
        for (std::size_t g = 1; g <= 4; ++g) {
            const double x = g % 2 == 1 ? 0 : 200, y = g <= 2 ? 0 : 200;
            zones[g].code = "11010100100100" + std::to_string(g), zones[g].name = "第" + std::to_string(g) + "网格";
            zones[g].level = 1, zones[g].parent = 0, zones[g].kind = "general", zones[g].shape = box(x, y, x + 200, y + 200);
            buildings.push_back({box(x + 90, y + 90, x + 110, y + 110), Index(g), 5, 1});
        }
    }
    [[nodiscard]] model::Snapshot place() const {
        model::Snapshot place;
        place.crs.epsg = 4544;
        place.levels = {{"community", 3, {"社区", "Community"}}, {"grid", 4, {"网格", "Grid"}}};
        for (const char* name : {"kind", "occupancy"}) {
            model::Attribute attribute;
            attribute.name = name, attribute.type = model::AttributeType::text;
            place.households.attributes.emplace_back(attribute);
        }
        for (std::size_t z = 0; z < zones.size(); ++z) {
            auto zone = zones[z];
            zone.id = ZoneId{std::int64_t(z) + 1}, zone.box = geo::bounds(zone.shape);
            place.zones.push_back(std::move(zone));
        }
        for (std::size_t b = 0; b < buildings.size(); ++b) {
            place.buildings.ids.push_back(BuildingId{std::int64_t(b) + 1});
            place.buildings.names.push_back(std::to_string(b + 1) + "号楼");
            place.buildings.zones.push_back(buildings[b].zone);
            place.buildings.shapes.push_back(buildings[b].shape);
            for (int h = 0; h < buildings[b].homes + buildings[b].vacant; ++h) {
                place.households.buildings.push_back(Index(b));
                place.households.ids.push_back(std::int64_t(place.households.buildings.size()));
                place.households.attributes[0].push_back(std::string("home"));
                place.households.attributes[1].push_back(std::string(h < buildings[b].homes ? "own" : "vacant"));
            }
        }
        return place;
    }
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

TEST(GridCheck, ACleanCommunityHasNoFindings) { EXPECT_EQ(Drawing().found(), std::vector<std::string>{}); }

TEST(GridCheck, OneMistakeIsExactlyOneFinding) {
    struct Mistake {
        const char* finding;
        std::function<void(Drawing&)> make;
    };
    const Mistake mistakes[] = {
        {"gap 社区: 800 m² in no grid, beside 第1网格, 第2网格, 第3网格", [](Drawing& d) { d.zones[1].shape = box(0, 0, 200, 196); }},
        {"overlap 第1网格: overlaps 第2网格 by 2000 m²", [](Drawing& d) { d.zones[1].shape = box(0, 0, 210, 200); }},
        {"outside 第2网格: 2000 m² of it lie outside 社区", [](Drawing& d) { d.zones[2].shape = box(200, 0, 410, 200); }},
        {"sliver 社区: slits between grids: 1, nowhere wider than 1 m, 100 m² together", [](Drawing& d) { d.zones[1].shape = box(0, 0, 200, 199.5); }},
        {"sliver 第1网格: overlaps of grids: 1, nowhere wider than 1 m, 60 m² together", [](Drawing& d) { d.zones[1].shape = box(0, 0, 200.3, 200); }},
        {"size 第3网格: 2 households, 1 fewer than 3", [](Drawing& d) { d.buildings[2].homes = 2; }},
        {"size 第3网格: 9 households, 1 more than 8", [](Drawing& d) { d.buildings[2].homes = 9; }},
        {"no_buildings 第4网格: has no buildings", [](Drawing& d) { d.buildings.pop_back(); }},
        {"ungridded 社区: building 5号楼 is in no grid", [](Drawing& d) { d.buildings.push_back({box(20, 20, 30, 30), 0, 0, 0}); }},
        {"outside 第2网格: lies in no community", [](Drawing& d) { d.zones[2].parent = none, d.zones[2].shape = box(500, 0, 700, 200), d.buildings[1].shape = box(590, 90, 610, 110), d.zones[0].shape = l_shape(); }},
        {"misplaced 第1网格: building 5号楼 is counted in it and stands outside its border", [](Drawing& d) { d.buildings.push_back({box(220, 20, 230, 30), 1, 0, 0}); }},
        {"cut 第1网格: 80 m² of building 5号楼 lie in it, 20 m² in 第2网格", [](Drawing& d) { d.buildings.push_back({box(192, 20, 202, 30), 1, 0, 0}); }},
        {"cut 第1网格: 60 m² of building 5号楼 lie in it, 40 m² in no grid", [](Drawing& d) { d.buildings.push_back({box(-4, 20, 6, 30), 1, 0, 0}); }},
        {"near_border 第1网格: the middle of building 5号楼 is 0.8 m from the border", [](Drawing& d) { d.buildings.push_back({box(198.4, 20, 200, 21.6), 1, 0, 0}); }},
        {"code_missing 第2网格: has no code", [](Drawing& d) { d.zones[2].code.clear(); }},
        {"code_repeated 第2网格: 110101001001001 is the code of 第1网格 too", [](Drawing& d) { d.zones[2].code = d.zones[1].code; }},
        {"code_reused 第2网格: 110101001001002 was the code of a grid that has ended", [](Drawing& d) { d.request.ended_codes = {d.zones[2].code, "110101001001009"}; }},
        {"code_foreign 第2网格: 110101001002002 doesn't begin with the community's code 110101001001", [](Drawing& d) { d.zones[2].code = "110101001002002"; }},
        {"code_shape 第2网格: 11010100100102 has 14 digits instead of 15: the community's code and a serial", [](Drawing& d) { d.zones[2].code = "11010100100102"; }},
    };
    for (const auto& mistake : mistakes) {
        Drawing drawing;
        mistake.make(drawing);
        EXPECT_EQ(drawing.found(), std::vector<std::string>{mistake.finding});
    }
}

TEST(GridCheck, PiecesWithBuildingsAreToldFromThoseWithout) {
    Drawing swapped;  // grids 1 and 2 exchange a corner
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

TEST(GridCheck, DedicatedGridsMayBeOfAnySize) {
    Drawing drawing;
    drawing.buildings.pop_back();
    drawing.zones[4].kind = "dedicated";
    EXPECT_EQ(drawing.found(), std::vector<std::string>{});
}

TEST(GridCheck, ALevelWithoutZonesAndLimitsThatCrossAreRefused) {
    Drawing drawing;
    drawing.request.level = "micro-grid";
    EXPECT_EQ(check_grids(drawing.place(), drawing.request).error().code, ErrorCode::not_found);
    drawing.request.level = "grid";
    drawing.request.sizes = {.households_min = 8, .households_max = 3};
    EXPECT_EQ(check_grids(drawing.place(), drawing.request).error().code, ErrorCode::bad_input);
}

TEST(GridCheck, APlaceWithoutCommunitiesHasNoGridOutsideOne) {
    Drawing drawing;
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
    stricter.sizes.households_max = 350;
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
