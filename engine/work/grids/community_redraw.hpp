/// @file community_redraw.hpp
/// One community whose grids are drawn again around their buildings.
///
/// Layer    work, inside. Pure.
#pragma once

#include <optional>

#include "engine/work/grids/divide_task.hpp"
#include "engine/work/grids/grid_redraw.hpp"

namespace huegrid::work {

/// The `at`-th of the task's communities; nullopt if it has no grids.
[[nodiscard]] std::optional<RedrawnCommunity> redraw_community(const DivideTask& task, std::size_t at, const RedrawRequest& request);

}  // namespace huegrid::work
