/// @file unmet_test.cpp
/// What is called proved is true of every division.

#include "engine/grids/unmet.hpp"

#include "all_divisions.hpp"
#include "engine/grids/divide.hpp"

namespace huegrid::grids {
namespace {

using Reason = Unmet::Reason;

/// Catches: a proof that another division refutes, a grid outside that nobody names.
TEST(Unmet, WhatIsProvedHoldsInEveryDivision) {
    std::mt19937_64 random(7);
    std::map<Reason, int> proofs;
    for (int run = 0; run < 400; ++run) {
        SCOPED_TRACE(run);
        const Drawn drawn = small(random);
        const AtomGraph graph = drawn.graph();
        Demands demands;
        demands.sizes.households_min = 4 + std::int32_t(random() % 12);
        demands.sizes.households_max = demands.sizes.households_min + std::int32_t(random() % 8);
        if (random() % 4 == 0) demands.sizes.people_max = 2 * demands.sizes.households_max + 8;
        const auto division = divide(graph, {.demands = demands}).value();
        EXPECT_EQ(Index(division.unmet.size()), division.score.outside);
        for (const Unmet& unmet : division.unmet) {
            EXPECT_GT(unmet.outside_by, 0);
            ASSERT_TRUE(unmet.proved);  // all divisions of so small a graph are tried
            ++proofs[unmet.reason];
            for (Index grids = 1; grids <= graph.size(); ++grids)
                for_all_divisions(drawn, grids, [&](const std::vector<Index>& grid_of) {
                    std::vector<std::int64_t> households(std::size_t(grids), 0), people = households;
                    std::set<Index> about;
                    for (Index atom = 0; atom < graph.size(); ++atom) {
                        households[std::size_t(grid_of[std::size_t(atom)])] += graph.households(atom);
                        people[std::size_t(grid_of[std::size_t(atom)])] += graph.people(atom);
                    }
                    for (const Index atom : unmet.atoms) about.insert(grid_of[std::size_t(atom)]);
                    int outside = 0;
                    std::int64_t by = 0;
                    for (Index grid = 0; grid < grids; ++grid) {
                        const auto one = demands.sizes.outside_by(households[std::size_t(grid)], people[std::size_t(grid)]);
                        if (one == 0 || (!unmet.atoms.empty() && !about.contains(grid))) continue;
                        ++outside;
                        by += one;
                    }
                    ASSERT_TRUE(outside > 1 || (outside == 1 && by >= unmet.outside_by)) << "reason " << int(unmet.reason);
                });
        }
    }
    for (const Reason reason : {Reason::heavy_atom, Reason::light_piece, Reason::arithmetic, Reason::enclave, Reason::tried_all})
        EXPECT_GT(proofs[reason], 3) << int(reason);
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
