/// @file objective_test.cpp
/// The judge of all divisions, judged by hand; what arithmetic allows, by trying.

#include "engine/grids/objective.hpp"

#include <cmath>
#include <functional>
#include <limits>

#include "engine/grids/search/grid_counts.hpp"
#include "all_divisions.hpp"

namespace huegrid::grids {
namespace {

///   atoms        0 ---- 1 ---- 2 ---- 3       10 m apart
///   households   1      3      2      2
///   borders        5 m    10 m   15 m         a road between 2 and 3
Drawn line() {
    Drawn drawn;
    drawn.atoms.households = {1, 3, 2, 2};
    drawn.atoms.people = {2, 6, 4, 9};
    drawn.atoms.positions = {{0, 0}, {10, 0}, {20, 0}, {30, 0}};
    drawn.atoms.estates = {none, 7, 7, none};
    drawn.atoms.current = {0, 0, 0, 1};
    drawn.borders = {{0, 1, 5.0}, {2, 1, 10.0}, {2, 3, 15.0, 1}};
    return drawn;
}

/// Catches: a part that is counted twice, or in another unit than stated.
TEST(Measure, IsWhatOneCountsByHand) {
    const std::vector<Index> grid_of{0, 0, 1, 1};
    const Demands demands{{3, 4, 4, 12}, {2.0, 3.0, 5.0, 7.0, 11.0}};
    const Score score = measure(line().graph(), grid_of, demands);
    EXPECT_EQ(score.outside, 1);  // grid 1 has 13 people
    EXPECT_EQ(score.outside_by, 1);
    EXPECT_EQ(score.discontiguous, 0);
    EXPECT_EQ(score.estates_spread, 0);  // 5 households need two grids of 4
    EXPECT_EQ(score.crossings, 1);
    EXPECT_EQ(score.borders_cut, 1);
    EXPECT_DOUBLE_EQ(score.border_m, 10.0);
    // Centres at 7.5 and 25: 56.25 + 3 · 6.25 and 4 · 25, in squares of 10 m, for every 4 households.
    EXPECT_DOUBLE_EQ(score.spread, (56.25 + 18.75 + 100.0) / 100.0 / 4.0);
    EXPECT_DOUBLE_EQ(score.mean_distance_m, (7.5 + 3 * 2.5 + 4 * 5.0) / 8.0);
    EXPECT_EQ(score.moved, 2);
    EXPECT_NEAR(score.cost, 3.0 * 1 + 5.0 * 10.0 / 10.0 + 7.0 * score.spread + 11.0 * 2, 1e-12);
}

/// Two columns of houses with a road between them, and a third beyond another road.
Drawn ribbons(int rows) {
    Drawn drawn = blocks(3, rows, 5);
    for (auto& border : drawn.borders) border.barriers = border.a % 3 != border.b % 3;
    return drawn;
}

/// Catches: a grid of two neighbouring ribbons that is worse the longer they are, and one that reaches over a ribbon's end that is not.
TEST(Measure, ARoadThroughAGridIsCrossedOnceHoweverLongItIs) {
    for (const int rows : {2, 5, 40}) {
        const AtomGraph graph = ribbons(rows).graph();
        std::vector<Index> neighbours, comb, all(std::size_t(3 * rows), 0);
        for (Index atom = 0; atom < graph.size(); ++atom) {
            neighbours.push_back(atom % 3 < 2 ? 0 : 1);
            comb.push_back(atom % 3 != 1 || atom == 1 ? 0 : 1);  // the outer ribbons, and the one house between them
        }
        EXPECT_EQ(measure(graph, neighbours, {}).crossings, 1) << rows;
        EXPECT_EQ(measure(graph, comb, {}).crossings, 2) << rows;
        EXPECT_EQ(measure(graph, all, {}).crossings, 2) << rows;
        EXPECT_EQ(crossings_of(graph, neighbours, 2), (std::vector<std::int64_t>{1, 0}));
    }
}

/// Catches: an estate of one building, far above a tiny limit, that counts as cut less than not at all.
TEST(Measure, NoEstateIsCutLessThanNotAtAll) {
    std::mt19937_64 random(3);
    for (int i = 0; i < 200; ++i) {
        const Drawn drawn = small(random);
        std::vector<Index> grid_of;
        for (std::size_t atom = 0; atom < drawn.atoms.households.size(); ++atom) grid_of.push_back(Index(random() % 3));
        std::map<Index, std::set<Index>> grids;
        std::map<Index, std::int64_t> households;
        for (std::size_t atom = 0; atom < grid_of.size(); ++atom)
            if (drawn.atoms.estates[atom] != none) grids[drawn.atoms.estates[atom]].insert(grid_of[atom]), households[drawn.atoms.estates[atom]] += drawn.atoms.households[atom];
        const std::int64_t most = 1 + std::int64_t(random() % 12);
        std::int64_t cut = 0;
        for (const auto& [estate, in] : grids) cut += std::max<std::int64_t>(0, std::int64_t(in.size()) - std::max<std::int64_t>(1, (households[estate] + most - 1) / most));
        EXPECT_EQ(measure(drawn.graph(), grid_of, {.sizes = {0, std::int32_t(most)}}).estates_spread, cut) << i;
    }
}

TEST(Measure, CountsGridsInPiecesAndAtomsWithoutAGridNot) {
    EXPECT_EQ(measure(line().graph(), std::vector<Index>{0, 1, 0, 1}, {}).discontiguous, 2);
    const Score score = measure(line().graph(), std::vector<Index>{0, none, 1, 1}, {});
    EXPECT_EQ(score.discontiguous, 0);
    EXPECT_EQ(score.borders_cut, 0);
    EXPECT_EQ(score.moved, 2);
}

/// Catches: one grid of all that is called fewer outside than the three towers in it.
TEST(Sizes, GridsPutTogetherBeyondTheirLimitAreNeverBetter) {
    for (const Sizes sizes : {Sizes{3, 5}, Sizes{4, 4}, Sizes{2, 7}, Sizes{5, 6, 0, 13}, Sizes{1, 3, 0, 4}})
        for (std::int64_t a = sizes.households_min; a <= 20; ++a)
            for (std::int64_t b = sizes.households_min; b <= 20; ++b)
                for (std::int64_t each = 0; each <= 4; ++each) {  // people in a household
                    const auto misfit = [&](std::int64_t households) {
                        const auto by = sizes.outside_by(households, each * households);
                        return std::pair(sizes.outside(by, households, each * households), by);
                    };
                    const auto [out_a, by_a] = misfit(a);
                    const auto [out_b, by_b] = misfit(b);
                    const auto together = misfit(a + b);
                    EXPECT_EQ(together.second > 0, together.first > 0);
                    if (together.second > 0) { EXPECT_LT(std::pair(out_a + out_b, by_a + by_b), together) << a << " and " << b << " of " << each; }
                }
}

/// Catches: an order of the parts other than stated.
TEST(Score, ComparesSizesThenPiecesThenCost) {
    const Score none_outside{.cost = 9.0};
    EXPECT_TRUE(better(none_outside, {.outside = 1, .outside_by = 1, .cost = 0.0}));
    EXPECT_TRUE(better({.outside = 1, .outside_by = 100, .cost = 9.0}, {.outside = 2, .outside_by = 2}));
    EXPECT_TRUE(better({.outside = 1, .outside_by = 2, .discontiguous = 3, .cost = 9.0}, {.outside = 1, .outside_by = 3}));
    EXPECT_TRUE(better(none_outside, {.discontiguous = 1}));
    EXPECT_TRUE(better({.cost = 8.0}, none_outside));
    EXPECT_FALSE(better(none_outside, none_outside));
}

/// Catches: a count of grids outside that households of one each could better.
TEST(GridCounts, LeastMisfitIsTheLeastOverAllWaysToShareHouseholdsOut) {
    for (const Sizes sizes : {Sizes{3, 5}, Sizes{4, 4}, Sizes{2, 7}, Sizes{5, 6}, Sizes{0, 3}})
        for (std::int64_t households = 0; households <= 20; ++households)
            for (Index grids = 1; grids <= 5; ++grids) {
                Misfit least{std::numeric_limits<Index>::max(), 0};
                std::int64_t least_by = std::numeric_limits<std::int64_t>::max();
                const std::function<void(Index, std::int64_t, std::int64_t, Misfit)> share = [&](Index left, std::int64_t rest, std::int64_t most, Misfit sum) {
                    if (left == 0) {
                        if (rest == 0) least = std::min(least, sum), least_by = std::min(least_by, sum.outside_by);
                        return;
                    }
                    for (std::int64_t one = 0; one <= std::min(rest, most); ++one) {
                        const auto by = sizes.outside_by(one, 0);
                        share(left - 1, rest - one, one, {sum.outside + sizes.outside(by, one, 0), sum.outside_by + by});
                    }
                };
                share(grids, households, households, {});
                EXPECT_EQ(least_misfit({households, 100}, grids, sizes), least) << households << " into " << grids << " of " << sizes.households_min;
                EXPECT_EQ(least.outside_by, least_by);  // fewest outside is by least too, so one bound serves both
            }
}

TEST(GridCounts, GridsAreSharedOutAllAndNoPieceGoesWithout) {
    std::mt19937_64 random(5);
    for (int run = 0; run < 200; ++run) {
        std::vector<PieceSize> pieces;
        Index atoms = 0;
        for (int i = 1 + int(random() % 6); i > 0; --i) {
            pieces.push_back({std::int64_t(random() % 3000), Index(1 + random() % 20)});
            atoms += pieces.back().atoms;
        }
        const auto total = Index(pieces.size() + random() % std::uint64_t(atoms - Index(pieces.size()) + 1));
        const auto counts = shared_out(pieces, total, {}).value();
        EXPECT_EQ(std::accumulate(counts.begin(), counts.end(), Index(0)), total);
        for (std::size_t i = 0; i < pieces.size(); ++i) EXPECT_TRUE(counts[i] >= 1 && counts[i] <= pieces[i].atoms);
    }
    EXPECT_FALSE(shared_out(std::vector<PieceSize>{{100, 3}, {100, 3}}, 1, {}));
    EXPECT_FALSE(shared_out(std::vector<PieceSize>{{100, 3}, {100, 3}}, 7, {}));
}

}  // namespace
}  // namespace huegrid::grids
