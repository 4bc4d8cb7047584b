/// @file running_test.cpp
/// What a search adds up against what is computed from nothing.

#include "engine/grids/search/running.hpp"

#include "engine/grids/search/search.hpp"
#include "graphs.hpp"

namespace huegrid::grids {
namespace {

/// Catches: a part of the objective whose difference isn't its difference, and sums that drift.
TEST(Running, AddsUpToWhatMeasureComputesOverThousandsOfMoves) {
    std::mt19937_64 random(1);
    for (int run = 0; run < 20; ++run) {
        SCOPED_TRACE(run);
        Drawn drawn = blocks(15, 12, std::uint64_t(run));
        for (auto& border : drawn.borders) border.barriers = random() % 6 == 0;
        for (std::size_t atom = 0; atom < drawn.atoms.households.size(); ++atom) {
            drawn.atoms.people.push_back(std::int32_t(random() % 50));
            drawn.atoms.estates.push_back(random() % 3 == 0 ? none : Index(atom / 20));
            drawn.atoms.current.push_back(random() % 5 == 0 ? none : Index(random() % 6));
        }
        const AtomGraph graph = drawn.graph();
        const Demands demands{{250, 450, 0, 900}, {7.0, 2.0, 1.5, 0.7, 0.3}};
        std::vector<Index> atoms(std::size_t(graph.size()));
        std::iota(atoms.begin(), atoms.end(), 0);  // each its own unit
        Problem problem = make_problem(graph, atoms, atoms, graph.size(), 6, demands, units_of(graph));
        problem.current = drawn.atoms.current;
        Running running(problem, halved(problem, 0.3));
        const Score first = measure(graph, running.grid_of(), demands);
        const double cost = running.cost();
        int moves = 0;
        for (int i = 0; i < 3000; ++i) {
            const auto edge = std::size_t(random() % problem.ends.size());
            const Index unit = problem.tails[edge], to = running.grid_of(problem.ends[edge]);
            if (running.grid_of(unit) == to) continue;
            std::vector<Index> without = running.grid_of();
            without[std::size_t(unit)] = 6;
            const bool whole = broken_grids(drawn, without) == 0 && std::count(without.begin(), without.end(), running.grid_of(unit)) > 0;
            ASSERT_EQ(running.whole_without(unit), whole);
            ASSERT_TRUE(whole || !running.surely_whole_without(unit));
            if (!whole) continue;
            running.move(unit, to, running.change_of(unit, to));
            ++moves;
            if (moves % 50 != 0) continue;
            const Score now = measure(graph, running.grid_of(), demands);
            ASSERT_EQ(running.outside(), now.outside);
            ASSERT_EQ(running.outside_by(), now.outside_by);
            ASSERT_NEAR(running.cost() - cost, now.cost - first.cost, 1e-6);
        }
        EXPECT_GT(moves, 100);
    }
}

/// Catches: rows of equal houses, where four meet in a point and nobody's neighbours are neighbours, in which hardly any move is dared.
TEST(Running, SeesAroundCornersWhereFourMeetInAPoint) {
    Drawn drawn;
    drawn.atoms.households.assign(36, 1);
    for (int i = 0; i < 36; ++i) {
        if (i % 6 > 0) drawn.borders.push_back({i, i - 1});
        if (i >= 6) drawn.borders.push_back({i, i - 6});
    }
    const AtomGraph graph = drawn.graph();
    std::vector<Index> atoms(36), halves;
    std::iota(atoms.begin(), atoms.end(), 0);
    for (const Index atom : atoms) halves.push_back(atom % 6 < 3 ? 0 : 1);
    const Problem problem = make_problem(graph, atoms, atoms, 36, 2, {}, units_of(graph));
    const Running running(problem, halves);
    for (const Index atom : atoms) EXPECT_TRUE(running.surely_whole_without(atom)) << atom;
}

/// Catches: a cut that leaves a half in pieces or a grid without units, on graphs of any form.
TEST(Halved, MakesAsManyGridsInOnePieceAsAsked) {
    std::mt19937_64 random(2);
    for (int run = 0; run < 300; ++run) {
        SCOPED_TRACE(run);
        Drawn drawn;
        const int n = 2 + int(random() % 60);
        for (int i = 0; i < n; ++i) {
            drawn.atoms.households.push_back(random() % 3 == 0 ? 0 : std::int32_t(random() % 40));
            if (run % 3 > 0) drawn.atoms.positions.push_back({double(random() % 500), double(random() % 500)});
            if (i > 0) drawn.borders.push_back({i, run % 5 == 0 ? 0 : Index(random() % std::uint64_t(i))});  // a star now and then
        }
        const AtomGraph graph = drawn.graph();
        std::vector<Index> atoms(drawn.atoms.households.size());
        std::iota(atoms.begin(), atoms.end(), 0);  // each its own unit
        const Index grids = 1 + Index(random() % std::uint64_t(n));
        const auto grid_of = halved(make_problem(graph, atoms, atoms, n, grids, {}, units_of(graph)), double(random() % 3));
        EXPECT_EQ(std::set<Index>(grid_of.begin(), grid_of.end()).size(), std::size_t(grids));
        EXPECT_EQ(broken_grids(drawn, grid_of), 0);
    }
}

}  // namespace
}  // namespace huegrid::grids
