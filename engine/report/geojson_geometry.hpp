/// @file geojson_geometry.hpp
/// Shapes as GeoJSON writes them.
///
/// Layer    report, inside.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/geo/shapes/shape.hpp"

namespace huegrid::report {

/// RFC 7946: six decimals, counter-clockwise shells. A point or polygons, already in degrees; null for a polygon of which
/// nothing with an area remains, and for other shapes.
[[nodiscard]] nlohmann::ordered_json geojson_geometry(const geo::Shape& degrees);

}  // namespace huegrid::report
