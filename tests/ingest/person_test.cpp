#include <gtest/gtest.h>

#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

using model::Value;

constexpr const char* persons = R"([[person]]
source = "p"
household_key = "home"
)";

std::string attribute(const std::string& type, const std::string& filling) {
    return fmt::format("[[attribute]]\nname = \"a\"\ntype = \"{}\"\n{}\n", type, filling);
}

/// The value of the one attribute for each household, in the order of their first persons.
std::vector<Value> figures(const Folder& folder, const std::string& table, const std::string& recipe) {
    const auto import = import_by(persons + recipe, {{"p", folder.write("p.csv", table)}});
    EXPECT_TRUE(import) << import.error().text();
    std::vector<Value> values;
    if (import)
        for (const auto& household : import->batch.households) values.push_back(household.values.at(0));
    return values;
}

const Value unknown;
constexpr const char* table = "home,age,job\n1,80,none\n2,30,cook\n1,7,\n2,,cook\n3,90,none\n";
using Values = std::vector<Value>;

TEST(Persons, AreCountedIntoTheirHouseholdAndNotKept) {
    const Folder folder;
    EXPECT_EQ(figures(folder, table, attribute("integer", "count = true")),
              (Values{std::int64_t{2}, std::int64_t{2}, std::int64_t{1}}));
}

// Would catch a telephone that is lost because the first of the household has none.
TEST(Persons, TogetherSayWhatIsKnownOfTheirHousehold) {
    const Folder folder;
    const auto import = import_by(std::string(persons) + "contact_name = \"head\"\ncontact_phone = \"phone\"\n",
                                  {{"p", folder.write("p.csv", "home,head,phone\n1,Li,\n1,,12900000001\n1,Lo,12900000002\n1,,12900000004\n2,Wu,12900000003\n2,,\n")}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.households.at(0).contact_name, "Li");
    EXPECT_EQ(import->batch.households.at(0).contact_phone, "12900000001");
    EXPECT_EQ(import->batch.households.at(1).contact_phone, "12900000003");
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"persons_disagree", 1}})) << "only the third contradicts: everybody may have a telephone";
}

// Would catch two families of one number made one: the second's persons counted as the first's.
TEST(Persons, OfAnotherHeadAtAnotherPlaceAreAnotherFamilyAndKeptOut) {
    const Folder folder;
    const auto import = import_by(std::string(persons) + "contact_name = \"head\"\naddress = \"address\"\n" + attribute("integer", "count = true"),
                                  {{"p", folder.write("p.csv", "home,head,address\n1,Li,A 1\n1,Li,A 1\n1,Wu,B 2\n1,Wu,B 2\n1,,B 2\n1,,\n1,,A 1\n2,Wu,C 3\n2,Li,C 3\n2,Wu,C 4\n")}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.households.size(), 2u);
    EXPECT_EQ(import->batch.households[0].values.at(0), Value(std::int64_t{3})) << "its two and the one at A 1; of the other family also who leaves head or address empty";
    EXPECT_EQ(import->batch.households[1].values.at(0), Value(std::int64_t{3})) << "one of the two is a slip";
    EXPECT_EQ(import->report.defects.at("duplicate_key"), 4);
    EXPECT_EQ(import->report.defects.at("persons_disagree"), 2);
}

TEST(Persons, AnUnknownAgeMakesTheOldestUnknownUnlessItIsSkipped) {
    const Folder folder;
    EXPECT_EQ(figures(folder, table, attribute("integer", "max = \"age\"")),
              (Values{std::int64_t{80}, unknown, std::int64_t{90}}));
    EXPECT_EQ(figures(folder, table, attribute("integer", "max = \"age\"\nmissing = \"skip\"")),
              (Values{std::int64_t{80}, std::int64_t{30}, std::int64_t{90}}));
    EXPECT_EQ(figures(folder, table, attribute("real", "sum = \"age\"\nmissing = \"skip\"")),
              (Values{87.0, 30.0, 90.0}));
}

TEST(Persons, AnyHoldsByOneAndIsUnknownOnlyWhenNobodyDecides) {
    const Folder folder;
    EXPECT_EQ(figures(folder, table, attribute("boolean", "any = { column = \"age\", at_least = 30 }")),
              (Values{std::int64_t{1}, std::int64_t{1}, std::int64_t{1}}));
    EXPECT_EQ(figures(folder, table, attribute("boolean", "any = { column = \"age\", at_least = 85 }")),
              (Values{std::int64_t{0}, unknown, std::int64_t{1}}));
    EXPECT_EQ(
        figures(folder, table,
                attribute("boolean", "any = [{ column = \"job\", is = \"cook\" }, { column = \"age\", below = 18 }]")),
        (Values{std::int64_t{1}, std::int64_t{1}, std::int64_t{0}}));
}

TEST(Persons, ACountIsUnknownWhenOneOfThemIs) {
    const Folder folder;
    EXPECT_EQ(figures(folder, table, attribute("integer", "count = { column = \"age\", below = 18 }")),
              (Values{std::int64_t{1}, unknown, std::int64_t{0}}));
}

TEST(Persons, ADamagedCellIsReportedAndNotTakenForZero) {
    const Folder folder;
    const auto import = import_by(persons + attribute("integer", "max = \"age\""),
                                  {{"p", folder.write("p.csv", "home,age\n1,8O\n2,44\n")}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.households[0].values[0], unknown);
    EXPECT_EQ(import->batch.households[1].values[0], Value(std::int64_t{44}));
    EXPECT_EQ(import->report.defects.at("bad_value"), 1);
}

TEST(Persons, OfAListedHouseholdJoinItAndOthersAreKeptOut) {
    const Folder folder;
    const auto households = folder.write("h.csv", "no,rent\n3,5.5\n1,\n");
    const auto import = import_by(std::string(persons) + "[[household]]\nsource=\"h\"\nkey=\"no\"\n" +
                                      attribute("integer", "count = true") +
                                      "[[attribute]]\nname=\"rent\"\ntype=\"real\"\ncolumn=\"rent\"\n",
                                  {{"p", folder.write("p.csv", table)}, {"h", households}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.households.size(), 2u);
    EXPECT_EQ(import->batch.households[0].values, (Values{std::int64_t{1}, 5.5}));
    EXPECT_EQ(import->batch.households[1].values, (Values{std::int64_t{2}, unknown}));
    EXPECT_EQ(import->report.defects.at("no_household"), 2);
}

}  // namespace
}  // namespace huegrid::ingest
