/// Boundaries today, somebody's map of buildings next week.
#include <random>

#include "engine/geo/crs/crs.hpp"
#include "engine/geo/crs/datum.hpp"
#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

/// Four zones of 2 km in Chengdu and 400 points of buildings in them; what `datum` makes of degrees.
class LaterBuildings : public Office {
protected:
    static std::string degrees(double x, double y, geo::Datum datum) {
        static const auto there = geo::Transform::between("EPSG:4544", "EPSG:4326");
        const auto p = there->apply(geo::WorldPoint{410'000 + x, 3'393'000 + y}).value();
        const auto shifted = geo::from_wgs84({p.x, p.y}, datum);
        return fmt::format("{:.8f},{:.8f}", shifted.lon, shifted.lat);
    }
    void draw(geo::Datum datum) const {
        std::string points = "id,lon,lat\n";
        std::string features;
        for (int i = 0; i < 4; ++i) {
            std::string ring;
            for (const auto& [dx, dy] : {std::pair(0, 0), std::pair(1, 0), std::pair(1, 1), std::pair(0, 1), std::pair(0, 0)})
                ring += fmt::format("{}[{}]", ring.empty() ? "" : ",", degrees(2000.0 * (i % 2 + dx), 2000.0 * (i / 2 + dy), geo::Datum::wgs84));
            features += fmt::format(R"({}{{"type":"Feature","properties":{{"id":"{}"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}})", i ? "," : "", i, ring);
        }
        write("z.geojson", R"({"type":"FeatureCollection","features":[)" + features + "]}");
        std::mt19937 random(17);
        std::uniform_real_distribution<double> inside(20, 3980);
        for (int h = 0; h < 400; ++h) points += fmt::format("{},{}\n", h, degrees(inside(random), inside(random), datum));
        write("b.csv", points);
    }
    const std::string zones = "[source.z]\npath=\"z.geojson\"\n[[zone]]\nsource=\"z\"\nkey=\"id\"\nlevel={value=\"grid\"}\n";
    const std::string buildings = "[source.b]\npath=\"b.csv\"\ncrs=\"EPSG:4326\"\nx=\"lon\"\ny=\"lat\"\n[[building]]\nsource=\"b\"\nkey=\"id\"\n";
};

// Catches a check that only sees the side that the import itself brings.
TEST_F(LaterBuildings, AreCheckedAgainstTheZonesThatTheFileHas) {
    for (const auto datum : {geo::Datum::wgs84, geo::Datum::gcj02, geo::Datum::bd09}) {
        draw(datum);
        import("a.gpkg", zones);
        const auto check = import("a.gpkg", buildings).report.datum_check;
        ASSERT_TRUE(check);
        EXPECT_EQ(check->readings[check->chosen].buildings, datum) << check->why;
        std::filesystem::remove(folder / "a.gpkg");
    }
}

// Catches homes that are put into their neighbours' buildings without a word: zones and buildings agree, only the list is shifted.
TEST_F(LaterBuildings, HomesByPointAreCheckedAgainstTheBuildings) {
    constexpr int across = 20;
    std::string blocks, homes = "id,lon,lat\n", shifted = homes;
    for (int i = 0; i < across * across; ++i) {
        const double x = 500 + 60 * (i % across), y = 500 + 60 * (i / across);
        std::string ring;
        for (const auto& [dx, dy] : {std::pair(0, 0), std::pair(20, 0), std::pair(20, 12), std::pair(0, 12), std::pair(0, 0)})
            ring += fmt::format("{}[{}]", ring.empty() ? "" : ",", degrees(x + dx, y + dy, geo::Datum::wgs84));
        blocks += fmt::format(R"({}{{"type":"Feature","properties":{{"id":"{}"}},"geometry":{{"type":"Polygon","coordinates":[[{}]]}}}})", i ? "," : "", i, ring);
        homes += fmt::format("{},{}\n", i, degrees(x + 10, y + 6, geo::Datum::wgs84));
        shifted += fmt::format("{},{}\n", i, degrees(x + 10, y + 6, geo::Datum::gcj02));
    }
    write("blocks.geojson", R"({"type":"FeatureCollection","features":[)" + blocks + "]}");
    import("a.gpkg", "[source.k]\npath=\"blocks.geojson\"\n[[building]]\nsource=\"k\"\nkey=\"id\"\n");
    for (const auto datum : {geo::Datum::wgs84, geo::Datum::gcj02}) {
        write("h.csv", datum == geo::Datum::wgs84 ? homes : shifted);
        const auto check = import("a.gpkg", "[source.h]\npath=\"h.csv\"\ncrs=\"EPSG:4326\"\nx=\"lon\"\ny=\"lat\"\n[[household]]\nsource=\"h\"\nkey=\"id\"\nby_point=true\n").report.datum_check;
        ASSERT_TRUE(check);
        EXPECT_EQ(check->readings[check->chosen].buildings, datum) << check->why;
        EXPECT_EQ(check->sides.placed, "homes");
    }
}

}  // namespace
}  // namespace huegrid::work
