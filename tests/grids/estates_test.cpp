/// @file estates_test.cpp
/// Estates are kept whole where they can be, and cut inside themselves where they can't; barriers and people count.

#include "engine/grids/divide.hpp"
#include "graphs.hpp"

namespace huegrid::grids {
namespace {

/// Every building of a town in an estate of `side` × `side` buildings with `homes` households each.
Drawn estates(int columns, int rows, int side, int homes) {
    Drawn drawn = blocks(columns, rows, 9);
    for (int i = 0; i < columns * rows; ++i) {
        drawn.atoms.estates.push_back((i / columns / side) * 100 + i % columns / side);
        drawn.atoms.households[std::size_t(i)] = homes;
    }
    return drawn;
}

/// Catches: single moves that never put an estate together again.
TEST(Estates, StayWholeWhereTheLimitsAllowIt) {
    // 144 households an estate: three a grid.
    const Drawn drawn = estates(24, 18, 3, 16);
    const auto division = divide(drawn.graph(), {}).value();
    EXPECT_EQ(division.score.outside, 0);
    EXPECT_EQ(division.score.estates_spread, 0);
    EXPECT_EQ(broken_grids(drawn, division.grid_of), 0);
}

/// Catches: a large estate whose parts are filled up with its neighbours' households.
TEST(Estates, TooLargeForAGridAreCutInsideThemselves) {
    // 900 households an estate: two grids of 450.
    const Drawn drawn = estates(24, 18, 6, 25);
    const AtomGraph graph = drawn.graph();
    const auto division = divide(graph, {.grids = 24}).value();
    EXPECT_EQ(division.score.outside, 0);
    std::map<Index, std::set<Index>> estates_in;
    for (Index atom = 0; atom < graph.size(); ++atom) estates_in[division.grid_of[std::size_t(atom)]].insert(graph.estate(atom));
    for (const auto& [grid, of_grid] : estates_in) EXPECT_EQ(of_grid.size(), 1u) << "grid " << grid;
}

/// Catches: limits kept before estates, the wrong way round.
TEST(Estates, GiveWayToSizes) {
    // 288 households an estate: one is too few for a grid and two are too many.
    const Drawn drawn = estates(24, 18, 3, 32);
    const auto division = divide(drawn.graph(), {}).value();
    EXPECT_EQ(division.score.outside, 0);
    EXPECT_GT(division.score.estates_spread, 0);
}

/// Catches: a road that costs nothing to cross.
TEST(Barriers, AreGridsBoundariesWhereThatCostsNoSize) {
    Drawn drawn = blocks(20, 20, 4);
    const auto side = [](Index atom) { return atom % 20 < 11 ? 0 : 1; };  // a road from south to north
    for (auto& border : drawn.borders) border.barriers = side(border.a) != side(border.b);
    EXPECT_EQ(divide(drawn.graph(), {})->score.crossings, 0);
    EXPECT_GT(divide(drawn.graph(), {.demands = {.weights = {.crossings = 0.0}}})->score.crossings, 0);
}

/// Catches: grids like combs, of every other ribbon, joined over the ends of those between; ribbons cut across.
TEST(Barriers, RibbonsBetweenRoadsGoTogetherWithTheirNeighbours) {
    for (std::uint64_t seed = 1; seed <= 5; ++seed) {
        SCOPED_TRACE(seed);
        Drawn drawn = blocks(20, 20, seed);
        drawn.atoms.households.assign(400, 5);  // 100 a ribbon
        for (auto& border : drawn.borders) border.barriers = border.a % 20 != border.b % 20;
        const auto division = divide(drawn.graph(), {.seed = seed}).value();
        EXPECT_EQ(division.score.outside, 0);
        std::vector<Index> grids;
        for (Index column = 0; column < 20; ++column) {
            const Index grid = division.grid_of[std::size_t(column)];
            for (Index row = 0; row < 20; ++row) EXPECT_EQ(division.grid_of[std::size_t(20 * row + column)], grid) << "ribbon " << column;
            if (grids.empty() || grids.back() != grid) grids.push_back(grid);
        }
        EXPECT_EQ(grids.size(), std::set<Index>(grids.begin(), grids.end()).size()) << "each of ribbons side by side";
    }
}

/// Catches: a limit on people that only households are held against.
TEST(People, AreLimitedToo) {
    Drawn drawn = blocks(20, 15, 8);
    for (std::size_t atom = 0; atom < drawn.atoms.households.size(); ++atom)
        drawn.atoms.people.push_back(drawn.atoms.households[atom] * (atom % 20 < 10 ? 2 : 4));
    const AtomGraph graph = drawn.graph();
    const auto division = divide(graph, {.demands = {.sizes = {200, 500, 0, 1400}}}).value();
    std::map<Index, std::int64_t> people;
    for (Index atom = 0; atom < graph.size(); ++atom) people[division.grid_of[std::size_t(atom)]] += graph.people(atom);
    for (const auto& [grid, sum] : people) EXPECT_LE(sum, 1400) << "grid " << grid;
    EXPECT_EQ(division.score.outside, 0);
}

/// Catches: a number of grids chosen by households alone.
TEST(People, MakeForMoreGridsThanHouseholdsAskFor) {
    Drawn drawn = blocks(20, 15, 8);
    std::int64_t people = 0;
    for (const auto households : drawn.atoms.households) people += drawn.atoms.people.emplace_back(households * 4);
    const auto division = divide(drawn.graph(), {.demands = {.sizes = {150, 500, 450, 1000}}}).value();
    EXPECT_GE(division.grids, people / 1000);
    EXPECT_EQ(division.score.outside, 0);
}

}  // namespace
}  // namespace huegrid::grids
