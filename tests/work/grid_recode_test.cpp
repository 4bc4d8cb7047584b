/// @file grid_recode_test.cpp
/// Codes that are missing or wrong are given anew, and none is given twice.
#include "engine/work/grids/grid_edit.hpp"
#include "engine/work/grids/grid_recode.hpp"

#include "engine/store/commands/grid_writer.hpp"
#include "engine/store/load/load.hpp"
#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

class Recoded : public Office {
protected:
    void SetUp() override {
        Office::SetUp();
        synth::TownOptions town;
        town.households = 3'000;
        ASSERT_TRUE(synth(command(), town));
    }
    [[nodiscard]] Command command(Mode mode = Mode::carry_out) const { return {folder / "town.gpkg", {"tester", "a test"}, mode}; }
    [[nodiscard]] std::vector<model::Zone> grids() const {
        const auto place = store::load_snapshot(folder / "town.gpkg").value();
        std::vector<model::Zone> found;
        for (const auto& zone : place->zones)
            if (zone.level == place->find_level("grid")) found.push_back(zone);
        return found;
    }
    [[nodiscard]] std::int64_t code_faults_found() const {
        const auto findings = check_grids_of(folder / "town.gpkg", {}).value();
        std::int64_t sum = 0;
        for (const auto fault : {GridFault::code_missing, GridFault::code_repeated, GridFault::code_reused, GridFault::code_foreign, GridFault::code_shape}) sum += findings.counts[std::size_t(fault)];
        return sum;
    }
};

/// Catches: a fault of codes that the command advised for it leaves; a code in order that changes; a code given twice.
TEST_F(Recoded, EveryFaultOfCodesIsMendedAndTheOthersStay) {
    const auto before = grids();
    ASSERT_GE(before.size(), 5u);
    ASSERT_EQ(code_faults_found(), 0);
    EXPECT_EQ(recode_grids(command(), {})->journal_entry, 0) << "all is in order";
    const std::map<std::size_t, std::string> wrong{{0, "NULL"}, {2, "'110101001001001'"}, {3, "'" + before[3].code + "x'"}, {4, "'" + before[1].code + "'"}};
    for (const auto& [g, code] : wrong) execute("town.gpkg", fmt::format("UPDATE zone SET code = {} WHERE id = {}", code, before[g].id.value));
    ASSERT_EQ(code_faults_found(), 4);
    EXPECT_EQ(recode_grids(command(Mode::dry_run), {})->grids.size(), 4u);
    ASSERT_EQ(code_faults_found(), 4) << "a trial run writes nothing";

    const auto recoded = recode_grids(command(), {});
    ASSERT_TRUE(recoded) << recoded.error().text();
    EXPECT_EQ(recoded->grids.size(), 4u);
    EXPECT_EQ(code_faults_found(), 0);
    const auto after = grids();
    std::set<std::string> codes;
    for (const auto& grid : after) EXPECT_TRUE(codes.insert(grid.code).second) << grid.code;
    for (std::size_t g = 0; g < before.size(); ++g)
        EXPECT_EQ(after[g].code == before[g].code, !wrong.contains(g)) << g;
}

/// Catches: a pattern of one's own that one command keeps and another doesn't.
TEST_F(Recoded, APatternOfOnesOwnHoldsForEveryCommand) {
    const std::string codes = "WG{community}-{01}";
    DivideRequest anew;
    anew.codes = codes, anew.seed = 2;
    ASSERT_TRUE(divide(command(), anew));
    GridEdit split;
    split.change = GridChange::split, split.codes = codes, split.grid = grids().front().code;
    ASSERT_TRUE(edit_grids(command(), split));
    EXPECT_TRUE(recode_grids(command(), {{}, codes})->grids.empty());
    GridCheckRequest check;
    check.codes = codes;
    EXPECT_EQ(check_grids_of(folder / "town.gpkg", check)->counts[std::size_t(GridFault::code_foreign)], 0);
    EXPECT_EQ(std::size_t(code_faults_found()), grids().size()) << "by the usual pattern none is in order";
    for (const auto& grid : grids()) EXPECT_TRUE(grid.code.starts_with("WG")) << grid.code;
    EXPECT_EQ(recode_grids(command(), {})->grids.size(), grids().size());
    EXPECT_EQ(code_faults_found(), 0);
}

/// Catches: a code that somebody may have printed, given to another grid; one that undo doesn't give back.
TEST_F(Recoded, ACodeThatWasTakenAwayIsSpentUntilUndoGivesItBack) {
    const auto grid = grids().back();
    execute("town.gpkg", fmt::format("UPDATE zone SET code = code || '7' WHERE id = {}", grid.id.value));  // malformed
    ASSERT_TRUE(recode_grids(command(), {}));
    const auto given = grids().back().code;
    EXPECT_NE(given, grid.code + "7");
    const auto ever = [&] { return store::codes_ever(folder / "town.gpkg", "grid").value(); };
    const auto has = [&](const std::string& code) { const auto codes = ever(); return std::count_if(codes.begin(), codes.end(), [&](const auto& each) { return each.code == code; }); };
    EXPECT_EQ(has(grid.code + "7"), 1);
    ASSERT_TRUE(undo(command()));
    EXPECT_EQ(grids().back().code, grid.code + "7");
    EXPECT_EQ(has(given), 1) << "spent";
}

/// Catches: a code of another community, which a grid here had by mistake, given again over there.
TEST_F(Recoded, ACodeIsSpentWhereverAGridHadIt) {
    std::filesystem::remove(folder / "town.gpkg");
    synth::TownOptions two_communities;
    two_communities.households = 9'000;
    ASSERT_TRUE(synth(command(), two_communities));
    const auto all = grids();
    const auto& here = all.front();
    const auto there = std::find_if(all.begin(), all.end(), [&](const auto& grid) { return grid.parent != here.parent; });
    ASSERT_NE(there, all.end());
    const auto foreign = there->code.substr(0, 12) + "500";
    execute("town.gpkg", fmt::format("UPDATE zone SET code = '{}' WHERE id = {}", foreign, here.id.value));
    ASSERT_EQ(recode_grids(command(), {})->grids.size(), 1u);
    GridEdit split;
    split.change = GridChange::split, split.grid = there->code;
    const auto halves = edit_grids(command(), split);
    ASSERT_TRUE(halves) << halves.error().text();
    EXPECT_EQ(halves->grids.back().code, there->code.substr(0, 12) + "501");
}

/// Catches: one code for two grids, since a community's code begins with another's.
TEST_F(Recoded, ACommunityWhoseCodeBeginsWithAnothersHasCodesOfItsOwn) {
    std::filesystem::remove(folder / "town.gpkg");
    synth::TownOptions two_communities;
    two_communities.households = 9'000;
    ASSERT_TRUE(synth(command(), two_communities));
    execute("town.gpkg", "UPDATE zone SET code = CASE WHEN code LIKE '990100001001%' THEN 'A1' || substr(code, 13) ELSE 'A11' || substr(code, 13) END WHERE level IN ('grid', 'community')");
    DivideRequest anew;
    anew.seed = 2;
    ASSERT_TRUE(divide(command(), anew));
    std::set<std::string> codes;
    for (const auto& grid : grids()) EXPECT_TRUE(codes.insert(grid.code).second) << grid.code;
    EXPECT_GT(std::count_if(codes.begin(), codes.end(), [](const auto& code) { return code.starts_with("A11"); }), 3);
}

/// Catches: a name with the number of a code that the community hasn't.
TEST_F(Recoded, GridsWithoutCodesAreNumberedByHowManyThereAre) {
    const auto grid = grids().front();
    const auto town = store::load_snapshot(folder / "town.gpkg").value();
    const auto& community = town->zones[std::size_t(grid.parent)];
    execute("town.gpkg", fmt::format("UPDATE zone SET code = NULL WHERE id = {}", community.id.value));
    GridEdit split;
    split.change = GridChange::split, split.grid = fmt::format("id:{}", grid.id.value);
    const auto halves = edit_grids(command(), split);
    ASSERT_TRUE(halves) << halves.error().text();
    EXPECT_EQ(halves->grids.back().name, fmt::format("第{}网格", grids::chinese_number(std::int64_t(community.children.size()) + 1)));
}

}  // namespace
}  // namespace huegrid::work
