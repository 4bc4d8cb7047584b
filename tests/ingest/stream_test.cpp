#include <gtest/gtest.h>

#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

using model::Value;

/// What a batch says, row by row.
std::vector<std::string> words_of(const model::Batch& batch) {
    std::vector<std::string> words;
    for (const auto& z : batch.zones) words.push_back(fmt::format("zone {} {} under {}", z.id.value, z.source_key, z.parent.value));
    for (const auto& b : batch.buildings) words.push_back(fmt::format("building {} {}", b.id.value, b.source_key));
    for (const auto& h : batch.households) {
        words.push_back(fmt::format("household {} {} in {}", h.id.value, h.source_key, h.building.value));
        for (const auto& value : h.values) words.back() += "," + model::to_text(value);
    }
    for (const auto& d : batch.defects) words.push_back(fmt::format("{} {} {}", d.source, d.feature, d.kind));
    return words;
}

class Stream : public ::testing::Test {
protected:
    Folder folder;
    std::filesystem::path zones = folder.write(
        "z.geojson", collection({feature(R"("no":"G","up":"C","level":"grid")", square(0, 0, 50)),
                                 feature(R"("no":"C","up":"","level":"community")", square(0, 0, 100))}));
    std::filesystem::path buildings = folder.write(
        "b.geojson", collection({feature(R"("no":"A")", square(0, 0, 10)), feature(R"("no":"B")", square(30, 0, 10))}));
    std::filesystem::path households = folder.write("h.csv", "no,house,rent,persons\n1,A,5,1\n2,B,6,\n3,X,7,2\n1,A,8,3\n");
    const std::string recipe = "[[zone]]\nsource=\"z\"\nkey=\"no\"\nparent_key=\"up\"\nlevel=\"level\"\n"
                               "[[building]]\nsource=\"b\"\nkey=\"no\"\n"
                               "[[household]]\nsource=\"h\"\nkey=\"no\"\nbuilding_key=\"house\"\n"
                               "[[attribute]]\nname=\"rent\"\ntype=\"integer\"\nsource=\"h\"\ncolumn=\"rent\"\n";
};

TEST_F(Stream, OneRowABatchIsTheSameAsOneBatch) {
    const auto parsed = parse_recipe(recipe, "folder/r.toml", ".");
    ASSERT_TRUE(parsed);
    std::vector<std::vector<std::string>> answers;
    for (const std::size_t rows : {std::size_t{1}, std::size_t{65'536}}) {
        model::ExistingKeys keys;
        const auto import = read_whole(*parsed, {{"z", zones}, {"b", buildings}, {"h", households}}, utm32(), keys, {}, {rows});
        ASSERT_TRUE(import) << import.error().text();
        answers.push_back(words_of(import->batch));
        EXPECT_EQ(import->read, (std::set<SourceRead>{{"zone", "r/z"}, {"building", "r/b"}, {"household", "r/h"}}));
    }
    EXPECT_EQ(answers[0], answers[1]);
    EXPECT_EQ(answers[0].front(), "zone 1 G under 2") << "a parent may come after its child";
    EXPECT_EQ(answers[0].back(), "r/h line 5 duplicate_key");
}

TEST_F(Stream, ASupplementAddsToHouseholdsAndTheFirstFilledEntryCounts) {
    const auto list = folder.write("w.csv", "no,persons\n2,4\n1,9\n8,1\n");
    const std::string supplement = "[[household]]\nsource=\"w\"\nsupplement=true\nkey=\"no\"\n";
    const std::string own_first = "[[attribute]]\nname=\"persons\"\ntype=\"integer\"\nsource=\"h\"\ncolumn=\"persons\"\n"
                                  "[[attribute]]\nname=\"persons\"\ntype=\"integer\"\nsource=\"w\"\ncolumn=\"persons\"\n";
    const std::string list_first = "[[attribute]]\nname=\"persons\"\ntype=\"integer\"\nsource=\"w\"\ncolumn=\"persons\"\n"
                                   "[[attribute]]\nname=\"persons\"\ntype=\"integer\"\nsource=\"h\"\ncolumn=\"persons\"\n";
    const auto persons = [&](const std::string& order) {
        const auto import = import_by(supplement + recipe + order, {{"z", zones}, {"b", buildings}, {"h", households}, {"w", list}});
        EXPECT_TRUE(import) << import.error().text();
        EXPECT_EQ(import->report.defects.at("no_household"), 1) << "8 is in the list only";
        std::vector<Value> values;
        for (const auto& household : import->batch.households) values.push_back(household.values.at(1));
        return values;
    };
    EXPECT_EQ(persons(own_first), (std::vector<Value>{std::int64_t{1}, std::int64_t{4}, std::int64_t{2}}));
    EXPECT_EQ(persons(list_first), (std::vector<Value>{std::int64_t{9}, std::int64_t{4}, std::int64_t{2}}));
}

TEST_F(Stream, AListOnItsOwnNamesHouseholdsOfTheFileAndTheirAttributes) {
    model::ExistingKeys keys;
    keys.households.add("2", 41);
    keys.buildings.add("A", 5);
    keys.household_of_building.set(5, 40);
    const auto list = folder.write("w.csv", "no,rent\n2,4\n3,9\n");
    const auto import = import_by("[[household]]\nsource=\"w\"\nsupplement=true\nkey=\"no\"\n"
                                  "[[attribute]]\nname=\"rent\"\ntype=\"integer\"\ncolumn=\"rent\"\n", {{"w", list}}, keys);
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(words_of(import->batch), (std::vector<std::string>{"household 41  in 0,4", "r/w line 3 no_household"}));
    EXPECT_EQ(import->list_attributes, std::vector<std::string>{"rent"});
    const auto by_building = folder.write("v.csv", "house,rent\nA,4\n");
    const auto placed = import_by("[[household]]\nsource=\"v\"\nsupplement=true\nbuilding_key=\"house\"\n"
                                  "[[attribute]]\nname=\"rent\"\ntype=\"integer\"\ncolumn=\"rent\"\n", {{"v", by_building}}, keys);
    ASSERT_TRUE(placed) << placed.error().text();
    EXPECT_EQ(words_of(placed->batch), std::vector<std::string>{"household 40  in 0,4"});
}

TEST_F(Stream, AttributesOfAnotherSourceAreLeftAlone) {
    const auto parsed = parse_recipe("[[household]]\nsource=\"h\"\nkey=\"no\"\n[[household]]\nsource=\"other\"\nkey=\"no\"\n"
                                     "[[attribute]]\nname=\"rent\"\ntype=\"integer\"\nsource=\"other\"\ncolumn=\"rent\"\n", "r.toml", ".");
    ASSERT_TRUE(parsed) << parsed.error().text();
    model::ExistingKeys keys;
    std::map<std::string, bool> keeps;
    const auto import = read_sources(*parsed, {{"h", households}, {"other", folder.write("o.csv", "no,rent\n7,7\n")}}, utm32(), keys,
                                     [&](const geo::Crs&, model::Batch&& batch) -> Result<void> {
                                         if (!batch.source.empty()) keeps[batch.source] = batch.kept_columns["household"].contains("rent");
                                         return {};
                                     });
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(keeps, (std::map<std::string, bool>{{"r/h", true}, {"r/other", false}}));
}

TEST_F(Stream, ARowThatIsKeptOutIsStillListedAndItsDefectHasAPlace) {
    model::ExistingKeys keys;
    keys.buildings.add("A", 17);
    const auto broken = folder.write("b2.geojson", collection({feature(R"("no":"A")", "null"), feature(R"("no":"B","floors":"x")", square(30, 0, 10))}));
    const auto parsed = parse_recipe("[[building]]\nsource=\"b\"\nkey=\"no\"\nfloors=\"floors\"\n", "r.toml", ".");
    ASSERT_TRUE(parsed);
    std::vector<std::int64_t> listed;
    std::vector<Defect> defects;
    ASSERT_TRUE(read_sources(*parsed, {{"b", broken}}, utm32(), keys, [&](const geo::Crs&, model::Batch&& batch) -> Result<void> {
        for (const auto id : batch.still_listed["building"]) listed.push_back(id);
        for (auto& defect : batch.defects) defects.push_back(defect);
        return {};
    }));
    EXPECT_EQ(listed, std::vector<std::int64_t>{17});
    ASSERT_EQ(defects.size(), 2u);
    EXPECT_FALSE(defects[0].at);
    ASSERT_TRUE(defects[1].at);
    EXPECT_NEAR(defects[1].at->x, 500035, 0.01);
}

}  // namespace
}  // namespace huegrid::ingest
