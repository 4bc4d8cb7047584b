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

TEST_F(Store, ASourceKeepsWhatItSaysNothingOf) {
    make_village();
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    auto batch = village();
    batch.kept_columns["household"] = {"contact_name", "contact_phone", "building_id"};
    batch.households[0].contact_name = "";
    batch.households[0].building = {};
    batch.households[0].values[0] = std::int64_t{7};
    ASSERT_TRUE(writer->write(batch));
    ASSERT_TRUE(writer->commit("a second source"));
    const auto cards = household_cards(file, BuildingId{1});
    ASSERT_TRUE(cards);
    ASSERT_EQ(cards->size(), 1u) << "its building was not mapped";
    EXPECT_EQ(cards->front().contact_name, "张三丰");
    EXPECT_EQ(load()->households.attribute("persons")->value(0), model::Value{std::int64_t{7}});
}

TEST_F(Store, ANewEventOrAnEndedServiceIsNewsToo) {
    make_village();
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    auto batch = village();
    batch.issues[0].events.push_back({*parse_instant("2026-10-02T08:00:00Z"), "李四", "handled", ""});
    batch.assignments[0].until = Date(std::chrono::year{2026} / 3 / 1);
    ASSERT_TRUE(writer->write(batch));
    EXPECT_EQ(writer->changes().at("issue_event").added, 1);
    EXPECT_EQ(writer->changes().at("issue_event").same, 1);
    EXPECT_EQ(writer->changes().at("assignment").changed, 1);
    ASSERT_TRUE(writer->commit("news"));
    EXPECT_TRUE(load()->assignments.empty()) << "an assignment that has ended is not in force";
}

TEST_F(Store, ALevelThatComesLaterTakesItsPlaceInTheLadder) {
    make_village();
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    model::Batch district, street;
    district.zones = {{ZoneId{11}, "d", "district", {}, "区", "", "", square(-100, -100, 400)}};
    street.zones = {{ZoneId{12}, "s", "street", {}, "街道", "", "", square(-50, -50, 300)}};
    for (const auto* batch : {&district, &street}) {
        ASSERT_TRUE(writer->write(*batch));
        ASSERT_TRUE(writer->place());
    }
    ASSERT_TRUE(writer->commit("two more levels"));
    const auto s = load();
    const auto parent_of = [&](const char* name) { return s->zones[std::size_t(s->zones[std::size_t(s->find_zone(name))].parent)].name; };
    EXPECT_EQ(parent_of("社区"), "街道");
    EXPECT_EQ(parent_of("街道"), "区");
}

TEST_F(Store, ZonesThatNameEachOtherAsParentAreNoCircle) {
    make_village();
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    auto batch = village();
    batch.zones[1].parent = ZoneId{3};
    batch.zones[2].parent = ZoneId{2};
    ASSERT_TRUE(writer->write(batch));
    ASSERT_TRUE(writer->place());
    ASSERT_TRUE(writer->commit("a circle"));
    const auto s = load();
    for (const auto& zone : s->zones)
        if (zone.parent != none) { EXPECT_LT(s->zones[std::size_t(zone.parent)].level, zone.level); }
}

TEST_F(Store, AHouseholdThatLosesItsBuildingLosesItsGrid) {
    make_village();
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    auto batch = village();
    batch.households[0].building = {};
    ASSERT_TRUE(writer->write(batch));
    ASSERT_TRUE(writer->place());
    ASSERT_TRUE(writer->commit("moved"));
    EXPECT_EQ(rows("SELECT id FROM household WHERE building_id IS NULL AND (grid_id IS NOT NULL OR community_id IS NOT NULL)"), 0);
}

TEST_F(Store, ANewFileNeverReplacesOneThatWasMadeMeanwhile) {
    auto writer = Writer::create(file, {"import", {"late", ""}}, *geo::crs_from_text("EPSG:4544"), "late");
    ASSERT_TRUE(writer);
    make_village();
    const auto committed = writer->commit("late");
    ASSERT_FALSE(committed);
    EXPECT_EQ(load()->title, "示例村");
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
