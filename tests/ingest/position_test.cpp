/// Coordinates that aren't what they are said to be. Each test draws one such source.
#include <gtest/gtest.h>

#include <cmath>
#include <cstring>

#include "engine/geo/crs/datum.hpp"
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

const std::string points_recipe = R"([source.p]
x = "x"
y = "y"
{}
[[service_point]]
source = "p"
key = "no"
kind = {{ value = "clinic" }}
)";

std::string recipe_for(const std::string& position) { return fmt::format(fmt::runtime(points_recipe), position); }

std::string table(const std::vector<std::pair<double, double>>& points) {
    std::string text = "no,x,y\n";
    for (std::size_t i = 0; i < points.size(); ++i) text += fmt::format("{},{:.9f},{:.9f}\n", i + 1, points[i].first, points[i].second);
    return text;
}

geo::Crs crs(const char* code) { return geo::crs_from_text(code).value(); }

geo::WorldPoint where(geo::LonLat place, const char* code) {
    return geo::Transform::between("EPSG:4326", code)->apply(geo::WorldPoint{place.lon, place.lat}).value();
}

double metres(geo::WorldPoint p, geo::WorldPoint q) { return std::hypot(p.x - q.x, p.y - q.y); }

std::int64_t times(const Import& import, const std::string& kind) {
    const auto at = import.report.defects.find(kind);
    return at == import.report.defects.end() ? 0 : at->second;
}

/// A Shapefile of one point, without .prj; after Esri's description of the format.
std::filesystem::path write_shapefile(const Folder& folder, double x, double y) {
    std::string shp(128, '\0');
    const auto big = [](std::string& to, std::size_t at, std::uint32_t n) { for (int i = 0; i < 4; ++i) to[at + std::size_t(i)] = char(n >> (24 - 8 * i)); };
    big(shp, 0, 9994), big(shp, 24, 64), big(shp, 100, 1), big(shp, 104, 10);
    const double numbers[] = {x, y};
    const std::int32_t version = 1000, point = 1;
    std::memcpy(&shp[28], &version, 4), std::memcpy(&shp[32], &point, 4), std::memcpy(&shp[108], &point, 4);
    for (const std::size_t at : {36, 52, 112}) std::memcpy(&shp[at], numbers, 16);
    std::string shx = shp.substr(0, 108);
    big(shx, 24, 54), big(shx, 100, 50), big(shx, 104, 10);
    std::string dbf(32 + 32 + 1 + 1 + 4, '\0');
    dbf[0] = 3, dbf[1] = 126, dbf[2] = 1, dbf[3] = 1, dbf[4] = 1, dbf[8] = 65, dbf[10] = 5;
    std::memcpy(&dbf[32], "no", 2);
    dbf[43] = 'C', dbf[48] = 4, dbf[64] = '\r';
    std::memcpy(&dbf[65], " 1   ", 5);
    folder.write("s.shx", shx), folder.write("s.dbf", dbf);
    return folder.write("s.shp", shp);
}

const geo::LonLat tianfu_square{104.0657, 30.6574}, station{104.1420, 30.6300};  // Chengdu

TEST(Position, BaiduAndAmapPointsComeInWhereTheyAre) {
    const Folder folder;
    for (const auto datum : {geo::Datum::gcj02, geo::Datum::bd09}) {
        const auto a = geo::from_wgs84(tianfu_square, datum), b = geo::from_wgs84(station, datum);
        const auto file = folder.write("p.csv", table({{a.lon, a.lat}, {b.lon, b.lat}}));
        const auto import = import_into(crs("EPSG:4544"), recipe_for(fmt::format("crs = \"{}\"", geo::name(datum))), {{"p", file}});
        ASSERT_TRUE(import) << import.error().text();
        ASSERT_EQ(import->batch.service_points.size(), 2u);
        EXPECT_LT(metres(import->batch.service_points[0].shape.points[0], where(tianfu_square, "EPSG:4544")), 0.001);
        EXPECT_LT(metres(import->batch.service_points[1].shape.points[0], where(station, "EPSG:4544")), 0.001);
    }
}

TEST(Position, EastingsInTheOtherFormAreToldApart) {
    const Folder folder;
    const auto p = where(tianfu_square, "EPSG:4544"), q = where(station, "EPSG:4544");
    const auto plain = folder.write("plain.csv", table({{p.x, p.y}, {q.x, q.y}}));
    const auto prefixed = folder.write("prefixed.csv", table({{35e6 + p.x, p.y}, {35e6 + q.x, q.y}}));
    for (const auto& file_crs : {std::optional(crs("EPSG:4544")), std::optional<geo::Crs>()})
        for (const auto& [stated, file] : {std::pair("EPSG:4523", plain), std::pair("EPSG:4544", prefixed)}) {
            const auto import = import_into(file_crs, recipe_for(fmt::format("crs = \"{}\"", stated)), {{"p", file}});
            ASSERT_TRUE(import) << import.error().text();
            EXPECT_EQ(times(*import, "easting_form"), 1);
            ASSERT_EQ(import->batch.service_points.size(), 2u);
            EXPECT_LT(metres(import->batch.service_points[0].shape.points[0], p), 0.001);
        }
}

TEST(Position, EastingsOfAnotherZoneAreAskedAbout) {
    const Folder folder;
    const auto p = where({108.1, 30.5}, "EPSG:4545");
    const auto file = folder.write("p.csv", table({{36e6 + p.x, p.y}}));
    const auto import = import_into(std::nullopt, recipe_for("crs = \"EPSG:4544\""), {{"p", file}});
    ASSERT_FALSE(import) << "zone 35 is stated, 36 stands in front";
    EXPECT_NE(import.error().message.find("crs = \"EPSG:4524\""), std::string::npos) << import.error().message;
}

TEST(Position, LatitudeFirstIsTurnedBackOnlyWhenAllAgree) {
    const Folder folder;
    const auto file = folder.write("p.csv", table({{tianfu_square.lat, tianfu_square.lon}, {station.lat, station.lon}}));
    for (const auto& file_crs : {std::optional(crs("EPSG:4544")), std::optional<geo::Crs>()}) {
        const auto import = import_into(file_crs, recipe_for("crs = \"EPSG:4326\""), {{"p", file}});
        ASSERT_TRUE(import) << import.error().text();
        EXPECT_EQ(times(*import, "swapped_axes"), 1);
        ASSERT_EQ(import->batch.service_points.size(), 2u);
        EXPECT_LT(metres(import->batch.service_points[1].shape.points[0], where(station, "EPSG:4544")), 0.001);
    }
    const auto mixed = folder.write("m.csv", table({{tianfu_square.lon, tianfu_square.lat}, {station.lat, station.lon}}));
    const auto import = import_into(crs("EPSG:4544"), recipe_for("crs = \"EPSG:4326\""), {{"p", mixed}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.service_points.size(), 1u);
    EXPECT_EQ(times(*import, "swapped_axes"), 0) << "one stray row says nothing of the others";
    EXPECT_EQ(times(*import, "bad_position"), 1);
}

TEST(Position, FarOutRowsAreKeptOutWithTheirNumbers) {
    const Folder folder;
    const auto file = folder.write("p.csv", "no,x,y\n1,104.0657,30.6574\n2,0,0\n3,999,30\n4,nan,30\n5,-118.2,34.1\n6,inf,inf\n");
    for (const auto& file_crs : {std::optional(crs("EPSG:4544")), std::optional<geo::Crs>()}) {
        const auto import = import_into(file_crs, recipe_for("crs = \"EPSG:4326\""), {{"p", file}});
        ASSERT_TRUE(import) << import.error().text();
        EXPECT_EQ(import->batch.service_points.size(), 1u);
        EXPECT_EQ(times(*import, "bad_position"), 5);
        EXPECT_EQ(import->crs.epsg, 4544) << "the many decide the file's system, not a stray one";
    }
    const auto import = import_into(crs("EPSG:4544"), recipe_for("crs = \"EPSG:4326\""), {{"p", file}});
    bool named = false;
    for (const auto& defect : import->report.examples) named = named || defect.what.find("-118.2 34.1") != std::string::npos;
    EXPECT_TRUE(named);
}

TEST(Position, ZonesSayWhatIsFarAway) {
    const Folder folder;
    const auto zones = folder.write("z.geojson", collection({feature(R"("no":"z")", square(0, 0, 1000))}));
    const auto file = folder.write("p.csv", table({{500'100, 5'200'100}, {500'100, 5'299'000}, {500'100, 5'320'000}}));
    const auto import = import_by("[[zone]]\nsource = \"z\"\nkey = \"no\"\nlevel = { value = \"grid\" }\n" + recipe_for("crs = \"EPSG:32632\""),
                                  {{"z", zones}, {"p", file}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.service_points.size(), 2u) << "99 km away is a neighbour, 119 km is not";
    EXPECT_EQ(times(*import, "bad_position"), 1);
}

TEST(Position, AnIssueWithABadPlaceIsReportedEvenWithABuilding) {
    const Folder folder;
    const auto file = folder.write("i.csv", "no,b,x,y\n1,b1,999,999\n2,b1,,\n");
    const auto buildings = folder.write("b.geojson", collection({feature(R"("no":"b1")", square(0, 0, 10))}));
    const auto import = import_by(R"([source.i]
x = "x"
y = "y"
crs = "EPSG:4326"
[[building]]
source = "b"
key = "no"
[[issue_type]]
source = "i"
key = { value = "litter" }
[[issue]]
source = "i"
key = "no"
type = { value = "litter" }
status = { value = "reported" }
reported_at = { value = "2026-01-01T00:00:00Z" }
building_key = "b"
)", {{"i", file}, {"b", buildings}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.issues.size(), 2u);
    EXPECT_TRUE(import->batch.issues[0].building);
    EXPECT_EQ(times(*import, "bad_position"), 1) << "an empty place is none, 999 is a wrong one";
}

TEST(Position, WhatHasNoCrsIsAskedFor) {
    const Folder folder;
    const auto p = where(tianfu_square, "EPSG:4544");
    for (const auto& [x, y, line] : {std::tuple(35e6 + p.x, p.y, "crs = \"EPSG:4523\""), std::tuple(p.x, p.y, "crs = \"EPSG:4544\""),
                                     std::tuple(tianfu_square.lon, tianfu_square.lat, "crs = \"GCJ-02\"")}) {
        const auto path = write_shapefile(folder, x, y);
        const auto import = import_into(std::nullopt, "[[service_point]]\nsource = \"p\"\nkey = \"no\"\nkind = { value = \"clinic\" }\n", {{"p", path}});
        ASSERT_FALSE(import);
        EXPECT_EQ(import.error().code, ErrorCode::bad_input);
        EXPECT_NE(import.error().message.find("doesn't say its CRS"), std::string::npos);
        EXPECT_NE(import.error().message.find(line), std::string::npos) << import.error().message;
    }
}

TEST(Position, MetresThatAreSaidToBeDegreesAreAskedAbout) {
    const Folder folder;
    const auto file = folder.write("p.csv", table({{35'412'000, 3'390'000}, {35'412'500, 3'391'000}}));
    const auto import = import_into(std::nullopt, recipe_for("crs = \"EPSG:4326\""), {{"p", file}});
    ASSERT_FALSE(import);
    EXPECT_NE(import.error().message.find("crs = \"EPSG:4523\""), std::string::npos) << import.error().message;
}

TEST(Position, OldDatumsAreWarnedAbout) {
    const Folder folder;
    const auto p = where(tianfu_square, "EPSG:4544");
    const auto file = folder.write("p.csv", table({{p.x, p.y}}));
    for (const char* code : {"EPSG:2432", "EPSG:2380"}) {  // Beijing 54 and Xi'an 80, 105 degrees east
        const auto import = import_into(crs("EPSG:4544"), recipe_for(fmt::format("crs = \"{}\"", code)), {{"p", file}});
        ASSERT_TRUE(import) << import.error().text();
        EXPECT_EQ(times(*import, "datum_shift"), 1) << code;
        EXPECT_EQ(import->batch.service_points.size(), 1u);
    }
}

TEST(Position, ATownsOwnFrameIsFitted) {
    const Folder folder;
    const auto origin = where(tianfu_square, "EPSG:4544");
    const auto local_to_world = [&](double x, double y) { return geo::WorldPoint{origin.x + 0.6 * x - 0.8 * y, origin.y + 0.8 * x + 0.6 * y}; };
    const auto back = geo::Transform::between("EPSG:4544", "EPSG:4326").value();
    std::string points;
    for (const auto& [x, y] : {std::pair(0.0, 0.0), std::pair(3000.0, 100.0), std::pair(200.0, 2500.0), std::pair(2800.0, 2700.0)}) {
        const auto place = back.apply(local_to_world(x, y)).value();
        points += fmt::format("[{}, {}, {:.10f}, {:.10f}],", x, y, place.x, place.y);
    }
    const auto file = folder.write("p.csv", table({{1000, 1000}}));
    for (const auto& file_crs : {std::optional(crs("EPSG:4544")), std::optional<geo::Crs>()})
        for (const char* model : {"similarity", "affine"}) {
            const auto recipe = recipe_for(fmt::format("[source.p.frame]\nmodel = \"{}\"\npoints = [{}]", model, points));
            const auto import = import_into(file_crs, recipe, {{"p", file}});
            ASSERT_TRUE(import) << import.error().text();
            ASSERT_EQ(import->batch.service_points.size(), 1u);
            EXPECT_LT(metres(import->batch.service_points[0].shape.points[0], local_to_world(1000, 1000)), 0.001);
            EXPECT_EQ(times(*import, "frame_fitted"), 1);
            EXPECT_EQ(times(*import, "doubtful_point"), 0);
        }
    EXPECT_FALSE(import_into(crs("EPSG:4544"), recipe_for("[source.p.frame]\npoints = [[0, 0, 104, 30], [9, 9, 104.1, 30]]"), {{"p", file}}));
    const auto wrong = recipe_for(fmt::format("[source.p.frame]\npoints = [{} [1500, 1400, 104.0757, 30.6574]]", points));
    const auto import = import_into(crs("EPSG:4544"), wrong, {{"p", file}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_GE(times(*import, "doubtful_point"), 1);
}

TEST(Position, ABuildingMayBeAPoint) {
    const Folder folder;
    const auto file = folder.write("b.geojson", collection({feature(R"("no":"a","units":3,"floors":6)", point(100, 100)),
                                                            feature(R"("no":"b","floors":18)", point(200, 100)),
                                                            feature(R"("no":"c")", point(300, 100)),
                                                            feature(R"("no":"d","units":2)", square(400, 100, 10))}));
    const auto import = import_by("[[building]]\nsource = \"b\"\nkey = \"no\"\nunits = \"units\"\nfloors = \"floors\"\n", {{"b", file}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& buildings = import->batch.buildings;
    ASSERT_EQ(buildings.size(), 4u);
    EXPECT_EQ(geo::area_m2(buildings[0].shape), 3 * 18 * 12);
    EXPECT_EQ(geo::area_m2(buildings[1].shape), 18 * 18) << "a tower";
    EXPECT_EQ(geo::area_m2(buildings[2].shape), 18 * 12);
    EXPECT_EQ(geo::area_m2(buildings[3].shape), 100);
    EXPECT_EQ(geo::bounds(buildings[0].shape).centre(), (geo::WorldPoint{500'100, 5'200'100}));
    for (int i = 0; i < 4; ++i) EXPECT_EQ(buildings[std::size_t(i)].nominal, i < 3);
    const auto zones = import_by("[[zone]]\nsource = \"b\"\nkey = \"no\"\nlevel = { value = \"grid\" }\n", {{"b", file}});
    ASSERT_TRUE(zones);
    EXPECT_EQ(zones->batch.zones.size(), 1u) << "a zone has to have an area";
}

}  // namespace
}  // namespace huegrid::ingest
