/// Real files through the whole program, each by a recipe. HUEGRID_REAL_DATA names the folder that holds them.
#include <fmt/format.h>

#include <cmath>
#include <iomanip>

#include "engine/geo/crs/datum.hpp"
#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

class RealFiles : public Program {
protected:
    void SetUp() override {
        if (real_data().empty()) GTEST_SKIP() << "HUEGRID_REAL_DATA names no folder";
        Program::SetUp();
    }
    nlohmann::json import_by(const std::string& recipe, const std::vector<std::string>& sources) {
        auto line = "import " + quoted(file) + " --json --recipe '" HUEGRID_SOURCE_DIR "/" + recipe + "'";
        for (const auto& source : sources) {
            const auto equals = source.find('=');
            line += " " + quoted(source.substr(0, equals + 1) + real_data() + "/" + source.substr(equals + 1));
        }
        const auto outcome = must(line);
        return outcome.exit_code == 0 ? outcome.json() : nlohmann::json{{"defects", nlohmann::json::object()}, {"examples", nlohmann::json::array()}};
    }
    static std::int64_t times(const nlohmann::json& report, const std::string& kind) { return report["defects"].value(kind, std::int64_t{0}); }
};

TEST_F(RealFiles, KremsComesInPackedAsItIs) {
    import_by("geodata/recipes/osm.toml", {"osm=osm-krems/krems-2013-12-16.osm.bz2"});
    EXPECT_EQ(number("SELECT count(*) FROM building"), 1195);
}

TEST_F(RealFiles, MonacoComesIn) {
    import_by("geodata/recipes/osm.toml", {"osm=osm-monaco/monaco-2021-04-19.osm.pbf"});
    EXPECT_GT(number("SELECT count(*) FROM building"), 1000);
}

TEST_F(RealFiles, ACampusHasItsChineseNames) {
    import_by("geodata/recipes/osm.toml", {"osm=cn-bupt-osm/bupt-2025-04-30.osm"});
    EXPECT_EQ(number("SELECT count(*) FROM building"), 111);
    EXPECT_EQ(number("SELECT count(*) FROM building WHERE name <> ''"), 78);
}

TEST_F(RealFiles, KunmingsBuildingsKnowTheirEstates) {
    import_by("tests/data/recipes/kunming.toml", {"estates=cn-kunming-buildings/communities.geojson", "buildings=cn-kunming-buildings/buildings.geojson"});
    EXPECT_EQ(number("SELECT count(*) FROM building"), 140);
    EXPECT_EQ(number("SELECT count(*) FROM estate"), 16);
    EXPECT_EQ(number("SELECT count(*) FROM building b JOIN estate e ON e.id = b.estate_id"), number("SELECT count(*) FROM building WHERE estate_id IS NOT NULL"));
    EXPECT_EQ(number("SELECT count(*) FROM building b JOIN estate e ON e.id = b.estate_id WHERE e.name = '金色年华'"), 13);
}

TEST_F(RealFiles, ChengdusDistrictsAreShiftedBackRepairedAndNamedAsTheListNamesThem) {
    const auto report = import_by("tests/data/recipes/chengdu.toml", {"districts=cn-chengdu-districts/chengdu-districts.geojson",
                                                                      "codes=cn-chengdu-communities/chengdu-areas.csv"});
    EXPECT_EQ(number("SELECT count(*) FROM zone"), 20);
    // The borders are of 2017 and the list of 2023: 郫都区, 新津 and 简阳 have other codes by now.
    EXPECT_EQ(sql("SELECT group_concat(source_key) FROM (SELECT source_key FROM zone WHERE code IS NULL OR code <> source_key ORDER BY 1)")[0][0],
              "510124,510132,510180");
    EXPECT_EQ(times(report, "zone_not_listed"), 3);
    EXPECT_EQ(times(report, "no_zone"), 3);
    EXPECT_EQ(report["datum_check"]["readings"].size(), 0u) << "districts alone can't be compared with anything";
    EXPECT_EQ(sql("SELECT count(*), min(done) FROM defect WHERE kind = 'self_intersection' AND place LIKE '%青白江区%' AND geom IS NOT NULL")[0], (std::vector<std::string>{"1", "repaired"}));
}

/// No real building there is at hand, so houses are drawn where a clipped list would have them: along the districts' borders,
/// 30 m inside each, in WGS 84. They show the frame that the file itself keeps quiet about.
TEST_F(RealFiles, ChengdusFrameShowsAgainstHousesThatReachItsBorders) {
    std::ifstream text(real_data() + "/cn-chengdu-districts/chengdu-districts.geojson");
    const auto districts = nlohmann::json::parse(text);
    std::ofstream houses(folder / "houses.csv");
    houses << "id,lon,lat\n" << std::setprecision(10);
    int house = 0;
    for (const auto& district : districts["features"]) {
        const auto& geometry = district["geometry"];
        const auto polygons = geometry["type"] == "Polygon" ? nlohmann::json::array({geometry["coordinates"]}) : geometry["coordinates"];
        for (const auto& polygon : polygons) {
            std::vector<geo::WorldPoint> ring;
            for (const auto& p : polygon[0]) {
                const auto place = geo::to_wgs84({p[0], p[1]}, geo::Datum::gcj02);
                ring.push_back({place.lon, place.lat});
            }
            double area = 0;
            for (std::size_t i = 0; i + 1 < ring.size(); ++i) area += ring[i].x * ring[i + 1].y - ring[i + 1].x * ring[i].y;
            for (std::size_t i = 0; i + 1 < ring.size(); i += 20) {
                const auto a = ring[i], b = ring[i + 1];
                const double east_m = 95'500, north_m = 110'900;  // a degree at 30.7° N
                const double dx = (b.x - a.x) * east_m, dy = (b.y - a.y) * north_m, length = std::hypot(dx, dy);
                if (length < 60) continue;
                const double inward = (area > 0 ? 30.0 : -30.0) / length;
                houses << house++ << ',' << (a.x + b.x) / 2 - dy * inward / east_m << ',' << (a.y + b.y) / 2 + dx * inward / north_m << '\n';
            }
        }
    }
    houses.close();
    ASSERT_GT(house, 500);
    const std::string houses_table = "[source.houses]\ncrs = \"EPSG:4326\"\nx = \"lon\"\ny = \"lat\"\n[[building]]\nsource = \"houses\"\nkey = \"id\"\n";
    const std::string zones_table = "[[zone]]\nsource = \"districts\"\nkey = \"id\"\nlevel = { value = \"district\" }\nname = \"name\"\n";
    for (const bool said : {false, true}) {
        std::filesystem::remove(file);
        std::ofstream(folder / "r.toml") << houses_table << (said ? "[source.districts]\ncrs = \"GCJ-02\"\n" : "") << zones_table;
        const auto check = must("import " + quoted(file) + " --json --recipe " + quoted(folder / "r.toml") + " districts=" +
                                quoted(real_data() + "/cn-chengdu-districts/chengdu-districts.geojson") + " houses=" + quoted(folder / "houses.csv"))
                               .json()["datum_check"];
        ASSERT_TRUE(check.is_object()) << check;
        EXPECT_EQ(check["buildings"], house);
        const auto& chosen = check["readings"][check["chosen"].get<std::size_t>()];
        EXPECT_EQ(chosen["zones"], "GCJ-02") << check;
        EXPECT_EQ(chosen["buildings"], "WGS 84") << check;
        EXPECT_GT(chosen["whole"], house * 9 / 10) << check;
    }
}

/// In the text too: after all counts, by its name, and not lost behind the many points that repeat the one before.
TEST_F(RealFiles, ChengdusRepairedDistrictIsSeenByWhoeverReadsTheReport) {
    const auto text = must("import " + quoted(file) + " --recipe '" HUEGRID_SOURCE_DIR "/tests/data/recipes/chengdu.toml' districts=" +
                           quoted(real_data() + "/cn-chengdu-districts/chengdu-districts.geojson") + " codes=" +
                           quoted(real_data() + "/cn-chengdu-communities/chengdu-areas.csv")).out;
    const auto repaired = text.find("(青白江区): the outline crosses or touches itself once");
    ASSERT_NE(repaired, std::string::npos) << text;
    EXPECT_LT(text.rfind("\ndefect "), text.find("\ncollapsed\n")) << "counts first";
    EXPECT_LT(text.rfind("\ndefect "), repaired);
}

TEST_F(RealFiles, WalnutHillsHasThreeBrokenBlocks) {
    const auto report = import_by("tests/data/recipes/walnut_hills.toml", {"blocks=walnut-hills-blocks/walnut-hills-blocks.geojson"});
    EXPECT_EQ(times(report, "nested_shell"), 3) << report["defects"].dump();
    EXPECT_EQ(number("SELECT count(*) FROM zone"), 457 - number("SELECT count(*) FROM defect WHERE done = 'kept out'"));
}

/// Every layout of the folder; what ORACLE.txt counted with GEOS for two of them.
TEST_F(RealFiles, RequestsToACityAreLocatedInItsCouncils) {
    struct Slice {
        const char* file;
        const char* recipe;
        int rows, without_place, outside, several;
        const char *first, *reported;  ///< the first request and when it was made, eight hours behind UTC
    };
    for (const auto& slice : {Slice{"la311-2017-12-27_31.csv", "la311.toml", 9999, -1, -1, -1, "1-870704831", "2018-01-01T07:59:58.000Z"},
                              Slice{"la311-2018-01-01_04.csv", "la311.toml", 10000, -1, -1, -1, "1-870704814", "2018-01-01T08:00:09.000Z"},
                              Slice{"la311-2018-12-27_31.csv", "la311.toml", 10000, 5, 176, 29, "1-1262691971", "2019-01-01T07:55:30.000Z"},
                              Slice{"la311-2020-01-01_03.csv", "la311_2020.toml", 10000, 11, 139, 19, "1-1523590121", "2020-01-01T08:05:00.000Z"}}) {
        SCOPED_TRACE(slice.file);
        std::filesystem::remove(file);
        const auto report = import_by(std::string("tests/data/recipes/") + slice.recipe, {"councils=la311/neighborhood-councils.geojson", std::string("requests=la311/") + slice.file});
        EXPECT_EQ(number("SELECT count(*) FROM issue"), slice.rows);
        EXPECT_EQ(sql(std::string("SELECT reported_at FROM issue WHERE source_key = '") + slice.first + "'")[0][0], slice.reported);
        EXPECT_EQ(times(report, "no_time_zone"), 0);
        const auto placeless = number("SELECT count(*) FROM issue WHERE geom IS NULL");
        const auto outside = number("SELECT count(*) FROM issue WHERE geom IS NOT NULL AND zone_id IS NULL");
        if (slice.outside >= 0) {
            EXPECT_EQ(placeless, slice.without_place);
            EXPECT_EQ(outside, slice.outside);
            EXPECT_EQ(report["issues_in_several"], slice.several);
            EXPECT_EQ(number("SELECT count(*) FROM defect WHERE kind = 'in_several_zones' AND geom IS NOT NULL"), slice.several);
        } else {
            EXPECT_GT(placeless, 1000);
        }
    }
}

}  // namespace
}  // namespace huegrid::cli::test
