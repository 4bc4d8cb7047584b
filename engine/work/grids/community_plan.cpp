#include "engine/work/grids/community_plan.hpp"

#include <algorithm>

namespace huegrid::work {

Index at_level(const model::Snapshot& snapshot, Index zone, Index level) {
    while (zone != none && snapshot.zones[std::size_t(zone)].level != level) zone = snapshot.zones[std::size_t(zone)].parent;
    return zone;
}

grids::GroundRows ground_rows(const model::Snapshot& snapshot, const CountedHouseholds& counted, std::span<const Index> buildings,
                              std::span<const Index> current) {
    grids::GroundRows rows;
    for (std::size_t i = 0; i < buildings.size(); ++i) {
        const auto b = std::size_t(buildings[i]);
        rows.shapes.push_back(snapshot.buildings.shapes.at(b));
        rows.households.push_back(counted.households[b]);
        if (!counted.people.empty()) rows.people.push_back(counted.people[b]);
        rows.estates.push_back(snapshot.buildings.estates[b]);
        rows.current.push_back(current[i]);
    }
    return rows;
}

std::vector<geo::Shape> lines_near(const model::Snapshot& snapshot, std::span<const std::string> kinds, const geo::WorldBox& box) {
    std::vector<geo::Shape> shapes;
    for (const auto& line : snapshot.lines)
        if (std::find(kinds.begin(), kinds.end(), line.kind) != kinds.end() && geo::bounds(line.shape).intersects(box)) shapes.push_back(line.shape);
    return shapes;
}

}  // namespace huegrid::work
