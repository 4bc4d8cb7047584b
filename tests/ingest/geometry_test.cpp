#include <gtest/gtest.h>

#include <cmath>

#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

constexpr const char* building = "[[building]]\nsource=\"b\"\nkey=\"no\"\n";

TEST(Geometry, ABowTieBecomesItsTwoTrianglesAndIsReported) {
    // (0,10) *   * (10,10)     The edges cross in the middle: two triangles of 25 m² each.
    //         \ /
    //         / \.
    //  (0,0) *   * (10,0)
    const Folder folder;
    const auto file =
        folder.write("b.geojson", collection({feature(R"("no":"1")", polygon({{0, 0}, {10, 10}, {10, 0}, {0, 10}}))}));
    const auto import = import_by(building, {{"b", file}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.buildings.size(), 1u);
    const auto& shape = import->batch.buildings[0].shape;
    EXPECT_EQ(shape.part_ends.size(), 2u);
    EXPECT_NEAR(geo::area_m2(shape), 50.0, 1e-6);
    ASSERT_EQ(import->report.defects.at("self_intersection"), 1);
    EXPECT_EQ(import->report.examples[0].done, "repaired");
    // 500005 m east is 5 m from the meridian of 9°.
    EXPECT_NE(import->report.examples[0].what.find("0.0000 m² as drawn, 50.0 m² repaired (at 9.00007 46."), std::string::npos)
        << import->report.examples[0].what;
}

TEST(Geometry, ACollapsedPolygonAndOneThatIsNoneAreKeptOutAndNamed) {
    const Folder folder;
    const auto file = folder.write(
        "b.geojson", collection({feature(R"("no":"flat")", polygon({{0, 0}, {10, 0}, {20, 0}})),
                                 feature(R"("no":"line")", R"({"type":"LineString","coordinates":[[500000,5200000],[500010,5200000]]})"), feature(R"("no":"nothing")", "null"),
                                 feature(R"("no":"good")", square(0, 0, 10))}));
    const auto import = import_by(building, {{"b", file}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.buildings.size(), 1u);
    EXPECT_EQ(import->batch.buildings[0].source_key, "good");
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"collapsed", 1}, {"no_geometry", 1}, {"wrong_geometry", 1}}));
    for (const auto& defect : import->report.examples) EXPECT_EQ(defect.done, "kept out");
}

TEST(Geometry, HolesStayHolesAndNoRingRepeatsItsFirstPoint) {
    const Folder folder;
    const auto donut = fmt::format(R"({{"type":"Polygon","coordinates":[{},{}]}})",
                                   ring({{0, 0}, {10, 0}, {10, 10}, {0, 10}}), ring({{4, 4}, {4, 6}, {6, 6}, {6, 4}}));
    const auto import =
        import_by(building, {{"b", folder.write("b.geojson", collection({feature(R"("no":"1")", donut)}))}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& shape = import->batch.buildings[0].shape;
    EXPECT_EQ(shape.ring_ends, (std::vector<std::uint32_t>{4, 8}));
    EXPECT_EQ(shape.part_ends, (std::vector<std::uint32_t>{2}));
    EXPECT_NEAR(geo::area_m2(shape), 96.0, 1e-6);
}

TEST(Geometry, WithoutAFileTheFirstPlaceDecidesTheCrs) {
    const Folder folder;
    const auto shenzhen = folder.write("b.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature",
        "properties":{"no":"1"},"geometry":{"type":"Polygon","coordinates":[[[114,22.5],[114.001,22.5],[114.001,22.501],[114,22.5]]]}}]})");
    const auto recipe = parse_recipe(building, "r.toml", ".");
    model::ExistingKeys keys;
    const auto import = read_sources(*recipe, {{"b", shenzhen}}, std::nullopt, keys);
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->crs.epsg, 4547);  // CGCS2000, central meridian 114°E
    // Half of 102.86 m by 110.75 m, the lengths of a thousandth of a degree at 22.5° on the ellipsoid.
    EXPECT_NEAR(geo::area_m2(import->batch.buildings[0].shape), 102.86 * 110.75 / 2, 2.0);
}

TEST(Geometry, APointInColumnsMayBeMissingButNotDamaged) {
    const Folder folder;
    const auto table = folder.write("i.csv", "no,x,y\n1,500001,5200002\n2,,\n3,500001,52OO002\n");
    const auto import = import_by(
        "[source.i]\ncrs=\"EPSG:32632\"\nx=\"x\"\ny=\"y\"\n"
        "[[issue]]\nsource=\"i\"\nkey=\"no\"\ntype={value=\"light\"}\nstatus={value=\"reported\"}\n"
        "reported_at={value=\"2026-01-01\"}\n",
        {{"i", table}});
    ASSERT_TRUE(import) << import.error().text();
    ASSERT_EQ(import->batch.issues.size(), 3u);
    EXPECT_EQ(import->batch.issues[0].shape, geo::make_point({500001, 5200002}));
    EXPECT_TRUE(import->batch.issues[1].shape.empty() && import->batch.issues[2].shape.empty());
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"bad_position", 1}, {"no_place", 2}}));
}

TEST(Geometry, BoundariesThatTheExtractCutsAreNamed) {
    // Relation 20 is whole; of 21 a way is missing; the ways of 22 don't close; 23 is of a level that nobody asked for.
    const Folder folder;
    const auto relation = [](int id, const char* members, const char* level, const char* name) {
        return fmt::format(R"(<relation id="{}">{}<tag k="type" v="boundary"/><tag k="boundary" v="administrative"/>)"
                           R"(<tag k="admin_level" v="{}"/><tag k="name" v="{}"/><tag k="wikidata" v="Q{}"/></relation>)",
                           id, members, level, name, id);
    };
    const auto file = folder.write(
        "a.osm", R"(<?xml version="1.0"?><osm version="0.6"><node id="1" lat="47.00" lon="9.00"/><node id="2" lat="47.00" lon="9.01"/>
<node id="3" lat="47.01" lon="9.01"/><way id="10"><nd ref="1"/><nd ref="2"/></way><way id="11"><nd ref="2"/><nd ref="3"/><nd ref="1"/></way>)" +
                     relation(20, R"(<member type="way" ref="10" role="outer"/><member type="way" ref="11" role="outer"/>)", "8", "Whole") +
                     relation(21, R"(<member type="way" ref="10" role="outer"/><member type="way" ref="99" role="outer"/>)", "8", "Lauf &quot;a&quot;") +
                     relation(22, R"(<member type="way" ref="10" role="outer"/>)", "8", "开口") +
                     relation(23, R"(<member type="way" ref="99" role="outer"/>)", "9", "Other") + "</osm>");
    const auto import = import_by(
        "[[zone]]\nsource=\"o\"\nlayer=\"multipolygons\"\nwhere=\"boundary = 'administrative' AND admin_level = '8' AND "
        "hstore_get_value(other_tags, 'wikidata') IS NOT NULL\"\nkey=\"osm_id\"\nname=\"name\"\nlevel={value=\"community\"}\n",
        {{"o", file}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->batch.zones.size(), 1u);
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"boundary_cut", 2}}));
    ASSERT_EQ(import->report.examples.size(), 2u);
    EXPECT_EQ(import->report.examples[0].feature, "relation 21");
    EXPECT_EQ(import->report.examples[1].feature, "relation 22");
    EXPECT_NE(import->report.examples[1].what.find("开口"), std::string::npos);
}

TEST(Geometry, ZonesThatOverlapAreReportedWithBothNames) {
    const Folder folder;
    const auto file = folder.write("z.geojson", collection({feature(R"("no":"a","name":"凤祥")", square(0, 0, 100)),
                                                            feature(R"("no":"b","name":"Linden")", square(90, 0, 100)),
                                                            feature(R"("no":"c","name":"Apart")", square(300, 0, 100))}));
    const auto import = import_by("[[zone]]\nsource=\"z\"\nkey=\"no\"\nname=\"name\"\nlevel={value=\"grid\"}\n", {{"z", file}});
    ASSERT_TRUE(import) << import.error().text();
    EXPECT_EQ(import->report.defects, (std::map<std::string, std::int64_t>{{"zones_overlap", 1}}));
    EXPECT_EQ(import->report.examples[0].what, "凤祥 and Linden overlap by 1000 m²");
}

TEST(Geometry, AnIssueWithAPolygonIsAPointInsideIt) {
    const Folder folder;
    const auto file =
        folder.write("i.geojson", collection({feature(R"("no":"1","at":"2026-01-01T00:00:00Z")", square(0, 0, 10))}));
    const auto import = import_by(
        "[[issue]]\nsource=\"i\"\nkey=\"no\"\ntype={value=\"light\"}\nstatus={value=\"reported\"}\nreported_at="
        "\"at\"\n",
        {{"i", file}});
    ASSERT_TRUE(import) << import.error().text();
    const auto& shape = import->batch.issues.at(0).shape;
    ASSERT_EQ(shape.kind, geo::ShapeKind::point);
    EXPECT_NEAR(shape.points[0].x, 500005, 5);
    EXPECT_NEAR(shape.points[0].y, 5200005, 5);
}

}  // namespace
}  // namespace huegrid::ingest
