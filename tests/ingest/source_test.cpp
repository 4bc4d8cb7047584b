#include "engine/sources/source.hpp"

#include <bzlib.h>
#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogrsf_frmts.h>

#include <set>

#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

constexpr const char* building = "[[building]]\nsource=\"b\"\nkey=\"no\"\n";
constexpr const char* household = "[[household]]\nsource=\"h\"\nkey=\"no\"\n";

// A house as a closed way with a tag that has no column of its own, its road, and an address on a point inside.
constexpr const char* osm = R"(<?xml version="1.0"?><osm version="0.6">
<node id="1" lat="47.0000" lon="9.0000"/><node id="2" lat="47.0000" lon="9.0002"/>
<node id="3" lat="47.0002" lon="9.0002"/><node id="4" lat="47.0002" lon="9.0000"/>
<node id="5" lat="47.0001" lon="9.0001"><tag k="addr:housenumber" v="7a"/><tag k="addr:street" v="&quot;Am&quot; Bach"/></node>
<way id="10"><nd ref="1"/><nd ref="2"/><nd ref="3"/><nd ref="4"/><nd ref="1"/><tag k="building" v="yes"/><tag k="building:levels" v="4"/></way>
<way id="11"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way>
</osm>)";

template <class T>
std::string error_of(const Result<T>& import) { return import ? "no error" : import.error().text(); }

template <class T>
void expect_says(const Result<T>& import, ErrorCode code, const std::string& part) {
    ASSERT_FALSE(import.has_value());
    EXPECT_EQ(import.error().code, code) << error_of(import);
    EXPECT_NE(error_of(import).find(part), std::string::npos) << error_of(import);
}

/// One text column and squares 20 m apart, in UTM 32 N.
void write_squares(const std::filesystem::path& path, const char* driver, int count) {
    GDALAllRegister();
    auto* dataset =
        GetGDALDriverManager()->GetDriverByName(driver)->Create(path.c_str(), 0, 0, 0, GDT_Unknown, nullptr);
    ASSERT_NE(dataset, nullptr);
    OGRSpatialReference crs;
    crs.importFromEPSG(32632);
    auto* layer = dataset->CreateLayer("squares", &crs, wkbPolygon, nullptr);
    OGRFieldDefn no("no", OFTString);
    layer->CreateField(&no);
    for (int i = 0; i < count; ++i) {
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField("no", fmt::format("{}", i).c_str());
        OGRLinearRing shell;
        const double x = 500000.0 + 20 * i, y = 5200000.0;
        for (const auto& [dx, dy] : {std::pair{0, 0}, {0, 10}, {10, 10}, {10, 0}, {0, 0}})
            shell.addPoint(x + dx, y + dy);
        OGRPolygon polygon;
        polygon.addRing(&shell);
        feature.SetGeometry(&polygon);
        EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
    }
    GDALClose(dataset);
}

TEST(Sources, AMissingFileLayerColumnAndFilterAreNamedWithTheNearest) {
    const Folder folder;
    const auto buildings =
        folder.write("houses.geojson", collection({feature(R"("no":"1","height":3)", square(0, 0, 10))}));
    expect_says(import_by(building, {{"b", folder / "none.geojson"}}), ErrorCode::not_found,
                "none.geojson: there is no such file");
    expect_says(import_by("[[building]]\nsource=\"b\"\nlayer=\"house\"\nkey=\"no\"\n", {{"b", buildings}}),
                ErrorCode::not_found, "there is no layer 'house'; did you mean 'houses'? (there are: houses)");
    expect_says(import_by(std::string(building) + "floors=\"hight\"\n", {{"b", buildings}}), ErrorCode::not_found,
                "there is no column 'hight'; did you mean 'height'? (there are: no, height)");
    expect_says(import_by(std::string(building) + "where=\"hight > 2\"\n", {{"b", buildings}}), ErrorCode::bad_input,
                "the filter hight > 2 can't be used");
}

TEST(Sources, ASourceThatIsNotBoundOrNotAskedForIsNamed) {
    const Folder folder;
    const auto buildings = folder.write("b.geojson", collection({}));
    expect_says(import_by(building, {}), ErrorCode::not_found, "r.toml:1:1: the source 'b' has no file; say b=PATH");
    expect_says(import_by("[[building]]\nsource=\"houses\"\nkey=\"no\"\n", {{"house", buildings}}),
                ErrorCode::not_found, "the recipe has no source 'house'; did you mean 'houses'?");
}

TEST(Sources, AnUnknownCrsAndNoneAtAllAreErrors) {
    const Folder folder;
    const auto buildings = folder.write("b.geojson", collection({feature(R"("no":"1")", square(0, 0, 10))}));
    expect_says(import_by(std::string("[source.b]\ncrs=\"EPSG:999999\"\n") + building, {{"b", buildings}}),
                ErrorCode::bad_input, "999999");
    write_squares(folder / "s.shp", "ESRI Shapefile", 1);
    std::filesystem::remove(folder / "s.prj");
    expect_says(import_by(building, {{"b", folder / "s.shp"}}), ErrorCode::bad_input, "doesn't say its CRS");
}

TEST(Sources, AStopThatWasAskedForIsObeyed) {
    const Folder folder;
    const auto recipe = parse_recipe(household, "r.toml", ".");
    std::stop_source stop;
    stop.request_stop();
    Progress progress;
    progress.stop = stop.get_token();
    model::ExistingKeys keys;
    expect_says(read_sources(*recipe, {{"h", folder.write("h.csv", "no\n1\n")}}, utm32(), keys, progress),
                ErrorCode::cancelled, "stopped");
}

TEST(Sources, AFileThatPointsElsewhereIsNotFollowed) {
    const Folder folder;
    folder.write("h.csv", "no\n1\n");
    const auto vrt =
        folder.write("h.vrt", "<OGRVRTDataSource><OGRVRTLayer name=\"h\"><SrcDataSource>" +
                                  (folder / "h.csv").string() + "</SrcDataSource></OGRVRTLayer></OGRVRTDataSource>");
    expect_says(import_by(household, {{"h", vrt}}), ErrorCode::bad_input, "files of the kind OGR_VRT are not read");
    expect_says(import_by(household, {{"h", "/vsizip/" + (folder / "h.zip").string()}}), ErrorCode::not_found,
                "no such file");
}

TEST(Sources, ACutOffShapefileIsAnErrorAndNotHalfAPlace) {
    const Folder folder;
    write_squares(folder / "s.shp", "ESRI Shapefile", 50);
    ASSERT_TRUE(import_by(building, {{"b", folder / "s.shp"}}));
    std::filesystem::resize_file(folder / "s.shp", std::filesystem::file_size(folder / "s.shp") / 2);
    expect_says(import_by(building, {{"b", folder / "s.shp"}}), ErrorCode::io, "can't be read to its end");
}

TEST(Sources, AShapefileWithoutItsIndexOrWithHalfItsTableIsAnError) {
    const Folder folder;
    write_squares(folder / "s.shp", "ESRI Shapefile", 50);
    std::filesystem::resize_file(folder / "s.dbf", std::filesystem::file_size(folder / "s.dbf") / 2);
    expect_says(import_by(building, {{"b", folder / "s.shp"}}), ErrorCode::io, "s.shp");
    write_squares(folder / "t.shp", "ESRI Shapefile", 50);
    std::filesystem::remove(folder / "t.shx");
    expect_says(import_by(building, {{"b", folder / "t.shp"}}), ErrorCode::bad_input, "t.shx");
}

TEST(Sources, ACutOffOpenStreetMapFileIsAnError) {
    const Folder folder;
    const std::string whole = osm;
    const auto recipe = load_recipe(std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/recipes/osm.toml");
    model::ExistingKeys keys;
    const auto import =
        read_sources(*recipe, {{"osm", folder.write("a.osm", whole.substr(0, whole.size() - 90))}}, utm32(), keys);
    expect_says(import, ErrorCode::io, "can't be read to its end");
}

TEST(Sources, APackedOpenStreetMapFileIsUnpackedAndLeavesNothing) {
    const Folder folder;
    // Two streams, as parallel packers write them.
    const std::string whole = osm, halves[] = {whole.substr(0, 300), whole.substr(300)};
    std::string packed;
    for (auto half : halves) {
        std::vector<char> stream(half.size() + 1000);
        auto size = static_cast<unsigned>(stream.size());
        ASSERT_EQ(BZ2_bzBuffToBuffCompress(stream.data(), &size, half.data(), static_cast<unsigned>(half.size()), 9, 0, 0), BZ_OK);
        packed.append(stream.data(), size);
    }
    const auto recipe = load_recipe(std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/recipes/osm.toml");
    const auto read = [&](const std::filesystem::path& path) {
        model::ExistingKeys keys;
        return read_sources(*recipe, {{"osm", path}}, utm32(), keys);
    };
    const auto plain = read(folder.write("a.osm", whole)), unpacked = read(folder.write("a.osm.bz2", packed));
    ASSERT_TRUE(plain && unpacked) << error_of(unpacked);
    EXPECT_EQ(unpacked->report.read, plain->report.read);
    expect_says(read(folder.write("cut.osm.bz2", packed.substr(0, packed.size() - 20))), ErrorCode::bad_input, "broken or cut off");
    std::stop_source stop;
    sources::SourceOptions options;
    options.path = folder / "a.osm.bz2";
    options.progress.stop = stop.get_token();
    options.progress.report = [&](std::string_view, std::int64_t, std::int64_t) { stop.request_stop(); };
    expect_says(sources::Source::open(options), ErrorCode::cancelled, "stopped");
    for (const auto& entry : std::filesystem::directory_iterator(std::filesystem::temp_directory_path()))
        EXPECT_FALSE(entry.is_regular_file() && entry.path().filename().string().starts_with("huegrid-") && entry.path().extension() == ".osm");
}

TEST(Sources, ACutOffGeoJsonIsAnError) {
    const Folder folder;
    const auto whole =
        collection({feature(R"("no":"1")", square(0, 0, 10)), feature(R"("no":"2")", square(20, 0, 10))});
    expect_says(import_by(building, {{"b", folder.write("b.geojson", whole.substr(0, whole.size() - 40))}}),
                ErrorCode::bad_input, "can't be read");
}

class SourceFormat : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(SourceFormat, GivesTheSameSquares) {
    const auto [driver, name] = GetParam();
    const Folder folder;
    write_squares(folder / name, driver, 3);
    const auto import = import_by(building, {{"b", folder / name}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.buildings.size(), 3u);
    std::set<std::string> keys;
    for (const auto& one : import->batch.buildings) {
        keys.insert(one.source_key);
        EXPECT_NEAR(geo::bounds(one.shape).min.x, 500000.0 + 20 * std::stoi(one.source_key), 1e-3);
        EXPECT_NEAR(geo::area_m2(one.shape), 100.0, 1e-2);
    }
    EXPECT_EQ(keys, (std::set<std::string>{"0", "1", "2"}));
    EXPECT_TRUE(import->report.defects.empty());
}

INSTANTIATE_TEST_SUITE_P(All, SourceFormat,
                         ::testing::Values(std::pair{"GPKG", "squares.gpkg"}, std::pair{"GeoJSON", "squares.geojson"},
                                           std::pair{"ESRI Shapefile", "squares.shp"},
                                           std::pair{"FlatGeobuf", "squares.fgb"}, std::pair{"SQLite", "squares.sqlite"},
                                           std::pair{"LIBKML", "squares.kml"}));

TEST(Sources, AWorkbookKeepsItsTextAndItsNumbers) {
    const Folder folder;
    {
        GDALAllRegister();
        auto* dataset = GetGDALDriverManager()->GetDriverByName("XLSX")->Create((folder / "h.xlsx").c_str(), 0, 0, 0,
                                                                                GDT_Unknown, nullptr);
        auto* layer = dataset->CreateLayer("台账", nullptr, wkbNone, nullptr);
        OGRFieldDefn no("no", OFTString), door("房号", OFTString), age("age", OFTInteger), area("area", OFTReal),
            day("day", OFTDate);
        for (auto* field : {&no, &door, &age, &area, &day}) layer->CreateField(field);
        OGRFeature feature(layer->GetLayerDefn());
        feature.SetField("no", "007");
        feature.SetField("房号", "3-2");
        feature.SetField("age", 81);
        feature.SetField("area", 72.5);
        feature.SetField("day", 2020, 2, 29, 0, 0, 0.0f, 0);
        EXPECT_EQ(layer->CreateFeature(&feature), OGRERR_NONE);
        GDALClose(dataset);
    }
    const auto import = import_by(std::string(household) + R"(door="房号"
[[attribute]]
name="age"
type="integer"
column="age"
[[attribute]]
name="area"
type="real"
column="area"
[[attribute]]
name="day"
type="date"
column="day"
)",
                                  {{"h", folder / "h.xlsx"}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.households.size(), 1u);
    const auto& row = import->batch.households[0];
    EXPECT_EQ(row.source_key, "007");
    EXPECT_EQ(row.door, "3-2");
    EXPECT_EQ(row.values, (std::vector<model::Value>{std::int64_t{81}, 72.5, *parse_date("2020-02-29")}));
    EXPECT_TRUE(import->report.defects.empty()) << import->report.examples.front().what;
}

TEST(Sources, ACsvFromExcelLosesItsByteOrderMarkAndKeepsLeadingZeros) {
    const Folder folder;
    const auto table = folder.write("h.csv", "\xEF\xBB\xBFno;房号\n007;\"301;甲\"\n");
    const auto import = import_by(std::string(household) + "door=\"房号\"\n", {{"h", table}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.households.at(0).source_key, "007");
    EXPECT_EQ(import->batch.households.at(0).door, "301;甲");
}

TEST(Sources, OpenStreetMapComesWithTagsAndInterleavedLayers) {
    const Folder folder;
    const auto recipe = load_recipe(std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/recipes/osm.toml");
    ASSERT_TRUE(recipe) << recipe.error().text();
    model::ExistingKeys keys;
    const auto import = read_sources(*recipe, {{"osm", folder.write("a.osm", osm)}}, std::nullopt, keys);
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->crs.epsg, 32632);
    const auto& batch = import->batch;
    ASSERT_EQ(batch.buildings.size(), 1u);
    EXPECT_EQ(batch.buildings[0].source_key, "osm_way_id:10");
    EXPECT_EQ(batch.buildings[0].floors, 4);
    ASSERT_EQ(batch.lines.size(), 1u);
    EXPECT_EQ(batch.lines[0].kind, "road");
    ASSERT_EQ(batch.rooms.size(), 1u);
    EXPECT_EQ(batch.rooms[0].address, "\"Am\" Bach 7a");
    EXPECT_EQ(batch.rooms[0].building, batch.buildings[0].id);
}

/// A GeoPackage's own number is a column to whoever sees the table, though not to GDAL: as QGIS makes files it is often the only key.
TEST(Sources, ATablesOwnNumberIsAColumn) {
    const std::filesystem::path file = std::filesystem::path(HUEGRID_SOURCE_DIR) / "tests/data/first_version.gpkg";
    const auto import = import_into(std::nullopt, "[[building]]\nsource=\"b\"\nlayer=\"building\"\nkey=\"id\"\n", {{"b", file}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.buildings.size(), 4u);
    for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(import->batch.buildings[i].source_key, std::to_string(i + 1));
}

}  // namespace
}  // namespace huegrid::ingest
