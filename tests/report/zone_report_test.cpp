#include "engine/report/zone_report.hpp"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>
#include <unistd.h>

#include <filesystem>
#include <memory>

#include "engine/base/text.hpp"

namespace huegrid::report {
namespace {

geo::Shape square(double x, double y, double side) {
    return geo::make_polygon({{x, y}, {x, y + side}, {x + side, y + side}, {x + side, y}});  // clockwise on purpose
}

//   street S (id 1)           households: 3 in building 0 (=cmd), 2 in building 1 (乙), 1 outside both
//   +--------+--------+
//   |  =cmd  |  乙    |   x building 2, outside
//   +--------+--------+
model::Snapshot drawn_town() {
    model::Snapshot town;
    town.title = "示例";
    town.crs.epsg = 4544;
    town.levels = {{"street", 2, {"街道", "Street"}}, {"community", 3, {"社区", "Community"}}};
    const auto zone = [&](std::int64_t id, Index level, Index parent, const char* name, geo::Shape shape) {
        model::Zone z;
        z.id = ZoneId{id}, z.level = level, z.parent = parent, z.name = name, z.code = "0" + std::to_string(id);
        z.box = geo::bounds(shape), z.shape = std::move(shape);
        town.zones.push_back(std::move(z));
    };
    zone(1, 0, none, "S", square(430000, 3420000, 2000));
    zone(2, 1, 0, "=cmd|'/c calc'!A1", square(430000, 3420000, 1000));
    zone(3, 1, 0, "乙", square(431000, 3420000, 1000));
    auto& hollow = town.zones.edit()[2].shape;
    hollow.points.insert(hollow.points.end(),
                                      {{431100, 3420100}, {431200, 3420100}, {431200, 3420200}});
    hollow.ring_ends.push_back(7);
    hollow.part_ends = {2};
    town.tiers = {{"red", {"红", "red"}, {0xd7, 0x30, 0x1f}, "R", "solid", 7},
                  {"yellow", {"黄", "yellow"}, {0xfe, 0xe0, 0x8b}, "Y", "dots", 30},
                  {"unknown", {"未知", "unknown"}, {0xbb, 0xbb, 0xbb}, "?", "cross", {}},
                  {"not_applicable", {"不适用", "not applicable"}, {0xee, 0xee, 0xee}, "-", "solid", {}}};
    town.categories = {{"elder-care", {"养老", "elder care"}}};
    for (std::int64_t b = 1; b <= 3; ++b) town.buildings.ids.push_back(BuildingId{b});
    town.buildings.zones = {1, 2, none};
    for (const Index b : {0, 0, 0, 1, 1, 2}) town.households.buildings.push_back(b);
    for (const int t : {0, 1, 1, 2, -1, 3}) town.households.tiers.push_back(std::int8_t(t));
    for (const unsigned c : {1u, 0u, 1u, 0u, 0u, 0u}) town.households.categories.push_back(c);
    for (std::int64_t h = 1; h <= 6; ++h) town.households.ids.push_back(h);
    return town;
}

ZoneReport report_of(const model::Snapshot& town) {
    const ReportHead head{"示例社区", "张某", "李某", Date{std::chrono::year{2026} / 10 / 31}};
    return zone_report(town, figures::WorstTier{}, "community", Language::zh, head).value();
}

std::filesystem::path scratch(const char* name) {
    return std::filesystem::path(testing::TempDir()) / (std::to_string(::getpid()) + name);
}

std::unique_ptr<GDALDataset> open(const std::filesystem::path& path) {
    GDALAllRegister();
    return std::unique_ptr<GDALDataset>(
        GDALDataset::FromHandle(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr)));
}

TEST(ZoneReport, RowsAddUpToTheTotalWithOutsideAmongThem) {
    const auto report = report_of(drawn_town());
    ASSERT_EQ(report.rows.size(), 3u);
    EXPECT_EQ(report.rows.back().zone, none);
    auto rest = report.total;
    for (const auto& row : report.rows) rest.subtract(row.figures);
    EXPECT_EQ(rest.households, 0);
    EXPECT_EQ(rest.by_tier, std::vector<std::int64_t>(5, 0));
    EXPECT_EQ(report.total.households, 6);
}

TEST(ZoneReport, AnUnknownLevelIsAnsweredWithTheOnesThereAre) {
    const auto report = zone_report(drawn_town(), figures::WorstTier{}, "micro-grid", Language::en, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().code, ErrorCode::not_found);
    EXPECT_NE(report.error().message.find("street, community"), std::string::npos) << report.error().message;
}

TEST(CsvWriter, NeutralisesFormulasAndBeginsWithABom) {
    const auto path = scratch("r.csv");
    ASSERT_TRUE(write_csv(report_of(drawn_town()), path));
    const auto text = read_file(path).value();
    EXPECT_TRUE(text.starts_with("\xEF\xBB\xBF区域,"));
    EXPECT_NE(text.find("\r\n'=cmd|'/c calc'!A1,02,S,红,3,1,2,0,0,0,2,1,0,0\r\n"), std::string::npos) << text;
    EXPECT_TRUE(text.ends_with("合计,,,,6,1,2,1,1,1,2,3,0,0\r\n")) << text;
    std::filesystem::remove(path);
}

TEST(GeoJsonWriter, ReadsBackThroughGdalWhereItWasAndTurnedRight) {
    const auto town = drawn_town();
    const auto path = scratch("r.geojson");
    const auto written = write_geojson(report_of(town), town, path);
    ASSERT_TRUE(written) << written.error().text();
    auto file = open(path);
    ASSERT_TRUE(file);
    auto* layer = file->GetLayer(0);
    ASSERT_EQ(layer->GetFeatureCount(), 2);
    std::int64_t households = 0;
    for (auto& feature : *layer) {
        households += feature->GetFieldAsInteger64("households");
        const auto* polygon = feature->GetGeometryRef()->toPolygon();
        EXPECT_FALSE(polygon->getExteriorRing()->isClockwise());
        for (int hole = 0; hole < polygon->getNumInteriorRings(); ++hole)
            EXPECT_TRUE(polygon->getInteriorRing(hole)->isClockwise());
        OGREnvelope box;
        polygon->getEnvelope(&box);
        EXPECT_NEAR(box.MinX, 104.27, 0.02);  // 430 km on the zone of 105° E, at 30.9° N
        EXPECT_NEAR(box.MinY, 30.90, 0.02);
    }
    EXPECT_EQ(households, 5);
    const auto text = read_file(path).value();
    EXPECT_NE(text.find(R"("outside":{"households":1,)"), std::string::npos);
    EXPECT_NE(text.find(R"("fill":"#d7301f")"), std::string::npos);
    EXPECT_NE(text.find(R"("total":{"households":6,"tier_red":1,)"), std::string::npos);
    std::filesystem::remove(path);
}

TEST(XlsxWriter, ReadsBackThroughGdalWithNumbersAndCachedSums) {
    const auto path = scratch("r.xlsx");
    const auto written = write_xlsx(report_of(drawn_town()), path);
    ASSERT_TRUE(written) << written.error().text();
    CPLSetConfigOption("OGR_XLSX_HEADERS", "DISABLE");
    auto file = open(path);
    ASSERT_TRUE(file);
    ASSERT_EQ(file->GetLayerCount(), 2);
    auto* layer = file->GetLayer(0);
    EXPECT_STREQ(layer->GetName(), "社区");
    std::vector<std::vector<std::string>> cells;
    for (auto& feature : *layer) {
        auto& row = cells.emplace_back();
        for (int f = 0; f < feature->GetFieldCount(); ++f) row.push_back(feature->GetFieldAsString(f));
    }
    ASSERT_EQ(cells.size(), 9u);
    EXPECT_EQ(cells[1][0], "填报单位");
    EXPECT_EQ(cells[1][1], "示例社区");
    EXPECT_EQ(cells[2][4], "2026/10/31");
    EXPECT_EQ(cells[4][3], "区域颜色");
    EXPECT_EQ(cells[6][3], "未知") << "nobody whose tier is known is no green zone";
    EXPECT_EQ(cells[4][4], "户数");
    EXPECT_EQ(cells[5][0], "=cmd|'/c calc'!A1") << "text stays text";
    EXPECT_EQ(cells[7][0], "区域外");
    EXPECT_EQ(cells[8][0], "合计");
    const std::vector<std::string> sums(cells[8].begin() + 4, cells[8].end());
    EXPECT_EQ(sums, (std::vector<std::string>{"6", "1", "2", "1", "1", "1", "2", "3", "0", "0"}));
    std::filesystem::remove(path);
}

TEST(XlsxWriter, LeavesNothingBehindWhereItCannotWrite) {
    const auto written = write_xlsx(report_of(drawn_town()), scratch("no/such/folder/r.xlsx"));
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::io);
}

}  // namespace
}  // namespace huegrid::report
