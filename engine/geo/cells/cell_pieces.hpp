/// @file cell_pieces.hpp
/// Makes every cell one piece: what is cut off from its building goes to a neighbour.
///
/// Layer    geo, for its own .cpp files; the rules are those of cells.hpp.
#pragma once

#include <span>
#include <vector>

#include "engine/geo/cells/linework.hpp"

namespace huegrid::geo {

struct CellSide {
    Ends ends;
    Index left = none, right = none;  ///< the owners of the ground beside it
    bool on_barrier = false, on_kept = false;

    [[nodiscard]] bool parts() const { return on_barrier || on_kept; }
};
struct InnerPoint {
    Index building;
    Index owner;  ///< on whose ground the building stands: its own, or a larger one's
    Node at;
};

/// Changes the sides' owners. The answer says for each point whose ground it is on after that.
[[nodiscard]] std::vector<Index> assign_cut_off(std::span<const Node> nodes, std::vector<CellSide>& sides, std::span<const InnerPoint> inner);

}  // namespace huegrid::geo
