/// @file community_plan.hpp
/// What is known of the ground that is divided, from a snapshot: zones and buildings, who counts, today's grids.
///
/// Layer    work, inside. Pure.
#pragma once

#include <span>
#include <vector>

#include "engine/grids/ground.hpp"
#include "engine/work/grids/grid_row.hpp"

namespace huegrid::work {

/// The zone itself or what it lies in at `level`; none.
[[nodiscard]] Index at_level(const model::Snapshot& snapshot, Index zone, Index level);

/// Rows for `grids::Ground` of these buildings. `current`: the grid of each, as numbered by the caller.
[[nodiscard]] grids::GroundRows ground_rows(const model::Snapshot& snapshot, const CountedHouseholds& counted, std::span<const Index> buildings,
                                            std::span<const Index> current);

/// Shapes of lines of these kinds near `box`.
[[nodiscard]] std::vector<geo::Shape> lines_near(const model::Snapshot& snapshot, std::span<const std::string> kinds, const geo::WorldBox& box);

}  // namespace huegrid::work
