/// @file unmet_test.cpp
/// What is called proved is true of every division.

#include "engine/grids/unmet.hpp"

#include <numeric>

#include "all_divisions.hpp"
#include "engine/grids/divide.hpp"

namespace huegrid::grids {
namespace {

using Reason = Unmet::Reason;

/// All divisions of a small graph, into any number of grids.
std::vector<std::vector<Index>> all_divisions(const Drawn& drawn) {
    std::vector<std::vector<Index>> all;
    for (Index grids = 1; grids <= Index(drawn.atoms.households.size()); ++grids)
        for_all_divisions(drawn, grids, [&](const std::vector<Index>& grid_of) { all.push_back(grid_of); });
    return all;
}

/// Is it true of this division that a grid with atoms that `unmet` is about is outside by as much, or several are?
bool holds(const Unmet& unmet, const AtomGraph& graph, const std::vector<Index>& grid_of, const Sizes& sizes) {
    std::map<Index, std::pair<std::int64_t, std::int64_t>> sums;
    std::set<Index> about;
    for (Index atom = 0; atom < graph.size(); ++atom) {
        auto& [households, people] = sums[grid_of[std::size_t(atom)]];
        households += graph.households(atom);
        people += graph.people(atom);
    }
    for (const Index atom : unmet.atoms) about.insert(grid_of[std::size_t(atom)]);
    int outside = 0;
    std::int64_t by = 0;
    for (const auto& [grid, sum] : sums) {
        const auto one = sizes.outside_by(sum.first, sum.second);
        if (one == 0 || (!about.empty() && !about.contains(grid))) continue;
        ++outside;
        by += one;
    }
    return outside > 1 || (outside == 1 && by >= unmet.outside_by);
}

std::size_t outside(const AtomGraph& graph, const std::vector<Index>& grid_of, const Sizes& sizes) {
    std::map<Index, std::pair<std::int64_t, std::int64_t>> sums;
    for (Index atom = 0; atom < graph.size(); ++atom) {
        auto& [households, people] = sums[grid_of[std::size_t(atom)]];
        households += graph.households(atom);
        people += graph.people(atom);
    }
    return std::size_t(std::count_if(sums.begin(), sums.end(), [&](const auto& of) { return sizes.outside_by(of.second.first, of.second.second) > 0; }));
}

Sizes some_sizes(std::mt19937_64& random) {
    Sizes sizes;
    sizes.households_min = 4 + std::int32_t(random() % 12);
    sizes.households_max = sizes.households_min + std::int32_t(random() % 8);
    if (random() % 4 == 0) sizes.people_max = 2 * sizes.households_max + 8;
    return sizes;
}

/// Catches: a proof that another division refutes, a grid outside that nobody names.
TEST(Unmet, WhatIsProvedHoldsInEveryDivision) {
    std::mt19937_64 random(7);
    std::map<Reason, int> proofs;
    for (int run = 0; run < 400; ++run) {
        SCOPED_TRACE(run);
        const Drawn drawn = small(random);
        const AtomGraph graph = drawn.graph();
        const Demands demands{.sizes = some_sizes(random)};
        const auto division = divide(graph, {.demands = demands}).value();
        EXPECT_EQ(division.unmet.size(), outside(graph, division.grid_of, demands.sizes));
        if (division.unmet.empty()) continue;
        const auto all = all_divisions(drawn);
        for (const Unmet& unmet : division.unmet) {
            EXPECT_GT(unmet.outside_by, 0);
            ASSERT_TRUE(unmet.proved);  // all divisions of so small a graph are tried
            ++proofs[unmet.reason];
            for (const auto& other : all) ASSERT_TRUE(holds(unmet, graph, other, demands.sizes)) << "reason " << int(unmet.reason);
        }
    }
    for (const Reason reason : {Reason::heavy_atom, Reason::light_piece, Reason::arithmetic, Reason::enclave, Reason::tried_all})
        EXPECT_GT(proofs[reason], 3) << int(reason);
}

/// Catches: a proof by arithmetic or an enclave that asks for more than every division has, which the best division never shows.
TEST(Unmet, WhatIsProvedOfAnyDivisionHoldsInEveryOther) {
    std::mt19937_64 random(8);
    std::map<Reason, int> proofs;
    for (int run = 0; run < 400; ++run) {
        SCOPED_TRACE(run);
        const Drawn drawn = small(random);
        const AtomGraph graph = drawn.graph();
        const Demands demands{.sizes = some_sizes(random)};
        const auto all = all_divisions(drawn);
        PieceFacts facts;
        for (Index atom = 0; atom < graph.size(); ++atom) facts.atoms.push_back(atom);
        const PieceSize size = size_of(graph, facts.atoms);
        facts.least = least_misfit(size, likely_counts(size, demands.sizes, 1).front(), demands.sizes);
        for (int i = 0; i < 5; ++i)
            for (const Unmet& unmet : reasons_for(graph, all[std::size_t(random() % all.size())], demands, std::span(&facts, 1))) {
                if (!unmet.proved) continue;
                ++proofs[unmet.reason];
                for (const auto& other : all) ASSERT_TRUE(holds(unmet, graph, other, demands.sizes)) << "reason " << int(unmet.reason);
            }
    }
    for (const Reason reason : {Reason::heavy_atom, Reason::arithmetic, Reason::enclave}) EXPECT_GT(proofs[reason], 10) << int(reason);
}

/// A block of 20 blocks of 100 households, and on one of its corners a tail of 3 of 80: 240 are too few for a grid, with the corner's
/// 100 and no more they are enough. Where the corner weighs 300 instead, the corner and its tail are 540.
TEST(Unmet, NamesTheTailThatHangsOnAHeavyCorner) {
    Drawn drawn;
    for (int i = 0; i < 40; ++i) {
        drawn.atoms.households.push_back(100);
        if (i % 8 != 0) drawn.borders.push_back({i, i - 1});
        if (i >= 8) drawn.borders.push_back({i, i - 8});
    }
    drawn.atoms.households[7] = 300;
    for (int i = 40; i < 43; ++i) {
        drawn.atoms.households.push_back(80);
        drawn.borders.push_back({i, i == 40 ? 7 : i - 1});
    }
    const auto division = divide(drawn.graph(), {}).value();
    ASSERT_EQ(division.unmet.size(), 1u);
    EXPECT_EQ(division.unmet[0].reason, Reason::enclave);
    EXPECT_TRUE(division.unmet[0].proved);
    EXPECT_EQ(division.unmet[0].outside_by, 40);
    EXPECT_EQ(division.unmet[0].atoms, (std::vector<Index>{7, 40, 41, 42}));

    drawn.atoms.households[7] = 100;
    EXPECT_TRUE(divide(drawn.graph(), {})->unmet.empty());
}

/// Catches: ribbons between roads nobody may cross, given away to each other or left without a reason.
TEST(Unmet, NamesEveryRibbonThatIsTooLight) {
    Drawn drawn = blocks(30, 9, 3);
    std::erase_if(drawn.borders, [](const auto& border) { return border.a / 90 != border.b / 90; });  // three of three rows each
    for (auto& households : drawn.atoms.households) households = std::min(households, 3);
    const auto division = divide(drawn.graph(), {}).value();
    EXPECT_EQ(division.grids, 3);
    ASSERT_EQ(division.unmet.size(), 3u);
    for (const Unmet& unmet : division.unmet) {
        EXPECT_EQ(unmet.reason, Reason::light_piece);
        EXPECT_TRUE(unmet.proved);
        EXPECT_EQ(unmet.outside_by, 300 - unmet.households);
        EXPECT_EQ(unmet.atoms.size(), 90u);
    }
}

/// Catches: a division that could be better, told as that of a grid somebody locked.
TEST(Unmet, AGridThatIsOutsideForNoReasonIsSaidToBeNotFoundOtherwise) {
    Drawn drawn = blocks(10, 10, 2);
    for (auto& households : drawn.atoms.households) households = 10;
    const auto graph = drawn.graph();
    std::vector<Index> grid_of(100, 0), all(100);
    std::iota(all.begin(), all.end(), Index{0});
    std::fill(grid_of.begin() + 80, grid_of.end(), Index{1});  // 800 and 200, where twice 500 would do
    const auto unmet = reasons_for(graph, grid_of, {}, std::vector<PieceFacts>{{all, {}, false}});
    ASSERT_EQ(unmet.size(), 2u);
    for (const auto& each : unmet) {
        EXPECT_EQ(each.reason, Reason::not_found);
        EXPECT_FALSE(each.proved);
    }
}

TEST(Unmet, ReportsALockedGridOutsideItsSizesOrInPieces) {
    Drawn drawn = blocks(20, 15, 5);
    drawn.atoms.current.assign(drawn.atoms.households.size(), none);
    drawn.atoms.current[0] = drawn.atoms.current[299] = 1;  // two far corners
    drawn.atoms.current[10] = 0;
    const auto division = divide(drawn.graph(), {.demands = {.locked = {{0, {}}, {1, Sizes::any()}}}}).value();
    ASSERT_EQ(division.unmet.size(), 2u);
    for (Index grid = 0; grid < 2; ++grid) {
        EXPECT_EQ(division.unmet[std::size_t(grid)].grid, grid);
        EXPECT_EQ(division.unmet[std::size_t(grid)].reason, Reason::locked);
    }
    EXPECT_GT(division.unmet[0].outside_by, 0);
    EXPECT_EQ(division.unmet[1].outside_by, 0);
    EXPECT_EQ(division.unmet[1].pieces, 2);
}

}  // namespace
}  // namespace huegrid::grids
