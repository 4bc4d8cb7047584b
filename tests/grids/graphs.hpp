/// @file graphs.hpp
/// Graphs to divide, and an independent judge of whether a grid is in one piece.
#pragma once

#include <gtest/gtest.h>

#include <map>
#include <numeric>
#include <random>
#include <set>
#include <span>
#include <vector>

#include "engine/grids/atom_graph.hpp"

namespace huegrid::grids {

struct Drawn {
    AtomGraph::Atoms atoms;
    std::vector<AtomGraph::Border> borders;
    [[nodiscard]] AtomGraph graph() const { return AtomGraph::build(atoms, borders).value(); }
};

/// A town of blocks 30 m apart, some diagonals between them, households like houses' and towers'.
inline Drawn blocks(int columns, int rows, std::uint64_t seed, int homes = 12) {
    std::mt19937_64 random(seed);
    const auto below = [&](int n) { return int(random() % std::uint64_t(n)); };
    Drawn drawn;
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            drawn.atoms.households.push_back(below(5) == 0 ? 0 : 1 + below(2 * homes - 1));
            drawn.atoms.positions.push_back({500'000.0 + 30.0 * x + below(10), 3'000'000.0 + 30.0 * y + below(10)});
            const int here = y * columns + x;
            const auto border = [&](int there) { drawn.borders.push_back({here, there, 5.0 + below(20)}); };
            if (x + 1 < columns) border(here + 1);
            if (y + 1 < rows) border(here + columns);
            if (x + 1 < columns && y + 1 < rows && below(2) == 0) border(here + columns + 1);
        }
    return drawn;
}

/// Grids that aren't in one piece, by union and find over the borders as they were drawn.
inline int broken_grids(const Drawn& drawn, std::span<const Index> grid_of) {
    std::vector<std::size_t> root(grid_of.size());
    std::iota(root.begin(), root.end(), std::size_t(0));
    const auto find = [&](std::size_t a) {
        while (root[a] != a) a = root[a] = root[root[a]];
        return a;
    };
    for (const auto& border : drawn.borders)
        if (grid_of[std::size_t(border.a)] == grid_of[std::size_t(border.b)]) root[find(std::size_t(border.a))] = find(std::size_t(border.b));
    std::map<Index, std::set<std::size_t>> roots;
    for (std::size_t atom = 0; atom < grid_of.size(); ++atom) roots[grid_of[atom]].insert(find(atom));
    int broken = 0;
    for (const auto& [grid, of_grid] : roots) broken += of_grid.size() > 1;
    return broken;
}

}  // namespace huegrid::grids
