/// @file atom_graph_test.cpp
/// Graphs as they are given, and what is refused.

#include "engine/grids/atom_graph.hpp"

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
    EXPECT_EQ(graph.barriers(edge), 1);
    EXPECT_EQ(graph.total_households(), 6);
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
