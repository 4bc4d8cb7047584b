#include "engine/ingest/rows/nominal_footprint.hpp"

#include <algorithm>

namespace huegrid::ingest {

geo::Shape nominal_footprint(geo::WorldPoint p, std::optional<int> units, std::optional<int> floors,
                             const NominalFootprint& rule) {
    constexpr int most_units = 30;  // a slip of the pen shan't cover the neighbourhood
    const int n = std::clamp(units.value_or(1), 1, most_units);
    const bool tower = n == 1 && floors.value_or(0) >= rule.tower_floors;
    const double half_width = n * rule.unit_width_m / 2, half_depth = tower ? half_width : rule.depth_m / 2;
    return geo::make_polygon({{p.x - half_width, p.y - half_depth},
                              {p.x + half_width, p.y - half_depth},
                              {p.x + half_width, p.y + half_depth},
                              {p.x - half_width, p.y + half_depth}});
}

}  // namespace huegrid::ingest
