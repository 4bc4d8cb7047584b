/// A building's report at the terminal equals what plain SQL counts in the file.
#include <map>

#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

class ReportVerb : public Program {
protected:
    using Counts = std::map<std::string, std::int64_t>;

    /// Of the households in force that `where` holds for, by what `key` is of them.
    [[nodiscard]] Counts counted(const std::string& key, const std::string& from, const std::string& where) const {
        Counts counts;
        for (const auto& row : sql("SELECT " + key + ", count(*) FROM " + from + " WHERE h.valid_to IS NULL AND h." + where + " GROUP BY 1")) counts[row[0]] = std::stoll(row[1]);
        return counts;
    }
    [[nodiscard]] static Counts present(const nlohmann::json& all) {
        Counts counts;
        for (const auto& [key, n] : all.items())
            if (n != 0) counts[key] = n;
        return counts;
    }
    void expect_figures(const nlohmann::json& said, const std::string& where) const {
        EXPECT_EQ(said["households"], number("SELECT count(*) FROM household h WHERE valid_to IS NULL AND " + where)) << where;
        EXPECT_EQ(present(said["tiers"]), counted("tier", "household h", where + " AND h.tier IS NOT NULL")) << where;
        EXPECT_EQ(said["not_classified"], number("SELECT count(*) FROM household h WHERE valid_to IS NULL AND tier IS NULL AND " + where)) << where;
        EXPECT_EQ(present(said["categories"]), counted("c.category", "household h JOIN household_category c ON c.household_id = h.id", where)) << where;
    }
    [[nodiscard]] static std::string is(const std::string& column, const nlohmann::json& value) {
        return value.is_null() ? column + " IS NULL" : column + " = '" + value.get<std::string>() + "'";
    }
};

}  // namespace

// Would catch: floors of two units in one, those without a unit or floor left out, an ended household counted, categories counted as tiers.
TEST_F(ReportVerb, ABuildingsUnitsAndFloorsAreWhatSqlCounts) {
    must("synth " + quoted(file) + " --households 600 --seed 5");
    const auto largest = sql("SELECT building_id FROM household GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1")[0][0];
    const auto homes = sql("SELECT id FROM household WHERE building_id = " + largest + " ORDER BY id");
    ASSERT_GE(homes.size(), 8u);
    must("classify " + quoted(file) + " --as-of 2026-10-31 --rulebook " + geodata("rulebooks/default.toml"));
    for (const auto& [home, cells] : {std::pair(0, "unit= floor="), std::pair(1, "floor="), std::pair(2, "floor=-1"), std::pair(3, "unit=B")})
        must("household set " + quoted(file) + " " + homes[std::size_t(home)][0] + " " + cells);
    must("household end " + quoted(file) + " " + homes[4][0] + " --on 2026-10-30");
    must("household add " + quoted(file) + " building=" + largest + " unit=1 floor=2 kind=home");

    const auto said = must("report " + quoted(file) + " --json --building " + largest).json();
    const std::string in = "building_id = " + largest;
    EXPECT_EQ(said["building"]["id"], std::stoll(largest));
    expect_figures(said, in);
    EXPECT_EQ(said["not_classified"], 1);
    std::int64_t in_units = 0;
    for (const auto& unit : said["units"]) {
        in_units += unit["households"].get<std::int64_t>();
        const auto in_unit = in + " AND h." + is("unit", unit["unit"]);
        expect_figures(unit, in_unit);
        std::int64_t on_floors = 0;
        for (const auto& floor : unit["floors"]) {
            on_floors += floor["households"].get<std::int64_t>();
            expect_figures(floor, in_unit + " AND h." + is("floor", floor["floor"]));
        }
        EXPECT_EQ(on_floors, unit["households"]);
    }
    EXPECT_EQ(in_units, said["households"]);
    EXPECT_EQ(said["units"].back()["unit"], nullptr);

    const auto lines = must("report " + quoted(file) + " --building " + largest + " --language zh").out;
    EXPECT_NE(lines.find("不详"), std::string::npos);
    EXPECT_NE(lines.find("未分级"), std::string::npos);
}

TEST_F(ReportVerb, OfABuildingWritesNoFileAndSaysWhatItDoesNotKnow) {
    must("synth " + quoted(file) + " --households 100 --seed 5");
    const auto usage = run("report " + quoted(file) + " --building 1 --level grid");
    EXPECT_EQ(usage.exit_code, 2);
    EXPECT_NE(usage.err.find("--level"), std::string::npos) << usage.err;
    EXPECT_EQ(run("report " + quoted(file) + " --building nowhere").exit_code, 1);
    const auto building = sql("SELECT building_id FROM household GROUP BY 1 ORDER BY count(*), 1 LIMIT 1")[0][0];
    for (const auto& home : sql("SELECT id FROM household WHERE building_id = " + building)) must("household end " + quoted(file) + " " + home[0] + " --on 2026-10-30");
    const auto said = must("report " + quoted(file) + " --json --building " + building).json();
    EXPECT_EQ(said["households"], 0);
    EXPECT_TRUE(said["units"].empty());
}

}  // namespace huegrid::cli::test
