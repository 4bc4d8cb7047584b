/// @file guess_ledger_test.cpp
/// Registers as street offices keep them: a row a person, a sheet a building. What is guessed of them, imported unchanged,
/// comes to the same as the clean tables.

#include <xlsxwriter.h>

#include <chrono>
#include <set>

#include "engine/base/date.hpp"
#include "tests/address/id_numbers.hpp"
#include "tests/ingest/guess_fixture.hpp"

namespace huegrid::ingest {
namespace {

struct Person {
    std::string relation, name;
    int age;
};
struct Home {
    std::string head, address, phone;
    std::vector<Person> persons;
};

const std::vector<Home>& homes() {
    static const std::vector<Home> all{
        {"张伟", "风华苑1栋1单元101", "12900000001", {{"户主", "张伟", 71}, {"配偶", "王芳", 69}}},
        {"李强", "风华苑1栋1单元102", "", {{"户主", "李强", 40}, {"配偶", "赵敏", 38}, {"子", "李洋", 9}, {"女", "李娜", 4}}},
        {"王秀英", "风华苑2栋1单元101", "12900000003", {{"户主", "王秀英", 88}}},
        {"陈军", "风华苑2栋1单元102", "12900000004", {{"户主", "陈军", 55}, {"母", "刘丽", 80}, {"子", "陈勇", 20}}},
    };
    return all;
}

/// Born on the first of January, so that the age is the same all year.
std::string id_number(int age, int order) {
    const auto year = static_cast<int>(std::chrono::year_month_day(today()).year()) - age;
    return address::with_check(fmt::format("990100{}0101{:03}", year, order));
}

enum class Said { once, on_each_row };

/// `columns` of 序号 户主 住址 联系电话 与户主关系 姓名 身份证号 编次; the first four are said once a household or on each row.
Table ledger(const Texts& columns, Said said) {
    Table table{columns};
    int order = 0;
    for (std::size_t h = 0; h < homes().size(); ++h)
        for (const auto& person : homes()[h].persons) {
            const auto& home = homes()[h];
            const bool say = said == Said::on_each_row || &person == &home.persons.front();
            const std::map<std::string, std::string> cells{{"序号", say ? std::to_string(h + 1) : ""}, {"户主", say ? home.head : ""}, {"住址", say ? home.address : ""},
                                                           {"联系电话", say ? home.phone : ""}, {"与户主关系", person.relation}, {"姓名", person.name},
                                                           {"身份证号", id_number(person.age, ++order)}, {"编次", std::to_string(order)}};
            Texts row;
            for (const auto& column : columns) row.push_back(cells.at(column));
            table.push_back(std::move(row));
        }
    return table;
}

/// A title above, and the cells of a household merged as an office does it.
std::filesystem::path merged_workbook(const Folder& folder, const Table& table) {
    const auto path = folder / "ledger.xlsx";
    auto* book = workbook_new(path.c_str());
    auto* sheet = workbook_add_worksheet(book, "Sheet1");
    worksheet_merge_range(sheet, 0, 0, 0, static_cast<lxw_col_t>(table[0].size() - 1), "2026年住户台账", nullptr);
    for (std::size_t r = 0; r < table.size(); ++r)
        for (std::size_t c = 0; c < table[r].size(); ++c) {
            auto last = r;
            while (c < 4 && r > 0 && last + 1 < table.size() && table[last + 1][0].empty()) ++last;
            const auto row = static_cast<lxw_row_t>(r + 1), end = static_cast<lxw_row_t>(last + 1);
            const auto column = static_cast<lxw_col_t>(c);
            if (!table[r][c].empty() && end > row) worksheet_merge_range(sheet, row, column, end, column, table[r][c].c_str(), nullptr);
            else if (!table[r][c].empty()) worksheet_write_string(sheet, row, column, table[r][c].c_str(), nullptr);
        }
    workbook_close(book);
    return path;
}

/// What the file knows of each household, whatever its key is.
std::set<std::string> known(const Whole& import) {
    std::set<std::string> all;
    for (const auto& home : import.batch.households) {
        std::string text = fmt::format("{} {} {} {} {}", home.contact_name, home.contact_phone, home.building.value, home.unit, home.door);
        for (const std::string name : {"persons", "oldest_age", "n_minors"})
            for (std::size_t a = 0; a < import.batch.attributes.size(); ++a)
                if (import.batch.attributes[a].name == name && std::holds_alternative<std::int64_t>(home.values[a])) text += fmt::format(" {}={}", name, std::get<std::int64_t>(home.values[a]));
        EXPECT_TRUE(all.insert(text).second) << text;
    }
    return all;
}

/// The same households and persons as two tables and a recipe written by hand, with the ages as numbers.
std::set<std::string> clean(const Folder& folder) {
    std::string households = "no,head,address,phone\n", persons = "home,age\n";
    for (std::size_t h = 0; h < homes().size(); ++h) {
        households += fmt::format("{},{},{},{}\n", h, homes()[h].head, homes()[h].address, homes()[h].phone);
        for (const auto& person : homes()[h].persons) persons += fmt::format("{},{}\n", h, person.age);
    }
    const auto import = import_by(R"(
[[building]]
source = "buildings"
key = "编号"
address = "地址"
[[household]]
source = "households"
key = "no"
address = "address"
contact_name = "head"
contact_phone = "phone"
[[person]]
source = "persons"
household_key = "home"
[[attribute]]
name = "persons"
type = "integer"
count = true
[[attribute]]
name = "oldest_age"
type = "integer"
max = "age"
[[attribute]]
name = "n_minors"
type = "integer"
count = { column = "age", below = 18 }
)", {{"buildings", buildings(folder)}, {"households", folder.write("clean_households.csv", households)}, {"persons", folder.write("clean_persons.csv", persons)}});
    EXPECT_TRUE(import) << import.error().text();
    return import ? known(*import) : std::set<std::string>{};
}

void comes_to_the_same(const Folder& folder, const std::filesystem::path& ledger, const std::string& key_column) {
    const Bound sources{{"ledger", ledger}, {"buildings", buildings(folder)}};
    const auto guess = guess_of(sources);
    SCOPED_TRACE(guess.recipe);
    const auto import = import_by(guess.recipe, sources);
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(known(*import), clean(folder));
    EXPECT_FALSE(import->report.defects.contains("persons_disagree")) << "an empty cell says nothing";
    EXPECT_FALSE(import->report.defects.contains("bad_id_number"));
    const auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
    ASSERT_TRUE(recipe);
    EXPECT_EQ(recipe->rows.back().target, Target::person);
    EXPECT_EQ(recipe->rows.back().fields.at("household_key").columns.front(), key_column);
}

}  // namespace

// Each would catch households that are taken apart into persons, or run into each other.
TEST(GuessLedger, SaidOnceAHouseholdComesToTheSameAsTheCleanTables) {
    const Folder folder;
    const auto table = ledger({"序号", "户主", "住址", "联系电话", "与户主关系", "姓名", "身份证号"}, Said::once);
    comes_to_the_same(folder, folder.write("ledger.csv", csv(table)), "序号");
    comes_to_the_same(folder, merged_workbook(folder, table), "序号");
}

TEST(GuessLedger, SaidOnEachRowComesToTheSame) {
    const Folder folder;
    comes_to_the_same(folder, folder.write("ledger.csv", csv(ledger({"序号", "户主", "住址", "联系电话", "与户主关系", "姓名", "身份证号"}, Said::on_each_row))), "序号");
}

TEST(GuessLedger, WithoutANumberHeadAndAddressAreTheKey) {
    const Folder folder;
    for (const auto said : {Said::once, Said::on_each_row})
        comes_to_the_same(folder, folder.write("ledger.csv", csv(ledger({"户主", "住址", "联系电话", "与户主关系", "姓名", "身份证号"}, said))), "户主");
}

TEST(GuessLedger, WithoutARelationTheBlankCellsSayIt) {
    const Folder folder;
    comes_to_the_same(folder, folder.write("ledger.csv", csv(ledger({"序号", "户主", "住址", "联系电话", "姓名", "身份证号"}, Said::once))), "序号");
}

// Would catch a number of persons taken for one of households.
TEST(GuessLedger, ANumberThatCountsPersonsIsNoKeyOfHouseholds) {
    const Folder folder;
    comes_to_the_same(folder, folder.write("ledger.csv", csv(ledger({"编次", "户主", "住址", "联系电话", "与户主关系", "姓名", "身份证号"}, Said::once))), "户主");
}

// Would catch each person taken for a household, because somebody squeezed in a row and didn't number it.
TEST(GuessLedger, ANumberOfPersonsThatIsMissingOnceIsNoNumberOfHouseholds) {
    const Folder folder;
    auto table = ledger({"编次", "户主", "住址", "联系电话", "与户主关系", "姓名", "身份证号"}, Said::once);
    ASSERT_EQ(table[5][5], "李洋");
    table[5][0] = "";
    comes_to_the_same(folder, folder.write("ledger.csv", csv(table)), "户主");
}

// Would catch the neighbour's telephone given to a home that has none.
TEST(GuessLedger, WhatAHeadLeavesEmptyIsNotFilledDown) {
    const Folder folder;
    const auto guess = guess_of({{"ledger", folder.write("ledger.csv", csv(ledger({"序号", "户主", "住址", "联系电话", "与户主关系", "姓名", "身份证号"}, Said::once)))}});
    const auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
    ASSERT_TRUE(recipe) << recipe.error().text();
    EXPECT_EQ(recipe->sources.at("ledger").fill_down, (Texts{"序号", "户主", "住址"}));
}

// Would catch the telephone of a home lost, because others of it have one too.
TEST(GuessLedger, WhereEachHasATelephoneTheHeadsIsTheHouseholds) {
    const Folder folder;
    auto table = ledger({"序号", "户主", "住址", "联系电话", "与户主关系", "姓名", "身份证号"}, Said::once);
    ASSERT_EQ(table[2][4], "配偶");
    for (std::size_t row = 1; row < table.size(); ++row)
        if (table[row][4] != "户主") table[row][3] = fmt::format("129000009{:02}", row);
    const auto guess = guess_of({{"ledger", folder.write("ledger.csv", csv(table))}});
    SCOPED_TRACE(guess.recipe);
    const auto import = import_by(guess.recipe, {{"ledger", folder / "ledger.csv"}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.households.size(), homes().size());
    for (std::size_t h = 0; h < homes().size(); ++h) {
        const auto& said = homes()[h].phone;
        EXPECT_TRUE(said.empty() || import->batch.households[h].contact_phone == said) << homes()[h].head;
    }
    EXPECT_FALSE(import->report.defects.contains("persons_disagree"));
}

/// Ten homes, one a row, with their number of persons; `change` spoils the table.
template <class Change>
Result<Whole> home_list(const Folder& folder, Change change) {
    Table table{{"户号", "楼栋", "单元", "门牌", "户主", "电话", "人口"}};
    for (int h = 0; h < 10; ++h)
        table.push_back({fmt::format("H{:03}", h + 1), h < 5 ? "风华苑1栋" : "风华苑2栋", "1", fmt::format("{}01", h % 5 + 1), "王" + std::string(h % 2 ? "芳" : "伟"), fmt::format("129000000{:02}", h), std::to_string(h % 4 + 1)});
    change(table);
    const auto guess = guess_of({{"list", folder.write("list.csv", csv(table))}, {"buildings", buildings(folder)}});
    SCOPED_TRACE(guess.recipe);
    EXPECT_EQ(guess.recipe.find("[[person]]"), std::string::npos) << guess.recipe;
    EXPECT_EQ(guess.recipe.find("fill_down"), std::string::npos) << guess.recipe;
    return import_by(guess.recipe, {{"list", folder.write("list.csv", csv(table))}, {"buildings", buildings(folder)}});
}

// Would catch ten homes taken for ten persons, whose heads and numbers of persons are lost.
TEST(GuessLedger, ARowAHouseholdWithItsNumberIsAListOfHouseholds) {
    const Folder folder;
    const auto import = home_list(folder, [](Table&) {});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.households.size(), 10u);
    for (std::size_t h = 0; h < 10; ++h) {
        const auto& home = import->batch.households[h];
        EXPECT_EQ(home.source_key, fmt::format("H{:03}", h + 1));
        EXPECT_EQ(home.contact_phone, fmt::format("129000000{:02}", h));
        bool counted = false;
        for (std::size_t a = 0; a < import->batch.attributes.size(); ++a)
            if (import->batch.attributes[a].name == "persons") counted = home.values[a] == model::Value(std::int64_t(h % 4 + 1));
        EXPECT_TRUE(counted) << home.source_key;
    }
}

// Would catch a home without a place that is put into its neighbour's, and two families of one number made one.
TEST(GuessLedger, AHoleIsNotFilledAndANumberThatStandsTwiceIsReported) {
    const Folder folder;
    const auto holed = home_list(folder, [](Table& table) { table[6][1] = table[6][2] = table[6][3] = ""; });
    ASSERT_TRUE(holed) << holed.error().text();
    ASSERT_EQ(holed->batch.households.size(), 10u);
    EXPECT_FALSE(holed->batch.households[5].building) << "nobody said where H006 lives";
    const auto twice = home_list(folder, [](Table& table) { table[8][0] = "H003"; });
    ASSERT_TRUE(twice) << twice.error().text();
    EXPECT_EQ(twice->batch.households.size(), 9u);
    EXPECT_EQ(twice->report.defects.count("duplicate_key"), 1u);
    EXPECT_EQ(twice->batch.households[2].contact_phone, "12900000002") << "the first keeps what is its own";
}

// Would catch a list of ten homes taken for persons, because a number is missing and another stands twice, and there are birth dates.
TEST(GuessLedger, AListThatSaysHowManyLiveThereIsOfHouseholdsHoweverItsNumbersAreKept) {
    const Folder folder;
    const auto import = home_list(folder, [](Table& table) {
        table[8][0] = "H003";
        table[5][0] = "";
        for (std::size_t row = 0; row < table.size(); ++row) table[row].push_back(row == 0 ? "出生日期" : fmt::format("19{}0-03-05", 4 + row % 4));
    });
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.households.size(), 8u);
    EXPECT_EQ(import->report.defects.at("duplicate_key"), 1);
    EXPECT_EQ(import->report.defects.at("missing_key"), 1);
}

// Would catch 101 of one sheet taken for 101 of another, and a building that is only the sheet's name.
TEST(GuessLedger, ASheetABuildingKeepsItsDoorsApart) {
    const Folder folder;
    const Table rows{{"单元", "房号", "户主", "人口", "是否独居"}, {"1单元", "101", "张伟", "三", "×"}, {"1单元", "102", "王芳", "2人", "×"}, {"2单元", "101", "李强", "1", "√"}};
    const auto path = workbook(folder, "风华苑.xlsx", {{"1栋", rows}, {"2栋", rows}});
    const Bound sources{{"homes", path}, {"buildings", buildings(folder)}};
    const auto guess = guess_of(sources);
    SCOPED_TRACE(guess.recipe);
    const auto import = import_by(guess.recipe, sources);
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.households.size(), 6u);
    std::map<std::int64_t, int> in_building;
    std::set<std::string> keys;
    for (const auto& home : import->batch.households) {
        ++in_building[home.building.value];
        keys.insert(home.source_key);
    }
    EXPECT_EQ(keys.size(), 6u);
    EXPECT_EQ(in_building.size(), 2u);
    EXPECT_FALSE(in_building.contains(0)) << "the sheets are buildings";
    const auto attribute = [&](std::string_view name) {
        Texts values;
        for (std::size_t a = 0; a < import->batch.attributes.size(); ++a)
            if (import->batch.attributes[a].name == name)
                for (const auto& home : import->batch.households)
                    values.push_back(std::holds_alternative<std::int64_t>(home.values[a]) ? std::to_string(std::get<std::int64_t>(home.values[a])) : "?");
        return values;
    };
    EXPECT_EQ(attribute("persons"), (Texts{"3", "2", "1", "3", "2", "1"}));
    EXPECT_EQ(attribute("living_alone"), (Texts{"0", "0", "1", "0", "0", "1"}));
}

// Would catch two sheets of three lost, because a note beside them has other columns, and a note that keeps households from ending.
TEST(GuessLedger, ASheetOfNotesBesideThemIsLeftOutByName) {
    const Folder folder;
    const Table notes{{"请如实填写"}, {"不得漏户"}}, homes{{"单元", "房号", "户主", "人口"}, {"1", "101", "张伟", "3"}, {"1", "102", "王芳", "2"}, {"2", "101", "李强", "1"}};
    const auto path = workbook(folder, "风华苑.xlsx", {{"填表说明", notes}, {"1栋", homes}, {"2栋", homes}, {"3栋", homes}});
    const auto guess = guess_of({{"homes", path}});
    SCOPED_TRACE(guess.recipe);
    EXPECT_NE(guess.recipe.find("填表说明 isn't read with the other sheets"), std::string::npos);
    const auto import = import_by(guess.recipe, {{"homes", path}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.households.size(), 9u);
    EXPECT_EQ(import->report.defects.count("duplicate_key"), 0u);
    EXPECT_TRUE(import->unsure.empty()) << "no row was lost with the note";
}

// Would catch months of birth that say nothing of a person's age.
TEST(GuessLedger, BirthsOfPersonsAreTheAgesOfTheirHousehold) {
    const Folder folder;
    auto table = ledger({"序号", "户主", "住址", "联系电话", "与户主关系", "姓名", "编次"}, Said::once);
    const int year = static_cast<int>(std::chrono::year_month_day(today()).year());
    table[0].push_back("出生年月");
    std::size_t row = 0;
    for (const auto& home : homes())
        for (const auto& person : home.persons) table[++row].push_back(fmt::format("{}.1", year - person.age));
    comes_to_the_same(folder, folder.write("ledger.csv", csv(table)), "序号");
}

// Would catch a column that goes missing without a word.
TEST(GuessLedger, AColumnThatSomeFilesLackIsNamed) {
    const Folder folder;
    std::filesystem::create_directory(folder / "list");
    folder.write("list/1栋.csv", "房号,户主,联系电话\n101,张伟,12900000001\n102,王芳,12900000002\n");
    folder.write("list/2栋.csv", "房号,户主,联系电话,车牌\n101,李强,12900000003,A1\n102,陈军,12900000004,A2\n");
    EXPECT_NE(guess_of({{"homes", folder / "list"}}).recipe.find("车牌 left out"), std::string::npos);
}

TEST(GuessLedger, AFolderOfFilesABuildingIsReadAlike) {
    const Folder folder;
    std::filesystem::create_directory(folder / "list");
    for (const auto* name : {"1栋", "2栋"}) folder.write(fmt::format("list/{}.csv", name), "房号,户主,联系电话\n101,张伟,12900000001\n102,王芳,12900000002\n");
    const Bound sources{{"homes", folder / "list"}, {"buildings", folder.write("b.geojson", collection({feature(R"("编号":"b1","地址":"1栋")", square(0, 0, 20)), feature(R"("编号":"b2","地址":"2栋")", square(50, 0, 20))}))}};
    const auto guess = guess_of(sources);
    const auto import = import_by(guess.recipe, sources);
    ASSERT_TRUE(import) << import.error().text() << guess.recipe;
    std::set<std::string> keys;
    for (const auto& home : import->batch.households) {
        keys.insert(home.source_key);
        EXPECT_TRUE(bool(home.building)) << guess.recipe;
    }
    EXPECT_EQ(keys, (std::set<std::string>{"1栋-101", "1栋-102", "2栋-101", "2栋-102"}));
}

TEST(GuessLedger, AnEmptyFileIsAnErrorAndTheImportLineRepeatsThePath) {
    const Folder folder;
    sources::SourceOptions options;
    options.path = folder.write("empty.csv", "");
    const auto empty = sources::describe(options, likely_columns());
    ASSERT_FALSE(empty);
    EXPECT_NE(empty.error().text().find("empty"), std::string::npos);
    const auto path = folder.write("住户 台账.csv", csv(ledger({"序号", "户主", "住址", "姓名", "身份证号"}, Said::once)));
    const auto notes = folder.write("notes.csv", "请如实填写\n不得漏户\n");
    const auto guess = guess_of({{"homes", path}, {"notes", notes}});
    EXPECT_NE(guess.recipe.find("homes='" + path.string() + "'"), std::string::npos);
    EXPECT_EQ(guess.recipe.find("notes="), std::string::npos) << "import would refuse a source that the recipe doesn't read\n" << guess.recipe;
}

}  // namespace huegrid::ingest
