/// @file divide_test.cpp
/// Laws of every division.

#include "engine/grids/divide.hpp"

#include "graphs.hpp"

namespace huegrid::grids {
namespace {

/// Catches: an atom without a grid, a grid torn by a move, a size counted wrong.
TEST(Divide, PutsEveryAtomIntoAGridInOnePieceWithinItsSizes) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        const Drawn drawn = blocks(20, 15, seed);
        const AtomGraph graph = drawn.graph();
        const auto division = divide(graph, {}).value();
        std::map<Index, std::int64_t> households;
        for (Index atom = 0; atom < graph.size(); ++atom) {
            ASSERT_GE(division.grid_of[std::size_t(atom)], 0);
            ASSERT_LT(division.grid_of[std::size_t(atom)], division.grids);
            households[division.grid_of[std::size_t(atom)]] += graph.households(atom);
        }
        EXPECT_EQ(Index(households.size()), division.grids);
        for (const auto& [grid, sum] : households) EXPECT_TRUE(sum >= 300 && sum <= 500) << "grid " << grid << " has " << sum;
        EXPECT_EQ(broken_grids(drawn, division.grid_of), 0);
        EXPECT_EQ(division.score.outside, 0);
        EXPECT_EQ(division.score.discontiguous, 0);
    }
}

/// Catches: chance that hangs on threads or on who came first.
TEST(Divide, IsTheSameOnAnyNumberOfThreads) {
    std::vector<AtomGraph> graphs;
    for (std::uint64_t seed = 1; seed <= 12; ++seed) graphs.push_back(blocks(12, 10, seed).graph());
    const auto alone = divide_each(graphs, {}, 1), together = divide_each(graphs, {}, 4);
    for (std::size_t i = 0; i < graphs.size(); ++i) {
        EXPECT_EQ(alone[i]->grid_of, together[i]->grid_of);
        EXPECT_EQ(alone[i]->grid_of, divide(graphs[i], {})->grid_of);
    }
}

/// Catches: a search from today's grids that polishes what nobody asked it to.
TEST(DivideFromCurrent, MovesNobodyWhereAllIsInOrder) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        SCOPED_TRACE(seed);
        Drawn drawn = blocks(20, 15, seed);
        drawn.atoms.current = divide(drawn.graph(), {.seed = 3}).value().grid_of;
        const auto again = divide(drawn.graph(), {.start = Start::from_current, .seed = 4}).value();
        EXPECT_EQ(again.grid_of, drawn.atoms.current);
        EXPECT_EQ(again.score.moved, 0);
    }
}

/// Catches: repair by dividing anew, and grids that lose their numbers.
TEST(DivideFromCurrent, MovesFewWhereOneGridGrewTooLarge) {
    for (std::uint64_t seed = 1; seed <= 10; ++seed) {
        SCOPED_TRACE(seed);
        Drawn drawn = blocks(20, 15, seed);
        drawn.atoms.current = divide(drawn.graph(), {}).value().grid_of;
        std::int64_t all = 0, first = 0;
        for (std::size_t atom = 0; atom < drawn.atoms.households.size(); ++atom) {
            if (drawn.atoms.current[atom] == 0) first += drawn.atoms.households[atom];
            all += drawn.atoms.households[atom];
        }
        const auto seat = std::size_t(std::find(drawn.atoms.current.begin(), drawn.atoms.current.end(), 0) - drawn.atoms.current.begin());
        drawn.atoms.households[seat] += std::int32_t(510 - first);
        const auto repaired = divide(drawn.graph(), {.start = Start::from_current}).value();
        EXPECT_EQ(repaired.score.outside, 0);
        EXPECT_EQ(broken_grids(drawn, repaired.grid_of), 0);
        EXPECT_GT(repaired.score.moved, 0);
        EXPECT_LT(repaired.score.moved, all / 20);
    }
}

/// Catches: a community that stays one grid of all, because that is fewer grids outside than its towers are by themselves.
TEST(Divide, OneGridOfAllDoesNotStayForBeingOne) {
    Drawn drawn;
    for (int tower = 0; tower < 3; ++tower) {
        drawn.atoms.households.push_back(600);
        drawn.atoms.households.insert(drawn.atoms.households.end(), 20, 40);
    }
    const auto atoms = drawn.atoms.households.size();
    drawn.atoms.people.assign(atoms, 0);
    drawn.atoms.estates.assign(atoms, none);
    drawn.atoms.current.assign(atoms, 0);
    for (std::size_t atom = 0; atom < atoms; ++atom) {
        drawn.atoms.positions.push_back({10.0 * double(atom), 0.0});
        if (atom > 0) drawn.borders.push_back({Index(atom - 1), Index(atom), 5.0});
    }
    for (const Start start : {Start::anew, Start::from_current}) {
        const auto found = divide(drawn.graph(), {.start = start}).value();
        EXPECT_FALSE(found.is_todays);
        EXPECT_EQ(found.score.outside, 3);
        EXPECT_EQ(found.score.outside_by, 300) << "each tower by 100";
        EXPECT_EQ(broken_grids(drawn, found.grid_of), 0);
    }
}

/// Catches: a locked grid that gains or loses an atom, and a number of it given away.
TEST(DivideLocked, KeepsTheAtomsOfALockedGridAndGivesItNone) {
    Drawn drawn = blocks(20, 15, 5);
    drawn.atoms.current = divide(drawn.graph(), {}).value().grid_of;
    for (const Start start : {Start::anew, Start::from_current}) {
        const auto again = divide(drawn.graph(), {.demands = {.sizes = {150, 250}, .locked = {{2, {}}}}, .start = start}).value();
        for (std::size_t atom = 0; atom < again.grid_of.size(); ++atom)
            EXPECT_EQ(again.grid_of[atom] == 2, drawn.atoms.current[atom] == 2) << "atom " << atom;
        EXPECT_EQ(again.score.outside, 0);
        EXPECT_EQ(broken_grids(drawn, again.grid_of), 0);
    }
}

/// Catches: a stop that leaves atoms without a grid.
TEST(Divide, GivesAWholeDivisionWhenItIsStoppedAtOnce) {
    const Drawn drawn = blocks(20, 15, 6);
    std::stop_source source;
    source.request_stop();
    Progress progress;
    progress.stop = source.get_token();
    const auto division = divide(drawn.graph(), {}, progress).value();
    EXPECT_TRUE(division.stopped);
    for (const Index grid : division.grid_of) EXPECT_NE(grid, none);
    EXPECT_EQ(broken_grids(drawn, division.grid_of), 0);
}

TEST(Divide, RefusesWhatCantBeDividedAndSaysWhy) {
    const auto refusal = [](const AtomGraph& graph, const DivideOptions& options) {
        const auto division = divide(graph, options);
        return division ? std::string("divided") : division.error().message;
    };
    const AtomGraph graph = blocks(4, 4, 1).graph();
    EXPECT_EQ(refusal(AtomGraph::build({}, {}).value(), {}), "nothing to divide: no building or block");
    EXPECT_EQ(refusal(graph, {.demands = {.sizes = {500, 300}}}), "at least 500 households and at most 300: the limits cross");
    EXPECT_EQ(refusal(graph, {.grids = 17}), "17 grids can't be made of 16 buildings or blocks: ask for no more than 16");
    EXPECT_EQ(refusal(graph, {.demands = {.locked = {{0, {}}}}}), "grid 0 is to be locked and has no building or block");
}

}  // namespace
}  // namespace huegrid::grids
