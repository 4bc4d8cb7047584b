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

namespace huegrid::grids {

struct Unmet {
    enum class Reason {
        locked,          ///< a locked grid is outside its limits, or in pieces
        heavy_atom,      ///< one atom of the grid is above the limit by itself
        light_piece,     ///< the whole piece of the graph is below the limit
        arithmetic,      ///< no number of grids brings the piece's households within the limits
        enclave,         ///< what hangs on a cut atom (or on a heavy one) is too light for a grid of its own and too heavy for its neighbour's
        tried_all,       ///< every division was tried
        not_found,       ///< none was found; there may be one
    };
    Index grid = none;
    std::int64_t households = 0, people = 0;
    std::int64_t outside_by = 0;
    Reason reason = Reason::not_found;
    bool proved = false;              ///< a grid like it is in every division (or every division is worse elsewhere)
    std::vector<Index> atoms;         ///< that the reason is about: the heavy one, the piece, the enclave
};

}  // namespace huegrid::grids
