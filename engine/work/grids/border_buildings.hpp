/// @file border_buildings.hpp
/// Buildings on the borders of grids, or beside them.
///
/// Layer    work, inside. Pure.
#pragma once

#include <span>
#include <vector>

#include "engine/model/snapshot.hpp"

namespace huegrid::work {

struct BorderBuilding {
    Index building = none;
    Index other = none;         ///< the grid with the largest part that isn't in its own; none: that part is in no grid
    double here_m2 = 0.0;
    double elsewhere_m2 = 0.0;  ///< of that part; 0: it is only near
    double distance_m = 0.0;    ///< from its inner point to the border
};

struct BorderOptions {
    double cut_m2;   ///< smaller parts are how exactly things were drawn
    double near_m;
};

/// `grids`: zones; `grid_of`: the one that each building belongs to, or none, and then it isn't asked for. Ascending.
/// Cost  an index of all borders; GEOS is asked about buildings that touch one only.
[[nodiscard]] std::vector<BorderBuilding> border_buildings(const model::Snapshot& place, std::span<const Index> grids, std::span<const Index> grid_of, BorderOptions options);

}  // namespace huegrid::work
