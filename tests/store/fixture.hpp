/// A village drawn as a map: what the store's tests write and read back.
///
///     0        100       200        each grid 100 m square; building 1 in grid A, 2 and 3 in grid B,
///     +---------+---------+         4 outside; the community holds both grids
///     |  A  [1] | B [2][3]|  [4]
///     +---------+---------+
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>

#include "engine/store/commands/writer.hpp"
#include "engine/store/load/load.hpp"

namespace huegrid::store::test {

inline geo::Shape square(double x, double y, double side) {
    return geo::make_polygon({{x, y}, {x + side, y}, {x + side, y + side}, {x, y + side}});
}

inline model::Batch village() {
    model::Batch b;
    const auto attribute = [&](const char* name, model::AttributeType type) {
        model::Attribute a;
        a.name = name;
        a.type = type;
        a.title = {name, name};
        b.attributes.push_back(a);
    };
    attribute("persons", model::AttributeType::integer);
    attribute("living_alone", model::AttributeType::boolean);
    attribute("floor_area", model::AttributeType::real);
    attribute("tenancy", model::AttributeType::text);
    attribute("move_in", model::AttributeType::date);
    b.zones = {{ZoneId{1}, "c", "community", {}, "社区", "c1", "", geo::make_polygon({{0, 0}, {200, 0}, {200, 100}, {0, 100}})},
               {ZoneId{2}, "a", "grid", {}, "A", "", "general", square(0, 0, 100)},
               {ZoneId{3}, "b", "grid", {}, "B", "", "dedicated", square(100, 0, 100)}};
    b.estates = {{EstateId{1}, "e", "风华苑", {}}};
    for (int i = 0; i < 4; ++i) {
        const double x[] = {60, 110, 150, 250};
        b.buildings.push_back({BuildingId{i + 1}, "b" + std::to_string(i + 1), "", "某路" + std::to_string(i + 1) + "号", "residential",
                               i == 0 ? EstateId{1} : EstateId{}, 2, 6, std::nullopt, false, square(x[i], 40, 20)});
    }
    b.rooms = {{RoomId{1}, "r1", BuildingId{1}, "1", "3", "301", "某路1号301"}};
    for (int i = 0; i < 5; ++i) {
        const std::int64_t home[] = {1, 2, 3, 4, 0};
        model::HouseholdRow h;
        h.id = HouseholdId{i + 1};
        h.source_key = "h" + std::to_string(i + 1);
        h.building = BuildingId{home[i]};
        h.contact_name = "张三丰";
        h.contact_phone = "19900001111";
        h.values = {std::int64_t{i + 1}, std::int64_t{i % 2}, 40.5 + i, i == 2 ? model::Value{} : model::Value{std::string("owner")},
                    Date(std::chrono::year{2020} / 2 / 29)};
        b.households.push_back(h);
    }
    b.skills = {{"first-aid", {"急救", "First aid"}}};
    b.members = {{MemberId{1}, "m1", "李四", "19900002222", "party_member", BuildingId{1}, {"first-aid"}, true}};
    b.posts = {{PostId{1}, "grid_head", {"网格长", "Grid head"}, "每周走访", 1}};
    b.assignments = {{1, MemberId{1}, PostId{1}, ZoneId{2}, Date(std::chrono::year{2026} / 1 / 2), std::nullopt, "就近"}};
    b.issue_types = {{"rubbish", {"暴露垃圾", "Dumped rubbish"}, 1}};
    b.issues = {{IssueId{1}, "i1", "rubbish", "楼道杂物", "", "reported", "", *parse_instant("2026-10-01T08:00:00Z"),
                 *parse_instant("2026-10-02T08:00:00Z"), std::nullopt, {}, geo::make_point({150, 20}),
                 {{*parse_instant("2026-10-01T08:00:00Z"), "李四", "reported", ""}}}};
    b.visits = {{1, HouseholdId{1}, MemberId{1}, *parse_instant("2026-10-03T09:00:00Z"), ""}};
    b.service_points = {{ServicePointId{1}, "s1", "service_centre", "党群服务中心", {"健康小屋", "阅览室"}, geo::make_point({50, 50})}};
    b.lines = {{1, "l1", "main_road", "某大道", geo::make_line({{0, 0}, {200, 0}})}};
    return b;
}

/// A folder of its own for each test, gone afterwards.
class StoreTest : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder = std::filesystem::temp_directory_path() /
                 (std::string("huegrid_") + test->test_suite_name() + test->name() + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        file = folder / "village.gpkg";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    void make_village() {
        auto writer = Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "示例村");
        ASSERT_TRUE(writer) << writer.error().text();
        ASSERT_TRUE(writer->begin_import("village", ""));
        const auto written = writer->write(village());
        ASSERT_TRUE(written) << written.error().text();
        const auto placed = writer->place();
        ASSERT_TRUE(placed) << placed.error().text();
        const auto entry = writer->commit("made");
        ASSERT_TRUE(entry) << entry.error().text();
    }
    [[nodiscard]] model::SnapshotPtr load() const {
        auto snapshot = load_snapshot(file);
        EXPECT_TRUE(snapshot) << snapshot.error().text();
        return snapshot ? *snapshot : nullptr;
    }

    /// How many rows a query gives.
    [[nodiscard]] int rows(const std::string& sql) const {
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        int count = 0;
        const auto add = [](void* into, int, char**, char**) { return ++*static_cast<int*>(into), 0; };
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), add, &count, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
        return count;
    }

    std::filesystem::path folder, file;
};

}  // namespace huegrid::store::test
