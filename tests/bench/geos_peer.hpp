/// @file geos_peer.hpp
/// The peer GEOS: an STRtree of prepared polygons, as its own manual recommends for many points.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::bench {

/// "GEOS 3.11.1", or nullopt where the program was built without libgeos-dev.
[[nodiscard]] std::optional<std::string> geos_version();

/// The lowest zone that holds each point, boundary included. Prepared geometries build their index when first asked and
/// so belong to one thread: each thread has its own tree and an equal share of the points.
[[nodiscard]] std::vector<Index> geos_locate_all(std::span<const geo::Shape> zones,
                                                 std::span<const geo::WorldPoint> points, unsigned threads);

}  // namespace huegrid::bench
