/// @file community_division.hpp
/// One community divided: from its ground and its grids of today to the grids that it would have.
///
/// Layer    work, inside. Pure.
///
/// A grid whose buildings are those of a grid of today is that grid, and keeps its code and outline; only the others' ground is
/// drawn again. Begun from today's grids their borders stay too, but where a building changes sides.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/work/divide.hpp"

namespace huegrid::work {

/// What is divided, found out before the work begins.
struct DivideTask {
    model::SnapshotPtr snapshot;
    CountedHouseholds counted;
    Index grid_level = none, community_level = none, block_level = none;
    std::vector<Index> communities;             ///< by code
    std::vector<std::vector<Index>> buildings;  ///< of each community
    std::int64_t outside_households = 0, outside_buildings = 0;  ///< in no community
    std::set<Index> locked;                     ///< zones
    std::vector<std::vector<std::string>> codes;  ///< ever used, of each community
};

/// The `at`-th of the task's communities.
[[nodiscard]] DividedCommunity divide_community(const DivideTask& task, const DivideRequest& request, std::size_t at, const Progress& progress);

}  // namespace huegrid::work
