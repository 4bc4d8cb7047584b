#include <fstream>

#include "tests/store/fixture.hpp"

namespace huegrid::store::test {

using Store = StoreTest;

TEST_F(Store, SaveAndLoadIsIdentity) {
    make_village();
    const auto s = load();
    const auto b = village();
    ASSERT_EQ(s->zones.size(), b.zones.size());
    for (std::size_t i = 0; i < b.zones.size(); ++i) {
        EXPECT_EQ(s->zones[i].name, b.zones[i].name);
        EXPECT_EQ(s->zones[i].shape, b.zones[i].shape);
    }
    ASSERT_EQ(s->buildings.size(), b.buildings.size());
    for (std::size_t i = 0; i < b.buildings.size(); ++i) EXPECT_EQ(s->buildings.shapes.at(i), b.buildings[i].shape);
    ASSERT_EQ(s->households.size(), b.households.size());
    for (std::size_t a = 0; a < b.attributes.size(); ++a) {
        const auto* column = s->households.attribute(b.attributes[a].name);
        ASSERT_NE(column, nullptr);
        EXPECT_EQ(column->attribute.type, b.attributes[a].type);
        for (std::size_t i = 0; i < b.households.size(); ++i) EXPECT_EQ(column->value(i), b.households[i].values[a]);
    }
    EXPECT_EQ(s->crs.epsg, 4544);
    EXPECT_EQ(s->title, "示例村");
    EXPECT_EQ(s->members.front().skills, std::vector<std::string>{"first-aid"});
    EXPECT_EQ(s->posts.front().name.zh, "网格长");
    ASSERT_EQ(s->assignments.size(), 1u);
    EXPECT_EQ(s->zones[std::size_t(s->assignments[0].zone)].name, "A");
    EXPECT_EQ(s->issues.front().due_at, b.issues.front().due_at);
    EXPECT_EQ(s->service_points.front().functional_areas, b.service_points.front().functional_areas);
}

TEST_F(Store, EveryBuildingLiesInTheFinestZoneThatHoldsIt) {
    make_village();
    const auto s = load();
    const auto zone_name = [&](Index z) { return z == none ? std::string("outside") : s->zones[std::size_t(z)].name; };
    EXPECT_EQ(zone_name(s->buildings.zones[0]), "A");
    EXPECT_EQ(zone_name(s->buildings.zones[1]), "B");
    EXPECT_EQ(zone_name(s->buildings.zones[2]), "B");
    EXPECT_EQ(zone_name(s->buildings.zones[3]), "outside");
    EXPECT_EQ(zone_name(s->zones[1].parent), "社区") << "a parent that isn't stated is found by place";
    EXPECT_EQ(zone_name(s->issues[0].zone), "B");
}

TEST_F(Store, TheSameRowsTwiceChangeNothing) {
    make_village();
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer) << writer.error().text();
    ASSERT_TRUE(writer->begin_import("village", ""));
    ASSERT_TRUE(writer->write(village()));
    ASSERT_TRUE(writer->place());
    EXPECT_FALSE(anything(writer->changes()));
}

TEST_F(Store, AChangedRowIsCountedAndItsNeighboursAreNot) {
    make_village();
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    auto batch = village();
    batch.households[2].values[0] = std::int64_t{9};
    ASSERT_TRUE(writer->write(batch));
    const auto counts = writer->changes().at("household");
    EXPECT_EQ(counts.changed, 1);
    EXPECT_EQ(counts.same, 4);
}

TEST_F(Store, WhatIsNotCommittedNeverHappened) {
    make_village();
    {
        auto writer = Writer::open(file, {"import", {"tester", ""}});
        ASSERT_TRUE(writer);
        auto batch = village();
        batch.households[0].values[0] = std::int64_t{99};
        ASSERT_TRUE(writer->write(batch));
    }
    EXPECT_EQ(load()->households.attribute("persons")->value(0), model::Value{std::int64_t{1}});
    EXPECT_FALSE(std::filesystem::exists(file.string() + "-wal")) << "one plain file when closed";
    EXPECT_FALSE(std::filesystem::exists(file.string() + "-writer"));
}

TEST_F(Store, AnAbandonedNewFileLeavesNothingBehind) {
    {
        auto writer = Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "x");
        ASSERT_TRUE(writer);
        ASSERT_TRUE(writer->write(village()));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder));
}

TEST_F(Store, RowsMayComeInAnyOrderOfTheirIds) {
    auto writer = Writer::create(file, {"synth", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "x");
    ASSERT_TRUE(writer);
    for (const std::int64_t id : {7, 3, 5}) {
        model::Batch batch;
        batch.zones = {{ZoneId{id}, "z" + std::to_string(id), "community", {}, "", "", "", square(double(id) * 100, 0, 100)}};
        ASSERT_TRUE(writer->write(batch));
    }
    ASSERT_TRUE(writer->commit("three"));
    EXPECT_EQ(load()->zones.size(), 3u);
}

TEST_F(Store, AnAttributeCannotChangeItsType) {
    make_village();
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    auto batch = village();
    batch.attributes[0].type = model::AttributeType::text;
    const auto written = writer->write(batch);
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().message.find("'persons' is integer in the file, but text"), std::string::npos);
}

}  // namespace huegrid::store::test
