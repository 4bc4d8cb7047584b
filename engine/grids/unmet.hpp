/// @file unmet.hpp
/// What a division couldn't satisfy, and why: a reason that can be checked, and, where it is a proof, that no division does
/// better.
///
/// Layer    grids. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/grids/atom_graph.hpp"
#include "engine/grids/objective.hpp"
#include "engine/grids/search/grid_counts.hpp"

namespace huegrid::grids {

struct Unmet {
    enum class Reason {
        locked,       ///< the grid is locked
        heavy_atom,   ///< an atom of it is above the limit by itself (`atoms`: that one)
        light_piece,  ///< its whole piece of the graph is below the limit (`atoms`: all of the piece)
        arithmetic,   ///< no number of grids, or not the one asked for, brings the piece's households within the limits (`atoms`: the piece)
        enclave,      ///< what is reached through one atom only is too light for a grid, and with that atom too heavy (`atoms`: that atom
                      ///< first, then what hangs on it)
        tried_all,    ///< every division of the piece was tried
        bare_ground,  ///< not of a graph: the grid's buildings hang together, and ground without any lies apart from them
        drawn_apart,  ///< not of a graph: its buildings border on each other, and no outline was found that is one piece
        not_found,    ///< none better was found; there may be one
    };
    Index grid = none;
    std::int64_t households = 0, people = 0;
    std::int64_t outside_by = 0;  ///< see Sizes::outside_by; 0 for a locked grid within its sizes that isn't in one piece
    Index pieces = 1;
    Reason reason = Reason::not_found;
    bool proved = false;  ///< every division, into as many grids where a number was asked for, has a grid outside for this reason, by as much
                          ///< at least, or more grids outside
    std::vector<Index> atoms;
};

/// What is known of a piece that was divided.
struct PieceFacts {
    std::vector<Index> atoms;  ///< ascending
    Misfit least;              ///< by arithmetic
    bool tried_all = false;
};

/// A reason for each grid outside its sizes, and for each locked one in pieces; by rising grid.
/// Cost   O(n + m).
[[nodiscard]] std::vector<Unmet> reasons_for(const AtomGraph& graph, std::span<const Index> grid_of, const Demands& demands,
                                             std::span<const PieceFacts> pieces);

}  // namespace huegrid::grids
