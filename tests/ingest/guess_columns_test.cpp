/// @file guess_columns_test.cpp
/// What one column is, whatever it is called or however it is written: births, coordinates, addresses, keys.

#include <xlsxwriter.h>

#include <chrono>
#include <cmath>
#include <set>

#include "engine/base/date.hpp"
#include "engine/geo/crs/datum.hpp"
#include "tests/ingest/guess_fixture.hpp"

namespace huegrid::ingest {
namespace {

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
TEST(GuessColumns, BirthsInAnyFormAreAges) {
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

// Would catch days of a spreadsheet made of what is only a number, and a date lost where the name says it is one.
TEST(GuessColumns, ASpreadsheetsDayIsADateOnlyWhereTheNameSaysSo) {
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
TEST(GuessColumns, PointsAreBuildingsOrEstatesByTheirColumns) {
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
TEST(GuessColumns, CoordinatesWhoseNamesSayTheirFrameAreReadByIt) {
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

// Would catch a line typed the wrong way round that takes away the question about all the others.
TEST(GuessColumns, OneSlipDoesNotHideThatPointsMayBeShifted) {
    const Folder folder;
    const auto asked = [&](double lon, double lat) {
        std::string text = "楼栋编号,小区名称,楼栋名称,层数,经度,纬度\nB0,春和里,春和里0栋,6,30.65,84.06\n";
        for (int b = 1; b <= 40; ++b) text += fmt::format("B{0},春和里,春和里{0}栋,6,{1:.6f},{2:.6f}\n", b, lon + 0.001 * b, lat);
        return guess_of({{"points", folder.write("points.csv", text)}}).recipe.find("Chinese map service") != std::string::npos;
    };
    EXPECT_TRUE(asked(104.06, 30.65));
    EXPECT_FALSE(asked(9.52, 47.14)) << "nobody shifts Liechtenstein";
}

// Would catch a number that goes to the attributes, and an address that only becomes a key or goes missing by its name.
TEST(GuessColumns, AnAddressIsOneByItsValuesAndACertificatesNumberIsTheKey) {
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

// Would catch a home that ends, and another that begins, because the next version writes 1 where this one writes 1单元.
TEST(GuessColumns, AUnitWithItsWordIsTheSameHomeInTheNextVersion) {
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

TEST(GuessColumns, BuildingsWithoutAPlaceAreToldThatTheyNeedOne) {
    const Folder folder;
    const auto guess = guess_of({{"list", folder.write("list.csv", "编号,名称,小区,层数\n1,1栋,风华苑,6\n2,2栋,风华苑,6\n")}});
    EXPECT_EQ(guess.recipe.find("\n[["), std::string::npos) << guess.recipe;
    EXPECT_NE(guess.recipe.find("经度"), std::string::npos) << guess.recipe;
}

TEST(GuessColumns, AnOfficialListIsJoinedToZones) {
    const Folder folder;
    const auto guess = guess_of({{"codes", folder.write("codes.csv", "code,name\n510104,锦江区\n510105,青羊区\n510106,金牛区\n")}});
    const auto recipe = parse_recipe(guess.recipe, "guess.toml", ".");
    ASSERT_TRUE(recipe) << guess.recipe;
    ASSERT_EQ(recipe->rows.size(), 1u);
    EXPECT_EQ(recipe->rows[0].target, Target::zone);
    EXPECT_TRUE(recipe->rows[0].supplement);
}

}  // namespace
}  // namespace huegrid::ingest
