/// @file atom_graph_test.cpp
/// Graphs as they are given, and what is refused.

#include "engine/grids/atom_graph.hpp"

#include "graphs.hpp"

#include <gtest/gtest.h>

#include <limits>

namespace huegrid::grids {
namespace {

/// Catches: a border that counts twice for being told from both sides.
TEST(AtomGraph, AddsUpBordersOfTheSameTwoAtoms) {
    AtomGraph::Atoms atoms{.households = {1, 2, 3}};
    const auto graph = AtomGraph::build(atoms, std::vector<AtomGraph::Border>{{2, 1, 4.0}, {0, 1, 1.0}, {1, 2, 2.5, 1}}).value();
    EXPECT_EQ(graph.edges(), 4);
    EXPECT_EQ(std::vector<Index>(graph.neighbours(1).begin(), graph.neighbours(1).end()), (std::vector<Index>{0, 2}));
    const Index edge = graph.first_edge(1) + 1;
    EXPECT_EQ(graph.end_of(edge), 2);
    EXPECT_DOUBLE_EQ(graph.metres(edge), 6.5);
    EXPECT_EQ(graph.barriers(graph.stretch(edge)), 1);
    EXPECT_EQ(graph.total_households(), 6);
}

/// Catches: a road counted for every pair of houses along it, and two roads that meet counted as one; held against a closure over all
/// pairs of borders.
TEST(AtomGraph, BordersThatFollowOneAnotherAlongABarrierAreOneStretch) {
    std::mt19937_64 random(4);
    for (int run = 0; run < 300; ++run) {
        SCOPED_TRACE(run);
        Drawn drawn = blocks(3 + int(random() % 4), 3 + int(random() % 4), std::uint64_t(run));
        for (auto& border : drawn.borders) border.barriers = random() % 3 == 0;
        const AtomGraph graph = drawn.graph();
        std::set<std::pair<Index, Index>> free, over;
        for (const auto& [a, b, metres, barriers] : drawn.borders)
            for (const auto& pair : {std::pair(a, b), std::pair(b, a)}) (barriers > 0 ? over : free).insert(pair);
        const auto beside = [&](Index a, Index b) { return a == b || free.contains({a, b}); };
        std::map<std::pair<Index, Index>, int> stretch;
        int count = 0;
        for (const auto& seed : over) {
            if (stretch.contains(seed)) continue;
            std::vector open{seed, std::pair(seed.second, seed.first)};
            for (const auto& pair : open) stretch[pair] = count;
            while (!open.empty()) {
                const auto [a, b] = open.back();
                open.pop_back();
                for (const auto& other : over)
                    if (!stretch.contains(other) && beside(a, other.first) && beside(b, other.second)) stretch[other] = count, open.push_back(other);
            }
            ++count;
        }
        EXPECT_EQ(graph.stretches(), count);
        std::map<Index, int> same;
        for (Index atom = 0; atom < graph.size(); ++atom)
            for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge) {
                const auto found = stretch.find({atom, graph.end_of(edge)});
                ASSERT_EQ(graph.stretch(edge) == none, found == stretch.end());
                if (found != stretch.end()) { EXPECT_EQ(same.emplace(graph.stretch(edge), found->second).first->second, found->second); }
            }
    }
}

TEST(AtomGraph, NumbersPiecesByTheirFirstAtoms) {
    const auto graph = AtomGraph::build({.households = {0, 0, 0, 0, 0}}, std::vector<AtomGraph::Border>{{0, 3}, {1, 4}}).value();
    EXPECT_EQ(pieces_of(graph).piece_of, (std::vector<Index>{0, 1, 2, 0, 1}));
    EXPECT_EQ(pieces_of(graph, std::vector<Index>{5, 7, none, 6, 7}).piece_of, (std::vector<Index>{0, 1, none, 2, 1}));
}

TEST(AtomGraph, RefusesWhatIsNoGraphAndNamesTheAtom) {
    const auto refusal = [](AtomGraph::Atoms atoms, std::vector<AtomGraph::Border> borders) {
        const auto graph = AtomGraph::build(std::move(atoms), borders);
        return graph ? std::string("taken") : graph.error().message;
    };
    EXPECT_EQ(refusal({.households = {1, -2}}, {}), "atom 1 has -2 households: a number from 0 on is needed");
    EXPECT_EQ(refusal({.households = {1, 2}, .people = {3}}, {}), "1 numbers of people for 2 atoms: give one for each or none at all");
    EXPECT_EQ(refusal({.households = {1, 2}, .people = {3, -3}}, {}), "atom 1 has -3 people: a number from 0 on is needed");
    EXPECT_EQ(refusal({.households = {1}, .positions = {{std::numeric_limits<double>::quiet_NaN(), 0.0}}}, {}), "atom 0 has nan as a coordinate");
    EXPECT_EQ(refusal({.households = {1, 2}}, {{0, 2}}), "a border of atoms 0 and 2, where there are 2");
    EXPECT_EQ(refusal({.households = {1, 2}}, {{1, 1}}), "atom 1 borders on itself");
    EXPECT_EQ(refusal({.households = {1, 2}}, {{0, 1, -1.0}}), "the border of atoms 0 and 1 has -1 m and 0 barriers");
}

}  // namespace
}  // namespace huegrid::grids
