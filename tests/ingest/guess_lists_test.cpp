/// @file guess_lists_test.cpp
/// Lists of homes as street offices keep them, guessed and imported unchanged: each home is where its list says, with what it says.

#include <algorithm>
#include <set>

#include "tests/ingest/guess_fixture.hpp"

namespace huegrid::ingest {
namespace {

struct Guessed {
    std::string recipe;
    Whole import;
};

/// The list and two buildings, guessed and imported.
Guessed guessed(const Folder& folder, const std::filesystem::path& list) {
    const Bound sources{{"list", list}, {"buildings", buildings(folder)}};
    Guessed result;
    result.recipe = guess_of(sources).recipe;
    auto import = import_by(result.recipe, sources);
    EXPECT_TRUE(import) << import.error().text() << result.recipe;
    if (import) result.import = std::move(*import);
    return result;
}

/// Who lives where, a text each.
std::multiset<std::string> homes(const Guessed& guessed) {
    std::multiset<std::string> all;
    for (const auto& home : guessed.import.batch.households) all.insert(fmt::format("{}: {}/{}/{}", home.contact_name, home.building.value, home.unit, home.door));
    return all;
}

/// Two units of three doors in each of two buildings, and what `homes` says of them.
std::multiset<std::string> twelve_homes() {
    std::multiset<std::string> all;
    for (int building = 1; building <= 2; ++building)
        for (int unit = 1; unit <= 2; ++unit)
            for (int door = 1; door <= 3; ++door) all.insert(fmt::format("王{}{}{}: {}/{}/10{}", building, unit, door, building, unit, door));
    return all;
}

std::string head(int building, int unit, int door) { return fmt::format("王{}{}{}", building, unit, door); }
std::string phone(int building, int unit, int door) { return fmt::format("12900000{}{}{}", building, unit, door); }

}  // namespace

// Would catch homes of one building that share a unit's merged cell, and so are kept out as duplicates.
TEST(GuessLists, AMergedUnitIsFilledDownWhereTheSheetIsTheBuilding) {
    const Folder folder;
    std::vector<std::pair<std::string, Table>> sheets;
    for (int building = 1; building <= 2; ++building) {
        Table rows{{"单元", "房号", "户主", "联系电话"}};
        for (int unit = 1; unit <= 2; ++unit)
            for (int door = 1; door <= 3; ++door)
                rows.push_back({door == 1 ? fmt::format("{}单元", unit) : "", fmt::format("10{}", door), head(building, unit, door), phone(building, unit, door)});
        sheets.emplace_back(fmt::format("风华苑{}栋", building), rows);
    }
    const auto result = guessed(folder, workbook(folder, "homes.xlsx", sheets));
    EXPECT_EQ(homes(result), twelve_homes()) << result.recipe;
}

// Would catch the neighbour's unit given to a house that has none.
TEST(GuessLists, AUnitIsNotFilledDownWhereASheetBeginsWithoutOne) {
    const Folder folder;
    const auto path = workbook(folder, "homes.xlsx", {{"风华苑1栋", {{"单元", "房号", "户主"}, {"1单元", "101", "王一"}, {"1单元", "102", "王二"}}},
                                                      {"风华苑2栋", {{"单元", "房号", "户主"}, {"", "1", "王三"}, {"", "2", "王四"}}}});
    const auto result = guessed(folder, path);
    EXPECT_EQ(homes(result), (std::multiset<std::string>{"王一: 1/1/101", "王二: 1/1/102", "王三: 2//1", "王四: 2//2"})) << result.recipe;
}

// Would catch a unit that goes missing and a door that is a whole address, for each way in which a door is written with more.
TEST(GuessLists, UnitAndDoorAreTakenOutOfOneColumnHoweverTheyAreWritten) {
    const std::vector<std::string> with_building{"{0}-{1}-10{2}", "{0}栋{1}-10{2}", "{0}栋{1}单元10{2}室", "{0}#{1}单元10{2}"}, without{"{1}-10{2}", "{1}单元10{2}室", "{1}单元-10{2}"};
    const Folder folder;
    for (const auto& form : with_building) {
        Table rows{{"编号", "小区", "房号", "户主", "联系电话"}};
        for (int building = 1; building <= 2; ++building)
            for (int unit = 1; unit <= 2; ++unit)
                for (int door = 1; door <= 3; ++door)
                    rows.push_back({fmt::format("R{:02}", rows.size()), "风华苑", fmt::format(fmt::runtime(form), building, unit, door), head(building, unit, door), phone(building, unit, door)});
        for (const bool numbered : {true, false}) {
            if (!numbered)
                for (auto& row : rows) row.erase(row.begin());
            const auto result = guessed(folder, folder.write("list.csv", csv(rows)));
            EXPECT_EQ(homes(result), twelve_homes()) << form << "\n" << result.recipe;
        }
    }
    for (const auto& form : without) {
        std::vector<std::pair<std::string, Table>> sheets;
        for (int building = 1; building <= 2; ++building) {
            Table rows{{"房号", "户主", "联系电话"}};
            for (int unit = 1; unit <= 2; ++unit)
                for (int door = 1; door <= 3; ++door) rows.push_back({fmt::format(fmt::runtime(form), building, unit, door), head(building, unit, door), phone(building, unit, door)});
            sheets.emplace_back(fmt::format("风华苑{}栋", building), rows);
        }
        const auto result = guessed(folder, workbook(folder, "list.xlsx", sheets));
        EXPECT_EQ(homes(result), twelve_homes()) << form << "\n" << result.recipe;
    }
}

// Would catch an address that is understood no more, because a column beside it says the door in another way.
TEST(GuessLists, ADoorThatSaysItsUnitAgreesWithTheAddressBesideIt) {
    const Folder folder;
    Table rows{{"编号", "住址", "房号", "户主"}};
    for (int building = 1; building <= 2; ++building)
        for (int unit = 1; unit <= 2; ++unit)
            for (int door = 1; door <= 3; ++door)
                rows.push_back({fmt::format("R{:02}", rows.size()), fmt::format("风华苑{}栋{}单元10{}", building, unit, door), fmt::format("{}-10{}", unit, door), head(building, unit, door)});
    const auto result = guessed(folder, folder.write("list.csv", csv(rows)));
    EXPECT_EQ(homes(result), twelve_homes()) << result.recipe;
}

// Would catch digits lost without a word: the list's own cells are what the file must hold.
TEST(GuessLists, CodesKeepTheirZerosAndAllTheirDigits) {
    const Folder folder;
    Table rows{{"户号", "水表号", "邮编", "网格编码", "档案号", "人数"}};
    for (int home = 1; home <= 8; ++home)
        rows.push_back({fmt::format("H{}", home), fmt::format("00123{:03}", home), "010010", fmt::format("0{}", home), fmt::format("{}", 9007199254740993 + 2 * home), fmt::format("0{}", home % 3 + 1)});
    const auto result = guessed(folder, folder.write("住户台账.csv", csv(rows)));
    const auto& batch = result.import.batch;
    ASSERT_EQ(batch.households.size(), 8u) << result.recipe;
    std::set<std::string> texts;
    for (const auto& home : batch.households)
        for (std::size_t a = 0; a < batch.attributes.size(); ++a) {
            const auto* text = std::get_if<std::string>(&home.values[a]);
            if (batch.attributes[a].name == "persons") EXPECT_TRUE(std::holds_alternative<std::int64_t>(home.values[a])) << "02 persons are two";
            else if (text) texts.insert(*text);
            else ADD_FAILURE() << batch.attributes[a].name << " lost its digits\n" << result.recipe;
        }
    for (std::size_t row = 1; row < rows.size(); ++row)
        for (const std::size_t column : {1u, 4u}) EXPECT_TRUE(texts.contains(rows[row][column])) << rows[row][column] << "\n" << result.recipe;
    EXPECT_TRUE(texts.contains("010010")) << result.recipe;
}

// Would catch a building called 同上.
TEST(GuessLists, ADittoMarkIsTheCellAbove) {
    const Folder folder;
    Table rows{{"编号", "楼栋", "单元", "房号", "户主"}};
    for (int building = 1; building <= 2; ++building)
        for (int unit = 1; unit <= 2; ++unit)
            for (int door = 1; door <= 3; ++door)
                rows.push_back({fmt::format("R{:02}", rows.size()), unit == 1 && door == 1 ? fmt::format("风华苑{}栋", building) : "同上", door == 1 ? fmt::format("{}单元", unit) : "〃", fmt::format("10{}", door),
                                head(building, unit, door)});
    const auto result = guessed(folder, folder.write("list.csv", csv(rows)));
    EXPECT_EQ(homes(result), twelve_homes()) << result.recipe;
    EXPECT_EQ(result.import.report.defects.at("ditto"), 10 + 8);
}

}  // namespace huegrid::ingest
