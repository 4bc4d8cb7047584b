/// @file by_hand_test.cpp
/// Changes by hand: what is said beforehand is what comes of it.

#include "engine/grids/by_hand.hpp"

#include "all_divisions.hpp"
#include "graphs.hpp"

namespace huegrid::grids {
namespace {

/// Catches: an effect on the wrong side, a break that isn't noticed, one that is seen where there is none.
TEST(ByHand, TheEffectOfMovingIsWhatTheDivisionIsAfterwards) {
    const Drawn drawn = blocks(20, 15, 1);
    const AtomGraph graph = drawn.graph();
    const Demands demands;
    std::vector<Index> grid_of = divide(graph, {}).value().grid_of;
    std::mt19937_64 random(1);
    int breaks = 0;
    for (int i = 0; i < 500; ++i) {
        std::vector<Index> lasso;
        for (int k = 1 + int(random() % 4); k > 0; --k) lasso.push_back(Index(random() % grid_of.size()));
        const Index to = grid_of[std::size_t(graph.neighbours(lasso[0])[0])];
        std::vector<Index> after = grid_of;
        for (const Index atom : lasso) after[std::size_t(atom)] = to;
        const auto effect = effect_of_moving(graph, grid_of, lasso, to, demands).value();
        EXPECT_EQ(effect.stays_whole(), broken_grids(drawn, after) == 0);
        EXPECT_TRUE(compare(effect.before, measure(graph, grid_of, demands)) == 0);
        EXPECT_TRUE(compare(effect.after, measure(graph, after, demands)) == 0);
        std::int64_t gained = 0;
        for (const auto& on : effect.grids) {
            std::int64_t now = 0;
            for (const Index atom : atoms_in(after, on.grid)) now += graph.households(atom);
            EXPECT_EQ(on.after.households, now);
            gained += on.after.households - on.before.households;
        }
        EXPECT_EQ(gained, 0);
        breaks += !effect.stays_whole();
        if (effect.stays_whole()) grid_of = after;
    }
    EXPECT_GT(breaks, 20);
    EXPECT_LT(breaks, 480);
}

/// Catches: halves that aren't whole, a split that loses an atom.
TEST(ByHand, AGridIsSplitIntoTwoWholeHalvesAndMergedAgain) {
    const Drawn drawn = blocks(20, 15, 2);
    const AtomGraph graph = drawn.graph();
    const auto division = divide(graph, {.demands = {.sizes = {600, 1000}}}).value();
    const auto half = half_of(graph, division.grid_of, 0, {}).value();
    const auto split = effect_of_moving(graph, division.grid_of, half, division.grids, {}).value();
    ASSERT_EQ(split.grids.size(), 2u);
    EXPECT_TRUE(split.stays_whole());
    for (const auto& on : split.grids) EXPECT_EQ(on.after.outside_by, 0);
    std::vector<Index> after = division.grid_of;
    for (const Index atom : half) after[std::size_t(atom)] = division.grids;
    const auto merged = effect_of_moving(graph, after, atoms_in(after, division.grids), 0, {}).value();
    EXPECT_TRUE(merged.stays_whole());
    EXPECT_EQ(merged.grids[1].after.atoms, 0);
    EXPECT_TRUE(compare(merged.after, measure(graph, division.grid_of, {})) == 0);
}

/// Catches: sizes that only one half can keep deciding alone (378 households cut into 78 and 300).
TEST(ByHand, HalvesAreAsEvenAsTwoPiecesCanBe) {
    std::mt19937_64 random(5);
    for (int i = 0; i < 400; ++i) {
        const Drawn drawn = small(random);
        const AtomGraph graph = drawn.graph();
        const std::vector<Index> whole(drawn.atoms.households.size(), 0);
        if (pieces_of(graph, whole).count > 1) continue;
        const std::int64_t all = graph.total_households();
        DivideOptions options;
        options.demands.sizes = {int(random() % 20), 20 + int(random() % 20), 0, 0};
        const auto apart = [&](std::span<const Index> grid_of) {
            std::int64_t first = 0;
            for (std::size_t atom = 0; atom < grid_of.size(); ++atom) first += grid_of[atom] == 0 ? graph.households(Index(atom)) : 0;
            return std::abs(2 * first - all);
        };
        std::int64_t least = all;
        bool can_be_within = false;
        for_all_divisions(drawn, 2, [&](const std::vector<Index>& grid_of) {
            least = std::min(least, apart(grid_of));
            can_be_within = can_be_within || measure(graph, grid_of, options.demands).outside == 0;
        });
        std::vector<Index> halves = whole;
        const auto half = half_of(graph, whole, 0, options).value();
        for (const Index atom : half) halves[std::size_t(atom)] = 1;
        EXPECT_EQ(broken_grids(drawn, halves), 0) << i;
        // Within a tenth of half the households, rounded outwards; else the least there is.
        EXPECT_LE(double(apart(halves)), std::max(double(least), 0.1 * double(all) + 2.0)) << i;
        if (can_be_within) { EXPECT_EQ(measure(graph, halves, options.demands).outside, 0) << i; }
    }
}

/// Catches: a split that takes off the stray building of a grid in two pieces and leaves it as large as it was.
TEST(ByHand, OfAGridInPiecesHalfTheHouseholdsLeaveInOnePiece) {
    Drawn drawn = blocks(10, 10, 4);
    drawn.atoms.households.assign(100, 9);
    const auto leaving = [&](Index stray) {  // the first `stray` columns don't hang together with the others
        Drawn apart = drawn;
        std::erase_if(apart.borders, [&](const auto& border) { return (border.a % 10 < stray) != (border.b % 10 < stray); });
        const AtomGraph graph = apart.graph();
        const auto half = half_of(graph, std::vector<Index>(100, 0), 0, {}).value();
        std::vector<Index> grid_of(100, none);
        for (const Index atom : half) grid_of[std::size_t(atom)] = 0;
        EXPECT_EQ(pieces_of(graph, grid_of).count, 1) << stray;
        return half;
    };
    EXPECT_NEAR(double(leaving(1).size()), 50.0, 10.0) << "half of the larger piece, not the 10 houses apart";
    EXPECT_EQ(leaving(4).size(), 40u) << "the piece of 40";
    EXPECT_EQ(leaving(5).size(), 50u) << "one of the two";
}

TEST(ByHand, ALockedGridGivesAndTakesNothing) {
    const Drawn drawn = blocks(6, 6, 3);
    std::vector<Index> grid_of(36, 0);
    std::fill(grid_of.begin() + 18, grid_of.end(), 1);
    const Demands demands{.locked = {{1, {}}}};
    const std::vector<Index> own{0}, other{20};
    for (const auto& effect : {effect_of_moving(drawn.graph(), grid_of, own, 1, demands), effect_of_moving(drawn.graph(), grid_of, other, 0, demands)}) {
        ASSERT_FALSE(effect);
        EXPECT_EQ(effect.error().message, "grid 1 is locked: it keeps its buildings and takes none; unlock it first");
    }
}

}  // namespace
}  // namespace huegrid::grids
