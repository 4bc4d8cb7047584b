/// @file division_outlines.hpp
/// A community's division drawn: which outlines stay as they are, and what is drawn again.
///
/// Layer    work, inside. Pure.
///
/// A grid that keeps its buildings keeps its outline, if it holds them. Where others would come out in pieces between such grids, one
/// beside them is drawn again too, that which mends most, or all beside them if none does by itself, and so on; if nothing helps
/// but drawing all, all is drawn.
#pragma once

#include <span>
#include <vector>

#include "engine/work/grids/divide_task.hpp"

namespace huegrid::work {

/// A division, and what it is of.
struct ToDraw {
    const DivideTask& task;
    const DivideRequest& request;
    const model::Zone& community;
    std::span<const Index> staying;          ///< zones: grids that are no part of the division
    std::span<const Index> today;            ///< zones: the other grids there are
    std::span<const Index> buildings;        ///< that are divided
    std::span<const Index> was;              ///< each one's grid of `today`, by its place there, or `none`
    std::span<const Index> grid_of;          ///< each one's grid of the division, or `none`
    std::span<const Index> todays;           ///< of each grid the one of `today` that it is, by its place there, or `none`
    const std::vector<bool>& keeps_buildings;  ///< of each grid: its buildings are that one's
    bool from_today = false;                 ///< borders of today stay between buildings that do
    const grids::Ground& ground;             ///< of `buildings`
    const grids::Division& divided;
    const Progress& progress;                ///< once stopped, pieces stay
};

/// One for each grid, empty for one without a building; valid, and vertex for vertex with each other and with those that stay, if
/// those are in order.
/// Cost  as grids::Ground::of_buildings for what is drawn again; where grids come out in pieces, up to that of the community for
///       each grid that is then drawn again and for each that might have been.
[[nodiscard]] std::vector<geo::Shape> division_outlines(const ToDraw& to_draw);

}  // namespace huegrid::work
