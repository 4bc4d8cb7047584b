/// @file workbook_test.cpp
/// Workbooks as offices keep them, and what spreadsheets do to their cells.

#include <cpl_vsi.h>
#include <gtest/gtest.h>
#include <xlsxwriter.h>

#include <cstdlib>

#include "engine/sources/source.hpp"
#include "engine/sources/tables/spreadsheet_number.hpp"
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

using Texts = std::vector<std::string>;

struct Outcome {
    Texts places, said;
    std::vector<Texts> values;
    std::string error;
};

Outcome read(sources::SourceOptions options, sources::Query query) {
    Outcome outcome;
    auto source = sources::Source::open(std::move(options));
    if (!source) return outcome.error = source.error().text(), outcome;
    const auto done = source->read(
        query,
        [&](sources::Record& record) -> Result<void> {
            outcome.places.push_back(record.place);
            outcome.values.push_back(record.values);
            return {};
        },
        [&](const sources::Finding& finding) { outcome.said.push_back(finding.place + " " + finding.kind); });
    if (!done) outcome.error = done.error().text();
    return outcome;
}

sources::SourceOptions at(const std::filesystem::path& path) {
    sources::SourceOptions options;
    options.path = path;
    return options;
}

/// Texts of one sheet, a row each; what begins with # is written as a number.
void write_sheet(lxw_workbook* book, const char* name, const std::vector<Texts>& rows) {
    auto* sheet = workbook_add_worksheet(book, name);
    for (std::size_t r = 0; r < rows.size(); ++r)
        for (std::size_t c = 0; c < rows[r].size(); ++c) {
            const auto row = static_cast<lxw_row_t>(r);
            const auto column = static_cast<lxw_col_t>(c);
            if (rows[r][c].starts_with('#')) worksheet_write_number(sheet, row, column, std::strtod(rows[r][c].c_str() + 1, nullptr), nullptr);
            else if (!rows[r][c].empty()) worksheet_write_string(sheet, row, column, rows[r][c].c_str(), nullptr);
        }
}

TEST(Workbook, TitlesTwoRowNamesMergedCellsAndNotesAreUnderstood) {
    const Folder folder;
    auto* book = workbook_new((folder / "b.xlsx").c_str());
    write_sheet(book, "3栋", {{"2026年台账"}, {"户主", "联系方式", "", "房号"}, {"", "电话", "微信"}, {"张一", "#13800000000", "w", "3-1"},
                              {}, {"", "#2", "", "3-2"}, {"合计", "#2"}, {"填表人：某"}});
    workbook_close(book);
    auto options = at(folder / "b.xlsx");
    options.fill_down = {"户主"};
    const auto got = read(options, {"", "", {"户主", "电话", "联系方式/微信", "房号", "$sheet", "$file"}});
    EXPECT_EQ(got.error, "");
    EXPECT_EQ(got.values, (std::vector<Texts>{{"张一", "13800000000", "w", "3-1", "3栋", "b"}, {"张一", "2", "", "3-2", "3栋", "b"}}));
    EXPECT_EQ(got.places, (Texts{"row 4", "row 6"}));
    EXPECT_EQ(got.said, (Texts{"row 2 two_row_header", "row 1 title_row", "row 7 note_row", "row 8 note_row"}));
}

// Would catch names and sums that are filled down into the households below them.
TEST(Workbook, WhatStandsAtTheTopSaidAgainAndSumsAreNoRecordsAndAreNotFilledDown) {
    const Folder folder;
    auto* book = workbook_new((folder / "b.xlsx").c_str());
    write_sheet(book, "s", {{"1栋台账"}, {"单元", "房号", "户主"}, {"1单元", "101", "张一"}, {"本页小计", "", "#1"}, {"1栋台账"}, {"单元", "房号", "户主"}, {"", "102", "张二"},
                            {"2单元", "101", "张三"}, {"共3户"}});
    workbook_close(book);
    auto options = at(folder / "b.xlsx");
    options.fill_down = {"单元"};
    const auto got = read(options, {"", "", {"单元", "房号", "户主"}});
    EXPECT_EQ(got.values, (std::vector<Texts>{{"1单元", "101", "张一"}, {"1单元", "102", "张二"}, {"2单元", "101", "张三"}}));
    EXPECT_EQ(got.said, (Texts{"row 1 title_row", "row 4 note_row", "row 5 title_row", "row 6 repeated_header", "row 9 note_row"}));
}

TEST(Workbook, CellsThatASpreadsheetSpoiltAreReportedAndNotUsed) {
    const Folder folder;
    auto* book = workbook_new((folder / "b.xlsx").c_str());
    write_sheet(book, "s", {{"id", "door", "born"}, {"#510113199001011234", "301"}, {"510113199001011234"}});
    auto* sheet = workbook_get_worksheet_by_name(book, "s");
    const auto write_day = [&](int row, int column, double serial, const char* format) {
        auto* own = workbook_add_format(book);
        format_set_num_format(own, format);
        worksheet_write_number(sheet, static_cast<lxw_row_t>(row), static_cast<lxw_col_t>(column), serial, own);
    };
    write_day(1, 2, 21256, "yyyy\"年\"m\"月\"d\"日\"");  // 1958-03-12
    write_day(2, 1, 46083, "m\"月\"d\"日\"");             // 3-2 became 2026-03-02
    write_day(2, 2, 21245, "yyyy\"年\"m\"月\"");          // 1958年3月: no day was ever said
    write_day(3, 0, 7, "0000");
    write_day(3, 1, 46083, "yyyy/m/d");
    write_day(3, 2, 36526.5, "yyyy-mm-dd hh:mm");
    worksheet_write_formula_str(sheet, 4, 0, "=VLOOKUP(1,A1:B2,3)", nullptr, "#REF!");
    workbook_close(book);
    sources::Query query{"", "", {"id", "door", "born"}};
    query.dates = {"born"};
    const auto got = read(at(folder / "b.xlsx"), query);
    EXPECT_EQ(got.error, "");
    EXPECT_EQ(got.values, (std::vector<Texts>{{"", "301", "1958-03-12"}, {"510113199001011234", "", "1958-03"}, {"0007", "", "2000-01-01 12:00:00"}, {"", "", ""}}));
    EXPECT_EQ(got.said, (Texts{"row 2 damaged_value", "row 3 damaged_value", "row 4 damaged_value", "row 5 damaged_value"}));
}

TEST(Workbook, AnOldWorkbookIsReadLikeANewOne) {
    const auto path = std::filesystem::path(HUEGRID_SOURCE_DIR) / "tests/data/office.xls";
    auto options = at(path);
    options.fill_down = {"户主"};
    sources::Query query{"3栋", "", {"户主", "电话", "房号", "编号", "出生日期"}};
    query.dates = {"出生日期"};
    const auto got = read(options, query);
    EXPECT_EQ(got.error, "");
    EXPECT_EQ(got.values, (std::vector<Texts>{{"张一", "13800000000", "3-1", "1", "1958-03-12"}, {"张一", "13800000001", "", "", ""}}));
    EXPECT_EQ(got.said, (Texts{"3栋 row 2 two_row_header", "3栋 row 1 title_row", "3栋 row 5 damaged_value", "3栋 row 5 damaged_value",
                               "3栋 row 6 note_row", "3栋 row 7 note_row"}));
}

TEST(Workbook, AFolderIsAllItsTablesAndAStarIsAllTheirSheets) {
    const Folder folder;
    std::filesystem::create_directories(folder / "t");
    const auto write = [&](const char* name, const std::vector<const char*>& sheets) {
        auto* book = workbook_new((folder / "t" / name).c_str());
        for (const auto* sheet : sheets) write_sheet(book, sheet, {{"no"}, {std::string(name) + sheet}});
        workbook_close(book);
    };
    write("b.xlsx", {"1栋", "2栋"});
    write("a.xlsx", {"3栋"});
    std::ofstream(folder / "t" / "c.csv") << "x,no\n1,c\n";
    std::ofstream(folder / "t" / "~$b.xlsx") << "a lock";
    const auto all = read(at(folder / "t"), {"*", "", {"no", "$file", "$sheet"}});
    EXPECT_EQ(all.error, "");
    EXPECT_EQ(all.values, (std::vector<Texts>{{"a.xlsx3栋", "a", "3栋"}, {"b.xlsx1栋", "b", "1栋"}, {"b.xlsx2栋", "b", "2栋"}, {"c", "c", "c"}}));
    EXPECT_EQ(all.places, (Texts{"a.xlsx 3栋 row 2", "b.xlsx 1栋 row 2", "b.xlsx 2栋 row 2", "c.csv line 2"}));
    EXPECT_NE(read(at(folder / "t"), {"", "", {"no"}}).error.find("say which sheet"), std::string::npos);
    EXPECT_NE(read(at(folder / "t"), {"9栋", "", {"no"}}).error.find("there is no layer '9栋'"), std::string::npos);
    EXPECT_NE(read(at(folder / "t"), {"*", "", {"none"}}).error.find("there is no column 'none'"), std::string::npos);
}

TEST(Workbook, WhatIsNoneOrHostileIsRefusedAsAWhole) {
    const Folder folder;
    const auto refused = [](const std::filesystem::path& path) { return read(at(path), {"", "", {"no"}}).error; };
    EXPECT_NE(refused(folder.write("html.xls", "<html><table>")).find("it is no workbook"), std::string::npos);
    EXPECT_NE(refused(folder.write("cut.xls", "\xD0\xCF\x11\xE0 and no more")).find("old workbook"), std::string::npos);
    EXPECT_NE(refused(folder.write("cut.xlsx", "PK\x03\x04 and no more")).find("can't be unpacked"), std::string::npos);
    // 150 MB of nothing pack to a thousandth.
    auto* bomb = VSIFOpenL(("/vsizip/" + (folder / "bomb.xlsx").string() + "/xl/workbook.xml").c_str(), "wb");
    ASSERT_NE(bomb, nullptr);
    const std::string nothing(1u << 20, ' ');
    for (int megabyte = 0; megabyte < 150; ++megabyte) VSIFWriteL(nothing.data(), 1, nothing.size(), bomb);
    VSIFCloseL(bomb);
    EXPECT_NE(refused(folder / "bomb.xlsx").find("no honest file"), std::string::npos) << refused(folder / "bomb.xlsx");
}

TEST(SpreadsheetNumber, IsShownAsASpreadsheetShowsIt) {
    const auto date = sources::number_format("yyyy/m/d");
    EXPECT_EQ(sources::shown(0.1 + 0.2, {}, sources::Epoch::of_1900), "0.3");
    EXPECT_EQ(sources::shown(510113199001011234.0, {}, sources::Epoch::of_1900), "510113199001011000");
    EXPECT_EQ(sources::shown(1, date, sources::Epoch::of_1900), "1900-01-01");
    EXPECT_EQ(sources::shown(59, date, sources::Epoch::of_1900), "1900-02-28");
    EXPECT_EQ(sources::shown(60, date, sources::Epoch::of_1900), "60");  // a day that Excel made up
    EXPECT_EQ(sources::shown(61, date, sources::Epoch::of_1900), "1900-03-01");
    EXPECT_EQ(sources::shown(0, date, sources::Epoch::of_1904), "1904-01-01");
    EXPECT_EQ(sources::shown(0.5, sources::number_format("h:mm"), sources::Epoch::of_1900), "12:00:00");
    EXPECT_EQ(sources::shown(46083, sources::builtin_number_format(58), sources::Epoch::of_1900), "3月2日");
    for (const char* number : {"General", "0.00", "#,##0", "0%", "[Red]0.00", "\"月\"0", "@"}) EXPECT_FALSE(sources::number_format(number).is_date()) << number;
}

}  // namespace
}  // namespace huegrid::ingest
