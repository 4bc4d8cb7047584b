/// @file true_grounds.hpp
/// Whose ground does a building stand on that a border all but touches?
///
/// Layer    geo, for its own .cpp files.
///
/// Cells are found on a grid of centimetres. A border within one of a building's inner point may have been rounded to its other
/// side; where zones are asked for the building later, they are asked for the point as it is.
#pragma once

#include <span>

#include "engine/geo/cells/cells.hpp"

namespace huegrid::geo {

/// Sets `cells.cell_of` to whose ground the inner point of each building is on, exactly; the first of `order` choose first.
/// Cost  O(n log n) for n edges, and all edges for each point that lies so near.
void settle_at_borders(Cells& cells, std::span<const WorldPoint> inner, std::span<const Index> order);

}  // namespace huegrid::geo
