/// @file community_division.hpp
/// One community divided: from its ground and its grids of today to the grids that it would have.
///
/// Layer    work, inside. Pure.
///
/// A grid whose buildings are those of a grid of today is that grid, and keeps its code and outline; only the others' ground is
/// drawn again. Begun from today's grids their borders stay too, but where a building changes sides.
#pragma once

#include "engine/work/grids/divide_task.hpp"

namespace huegrid::work {

/// The `at`-th of the task's communities.
[[nodiscard]] DividedCommunity divide_community(const DivideTask& task, const DivideRequest& request, std::size_t at, const Progress& progress);

}  // namespace huegrid::work
