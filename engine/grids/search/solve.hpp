/// @file solve.hpp
/// The best division of one connected piece that can be found, into a number of grids.
///
/// Layer    grids, inside. Used by one thread.
#pragma once

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

#include "engine/grids/atom_graph.hpp"
#include "engine/grids/divide.hpp"
#include "engine/grids/search/grid_counts.hpp"

namespace huegrid::grids {

struct Solution {
    std::vector<Index> grid_of;  ///< for each atom of the piece, in order; 0 … grids - 1
    Index grids = 0;
    std::vector<Index> numbers;  ///< today's number of each grid, none for a new one; empty: all new
    Misfit misfit;
    double broken_rules = 0.0;  ///< the part of the cost that is for estates and crossings
    double cost = 0.0;  ///< comparable between solutions of one piece
    bool proved = false;

    [[nodiscard]] bool better_than(const Solution& other) const {
        return misfit != other.misfit ? misfit < other.misfit : cost < other.cost - 1e-9;
    }
    /// Worth another number of grids than the likeliest.
    [[nodiscard]] bool fits_better_than(const Solution& other) const {
        return misfit != other.misfit ? misfit < other.misfit : broken_rules < other.broken_rules - 1e-9;
    }
};

/// `atoms` ascending.
[[nodiscard]] Solution solve_anew(const AtomGraph& graph, std::span<const Index> atoms, Index grids, const DivideOptions& options, const Units& scale,
                                  const std::stop_token& stop);

/// Each atom's grid of today, as far as it lies in that grid's largest piece (by households); else `none`, as where `labels` is.
[[nodiscard]] std::vector<Index> kept_of_current(const AtomGraph& graph, std::span<const Index> labels);

/// From today's grids, changed where they have to be: `kept` is `kept_of_current`. Atoms without a grid join a neighbour's; then,
/// if grids are outside their sizes, atoms move, and grids are split and merged, at the price of the households that move.
/// `grids` 0: as many as there are, if that does.
[[nodiscard]] Solution solve_from_current(const AtomGraph& graph, std::span<const Index> atoms, std::span<const Index> kept, Index grids,
                                          const DivideOptions& options, const Units& scale, const std::stop_token& stop);

}  // namespace huegrid::grids
