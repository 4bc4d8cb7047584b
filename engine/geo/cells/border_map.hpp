/// @file border_map.hpp
/// Borders between groups of cells, drawn with fewer vertices and still without crossing each other.
///
/// Layer    geo, for its own .cpp files; what is promised is said in dissolve.hpp.
#pragma once

#include <vector>

#include "engine/geo/cells/dissolve.hpp"

namespace huegrid::geo {

/// `borders`: edges of the cells with groups on their sides. The result's are between the same nodes, fewer of them.
[[nodiscard]] std::vector<Cells::Edge> simplified(const Cells& cells, std::vector<Cells::Edge> borders, const DissolveOptions& options);

}  // namespace huegrid::geo
