/// Real files through the whole program, each by a recipe. HUEGRID_REAL_DATA names the folder that holds them.
#include <fmt/format.h>

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
    bool repaired = false;
    for (const auto& defect : report["examples"]) repaired = repaired || defect["done"] == "repaired";
    EXPECT_TRUE(repaired) << report["examples"].dump(1);
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
    };
    for (const auto& slice : {Slice{"la311-2017-12-27_31.csv", "la311.toml", 9999, -1, -1, -1}, Slice{"la311-2018-01-01_04.csv", "la311.toml", 10000, -1, -1, -1},
                              Slice{"la311-2018-12-27_31.csv", "la311.toml", 10000, 5, 176, 29},
                              Slice{"la311-2020-01-01_03.csv", "la311_2020.toml", 10000, 11, 139, 19}}) {
        SCOPED_TRACE(slice.file);
        std::filesystem::remove(file);
        const auto report = import_by(std::string("tests/data/recipes/") + slice.recipe, {"councils=la311/neighborhood-councils.geojson", std::string("requests=la311/") + slice.file});
        EXPECT_EQ(number("SELECT count(*) FROM issue"), slice.rows);
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
