// Rules that measure on the map, as their user makes them: a layer imported, a rulebook with distance_to, its counts by plain SQL.
#include <fstream>

#include "tests/cli/program.hpp"

namespace huegrid::cli {
namespace {

class SpatialRules : public test::Program {
protected:
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return folder / name;
    }
    /// The default rules, and red for who lives too far from a hydrant.
    std::filesystem::path rulebook(const std::string& formula, const std::string& metres) const {
        return write("far.toml", test::bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml") + R"(
[[attribute]]
name = "hydrant_m"
type = "real"
title = { zh = "距消火栓", en = "distance to a hydrant" }
formula = ")" + formula + R"("

[[rule]]
id = "far-from-hydrant"
tier = "red"
category = "elder-care"
when = "hydrant_m > )" + metres + R"("
because = { zh = "距消火栓 {hydrant_m} 米", en = "{hydrant_m} m from a hydrant" }
)");
    }
    /// Where the buildings of two ids have their points, as hydrants.
    void import_hydrants(const std::vector<std::int64_t>& buildings) const {
        std::string csv = "no,x,y\n";
        for (const auto id : buildings) {
            const auto box = sql("SELECT minx, miny FROM rtree_building_geom WHERE id = " + std::to_string(id));
            csv += std::to_string(id) + "," + box[0][0] + "," + box[0][1] + "\n";
        }
        write("hydrants.csv", csv);
        const auto crs = sql("SELECT value FROM huegrid_meta WHERE key = 'crs'")[0][0];
        must("import " + quoted(file) + " --whole --recipe " +
             quoted(write("hydrants.toml", "[source.hydrants]\npath = \"hydrants.csv\"\nx = \"x\"\ny = \"y\"\ncrs = \"" + crs +
                                               "\"\n[[service_point]]\nsource = \"hydrants\"\nkey = \"no\"\nkind = { value = \"hydrant\" }\n")));
    }
};

TEST_F(SpatialRules, CountsEqualPlainSqlAndFollowTheLayer) {
    must("synth " + quoted(file) + " --households 2000 --seed 7");
    import_hydrants({1, 40});
    const auto book = quoted(rulebook("distance_to(hydrant)", "300"));
    const auto preview = must("classify " + quoted(file) + " --what-if " + quoted(folder / "far.toml") + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31 --json");
    EXPECT_EQ(number("SELECT count(*) FROM attribute WHERE formula IS NOT NULL"), 0) << preview.out;
    must("classify " + quoted(file) + " --rulebook " + book + " --as-of 2026-10-31");
    const auto far = number("SELECT count(*) FROM household WHERE hydrant_m > 300 AND valid_to IS NULL");
    ASSERT_GT(far, 10);
    ASSERT_GT(number("SELECT count(*) FROM household WHERE hydrant_m <= 300 AND valid_to IS NULL"), 10);
    EXPECT_GE(number("SELECT count(*) FROM household WHERE tier = 'red' AND valid_to IS NULL"), far);
    EXPECT_EQ(number("SELECT count(*) FROM household WHERE hydrant_m > 300 AND tier IS NOT 'red' AND valid_to IS NULL"), 0);
    const auto statement = must("rulebook sql " + book + " --register " + quoted(file) + " --as-of 2026-10-31").out;
    std::vector<std::vector<std::string>> computed;
    for (auto& row : sql(statement)) computed.push_back({row[0], row[1], row[2]});
    EXPECT_EQ(computed, sql("SELECT id, tier, rule FROM household WHERE valid_to IS NULL ORDER BY id"));

    const auto household = sql("SELECT min(id), hydrant_m FROM household WHERE rule = 'far-from-hydrant'")[0];
    EXPECT_NE(must("explain " + quoted(file) + " " + household[0] + " --reveal --reason test --language en").out.find(household[1]), std::string::npos);

    // The second hydrant goes: everybody's distance is that to the first, and undo brings it back.
    const auto before = sql("SELECT id, hydrant_m FROM household ORDER BY id");
    import_hydrants({1});
    EXPECT_GT(number("SELECT count(*) FROM household WHERE hydrant_m > 300 AND valid_to IS NULL"), far);
    must("undo " + quoted(file));
    EXPECT_EQ(sql("SELECT id, hydrant_m FROM household ORDER BY id"), before);
    must("check " + quoted(file));
}

TEST_F(SpatialRules, AnUnknownLayerIsSaidWithTheNearest) {
    must("synth " + quoted(file) + " --households 200 --seed 7");
    import_hydrants({1});
    const auto refused = run("classify " + quoted(file) + " --rulebook " + quoted(rulebook("distance_to(hydrants)", "300")));
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_NE(refused.err.find("no layer 'hydrants'; did you mean 'hydrant'?"), std::string::npos) << refused.err;
    EXPECT_EQ(number("SELECT count(*) FROM attribute WHERE formula IS NOT NULL"), 0);
}

// Would catch a rulebook for every town that one without areas refuses.
TEST_F(SpatialRules, ATableWithoutFeaturesIsALayerToo) {
    must("synth " + quoted(file) + " --households 200 --seed 7");
    ASSERT_EQ(number("SELECT count(*) FROM area_feature"), 0);
    const auto book = write("none.toml", test::bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml") + R"toml(
[[attribute]]
name = "area_m"
type = "real"
title = { zh = "距面", en = "distance to an area" }
formula = "distance_to(area_feature)"
[[attribute]]
name = "areas"
type = "integer"
title = { zh = "面数", en = "areas" }
formula = "count_within(area_feature, 100)"
[[attribute]]
name = "in_area"
type = "boolean"
title = { zh = "在面内", en = "in an area" }
formula = "within(area_feature)"
)toml");
    must("rulebook check " + quoted(book) + " --register " + quoted(file));
    must("classify " + quoted(file) + " --rulebook " + quoted(book));
    EXPECT_EQ(number("SELECT count(*) FROM household WHERE area_m IS NULL AND areas = 0 AND in_area = 0"), number("SELECT count(*) FROM household"));
}

// Would catch the advice to rename the attribute, of a file that has it from a classification before.
TEST_F(SpatialRules, ALayerThatLacksItsQuotesIsTheOnlyMistake) {
    must("synth " + quoted(file) + " --households 200 --seed 7");
    import_hydrants({1});
    must("classify " + quoted(file) + " --rulebook " + quoted(rulebook("distance_to(hydrant)", "300")));
    const auto refused = run("classify " + quoted(file) + " --rulebook " + quoted(rulebook("distance_to(消火栓)", "300")));
    EXPECT_EQ(refused.exit_code, 1);
    EXPECT_NE(refused.err.find("double quotes: write formula = 'distance_to(\"消火栓\")'"), std::string::npos) << refused.err;
    EXPECT_EQ(refused.err.find("another name"), std::string::npos) << refused.err;
}

}  // namespace
}  // namespace huegrid::cli
