#include "engine/geo/cells/standing.hpp"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace huegrid::geo {

Standing find_standing(std::span<const Shape> buildings, const ZoneLocator& community, Centimetres grid) {
    const std::size_t n = buildings.size();
    Standing standing;
    auto& [inner, by_size, rank, cell_of] = standing;
    inner.resize(n);
    cell_of.assign(n, none);
    std::vector<double> areas(n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
        if (buildings[i].empty()) continue;
        inner[i] = point_on_surface(buildings[i]);
        areas[i] = area_m2(buildings[i]);
        if (community.zone_at(inner[i]) != none) cell_of[i] = Index(i);
    }
    by_size.resize(n);
    std::iota(by_size.begin(), by_size.end(), Index(0));
    std::stable_sort(by_size.begin(), by_size.end(), [&](Index i, Index j) { return areas[std::size_t(i)] > areas[std::size_t(j)]; });
    rank.resize(n);
    for (std::size_t i = 0; i < n; ++i) rank[std::size_t(by_size[i])] = Index(i);
    const ZoneLocator locator(buildings);
    std::unordered_map<std::uint64_t, Index> points;  // the first building of each point
    for (const Index i : by_size) {
        auto& cell = cell_of[std::size_t(i)];
        if (cell == none) continue;
        for (const Index other : locator.zones_at(inner[std::size_t(i)]))  // on the largest that has ground
            if (rank[std::size_t(other)] < rank[std::size_t(cell)] && cell_of[std::size_t(other)] == other) cell = other;
        if (cell != i || areas[std::size_t(i)] > 0.0) continue;
        const Node p = grid.rounded(inner[std::size_t(i)]);
        cell = points.try_emplace(std::uint64_t(std::uint32_t(p.x)) << 32 | std::uint32_t(p.y), i).first->second;
    }
    return standing;
}

}  // namespace huegrid::geo
