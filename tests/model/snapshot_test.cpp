#include "engine/model/snapshot.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace huegrid::model {
namespace {

geo::Shape two_parts_with_a_hole() {
    return {geo::ShapeKind::polygon,
            {{0, 0}, {9, 0}, {9, 9}, {0, 9}, {3, 3}, {6, 3}, {6, 6}, {20, 0}, {21, 0}, {21, 1}},
            {4, 7, 10},
            {2, 3}};
}

TEST(ShapeColumn, GivesBackWhatWasPut) {
    const std::vector<geo::Shape> shapes{geo::make_polygon({{0, 0}, {1, 0}, {1, 1}}),
                                         geo::Shape{},
                                         two_parts_with_a_hole(),
                                         geo::make_point({5, 6}),
                                         {geo::ShapeKind::line, {{0, 0}, {1, 1}, {2, 2}, {3, 3}}, {2, 4}, {}},
                                         two_parts_with_a_hole()};
    ShapeColumn column;
    for (const auto& shape : shapes) column.push_back(shape);
    ASSERT_EQ(column.size(), shapes.size());
    for (std::size_t row = 0; row < shapes.size(); ++row) {
        EXPECT_EQ(column.at(row), shapes[row]) << row;
        EXPECT_EQ(column.kind(row), shapes[row].kind);
        EXPECT_EQ(column.box(row), geo::bounds(shapes[row]));
        ASSERT_EQ(column.ring_count(row), shapes[row].rings());
        for (std::size_t ring = 0; ring < shapes[row].rings(); ++ring)
            EXPECT_TRUE(std::ranges::equal(column.ring_points(row, ring), shapes[row].ring(ring)));
    }
}

TEST(KeyIndex, GivesNewKeysTheNextIdAndKnownOnesTheirs) {
    KeyIndex index;
    index.add("way/7", 40);
    index.add("way/8", 12);
    EXPECT_EQ(index.find("way/7"), 40);
    EXPECT_EQ(index.find("way/9"), 0);
    EXPECT_EQ(index.find_or_next("way/9"), 41);
    EXPECT_EQ(index.find_or_next("way/10"), 42);
    EXPECT_EQ(index.find_or_next("way/9"), 41);
    EXPECT_EQ(index.find_or_next("way/8"), 12);
    EXPECT_EQ(index.size(), 4u);
}

/// district 1 > street 2 > community 3, and a second community 4 right below the district.
Snapshot small_ladder() {
    Snapshot snapshot;
    snapshot.levels = default_levels();
    const auto add = [&](std::int64_t id, Index level, Index parent, const char* name, const char* code) {
        Zone zone;
        zone.id = {id}, zone.level = level, zone.parent = parent, zone.name = name, zone.code = code;
        snapshot.zones.push_back(zone);
    };
    add(1, 0, none, "高新区", "510109");
    add(2, 1, 0, "石羊街道", "510109001");
    add(3, 2, 1, "凤祥社区", "");
    add(44, 2, 0, "510109", "");  // a name that is another zone's code
    return snapshot;
}

TEST(Snapshot, FindsAZoneByNameThenCodeThenId) {
    const auto snapshot = small_ladder();
    EXPECT_EQ(snapshot.find_zone("凤祥社区"), 2);
    EXPECT_EQ(snapshot.find_zone("510109"), 3);
    EXPECT_EQ(snapshot.find_zone("510109001"), 1);
    EXPECT_EQ(snapshot.find_zone("44"), 3);
    EXPECT_EQ(snapshot.find_zone(""), none) << "an empty code is no code";
    EXPECT_EQ(snapshot.find_zone("44x"), none);
    EXPECT_EQ(snapshot.find_level("community"), 2);
    EXPECT_EQ(snapshot.find_level("village"), none);
}

TEST(Snapshot, LinksEachHouseholdToItsBuildingOnce) {
    Snapshot snapshot;
    snapshot.buildings.ids = {{10}, {20}, {30}};
    const std::vector<Index> homes{2, 0, none, 2, 2, none, 0};
    for (std::size_t row = 0; row < homes.size(); ++row) {
        snapshot.households.ids.push_back(std::int64_t(100 + row * 5));
        snapshot.households.buildings.push_back(homes[row]);
    }
    snapshot.link_households();
    std::size_t linked = 0;
    for (Index b = 0; b < 3; ++b)
        for (const Index row : snapshot.buildings.households(b)) {
            EXPECT_EQ(homes[std::size_t(row)], b);
            ++linked;
        }
    EXPECT_EQ(linked, 5u);
    EXPECT_TRUE(snapshot.buildings.households(1).empty());
    EXPECT_EQ(snapshot.households.find({110}), 2);
    EXPECT_EQ(snapshot.households.find({111}), none);
    EXPECT_EQ(snapshot.households.find({9999}), none);
    EXPECT_EQ(snapshot.find_building({20}), 1);
    EXPECT_EQ(snapshot.find_building({25}), none);
}

}  // namespace
}  // namespace huegrid::model
