/// @file by_hand.hpp
/// Changing a division by hand: what it would do, before it is done.
///
/// Every change by hand is a set of atoms that go to a grid: a building or a lasso to its neighbour's; a merge, all atoms of a
/// grid to another; a split, some atoms of a grid to a number that is free.
///
///     const auto effect = effect_of_moving(graph, grid_of, lasso, 3, demands);
///     if (!effect->stays_whole()) …                                   // refused unless forced with a reason
///     const auto half = half_of(graph, grid_of, 3, {}).value();       // split: where the cut would run
///     effect_of_moving(graph, grid_of, half, free_number, demands);
///
/// Layer    grids. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/grids/atom_graph.hpp"
#include "engine/grids/divide.hpp"
#include "engine/grids/objective.hpp"

namespace huegrid::grids {

/// A grid as it is at one time; all 0 when it has no atoms.
struct GridState {
    std::int64_t households = 0, people = 0;
    std::int64_t outside_by = 0;  ///< see Sizes::outside_by
    Index atoms = 0;
    Index pieces = 0;
};

struct Effect {
    struct OnGrid {
        Index grid = none;
        GridState before, after;
    };
    std::vector<OnGrid> grids;  ///< that lose or gain atoms, ascending
    Score before, after;        ///< of the whole graph

    /// No grid gets more pieces than it had.
    [[nodiscard]] bool stays_whole() const;
};

/// What it does to put `atoms` (in any grids, or in none) into grid `to`, an existing number or a new one. Atoms that are there
/// already change nothing.
/// Fails  bad_input: an atom that isn't there, a negative grid, a grid that is locked on either side.
/// Cost   O(n + m): 0.1 ms for a community of a thousand buildings.
[[nodiscard]] Result<Effect> effect_of_moving(const AtomGraph& graph, std::span<const Index> grid_of, std::span<const Index> atoms, Index to,
                                              const Demands& demands);

/// Ascending.
[[nodiscard]] std::vector<Index> atoms_in(std::span<const Index> grid_of, Index grid);

/// The atoms that leave when `grid` is divided in two halves, each in one piece; the others stay. Both are within the limits
/// where that can be, and within a tenth of half the households; where no two pieces are, they are as even as can be found.
/// Among those the better by the objective. Of a grid that already is in several pieces one leaves, or half of the heaviest, whichever
/// is nearer to half of its households.
/// Fails  bad_input: a grid of fewer than two atoms.
[[nodiscard]] Result<std::vector<Index>> half_of(const AtomGraph& graph, std::span<const Index> grid_of, Index grid, const DivideOptions& options);

}  // namespace huegrid::grids
