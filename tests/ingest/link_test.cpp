#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

// Two buildings of 10 m, 20 m apart:
//
//      A A A . . B B B
//      A A A . . B B B
//     0     10  30   40
class Links : public ::testing::Test {
protected:
    Folder folder;
    std::filesystem::path buildings = folder.write(
        "buildings.geojson", collection({feature(R"("no":"A","addr":"Hauptstr. 1")", square(0, 0, 10)),
                                         feature(R"("no":"B","addr":" Hauptstr. 3 ")", square(30, 0, 10))}));
    const std::string building = "[[building]]\nsource=\"b\"\nkey=\"no\"\naddress=\"addr\"\n";

    /// Source key of the building each household came to; "" for none.
    std::vector<std::string> homes(const Whole& import) const {
        std::vector<std::string> keys;
        for (const auto& household : import.batch.households) {
            keys.emplace_back();
            for (const auto& one : import.batch.buildings)
                if (one.id == household.building) keys.back() = one.source_key;
        }
        return keys;
    }
};

using Keys = std::vector<std::string>;

TEST_F(Links, AHouseholdFindsItsBuildingByKey) {
    const auto table = folder.write("h.csv", "no,house\n1,B\n2,A\n3,C\n");
    const auto import = import_by(building + "[[household]]\nsource=\"h\"\nkey=\"no\"\nbuilding_key=\"house\"\n",
                                  {{"b", buildings}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(homes(*import), (Keys{"B", "A", ""}));
    ASSERT_EQ(import->report.defects.at("no_building"), 1);
    EXPECT_EQ(import->report.examples.front().feature, "line 4");
    EXPECT_EQ(import->report.examples.front().what, "building_key 'C' is not known");
}

TEST_F(Links, AHouseholdFindsItsBuildingByAddress) {
    const auto table = folder.write("h.csv", "no,addr\n1, Hauptstr. 3\n2,Hauptstr. 1 \n3,Hauptstr. 5\n");
    const auto import = import_by(building + "[[household]]\nsource=\"h\"\nkey=\"no\"\naddress=\"addr\"\n",
                                  {{"b", buildings}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(homes(*import), (Keys{"B", "A", ""}));
}

TEST_F(Links, AnAddressWrittenOtherwiseIsFoundByItsParts) {
    const auto table = folder.write("h.csv", "no,addr\n1,HAUPTSTRASSE 3\n2,Haupt-Straße 1\n3,Hauptstr. 13\n");
    const auto import = import_by(building + "[[household]]\nsource=\"h\"\nkey=\"no\"\naddress=\"addr\"\n",
                                  {{"b", buildings}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(homes(*import), (Keys{"B", "A", ""}));
    EXPECT_EQ(import->report.defects.at("unmatched_address"), 1);
    EXPECT_EQ(import->report.examples.front().what, "no room or building has the address 'Hauptstr. 13'; nearest is 'Hauptstr. 1'");
    EXPECT_EQ(import->report.matched, (std::map<std::string, std::int64_t>{{"rule", 2}, {"none", 1}}));
}

// Catches taking the first of two: half of the households would be in the wrong house, and nobody would know.
TEST_F(Links, AnAddressThatTwoBuildingsHaveIsNobodysAndNamesThem) {
    const auto twins = folder.write("twins.geojson", collection({feature(R"("no":"A","name":"North wing","addr":"Hauptstr. 1")", square(0, 0, 10)),
                                                                 feature(R"("no":"B","addr":"Hauptstr. 1")", square(30, 0, 10))}));
    const auto table = folder.write("h.csv", "no,addr\n1,Hauptstr. 1\n2,HAUPTSTRASSE 1\n");
    const auto import = import_by(building + "[[household]]\nsource=\"h\"\nkey=\"no\"\naddress=\"addr\"\n", {{"b", twins}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(homes(*import), (Keys{"", ""}));
    EXPECT_EQ(import->report.defects.at("ambiguous_address"), 2);
}

// Catches columns that are compared letter by letter, and a building's number that is looked for in every estate.
TEST_F(Links, EstateBuildingUnitAndDoorInColumnsOfTheirOwnAreOneRoom) {
    const auto estates = folder.write("e.csv", "no,name\nE1,风华苑\nE2,凤鸣苑小区\n");
    const auto both = folder.write("both.geojson", collection({feature(R"("no":"A","name":"3栋","estate":"E1")", square(0, 0, 10)),
                                                               feature(R"("no":"B","name":"3号楼","estate":"E2")", square(30, 0, 10))}));
    const auto rooms = folder.write("r.csv", "no,e,b,u,f,d\n1,风华苑小区,三号楼,2,5,501\n2,凤鸣苑,3#,2,5,501\n3,凤鸣苑,9栋,1,1,101\n");
    const auto table = folder.write("h.csv", "no,e,b,u,d\n1,凤鸣苑,3幢,2单元,０５０１室\n2,风华苑,三栋,二单元,501\n3,风华苑,3,1,999\n4,风华园,3栋,1,1\n5,,风华苑3栋,2,501\n6,,3栋,2,501\n");
    const auto import = import_by("[[estate]]\nsource=\"e\"\nkey=\"no\"\nname=\"name\"\n"
                                  "[[building]]\nsource=\"b\"\nkey=\"no\"\nname=\"name\"\nestate_key=\"estate\"\n"
                                  "[[room]]\nsource=\"r\"\nkey=\"no\"\nestate=\"e\"\nbuilding=\"b\"\nunit=\"u\"\nfloor=\"f\"\ndoor=\"d\"\n"
                                  "[[household]]\nsource=\"h\"\nkey=\"no\"\nestate=\"e\"\nbuilding=\"b\"\nunit=\"u\"\ndoor=\"d\"\n",
                                  {{"e", estates}, {"b", both}, {"r", rooms}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(homes(*import), (Keys{"B", "A", "A", "", "A", ""}));
    const auto& households = import->batch.households;
    EXPECT_EQ(households[0].room, import->batch.rooms[1].id);
    EXPECT_EQ(households[0].floor, "5") << "the row has none, the room does";
    EXPECT_EQ(households[0].door, "0501") << "without its label, but with every digit that was written";
    EXPECT_EQ(households[1].room, import->batch.rooms[0].id);
    EXPECT_FALSE(households[2].room) << "no room is made up";
    EXPECT_EQ(households[4].room, import->batch.rooms[0].id);
    EXPECT_EQ(import->report.defects.at("unmatched_address"), 3);
    const auto& examples = import->report.examples;
    EXPECT_TRUE(std::any_of(examples.begin(), examples.end(), [](const Defect& d) { return d.what.find("'风华园3栋'; nearest is '风华苑3栋'") != std::string::npos; }));
}

// A list without rooms: what its address says behind the building was lost.
TEST_F(Links, WithoutARoomAnAddressStillSaysUnitAndDoor) {
    const auto named = folder.write("named.geojson", collection({feature(R"("no":"A","addr":"锦澜府1栋")", square(0, 0, 10))}));
    const auto table = folder.write("h.csv", "no,addr\n1,锦澜府1栋1单元101\n2,锦澜府１幢二单元0302室\n3,锦澜府1栋\n");
    const auto import = import_by(building + "[[household]]\nsource=\"h\"\nkey=\"no\"\naddress=\"addr\"\n", {{"b", named}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(homes(*import), (Keys{"A", "A", "A"}));
    const auto& households = import->batch.households;
    EXPECT_EQ(households[0].unit + "-" + households[0].door, "1-101");
    EXPECT_EQ(households[1].unit, "2");
    EXPECT_FALSE(households[1].door.empty());
    EXPECT_EQ(households[2].unit + households[2].door, "");
}

// Would catch a door called 1栋2单元301室, and a door plate 3-2 that somebody makes a unit of.
TEST_F(Links, ADoorThatNamesItsUnitIsTakenApartUnlessItsRowSaysOtherwise) {
    const auto named = folder.write("named.geojson", collection({feature(R"("no":"A","name":"风华苑1栋")", square(0, 0, 10))}));
    const auto table = folder.write("h.csv", "no,in,unit,door\n1,风华苑1栋,,1栋2单元301室\n2,风华苑1栋,二单元,2单元0302\n3,风华苑1栋,3,2单元301\n4,风华苑1栋,,9栋2单元301\n5,风华苑1栋,,3-2\n6,风华苑1栋,1,1201A室\n");
    const auto import = import_by("[[building]]\nsource=\"b\"\nkey=\"no\"\nname=\"name\"\n[[household]]\nsource=\"h\"\nkey=\"no\"\nbuilding=\"in\"\nunit=\"unit\"\ndoor=\"door\"\n",
                                  {{"b", named}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    Keys doors;
    for (const auto& home : import->batch.households) doors.push_back(home.unit + "/" + home.door);
    EXPECT_EQ(doors, (Keys{"2/301", "2/302", "3/2单元301", "/9栋2单元301", "/3-2", "1/1201A室"}));
    EXPECT_EQ(import->report.defects.at("not_a_door"), 2);
}

TEST_F(Links, AHouseholdFindsItsRoomAndItsBuildingWithIt) {
    const auto rooms = folder.write("r.csv", "no,house,door\n101,A,1\n102,B,2\n");
    const auto table = folder.write("h.csv", "no,room\n1,102\n2,101\n3,999\n");
    const auto import = import_by(building +
                                      "[[room]]\nsource=\"r\"\nkey=\"no\"\nbuilding_key=\"house\"\ndoor=\"door\"\n"
                                      "[[household]]\nsource=\"h\"\nkey=\"no\"\nroom_key=\"room\"\n",
                                  {{"b", buildings}, {"r", rooms}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(homes(*import), (Keys{"B", "A", ""}));
    EXPECT_EQ(import->batch.households[0].room, import->batch.rooms[1].id);
    EXPECT_EQ(import->report.defects.at("no_room"), 1);
}

TEST_F(Links, APointIsInItsBuildingOrSnapsToTheNearestWithinReach) {
    // Inside A; 4 m east of A; 4 m west of B; in the middle, 10 m from both.
    const auto table =
        folder.write("h.csv", "no,x,y\n1,500005,5200005\n2,500014,5200005\n3,500026,5200005\n4,500020,5200005\n");
    const std::string points = "[source.h]\ncrs=\"EPSG:32632\"\nx=\"x\"\ny=\"y\"\n";
    const std::string household = "[[household]]\nsource=\"h\"\nkey=\"no\"\nby_point=true\n";
    const auto strict = import_by(points + building + household, {{"b", buildings}, {"h", table}});
    ASSERT_TRUE(strict) << strict.error().text();
    EXPECT_EQ(homes(*strict), (Keys{"A", "", "", ""}));
    const auto snapped =
        import_by(points + building + household + "snap_within_m=5\n", {{"b", buildings}, {"h", table}});
    ASSERT_TRUE(snapped) << snapped.error().text();
    EXPECT_EQ(homes(*snapped), (Keys{"A", "A", "B", ""}));
}

TEST_F(Links, IdsAndRowsAreTheSameTheSecondTime) {
    const auto table = folder.write("h.csv", "no,house\n7,B\n8,A\n");
    const auto recipe = building + "[[household]]\nsource=\"h\"\nkey=\"no\"\nbuilding_key=\"house\"\n";
    model::ExistingKeys keys;
    const auto first = import_by(recipe, {{"b", buildings}, {"h", table}}, keys);
    const auto second = import_by(recipe, {{"b", buildings}, {"h", table}}, keys);
    ASSERT_TRUE(first && second);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(first->batch.buildings[i].id, second->batch.buildings[i].id);
        EXPECT_EQ(first->batch.buildings[i].shape, second->batch.buildings[i].shape);
        EXPECT_EQ(first->batch.households[i].id, second->batch.households[i].id);
        EXPECT_EQ(first->batch.households[i].building, second->batch.households[i].building);
    }
}

TEST_F(Links, ATableOnItsOwnFindsWhatTheFileHasAlready) {
    model::ExistingKeys keys;
    keys.buildings.add("B", 41);
    const auto table = folder.write("h.csv", "no,house\n1,B\n");
    const auto import =
        import_by("[[household]]\nsource=\"h\"\nkey=\"no\"\nbuilding_key=\"house\"\n", {{"h", table}}, keys);
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.households.front().building, BuildingId{41});
}

TEST_F(Links, ASecondRowOfAKeyAndARowWithoutOneAreKeptOutAndNamed) {
    const auto table = folder.write("h.csv", "no,house\n1,A\n1,B\n,B\n");
    const auto import = import_by(building + "[[household]]\nsource=\"h\"\nkey=\"no\"\nbuilding_key=\"house\"\n",
                                  {{"b", buildings}, {"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(homes(*import), (Keys{"A"}));
    EXPECT_EQ(import->report.read.at("household"), 3);
    EXPECT_EQ(import->report.defects.at("duplicate_key"), 1);
    EXPECT_EQ(import->report.defects.at("missing_key"), 1);
}

TEST_F(Links, PeopleWhoServeAndTheirWorkComeTogether) {
    const auto zones = folder.write("z.geojson", collection({feature(R"("no":"G1")", square(-10, -10, 100))}));
    const auto households = folder.write("h.csv", "no,house\n1,A\n");
    const auto members = folder.write(
        "m.csv", "no,name,kind,home,skills\nm1,Muster,volunteer,B,first_aid; cooking\nm2,Probe,wizard,B,\n");
    const auto posts = folder.write("p.csv", "no,zh,duties\nhead,网格长,calls\n");
    const auto assignments = folder.write("a.csv", "m,p,z,since\nm1,head,G1,2026-01-01\nm9,head,G1,2026-01-01\n");
    const auto issues = folder.write("i.csv", "no,type,status,at,house\n5,light,filed,2026-03-01T08:00:00Z,A\n");
    const auto events = folder.write(
        "e.csv",
        "issue,at,status\n5,2026-03-01T09:00:00Z,filed\n5,2026-03-01T08:00:00Z,reported\n6,2026-03-01,filed\n");
    const auto visits = folder.write("v.csv", "h,m,at\n1,m1,2026-03-02\n1,m9,2026-03-03\n2,m1,2026-03-04\n");
    const auto import = import_by(building + R"(
[[zone]]
source="z"
key="no"
level={value="grid"}
[[household]]
source="h"
key="no"
building_key="house"
[[member]]
source="m"
key="no"
name="name"
kind="kind"
home_building_key="home"
skills="skills"
[[post]]
source="p"
key="no"
name_zh="zh"
duties="duties"
[[assignment]]
source="a"
member_key="m"
post_key="p"
zone_key="z"
since="since"
[[issue]]
source="i"
key="no"
type="type"
status="status"
reported_at="at"
building_key="house"
[[issue_event]]
source="e"
issue_key="issue"
at="at"
status="status"
[[visit]]
source="v"
household_key="h"
member_key="m"
at="at"
)",
                                  {{"b", buildings},
                                   {"z", zones},
                                   {"h", households},
                                   {"m", members},
                                   {"p", posts},
                                   {"a", assignments},
                                   {"i", issues},
                                   {"e", events},
                                   {"v", visits}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& batch = import->batch;
    ASSERT_EQ(batch.members.size(), 1u);
    EXPECT_EQ(batch.members[0].home, batch.buildings[1].id);
    EXPECT_EQ(batch.members[0].skills, (Keys{"first_aid", "cooking"}));
    ASSERT_EQ(batch.assignments.size(), 1u);
    EXPECT_EQ(batch.assignments[0].zone, batch.zones[0].id);
    EXPECT_EQ(batch.assignments[0].post, batch.posts[0].id);
    ASSERT_EQ(batch.issues[0].events.size(), 2u);
    EXPECT_EQ(batch.issues[0].events[0].status, "reported");
    ASSERT_EQ(batch.visits.size(), 2u);
    EXPECT_EQ(batch.visits[1].member, MemberId{});
    const std::map<std::string, std::int64_t> expected{
        {"no_household", 1}, {"no_issue", 1}, {"no_member", 2}, {"unknown_word", 1}};
    EXPECT_EQ(import->report.defects, expected);
}

// Catches official names that only reach the zones whose own file has a column for them, and a join that hides what it missed.
TEST_F(Links, AListOfNamesAndCodesIsJoinedToTheZonesByKey) {
    folder.write("zones.geojson", collection({feature(R"("id":"1")", square(0, 0, 10)), feature(R"("id":"2")", square(10, 0, 10))}));
    folder.write("codes.csv", "code,name\n1,锦江区\n3,新津区\n");
    model::ExistingKeys keys;
    const auto done = import_by(R"([[zone]]
source = "zones"
key = "id"
level = { value = "district" }
[[zone]]
source = "codes"
supplement = true
key = "code"
name = "name"
code = "code"
)", {{"zones", folder / "zones.geojson"}, {"codes", folder / "codes.csv"}}, keys);
    ASSERT_TRUE(done) << done.error().text();
    const auto& import = *done;
    ASSERT_EQ(import.batch.zones.size(), 2u);
    EXPECT_EQ(import.batch.zones[0].name + import.batch.zones[0].code, "锦江区1");
    EXPECT_EQ(import.batch.zones[1].name, "");
    EXPECT_EQ(import.report.defects, (std::map<std::string, std::int64_t>{{"no_zone", 1}, {"zone_not_listed", 1}}));
    EXPECT_FALSE(import.batch.kept_columns.at("zone").contains("name")) << "the file must take the joined name";
}

TEST_F(Links, AZoneIsNeverItsOwnAncestor) {
    const auto zones = folder.write("z.geojson", collection({feature(R"("no":"1","up":"2")", square(0, 0, 10)),
                                                             feature(R"("no":"2","up":"1")", square(0, 0, 10))}));
    const auto import =
        import_by("[[zone]]\nsource=\"z\"\nkey=\"no\"\nparent_key=\"up\"\nlevel={value=\"grid\"}\n", {{"z", zones}});
    ASSERT_TRUE(import) << import.error().text();
    for (const auto& zone : import->batch.zones) EXPECT_EQ(zone.parent, ZoneId{});
    EXPECT_EQ(import->report.defects.at("bad_parent"), 2);
}

}  // namespace
}  // namespace huegrid::ingest
