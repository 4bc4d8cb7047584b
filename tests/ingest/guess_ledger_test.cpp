/// @file guess_ledger_test.cpp
/// Registers as street offices keep them: a row a person, a sheet a building. What is guessed of them, imported unchanged,
/// comes to the same as the clean tables.

#include <xlsxwriter.h>

#include <chrono>
#include <set>

#include "engine/base/date.hpp"
#include "engine/geo/datum.hpp"
#include "tests/address/id_numbers.hpp"
#include "tests/ingest/guess_fixture.hpp"

namespace huegrid::ingest {
namespace {

using Texts = std::vector<std::string>;
using Table = std::vector<Texts>;

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

std::string csv(const Table& table) {
    std::string text;
    for (const auto& row : table) text += fmt::format("{}\n", fmt::join(row, ","));
    return text;
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

std::filesystem::path buildings(const Folder& folder) {
    return folder.write("buildings.geojson", collection({feature(R"("编号":"b1","地址":"风华苑1栋")", square(0, 0, 20)), feature(R"("编号":"b2","地址":"风华苑2栋")", square(50, 0, 20))}));
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
    const auto path = folder / "风华苑.xlsx";
    auto* book = workbook_new(path.c_str());
    for (const auto* name : {"1栋", "2栋"}) {
        auto* sheet = workbook_add_worksheet(book, name);
        const Table rows{{"单元", "房号", "户主", "人口", "是否独居"}, {"1单元", "101", "张伟", "三", "×"}, {"1单元", "102", "王芳", "2人", "×"}, {"2单元", "101", "李强", "1", "√"}};
        for (std::size_t r = 0; r < rows.size(); ++r)
            for (std::size_t c = 0; c < rows[r].size(); ++c) worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), rows[r][c].c_str(), nullptr);
    }
    workbook_close(book);
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
    const auto path = folder / "风华苑.xlsx";
    auto* book = workbook_new(path.c_str());
    for (const auto* name : {"填表说明", "1栋", "2栋", "3栋"}) {
        auto* sheet = workbook_add_worksheet(book, name);
        const Table notes{{"请如实填写"}, {"不得漏户"}}, homes{{"单元", "房号", "户主", "人口"}, {"1", "101", "张伟", "3"}, {"1", "102", "王芳", "2"}, {"2", "101", "李强", "1"}};
        const auto& rows = std::string_view(name) == "填表说明" ? notes : homes;
        for (std::size_t r = 0; r < rows.size(); ++r)
            for (std::size_t c = 0; c < rows[r].size(); ++c) worksheet_write_string(sheet, static_cast<lxw_row_t>(r), static_cast<lxw_col_t>(c), rows[r][c].c_str(), nullptr);
    }
    workbook_close(book);
    const auto guess = guess_of({{"homes", path}});
    SCOPED_TRACE(guess.recipe);
    EXPECT_NE(guess.recipe.find("填表说明 isn't read with the other sheets"), std::string::npos);
    const auto import = import_by(guess.recipe, {{"homes", path}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.households.size(), 9u);
    EXPECT_EQ(import->report.defects.count("duplicate_key"), 0u);
    EXPECT_TRUE(import->unsure.empty()) << "no row was lost with the note";
}

// Would catch a home that ends, and another that begins, because the next version writes 1 where this one writes 1单元.
TEST(GuessLedger, AUnitWithItsWordIsTheSameHomeInTheNextVersion) {
    const Folder folder;
    const auto keys = [&](const std::string& recipe, const std::string& unit, const std::string& room) {
        std::set<std::string> all;
        for (const auto* name : {"1栋", "2栋"}) folder.write(fmt::format("list/{}.csv", name), fmt::format("单元,房号,户主\n1,101,张伟\n{},102{},王芳\n2,101,李强\n", unit, room));
        const auto import = import_by(recipe, {{"homes", folder / "list"}});
        EXPECT_TRUE(import) << import.error().text() << recipe;
        if (import)
            for (const auto& home : import->batch.households) all.insert(home.source_key);
        return all;
    };
    std::filesystem::create_directory(folder / "list");
    for (const auto* name : {"1栋", "2栋"}) folder.write(fmt::format("list/{}.csv", name), "单元,房号,户主\n1,101,张伟\n1单元,102,王芳\n2,101,李强\n");
    const auto recipe = guess_of({{"homes", folder / "list"}}).recipe;
    const auto now = keys(recipe, "1单元", "");
    EXPECT_EQ(now.size(), 6u);
    EXPECT_EQ(keys(recipe, "1", "室"), now);
}

/// A workbook of one sheet; a cell that begins with @ is a true date, @19500302, and one with # a number.
std::filesystem::path workbook(const Folder& folder, const Table& table) {
    const auto path = folder / "homes.xlsx";
    auto* book = workbook_new(path.c_str());
    auto* sheet = workbook_add_worksheet(book, "住户");
    auto* day = workbook_add_format(book);
    format_set_num_format(day, "yyyy-mm-dd");
    for (std::size_t r = 0; r < table.size(); ++r)
        for (std::size_t c = 0; c < table[r].size(); ++c) {
            const auto& cell = table[r][c];
            const auto row = static_cast<lxw_row_t>(r);
            const auto column = static_cast<lxw_col_t>(c);
            const auto number = [&](std::size_t at, std::size_t count) { return std::stoi(cell.substr(at, count)); };
            if (cell.starts_with('@')) {
                lxw_datetime date{number(1, 4), number(5, 2), number(7, 2), 0, 0, 0};
                worksheet_write_datetime(sheet, row, column, &date, day);
            } else if (cell.starts_with('#')) worksheet_write_number(sheet, row, column, std::stod(cell.substr(1)), nullptr);
            else worksheet_write_string(sheet, row, column, cell.c_str(), nullptr);
        }
    workbook_close(book);
    return path;
}

// Would catch dates thrown away because a spreadsheet made them, months that become no age, and births that can't be.
TEST(GuessLedger, BirthsInAnyFormAreAges) {
    const Folder folder;
    const int year = static_cast<int>(std::chrono::year_month_day(today()).year());
    const auto born = [&](int age) { return std::to_string(year - age); };
    const Texts births{"@" + born(80) + "0101", "#" + born(70) + ".1", born(60) + "年1月", born(50) + "-01", born(40), born(30) + "-01-01", born(40) + ".13", "@" + std::to_string(year + 2) + "0101", born(200) + ".1", ""};
    const std::vector<std::optional<std::int64_t>> ages{80, 70, 60, 50, 40, 30, {}, {}, {}, {}};
    Table table{{"户号", "地址", "户主", "人口", "出生年月"}};
    for (std::size_t h = 0; h < births.size(); ++h) table.push_back({fmt::format("H{}", h), fmt::format("风华苑1栋1单元{}01", h + 1), "张伟", "2", births[h]});
    const auto path = workbook(folder, table);
    const auto guess = guess_of({{"homes", path}});
    SCOPED_TRACE(guess.recipe);
    const auto import = import_by(guess.recipe, {{"homes", path}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& attributes = import->batch.attributes;
    const auto at = std::find_if(attributes.begin(), attributes.end(), [](const auto& a) { return a.name == "oldest_age"; });
    ASSERT_NE(at, attributes.end());
    ASSERT_EQ(import->batch.households.size(), ages.size());
    for (std::size_t h = 0; h < ages.size(); ++h)
        EXPECT_EQ(import->batch.households[h].values[static_cast<std::size_t>(at - attributes.begin())], ages[h] ? model::Value(*ages[h]) : model::Value()) << births[h];
    EXPECT_EQ(import->report.defects.at("bad_value"), 2) << "no month, and not yet born";
    EXPECT_EQ(import->report.defects.at("out_of_bounds"), 1) << "200 years";
    EXPECT_EQ(import->report.defects.count("damaged_value"), 0u);
    EXPECT_TRUE(import->report.ages_as_of);
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

// Would catch days of a spreadsheet made of what is only a number, and a date lost where the name says it is one.
TEST(GuessLedger, ASpreadsheetsDayIsADateOnlyWhereTheNameSaysSo) {
    const Folder folder;
    const std::string recipe = R"(
[[household]]
source = "homes"
key = "no"
[[attribute]]
name = "moved"
type = "date"
column = "入住日期"
[[attribute]]
name = "other"
type = "date"
column = "编码"
)";
    const auto import = import_by(recipe, {{"homes", folder.write("homes.csv", "no,入住日期,编码\n1,21245,21245\n2,1958,x\n")}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.households[0].values[0], model::Value(Date(std::chrono::year(1958) / 3 / 1)));
    EXPECT_EQ(import->batch.households[0].values[1], model::Value());
    EXPECT_EQ(import->batch.households[1].values[0], model::Value()) << "a year is no day";
    EXPECT_EQ(import->report.defects.at("day_number"), 1) << "it is told";
    EXPECT_EQ(import->report.defects.at("bad_value"), 3);
}

// Would catch points that are of no kind, and a building that is only a point.
TEST(GuessLedger, PointsAreBuildingsOrEstatesByTheirColumns) {
    const Folder folder;
    const auto target_of = [&](const std::string& name, const std::string& text) {
        const auto guess = guess_of({{"points", folder.write(name, text)}});
        const auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
        EXPECT_TRUE(recipe) << guess.recipe;
        return recipe && recipe->rows.size() == 1 ? std::optional(recipe->rows[0].target) : std::nullopt;
    };
    EXPECT_EQ(target_of("a.csv", "编号,名称,小区,层数,经度,纬度\n1,1栋,风华苑,6,104.25,30.88\n2,2栋,风华苑,6,104.251,30.88\n3,1栋,春和里,18,104.252,30.88\n"), Target::building);
    EXPECT_EQ(target_of("b.csv", "小区,栋数,经度,纬度\n金色年华,6,104.25,30.88\n26号大院,6,104.251,30.88\n"), Target::estate);
    EXPECT_EQ(target_of("设施.csv", "名称,类型,小区,经度,纬度\n活动室,文化,风华苑,104.25,30.88\n卫生站,医疗,风华苑,104.251,30.88\n药店,医疗,春和里,104.252,30.88\n"), Target::service_point);
}

// Would catch buildings half a kilometre off, though the columns' names say by which map service they are.
TEST(GuessLedger, CoordinatesWhoseNamesSayTheirFrameAreReadByIt) {
    const Folder folder;
    const auto centres = [&](const std::string& x, const std::string& y, std::optional<geo::Datum> datum) {
        std::string text = fmt::format("楼栋编号,小区名称,楼栋名称,层数,{},{}\n", x, y);
        for (int b = 0; b < 4; ++b) {
            const geo::LonLat at{104.06 + 0.001 * b, 30.65};
            const auto written = datum ? geo::from_wgs84(at, *datum) : at;
            text += fmt::format("B{0},春和里,春和里{0}栋,6,{1:.8f},{2:.8f}\n", b, written.lon, written.lat);
        }
        const auto path = folder.write("points.csv", text);
        const auto guess = guess_of({{"points", path}});
        const auto import = import_into({}, guess.recipe, {{"points", path}});
        EXPECT_TRUE(import) << import.error().text() << guess.recipe;
        std::vector<geo::WorldPoint> all;
        if (import)
            for (const auto& building : import->batch.buildings) all.push_back(geo::bounds(building.shape).centre());
        EXPECT_EQ(guess.recipe.find("Chinese map service") == std::string::npos, x != "经度") << "asked only where nothing says it";
        return all;
    };
    const auto expected = centres("经度", "纬度", {});
    ASSERT_EQ(expected.size(), 4u);
    struct Header {
        const char *x, *y;
        std::optional<geo::Datum> datum;
    };
    for (const auto& [x, y, datum] : {Header{"经度(BD09)", "纬度(BD09)", geo::Datum::bd09}, Header{"百度经度", "百度纬度", geo::Datum::bd09}, Header{"lng_bd09", "lat_bd09", geo::Datum::bd09},
                                      Header{"高德经度", "高德纬度", geo::Datum::gcj02}, Header{"经度（GCJ-02）", "纬度", geo::Datum::gcj02}, Header{"经度(WGS84)", "纬度(WGS84)", {}}}) {
        const auto found = centres(x, y, datum);
        ASSERT_EQ(found.size(), 4u) << x;
        for (std::size_t b = 0; b < 4; ++b) EXPECT_LT(std::hypot(found[b].x - expected[b].x, found[b].y - expected[b].y), 0.1) << x;
    }
}

// Would catch a number that goes to the attributes, and an address that only becomes a key or goes missing by its name.
TEST(GuessLedger, AnAddressIsOneByItsValuesAndACertificatesNumberIsTheKey) {
    const Folder folder;
    for (const char* name : {"住址", "居住点位"}) {
        const Bound sources{{"list", folder.write("低保户台账.csv", fmt::format("低保证号,户主,{},手机,家庭人口,登记时间\nD1,张伟,风华苑1栋1单元301,12900000001,1,2020-1-2\nD2,王芳,风华苑2栋2-202,12900000002,2,2020-1-3\n"
                                                                               "D3,李强,风华苑1栋1单元,12900000003,3,2020-1-4\nD4,陈军,风华苑2栋1单元102室,12900000004,4,2020-1-5\n", name))},
                            {"buildings", buildings(folder)}};
        const auto guess = guess_of(sources);
        SCOPED_TRACE(guess.recipe);
        const auto import = import_by(guess.recipe, sources);
        ASSERT_TRUE(import) << import.error().text();
        ASSERT_EQ(import->batch.households.size(), 4u);
        for (const auto& home : import->batch.households) {
            EXPECT_TRUE(home.source_key.starts_with('D')) << home.source_key;
            EXPECT_TRUE(bool(home.building)) << home.source_key;
        }
        EXPECT_EQ(import->batch.households[0].door, "301");
    }
}

TEST(GuessLedger, BuildingsWithoutAPlaceAreToldThatTheyNeedOne) {
    const Folder folder;
    const auto guess = guess_of({{"list", folder.write("list.csv", "编号,名称,小区,层数\n1,1栋,风华苑,6\n2,2栋,风华苑,6\n")}});
    EXPECT_EQ(guess.recipe.find("\n[["), std::string::npos) << guess.recipe;
    EXPECT_NE(guess.recipe.find("经度"), std::string::npos) << guess.recipe;
}

TEST(GuessLedger, AnOfficialListIsJoinedToZones) {
    const Folder folder;
    const auto guess = guess_of({{"codes", folder.write("codes.csv", "code,name\n510104,锦江区\n510105,青羊区\n510106,金牛区\n")}});
    const auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
    ASSERT_TRUE(recipe) << guess.recipe;
    ASSERT_EQ(recipe->rows.size(), 1u);
    EXPECT_EQ(recipe->rows[0].target, Target::zone);
    EXPECT_TRUE(recipe->rows[0].supplement);
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
