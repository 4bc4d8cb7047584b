/// @file all_divisions.hpp
/// Small graphs of any form, and all divisions of them.
#pragma once

#include <algorithm>
#include <functional>
#include <random>
#include <vector>

#include "graphs.hpp"

namespace huegrid::grids {

/// 3 to 9 atoms: a random tree and some more borders; barriers, estates, heavy and empty atoms; now and then without places.
inline Drawn small(std::mt19937_64& random) {
    const auto below = [&](std::size_t n) { return int(random() % n); };
    Drawn drawn;
    const int n = 3 + below(7);
    const bool placed = below(4) > 0;
    for (int i = 0; i < n; ++i) {
        drawn.atoms.households.push_back(below(6) == 0 ? 0 : below(5) == 0 ? below(30) : below(12));
        drawn.atoms.people.push_back(2 * drawn.atoms.households.back() + below(9));
        drawn.atoms.estates.push_back(below(2) == 0 ? none : below(3));
        if (placed) drawn.atoms.positions.push_back({double(below(1000)), double(below(1000))});
        if (i > 0) drawn.borders.push_back({i, below(std::size_t(i)), 1.0 + below(30), below(4) == 0});
    }
    for (int extra = below(std::size_t(2 * n)); extra > 0; --extra)
        if (const int a = below(std::size_t(n)), b = below(std::size_t(n)); a != b) drawn.borders.push_back({a, b, 1.0 + below(30), below(4) == 0});
    return drawn;
}

/// Calls back with every way to put the atoms into `grids` grids in one piece each, numbered by their first atoms.
inline void for_all_divisions(const Drawn& drawn, Index grids, const std::function<void(const std::vector<Index>&)>& visit) {
    std::vector<Index> grid_of(drawn.atoms.households.size(), 0);
    const std::function<void(std::size_t, Index)> place = [&](std::size_t atom, Index used) {
        if (atom == grid_of.size()) {
            if (used == grids && broken_grids(drawn, grid_of) == 0) visit(grid_of);
            return;
        }
        for (Index grid = 0; grid <= std::min(used, grids - 1); ++grid) {
            grid_of[atom] = grid;
            place(atom + 1, std::max(used, grid + 1));
        }
    };
    place(0, 0);
}

}  // namespace huegrid::grids
