/// @file nominal_footprint.hpp
/// A footprint for a building of which only a point is known, so that it can be seen, clicked and placed.
///
/// Layer    ingest.
#pragma once

#include <optional>

#include "engine/geo/shapes/shape.hpp"
#include "engine/ingest/recipe/recipe.hpp"

namespace huegrid::ingest {

/// A rectangle around `p`, its sides along the axes: units × unit_width_m wide and depth_m deep. One unit if `units`
/// isn't known; if it then has tower_floors or more, a square of unit_width_m. It says where a building is, not how it
/// lies, and may overlap its neighbours.
[[nodiscard]] geo::Shape nominal_footprint(geo::WorldPoint p, std::optional<int> units, std::optional<int> floors,
                                           const NominalFootprint& rule);

}  // namespace huegrid::ingest
