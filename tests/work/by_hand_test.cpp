/// What an import keeps out can't be typed in either, and what it takes can.
#include "engine/work/register.hpp"
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
name = "remark"
source = "h"
column = "remark"
type = "text"
)";
    void list(const std::string& rows) const {
        write("b.csv", "key,name,lon,lat\nB1,1栋,104.1,30.6\n");
        write("h.csv", "key,building,unit,door,name,phone,age,remark\n" + rows);
    }
    [[nodiscard]] Command command() const { return {folder / "a.gpkg", {"tester", ""}}; }
    [[nodiscard]] Result<RegisterChange> set(const std::string& cell) const { return set_in_register(command(), store::RegisterTable::household, "H0", {cell}); }
};

TEST_F(ByHand, ACellIsTakenExactlyWhenAnImportTakesIt) {
    const std::vector<std::pair<std::string, std::string>> cells{
        {"age", "0"}, {"age", "130"}, {"age", "131"}, {"age", "-1"}, {"age", "x"},
        {"contact_name", "张三"}, {"contact_name", "19900001111"}, {"contact_name", "11010519491231002X"},
        {"contact_phone", "19900001111"}, {"contact_phone", "11010519491231002X"}, {"contact_phone", "028-8765432"}, {"contact_phone", "6222020000000000006"},
        {"remark", "19900001111"}, {"remark", "11010519491231002X"}, {"remark", "二楼"}};
    std::string rows = "H0,B1,1,100,,,,\n";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const auto& [field, text] = cells[i];
        const auto in = [&](const char* name) { return field == name ? text : std::string(); };
        rows += fmt::format("K{},B1,1,{},{},{},{},{}\n", i, 200 + i, in("contact_name"), in("contact_phone"), in("age"), in("remark"));
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
    EXPECT_EQ(kept_out, 8);
    EXPECT_FALSE(add_to_register(command(), store::RegisterTable::member, {"name=19900001111", "kind=volunteer"}));
    EXPECT_TRUE(add_to_register(command(), store::RegisterTable::member, {"name=李四", "kind=volunteer", "phone=19900001111"}));
}

TEST_F(ByHand, ASecondHouseholdBehindADoorIsRemarkedOnAndTaken) {
    list("H0,B1,1,101,,,,\nH1,B1,1,101,,,,\nH2,B1,2,101,,,,\nH3,B1,1,,,,,\nH4,B1,1,,,,,\n");
    const auto report = import("a.gpkg", recipe).report;
    ASSERT_EQ(report.defects.at("shared_door"), 1) << "another unit is another door, and no door is none";
    EXPECT_EQ(report.examples.at(0).what, "2 households are behind its door, such as 2");
    const auto added = add_to_register(command(), store::RegisterTable::household, {"building=B1", "unit=2", "door=101"});
    ASSERT_TRUE(added) << added.error().text();
    EXPECT_EQ(added->edited.same_door, (std::vector<std::int64_t>{3}));
    const auto alone = add_to_register(command(), store::RegisterTable::household, {"building=B1", "unit=3", "door=101"});
    EXPECT_TRUE(alone->edited.same_door.empty());
    const auto moved = set("unit=3");
    EXPECT_EQ(moved->edited.same_door, (std::vector<std::int64_t>{alone->edited.id}));
    EXPECT_TRUE(set("age=5")->edited.same_door.empty()) << "it was put nowhere";
    ASSERT_TRUE(end_in_register(command(), store::RegisterTable::household, std::to_string(added->edited.id), today()));
    EXPECT_EQ(import("a.gpkg", recipe).report.defects.at("shared_door"), 1) << "who ended is behind no door; H0 has moved to 3-101";
}

TEST_F(ByHand, UnitsAndDoorsInColumnsAreAsAddressesHaveThem) {
    list("H0,B1,1单元,402室,,１９９００００１１１１,,\nH1,B1,二单元,1201A室,,19900001112,,\nH2,B1,3,0302,,,,\nH3,B1,4單元,車庫,,,,\n");
    const auto report = import("a.gpkg", recipe).report;
    EXPECT_EQ(rows("a.gpkg", "SELECT unit, door, contact_phone FROM household ORDER BY id"),
              (std::vector<std::string>{"1|402|19900001111|", "2|1201A室|19900001112|", "3|0302|NULL|", "4|車庫|NULL|"}));
    EXPECT_EQ(report.defects, (std::map<std::string, std::int64_t>{{"full_width", 1}}));
}

}  // namespace
}  // namespace huegrid::work
