/// What an import keeps out can't be typed in either, and what it takes can.
#include "engine/work/register/register.hpp"
#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

class ByHand : public Office {
protected:
    static constexpr const char* recipe = R"(
crs = "EPSG:4544"
[source]
b = { path = "b.csv", crs = "EPSG:4326", x = "lon", y = "lat" }
h = { path = "h.csv" }
[[building]]
source = "b"
key = "key"
name = "name"
[[household]]
source = "h"
key = "key"
building_key = "building"
unit = "unit"
door = "door"
contact_name = "name"
contact_phone = "phone"
[[attribute]]
name = "age"
source = "h"
column = "age"
type = "integer"
at_least = 0
at_most = 130
[[attribute]]
name = "persons"
source = "h"
column = "n"
type = "integer"
[[attribute]]
name = "move_in"
source = "h"
column = "since"
type = "date"
[[attribute]]
name = "remark"
source = "h"
column = "remark"
type = "text"
)";
    void list(const std::string& rows) const {
        write("b.csv", "key,name,lon,lat\nB1,1栋,104.1,30.6\n");
        write("h.csv", "key,building,unit,door,name,phone,age,n,since,remark\n" + rows);
    }
    [[nodiscard]] Command command() const { return {folder / "a.gpkg", {"tester", ""}}; }
    [[nodiscard]] Result<RegisterChange> set(const std::string& cell) const { return set_in_register(command(), store::RegisterTable::household, "H0", {cell}); }
};

TEST_F(ByHand, ACellIsTakenExactlyWhenAnImportTakesIt) {
    const std::vector<std::pair<std::string, std::string>> cells{
        {"age", "0"}, {"age", "130"}, {"age", "131"}, {"age", "-1"}, {"age", "x"},
        {"contact_name", "张三"}, {"contact_name", "19900001111"}, {"contact_name", "11010519491231002X"},
        {"contact_phone", "19900001111"}, {"contact_phone", "11010519491231002X"}, {"contact_phone", "028-8765432"}, {"contact_phone", "6222020000000000006"},
        {"contact_phone", "abc"}, {"contact_phone", "1.3900009999E10"}, {"contact_phone", "13900009999.0"}, {"contact_phone", "510113199001011234"}, {"contact_phone", "12"},
        {"contact_phone", "19900001111/"}, {"contact_phone", "19900001111 19900002222"}, {"contact_phone", "19900001111(女儿)"}, {"contact_phone", "'19900001111"}, {"contact_phone", "总机87654321转8001转分机12"},
        {"contact_phone", "000000 20150312 1231"}, {"contact_phone", "女儿"}, {"contact_phone", "1.39E100"},
        {"contact_phone", "+86 199-0000-1111"}, {"contact_phone", "(028)87654321转6"}, {"contact_phone", "19900001111/19900002222"}, {"contact_phone", "110"},
        {"persons", "0"}, {"persons", "-1"}, {"persons", "9999999"}, {"move_in", "2020-02-29"}, {"move_in", "2999-01-01"}, {"move_in", "0202-01-01"},
        {"remark", "19900001111"}, {"remark", "11010519491231002X"}, {"remark", "二楼"}};
    std::string rows = "H0,B1,1,100,,,,,,\n";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto& [field, text] = cells[i];
        const auto in = [&](const char* name) { return field == name ? text : std::string(); };
        rows += fmt::format("K{},B1,1,{},{},{},{},{},{},{}\n", i, 200 + i, in("contact_name"), in("contact_phone"), in("age"), in("persons"), in("move_in"), in("remark"));
    }
    list(rows);
    import("a.gpkg", recipe);
    int kept_out = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto& [field, text] = cells[i];
        const bool imported = this->rows("a.gpkg", fmt::format("SELECT 1 FROM household WHERE source_key = 'K{}' AND {} IS NOT NULL", i, field)).size() == 1;
        const auto typed = set(field + "=" + text);
        EXPECT_EQ(imported, typed.has_value()) << field << " " << text;
        if (!typed && text.size() > 10) {
            EXPECT_EQ(typed.error().message.find(text), std::string::npos) << "the number is repeated";
        }
        kept_out += !imported;
    }
    EXPECT_EQ(kept_out, 21);
    ASSERT_TRUE(set("contact_phone=１９９００００１１１１"));
    EXPECT_EQ(this->rows("a.gpkg", "SELECT contact_phone FROM household WHERE source_key = 'H0'"), (std::vector<std::string>{"19900001111|"})) << "as an import takes it";
    EXPECT_FALSE(add_to_register(command(), store::RegisterTable::member, {"name=19900001111", "kind=volunteer"}));
    EXPECT_TRUE(add_to_register(command(), store::RegisterTable::member, {"name=李四", "kind=volunteer", "phone=19900001111"}));
}

TEST_F(ByHand, ASecondHouseholdBehindADoorIsRemarkedOnAndTaken) {
    list("H0,B1,1,101,,,,,,\nH1,B1,1,101,,,,,,\nH2,B1,2,101,,,,,,\nH3,B1,1,,,,,,,\nH4,B1,1,,,,,,,\n");
    const auto report = import("a.gpkg", recipe).report;
    ASSERT_EQ(report.defects.at("shared_door"), 1) << "another unit is another door, and no door is none";
    EXPECT_EQ(report.examples.at(0).what, "2 households are behind its door, such as 2");
    const auto added = add_to_register(command(), store::RegisterTable::household, {"building=B1", "unit=2", "door=101"});
    ASSERT_TRUE(added) << added.error().text();
    EXPECT_EQ(added->edited.alike, (std::vector<std::int64_t>{3}));
    const auto alone = add_to_register(command(), store::RegisterTable::household, {"building=B1", "unit=3", "door=101"});
    EXPECT_TRUE(alone->edited.alike.empty());
    const auto moved = set("unit=3");
    EXPECT_EQ(moved->edited.alike, (std::vector<std::int64_t>{alone->edited.id}));
    EXPECT_TRUE(set("age=5")->edited.alike.empty()) << "it was put nowhere";
    ASSERT_TRUE(end_in_register(command(), store::RegisterTable::household, std::to_string(added->edited.id), today()));
    EXPECT_EQ(import("a.gpkg", recipe).report.defects.at("shared_door"), 1) << "who ended is behind no door; H0 has moved to 3-101";
}

// An imported row's valid_from is the day it was first read, not the day somebody moved in.
TEST_F(ByHand, AMoveOutBeforeTheImportCanBeEnteredButNotOneBeforeTheMoveIn) {
    list("H0,B1,1,101,,,,,2020-02-29,\nH1,B1,1,102,,,,,,\n");
    import("a.gpkg", recipe);
    const auto end = [&](const char* row, const char* on) { return end_in_register(command(), store::RegisterTable::household, row, *parse_date(on)); };
    const auto early = end("H0", "2020-02-28");
    ASSERT_FALSE(early);
    EXPECT_NE(early.error().message.find("moved in on 2020-02-29"), std::string::npos) << early.error().message;
    EXPECT_TRUE(end("H0", "2020-02-29"));
    EXPECT_TRUE(end("H1", "2019-12-31"));
    EXPECT_EQ(rows("a.gpkg", "SELECT valid_to FROM household WHERE valid_from <= valid_to ORDER BY id"), (std::vector<std::string>{"2020-02-29|", "2019-12-31|"}))
        << "no row ends before it begins";
    const auto added = add_to_register(command(), store::RegisterTable::household, {"building=B1", "door=103"});
    EXPECT_FALSE(end(std::to_string(added->edited.id).c_str(), "2020-01-01")) << "nobody but the hand said that it was there";
}

TEST_F(ByHand, UnitsAndDoorsInColumnsAreAsAddressesHaveThem) {
    list("H0,B1,1单元,402室,,１９９００００１１１１,,,,\nH1,B1,二单元,1201A室,,19900001112,,,,\nH2,B1,3,0302,,,,,,\nH3,B1,4單元,車庫,,,,,,\nH4,B1,５,0303室,,,,,,\n");
    const auto report = import("a.gpkg", recipe).report;
    EXPECT_EQ(rows("a.gpkg", "SELECT unit, door, contact_phone FROM household ORDER BY id"),
              (std::vector<std::string>{"1|402|19900001111|", "2|1201A室|19900001112|", "3|0302|NULL|", "4|車庫|NULL|", "5|0303|NULL|"}))
        << "a label isn't part of a number, and a 0 may be how the door is marked";
    EXPECT_EQ(report.defects, (std::map<std::string, std::int64_t>{{"full_width", 1}}));
    ASSERT_TRUE(set_in_register(command(), store::RegisterTable::household, "H0", {"unit=四单元", "door=0101室"}));
    EXPECT_EQ(rows("a.gpkg", "SELECT unit, door FROM household WHERE id = 1"), (std::vector<std::string>{"4|0101|"})) << "as an import takes it";
}

// Would catch a household whose address nobody finds, because only its room was put right.
TEST_F(ByHand, WhoLivesInARoomIsBehindItsDoor) {
    list("H0,B1,1,101,,,,,,\n");
    import("a.gpkg", recipe);
    using enum store::RegisterTable;
    const auto id = std::to_string(add_to_register(command(), room, {"building=B1", "unit=1", "floor=1", "door=101"})->edited.id);
    ASSERT_TRUE(set("room=" + id));
    ASSERT_TRUE(set_in_register(command(), room, id, {"door=103", "unit=2"}));
    const auto place = [&] { return rows("a.gpkg", "SELECT unit, floor, door FROM household WHERE id = 1"); };
    EXPECT_EQ(place(), (std::vector<std::string>{"2|1|103|"}));
    ASSERT_TRUE(undo(command()));
    EXPECT_EQ(place(), (std::vector<std::string>{"1|1|101|"}));
}

// Would catch an import that writes again, each time, where the hand has moved a household to.
TEST_F(ByHand, AHouseholdMovedByHandIsNoChangeOfItsList) {
    list("H0,B1,1,101,,,,,,\n");
    write("b.csv", "key,name,lon,lat\nB1,1栋,104.1,30.6\nB2,2栋,104.2,30.6\n");
    write("z.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"k":"G"},"geometry":{"type":"Polygon","coordinates":[[[104.19,30.59],[104.21,30.59],[104.21,30.61],[104.19,30.61],[104.19,30.59]]]}}]})");
    auto text = std::string(recipe);
    text.replace(text.find("h = {"), 0, "z = { path = \"z.geojson\" }\n");
    text += "[[zone]]\nsource = \"z\"\nkey = \"k\"\nlevel = { value = \"grid\" }\n";
    import("a.gpkg", text);
    ASSERT_TRUE(set_in_register(command(), store::RegisterTable::household, "H0", {"building=B2", "unit=1", "door=7"}));
    ASSERT_EQ(rows("a.gpkg", "SELECT count(grid_id) FROM household"), (std::vector<std::string>{"1|"}));
    const auto again = import_sources({folder / "a.gpkg", {"tester", ""}}, folder / "r.toml", {});
    ASSERT_TRUE(again) << again.error().text();
    EXPECT_EQ(again->journal_entry, 0) << "nothing is new";
    EXPECT_EQ(rows("a.gpkg", "SELECT count(grid_id) FROM household"), (std::vector<std::string>{"1|"}));
}

// Would catch a register in which one room, one estate and one volunteer stand twice.
TEST_F(ByHand, WhatIsThereAlreadyIsRefusedOrRemarkedOn) {
    list("H0,B1,1,101,,,,,,\n");
    import("a.gpkg", recipe);
    const auto add = [&](store::RegisterTable table, const std::vector<std::string>& cells) { return add_to_register(command(), table, cells); };
    using enum store::RegisterTable;
    const auto first = add(room, {"building=B1", "unit=1", "door=201"});
    ASSERT_TRUE(first && add(room, {"building=B1", "unit=2", "door=201"}) && add(room, {"building=B1", "door=201"}));
    const auto second = add(room, {"building=B1", "unit=1单元", "door=201室"});
    ASSERT_FALSE(second) << "written otherwise, it is the same room";
    EXPECT_NE(second.error().message.find(fmt::format("room {}", first->edited.id)), std::string::npos) << second.error().message;
    EXPECT_FALSE(set_in_register(command(), room, std::to_string(first->edited.id + 1), {"unit=1"}));
    EXPECT_TRUE(add(room, {"building=B1", "unit=9", "floor=3", "door=01"}) && add(room, {"building=B1", "unit=9", "floor=4", "door=01"})) << "a door that is counted on each floor";
    EXPECT_FALSE(add(room, {"building=B1", "unit=9", "door=01"})) << "which of both is it?";
    EXPECT_EQ(rows("a.gpkg", "SELECT count(*) FROM room"), (std::vector<std::string>{"5|"}));
    ASSERT_TRUE(end_in_register(command(), room, std::to_string(first->edited.id), today()));
    EXPECT_TRUE(add(room, {"building=B1", "unit=1", "door=201"})) << "the old one has ended";

    const auto estate_id = add(estate, {"name=春和里"})->edited.id;
    EXPECT_EQ(add(estate, {"name=春和里"})->edited.alike, std::vector{estate_id}) << "two districts may each have one";
    const auto member_id = add(member, {"name=张伟", "kind=volunteer", "phone=19900001111"})->edited.id;
    EXPECT_EQ(add(member, {"name=张伟", "kind=grid_worker", "phone=19900001111"})->edited.alike, std::vector{member_id});
    EXPECT_TRUE(add(member, {"name=张伟", "kind=volunteer", "phone=19900002222"})->edited.alike.empty());
    EXPECT_TRUE(add(member, {"name=张伟", "kind=volunteer"})->edited.alike.empty()) << "of whom no telephone is known, nobody can say";

    EXPECT_FALSE(add(household, {"door=5"})) << "of which building?";
    EXPECT_TRUE(add(household, {"contact_name=李四"})) << "one may be entered before anybody knows where it lives";
}

}  // namespace
}  // namespace huegrid::work
