#include "engine/model/snapshot.hpp"

#include <algorithm>
#include <charconv>
#include <map>

namespace huegrid::model {

std::span<const Index> BuildingTable::households(Index building) const {
    const auto b = std::size_t(building);
    if (b + 1 >= household_begin.size()) return {};
    return {by_building.data() + household_begin[b], household_begin[b + 1] - household_begin[b]};
}

const AttributeColumn* HouseholdTable::attribute(std::string_view name) const {
    for (const auto& column : attributes)
        if (column.attribute.name == name) return &column;
    return nullptr;
}

Index HouseholdTable::find(HouseholdId id) const {
    std::size_t low = 0, high = ids.size();
    while (low < high) {
        const std::size_t middle = (low + high) / 2;
        if (ids[middle] < id.value) low = middle + 1;
        else high = middle;
    }
    return low < ids.size() && ids[low] == id.value ? Index(low) : none;
}

Index Snapshot::find_level(std::string_view key) const {
    const auto at = std::find_if(levels.begin(), levels.end(), [&](const Level& l) { return l.key == key || l.name.zh == key || l.name.en == key; });
    return at == levels.end() ? none : Index(at - levels.begin());
}

Index Snapshot::find_zone(std::string_view name) const {
    const auto first = [&](auto matches) {
        const auto at = std::find_if(zones.begin(), zones.end(), matches);
        return at == zones.end() ? none : Index(at - zones.begin());
    };
    if (const Index at = first([&](const Zone& z) { return z.name == name; }); at != none) return at;
    if (const Index at = first([&](const Zone& z) { return !z.code.empty() && z.code == name; }); at != none) return at;
    std::int64_t id = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id);
    if (error != std::errc{} || end != name.data() + name.size()) return none;
    return first([&](const Zone& z) { return z.id.value == id; });
}

Index Snapshot::find_building(BuildingId id) const {
    const auto at = std::lower_bound(buildings.ids.begin(), buildings.ids.end(), id);
    return at != buildings.ids.end() && *at == id ? Index(at - buildings.ids.begin()) : none;
}

std::vector<Layer> Snapshot::layers() const {
    std::map<std::string, bool> polygons{{"service_point", false}, {"line_feature", false}, {"area_feature", true}, {"zone", true}, {"estate", true}};
    const auto add = [&](const std::string& name, bool is_polygon) {
        if (!name.empty()) polygons[name] |= is_polygon;
    };
    for (const auto& point : service_points) add(point.kind, false);
    for (const auto& area : areas) add(area.kind, true);
    for (const auto& line : lines) add(line.kind, false);
    for (const auto& zone : zones) add(zone.level == none ? "" : levels[std::size_t(zone.level)].key, true);
    std::vector<Layer> found;
    for (const auto& [name, is_polygon] : polygons) found.push_back({name, is_polygon});
    return found;
}

geo::WorldBox Snapshot::extent() const {
    geo::WorldBox box;
    for (const auto& zone : zones) box.add(zone.box);
    for (std::size_t b = 0; b < buildings.shapes.size(); ++b) box.add(buildings.shapes.box(b));
    return box;
}

void Snapshot::link_households() {
    auto& begin = buildings.household_begin.edit();
    begin.assign(buildings.size() + 1, 0);
    const std::size_t rows = households.buildings.size();
    for (std::size_t row = 0; row < rows; ++row)
        if (const Index b = households.buildings[row]; b != none) ++begin[std::size_t(b) + 1];
    for (std::size_t b = 1; b < begin.size(); ++b) begin[b] += begin[b - 1];
    auto next = begin;
    auto& by_building = buildings.by_building.edit();
    by_building.resize(begin.back());
    for (std::size_t row = 0; row < rows; ++row)
        if (const Index b = households.buildings[row]; b != none) by_building[next[std::size_t(b)]++] = Index(row);
}

}  // namespace huegrid::model
