#include "engine/work/grids/grid_row.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "engine/geo/shapes/compactness.hpp"
#include "engine/work/grids/community_plan.hpp"

namespace huegrid::work {

CountedHouseholds count_households(const model::Snapshot& snapshot) {
    const auto& households = snapshot.households;
    const auto *kind = households.attribute("kind"), *occupancy = households.attribute("occupancy"), *persons = households.attribute("persons");
    CountedHouseholds counted;
    counted.households.assign(snapshot.buildings.size(), 0);
    if (persons) counted.people.assign(snapshot.buildings.size(), 0);
    const auto is = [](const model::AttributeColumn* column, std::size_t row, std::string_view word) {
        const auto value = column ? column->value(row) : model::Value{};
        const auto* text = std::get_if<std::string>(&value);
        return text && *text == word;
    };
    for (std::size_t row = 0; row < households.size(); ++row) {
        const Index building = households.buildings[row];
        if (!is(kind, row, "home") || is(occupancy, row, "vacant")) continue;
        if (building == none) {
            ++counted.unhoused;
            continue;
        }
        ++counted.households[std::size_t(building)];
        if (!persons) continue;
        const auto value = persons->value(row);
        const auto* many = std::get_if<std::int64_t>(&value);
        counted.people[std::size_t(building)] += many ? std::int32_t(std::clamp<std::int64_t>(*many, 0, 1000)) : 1;
    }
    return counted;
}

GridRow measure_grid(const model::Snapshot& snapshot, const CountedHouseholds& counted, std::span<const Index> buildings, geo::Shape outline) {
    GridRow row;
    row.buildings = buildings.size();
    const auto centre = [&](Index b) { return snapshot.buildings.shapes.box(std::size_t(b)).centre(); };
    const auto stands = [&](Index b) { return !snapshot.buildings.shapes.at(std::size_t(b)).empty(); };
    double x = 0, y = 0, standing = 0;
    for (const Index b : buildings) {
        const auto households = counted.households[std::size_t(b)];
        row.households += households;
        if (!counted.people.empty()) row.people += counted.people[std::size_t(b)];
        if (stands(b)) x += centre(b).x * households, y += centre(b).y * households, standing += households;
    }
    if (standing > 0) {
        x /= standing, y /= standing;
        for (const Index b : buildings)
            if (stands(b)) row.mean_distance_m += std::hypot(centre(b).x - x, centre(b).y - y) * counted.households[std::size_t(b)] / standing;
    }
    row.area_m2 = geo::area_m2(outline), row.polsby_popper = geo::polsby_popper(outline), row.reock = geo::reock(outline);
    row.pieces = std::max<std::size_t>(1, outline.part_ends.size());
    row.outline = std::move(outline);
    return row;
}

GridRow measure_grid(const model::Snapshot& snapshot, const CountedHouseholds& counted, const model::Zone& grid, std::span<const Index> buildings) {
    auto row = measure_grid(snapshot, counted, buildings, grid.shape);
    row.zone = grid.id, row.code = grid.code, row.name = grid.name, row.kind = grid.kind;
    return row;
}

std::vector<GridRow> list_grids(const model::Snapshot& snapshot, Index level, Index within, std::span<const ZoneId> locked) {
    const auto counted = count_households(snapshot);
    std::map<Index, std::vector<Index>> buildings;
    for (std::size_t z = 0; z < snapshot.zones.size(); ++z) {
        bool inside = within == none;
        for (Index up = Index(z); up != none && !inside; up = snapshot.zones[std::size_t(up)].parent) inside = up == within;
        if (inside && snapshot.zones[z].level == level) buildings[Index(z)];
    }
    for (std::size_t b = 0; b < snapshot.buildings.size(); ++b)
        if (const auto found = buildings.find(at_level(snapshot, snapshot.buildings.zones[b], level)); found != buildings.end()) found->second.push_back(Index(b));
    std::vector<GridRow> rows;
    for (const auto& [z, members] : buildings) {
        const auto& zone = snapshot.zones[std::size_t(z)];
        rows.push_back(measure_grid(snapshot, counted, zone, members));
        rows.back().locked = std::find(locked.begin(), locked.end(), zone.id) != locked.end();
    }
    std::stable_sort(rows.begin(), rows.end(), [](const GridRow& a, const GridRow& b) { return a.code < b.code; });
    return rows;
}

}  // namespace huegrid::work
