/// @file city.hpp
/// The benchmarks' place: grids that tile a rectangle along ragged common edges, and the centroids of buildings.
#pragma once

#include <vector>

#include "engine/geo/shape.hpp"
#include "harness.hpp"

namespace huegrid::bench {

struct City {
    std::vector<geo::Shape> grids;
    std::vector<geo::WorldPoint> centroids;  ///< street by street, as a file of buildings has them
};

/// The same for the same workload on any machine.
[[nodiscard]] City make_city(const Workload& workload);

}  // namespace huegrid::bench
