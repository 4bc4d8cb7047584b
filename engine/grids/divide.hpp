/// @file divide.hpp
/// Divides a graph of atoms into grids: each in one piece, their sizes within limits, as good as the objective can be had.
///
///     const auto divided = divide(graph, {.demands = {.sizes = {300, 500}}, .seed = 7});
///     divided->grid_of[atom];      // 0 … divided->grids - 1
///     divided->unmet;              // what couldn't be had, and why
///
/// Layer    grids. Pure: equal in, equal out, on any number of threads.
/// Threads  one call works on its own; `divide_each` divides many graphs at a time.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/grids/atom_graph.hpp"
#include "engine/grids/objective.hpp"
#include "engine/grids/unmet.hpp"

namespace huegrid::grids {

enum class Start {
    anew,          ///< today's grids play no part in the search, but for locked ones; where all atoms are in one, and none better
                   ///< is found, they are the division
    from_current,  ///< today's grids are changed where they have to be: all in order, nobody moves
};

struct DivideOptions {
    Demands demands{};
    Index grids = 0;          ///< how many besides the locked ones; 0: as many as bring grids nearest to the target, among those with the least outside
    Start start = Start::anew;
    std::uint64_t seed = 1;
    double effort = 1.0;      ///< how long to search, as a factor: 10 takes ten times as long and cuts some 2 % fewer borders
};

struct Division {
    std::vector<Index> grid_of;  ///< for each atom
    Index grids = 0;             ///< numbers in use are below this. From current grids or with locked ones, these keep their
                                 ///< numbers, new ones follow, and a grid that lost all its atoms leaves a gap
    bool is_todays = false;      ///< begun anew, and today's grids are no worse by the objective: these, under their numbers
    Score score;
    bool proved = false;         ///< no division into as many grids is better, for each piece: all were tried (up to 32 atoms)
    bool stopped = false;        ///< cut short: the best so far
    std::vector<Unmet> unmet;
};

/// Atoms in different pieces of the graph are never in one grid. A stop gives the best division so far, which is whole and in
/// pieces as it should be, however soon it comes.
/// Fails  bad_input: see `check(Sizes)`; no atoms; more grids than atoms or fewer than pieces; a locked grid that has no atoms.
/// Cost   about 5 µs an atom where the limits are easily kept, up to a hundred times that where they aren't.
[[nodiscard]] Result<Division> divide(const AtomGraph& graph, const DivideOptions& options, const Progress& progress = {});

/// `divide` for each graph, in order. `threads` 0: one a core. Progress counts graphs ("dividing"), from the caller's thread.
[[nodiscard]] std::vector<Result<Division>> divide_each(std::span<const AtomGraph> graphs, const DivideOptions& options, unsigned threads = 0,
                                                        const Progress& progress = {});

}  // namespace huegrid::grids
