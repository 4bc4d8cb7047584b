#include "engine/figures/zone_coverage.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "engine/geo/search/zone_locator.hpp"

namespace huegrid::figures {
namespace {

std::string area_text(double m2) { return m2 >= 1e6 ? fmt::format("{:.2f} km²", m2 / 1e6) : fmt::format("{:.0f} m²", std::max(1.0, m2)); }

std::string name_of(const std::string& name, const std::string& code, std::int64_t id) {
    return !name.empty() ? name : !code.empty() ? code : fmt::format("zone {}", id);
}

/// Zones of the list that belong together, with their shapes side by side.
struct Group {
    std::vector<Index> members;
    std::vector<geo::Shape> shapes;

    void add(Index zone, const geo::Shape& shape) {
        members.push_back(zone);
        shapes.push_back(shape);
    }
    [[nodiscard]] Index member(Index position) const { return members[std::size_t(position)]; }
};

void add_overlaps(std::span<const ZoneOutline> zones, const Group& group, const geo::CoverageOptions& options, CoverageReport& report) {
    const auto overlaps = geo::find_overlaps(group.shapes, options);
    report.slivers += overlaps.slivers;
    for (const auto& overlap : overlaps.found) {
        const Index first = group.member(overlap.first), second = group.member(overlap.second);
        const auto& one = zones[std::size_t(first)];
        report.findings.push_back({"zones_overlap", one.level,
                                   fmt::format("{} and {} overlap by {}", one.name, zones[std::size_t(second)].name, area_text(overlap.area_m2)),
                                   {first, second}, overlap.area_m2, overlap.at});
    }
}

void add_gaps(std::span<const ZoneOutline> zones, const Group& group, Index parent, const geo::CoverageOptions& options, CoverageReport& report) {
    static const geo::Shape unknown;
    const auto gaps = geo::find_gaps(group.shapes, parent == none ? unknown : *zones[std::size_t(parent)].shape, options);
    report.slivers += gaps.slivers;
    for (const auto& gap : gaps.found) {
        std::vector<Index> beside;
        std::string names;
        constexpr std::size_t most_names = 4;
        for (const Index position : gap.beside) {
            beside.push_back(group.member(position));
            if (beside.size() <= most_names) names += (names.empty() ? "" : ", ") + zones[std::size_t(beside.back())].name;
        }
        if (beside.size() > most_names) names += fmt::format(" and {} others", beside.size() - most_names);
        const auto& level = zones[std::size_t(group.members.front())].level;
        const auto where = parent == none ? std::string() : fmt::format(" of {}", zones[std::size_t(parent)].name);
        report.findings.push_back({gap.kind == geo::Gap::Kind::enclosed ? "zones_gap" : "zones_uncovered", level,
                                   fmt::format("{}{} in no {}{}{}", area_text(gap.area_m2), where, level, names.empty() ? "" : ", beside ", names),
                                   std::move(beside), gap.area_m2, gap.at});
    }
}

/// Parents by place for rows that state none, as the file will find them: the next coarser level first.
void find_parents(std::span<const model::ZoneRow> rows, std::vector<ZoneOutline>& zones) {
    std::map<int, Group> by_rank;
    const auto rank = [](const std::string& level) {
        for (const auto& one : model::default_levels())
            if (one.key == level) return one.rank;
        return 0;
    };
    for (std::size_t i = 0; i < rows.size(); ++i) by_rank[rank(rows[i].level)].add(Index(i), rows[i].shape);
    std::map<int, geo::ZoneLocator> locators;
    for (const auto& [r, group] : by_rank) locators.emplace(r, geo::ZoneLocator(group.shapes));
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (zones[i].parent != none || rows[i].shape.empty()) continue;
        const auto at = geo::point_on_surface(rows[i].shape);
        for (auto coarser = std::make_reverse_iterator(locators.lower_bound(rank(rows[i].level)));
             coarser != locators.rend() && zones[i].parent == none; ++coarser)
            if (const Index found = coarser->second.zone_at(at); found != none) zones[i].parent = by_rank[coarser->first].member(found);
    }
}

}  // namespace

std::vector<ZoneOutline> outlines(const model::Snapshot& snapshot) {
    std::vector<ZoneOutline> zones;
    for (const auto& zone : snapshot.zones)
        zones.push_back({name_of(zone.name, zone.code, zone.id.value),
                         zone.level == none ? std::string() : snapshot.levels[std::size_t(zone.level)].key, zone.parent, &zone.shape});
    return zones;
}

std::vector<ZoneOutline> outlines(std::span<const model::ZoneRow> rows) {
    std::vector<ZoneOutline> zones;
    std::unordered_map<std::int64_t, Index> position;
    for (const auto& row : rows) {
        position.emplace(row.id.value, Index(zones.size()));
        zones.push_back({name_of(row.name, row.code, row.id.value), row.level, none, &row.shape});
    }
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (const auto parent = position.find(rows[i].parent.value); rows[i].parent && parent != position.end()) zones[i].parent = parent->second;
    find_parents(rows, zones);
    return zones;
}

CoverageReport check_coverage(std::span<const ZoneOutline> zones, const geo::CoverageOptions& options) {
    std::vector<std::string> levels;
    for (const auto& zone : zones)
        if (std::find(levels.begin(), levels.end(), zone.level) == levels.end()) levels.push_back(zone.level);
    CoverageReport report;
    for (const auto& level : levels) {
        Group all;
        std::map<Index, Group> under;
        for (std::size_t i = 0; i < zones.size(); ++i) {
            const auto& zone = zones[i];
            if (zone.level != level || zone.shape->kind != geo::ShapeKind::polygon) continue;
            all.add(Index(i), *zone.shape);
            under[zone.parent].add(Index(i), *zone.shape);
        }
        add_overlaps(zones, all, options, report);
        for (const auto& [parent, group] : under) add_gaps(zones, group, parent, options, report);
    }
    return report;
}

}  // namespace huegrid::figures
