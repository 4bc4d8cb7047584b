#include <gtest/gtest.h>

#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

const std::string age = R"(
[[attribute]]
name = "oldest_age"
type = "integer"
max = "age"
at_least = 0
at_most = 130
[[attribute]]
name = "n_minors"
type = "integer"
count = { column = "age", below = 18 }
at_least = 0
at_most = 130
)";

std::int64_t out_of_bounds(const Whole& import) {
    const auto at = import.report.defects.find("out_of_bounds");
    return at == import.report.defects.end() ? 0 : at->second;
}

bool is_missing(const model::Value& value) { return std::holds_alternative<std::monostate>(value); }

}  // namespace

TEST(Bounds, AValueOutsideIsReportedWithItsPlaceAndTheRowKeptWithoutIt) {
    const Folder folder;
    const auto import = import_by(R"(
[[household]]
source = "homes"
key = "no"
[[attribute]]
name = "oldest_age"
type = "integer"
column = "age"
at_least = 0
at_most = 130
)",
                                  {{"homes", folder.write("homes.csv", "no,age\n1,0\n2,130\n3,131\n4,-1\n5,\n")}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& homes = import->batch.households;
    ASSERT_EQ(homes.size(), 5u);
    EXPECT_EQ(homes[0].values[0], model::Value(std::int64_t{0})) << "the bounds themselves are in";
    EXPECT_EQ(homes[1].values[0], model::Value(std::int64_t{130}));
    for (const std::size_t i : {2u, 3u, 4u}) EXPECT_TRUE(is_missing(homes[i].values[0]));
    EXPECT_EQ(out_of_bounds(*import), 2) << "an empty cell is no mistake";
    EXPECT_EQ(import->report.examples.front().feature, "line 4");
    EXPECT_EQ(import->report.examples.front().what, "131 in 'age' can't be: it is at most 130");
    EXPECT_EQ(import->report.examples.front().done, "kept without oldest_age");
}

// Would catch a register whose recipe bounds nothing, so that what no household has is counted and ruled on.
TEST(Bounds, WhatNoHouseholdHasIsKeptOutThoughTheRecipeBoundsNothing) {
    const Folder folder;
    const auto import = import_by(R"(
[[household]]
source = "homes"
key = "no"
contact_phone = "tel"
[[attribute]]
name = "persons"
type = "integer"
column = "n"
[[attribute]]
name = "last_visit"
type = "date"
column = "seen"
[[attribute]]
name = "lease_end"
type = "date"
column = "until"
)",
                                  {{"homes", folder.write("homes.csv", "no,n,seen,until,tel\n1,0,2020-02-29,2999-01-01,028-8555 1234转8001\n"
                                                                       "2,-1,2999-01-01,,abc\n3,9999999,0202-01-01,,1.3900009999E10\n")}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& homes = import->batch.households;
    ASSERT_EQ(homes.size(), 3u);
    for (const auto& value : homes[0].values) EXPECT_FALSE(is_missing(value)) << "a lease may end in the future";
    EXPECT_EQ(homes[0].contact_phone, "028-8555 1234转8001");
    for (const std::size_t i : {1u, 2u}) {
        for (const auto& value : homes[i].values) EXPECT_TRUE(is_missing(value));
        EXPECT_EQ(homes[i].contact_phone, "");
    }
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"bad_value", 1}, {"damaged_value", 1}, {"out_of_bounds", 4}}));
}

// Would catch a sum or a count that a mistyped age has already gone into.
TEST(Bounds, OfPersonsEachCellIsLookedAtBeforeItCounts) {
    const Folder folder;
    const auto import = import_by("[[person]]\nsource = \"list\"\nhousehold_key = \"home\"\n" + age,
                                  {{"list", folder.write("list.csv", "home,age\n1,40\n1,12\n2,40\n2,-12\n3,400\n")}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& homes = import->batch.households;
    ASSERT_EQ(homes.size(), 3u);
    EXPECT_EQ(homes[0].values[0], model::Value(std::int64_t{40}));
    EXPECT_EQ(homes[0].values[1], model::Value(std::int64_t{1}));
    for (const std::size_t i : {1u, 2u})
        for (const std::size_t a : {0u, 1u}) EXPECT_TRUE(is_missing(homes[i].values[a])) << "one of its persons' ages isn't known";
    std::vector<std::string> told;
    for (const auto& defect : import->report.examples) told.push_back(defect.feature + ": " + defect.what + "; " + defect.done);
    EXPECT_EQ(told, (std::vector<std::string>{"line 5: -12 in 'age' can't be: it is at least 0; oldest_age of household '2' is not known",
                                              "line 5: -12 in 'age' can't be: it is at least 0; n_minors of household '2' is not known",
                                              "line 6: 400 in 'age' can't be: it is at most 130; oldest_age of household '3' is not known",
                                              "line 6: 400 in 'age' can't be: it is at most 130; n_minors of household '3' is not known"}))
        << "who has to put it right finds the person, and knows what it did";
}

TEST(Bounds, ABuildingsFiguresAreWithinReason) {
    const Folder folder;
    const auto building = [](const char* properties, double x) { return feature(properties, square(x, 0, 10)); };
    const auto import = import_by("[[building]]\nsource = \"b\"\nkey = \"id\"\nunits = \"u\"\nfloors = \"f\"\nbuilt_year = \"y\"\n",
                                  {{"b", folder.write("b.geojson", collection({building(R"("id":"1","u":3,"f":18,"y":1998)", 0), building(R"("id":"2","u":-1,"f":1998,"y":18)", 20)}))}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& buildings = import->batch.buildings;
    ASSERT_EQ(buildings.size(), 2u);
    EXPECT_EQ(buildings[0].built_year, 1998);
    EXPECT_FALSE(buildings[1].units || buildings[1].floors || buildings[1].built_year);
    EXPECT_EQ(out_of_bounds(*import), 3);
}

TEST(Bounds, AreRefusedWhereTheyBoundNothing) {
    const auto refused = [](const std::string& attribute) {
        return !parse_recipe("[[household]]\nsource = \"s\"\nkey = \"k\"\n[[person]]\nsource = \"p\"\nhousehold_key = \"h\"\n[[attribute]]\nname = \"a\"\n" + attribute, "r.toml", ".");
    };
    EXPECT_TRUE(refused("type = \"text\"\ncolumn = \"c\"\nat_least = 0\n"));
    EXPECT_TRUE(refused("type = \"integer\"\ncount = true\nat_most = 9\n"));
    EXPECT_TRUE(refused("type = \"integer\"\ncolumn = \"c\"\nat_least = 9\nat_most = 0\n"));
    EXPECT_TRUE(refused("type = \"integer\"\ncolumn = \"c\"\nat_least = \"0\"\n"));
    EXPECT_FALSE(refused("type = \"integer\"\ncolumn = \"c\"\nat_least = 0\n"));
}

}  // namespace huegrid::ingest
