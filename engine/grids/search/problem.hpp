/// @file problem.hpp
/// One connected piece of a graph, laid out for the search: units to be placed, what it costs to part them.
///
/// A unit is an atom, or several that the search is to keep together (an estate). Weights of the objective are multiplied in,
/// so that the search knows costs only: of an edge that is cut, of households away from their grid's centre, of a stretch of barrier
/// that runs through a grid.
///
/// Layer    grids, inside. Immutable once made.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/grids/atom_graph.hpp"
#include "engine/grids/objective.hpp"
#include "engine/grids/search/grid_counts.hpp"

namespace huegrid::grids {

struct Problem {
    Index units = 0;
    Index grids = 0;  ///< to be made of them

    // Edges of unit u: firsts[u] … firsts[u + 1] - 1, by rising end.
    std::vector<Index> firsts, tails, ends;
    std::vector<double> cut_costs;
    std::vector<bool> barred;           ///< only over a barrier
    std::vector<std::uint64_t> meeting;  ///< which of the tail's neighbours (by position, 64 at most) have an edge with the end

    /// Two neighbours of a unit, by position, that don't meet, but a unit does that is none of its: where four meet in a point.
    struct Corner {
        std::uint8_t a = 0, b = 0;
        Index by = none;
    };
    std::vector<Index> corner_firsts;  ///< as `firsts`
    std::vector<Corner> corners;

    std::vector<std::int64_t> households, people;
    /// A barrier between atoms of two units, or of one: then `end` is the unit itself, and it is listed once.
    struct Crossing {
        Index stretch = none, end = none;
        friend auto operator<=>(const Crossing&, const Crossing&) = default;
    };
    std::vector<Index> crossing_firsts;  ///< as `firsts`; empty when there are no barriers
    std::vector<Crossing> crossings;     ///< of each unit by rising stretch
    std::vector<double> stretch_costs;   ///< of a grid that a stretch runs through

    std::vector<double> x, y;  ///< in the unit in which a household's squared distance is its cost
    std::vector<Index> estates;  ///< 0 …, or none; empty when there are none
    std::vector<Index> estate_firsts, estate_units;
    std::vector<Index> current;  ///< grid of today as numbered here, or none; empty unless moving costs

    Sizes sizes;
    double estate_cost = 0.0, moved_cost = 0.0;  ///< an estate in one grid more; a household moved

    [[nodiscard]] Index degree(Index unit) const { return firsts[std::size_t(unit) + 1] - firsts[std::size_t(unit)]; }
    [[nodiscard]] PieceSize size() const;
    [[nodiscard]] PieceSize size(Index unit) const {
        const std::int64_t own = households[std::size_t(unit)];
        return {own, 1, people[std::size_t(unit)], own};
    }
};

/// `unit_of`, over all atoms of the graph, gives each of `atoms` its unit, 0 … units - 1, and all others `none`; every unit is in one
/// piece, as are all together. `scale` is the whole graph's.
[[nodiscard]] Problem make_problem(const AtomGraph& graph, std::span<const Index> atoms, std::span<const Index> unit_of, Index units, Index grids,
                                   const Demands& demands, const Units& scale);

}  // namespace huegrid::grids
