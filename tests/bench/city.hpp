/// @file city.hpp
/// The benchmarks' place: a town of `huegrid synth`, as far as the benchmarks look at it.
#pragma once

#include <vector>

#include "engine/base/result.hpp"
#include "engine/geo/shapes/shape.hpp"
#include "harness.hpp"

namespace huegrid::bench {

struct City {
    std::vector<geo::Shape> grids;
    std::vector<geo::WorldPoint> buildings;  ///< a point inside each, in the order of the file
};

/// The same for the same workload on any machine.
[[nodiscard]] Result<City> make_city(const Workload& workload);

}  // namespace huegrid::bench
