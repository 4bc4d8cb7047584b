/// @file standing.hpp
/// Which building owns the ground that each one stands on: its own, or that of a larger one which it lies on.
///
/// Layer    geo, for its own .cpp files; the rules are those of cells.hpp.
#pragma once

#include <span>
#include <vector>

#include "engine/geo/cells/linework.hpp"
#include "engine/geo/search/zone_locator.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

struct Standing {
    std::vector<WorldPoint> inner;  ///< of each building
    std::vector<Index> by_size;     ///< buildings, the largest first
    std::vector<Index> rank;        ///< of each building among them
    std::vector<Index> cell_of;     ///< whose ground it is; `none` outside the community, or without a shape
};

/// Points on the same centimetre stand on the first. Cost  O(n log n) for n corners.
[[nodiscard]] Standing find_standing(std::span<const Shape> buildings, const ZoneLocator& community, Centimetres grid);

}  // namespace huegrid::geo
