#include "engine/report/level_zones.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace huegrid::report {

Result<std::vector<Index>> zones_of_level(const model::Snapshot& snapshot, const std::string& level) {
    const Index at = snapshot.find_level(level);
    std::vector<Index> found;
    for (std::size_t z = 0; at != none && z < snapshot.zones.size(); ++z)
        if (snapshot.zones[z].level == at) found.push_back(Index(z));
    if (found.empty()) return no_such_level(snapshot, level);
    return found;
}

std::vector<std::uint32_t> zones_of_households(const model::Snapshot& snapshot, const std::vector<Index>& zones) {
    const auto outside = std::uint32_t(zones.size());
    std::vector<std::uint32_t> of_zone(snapshot.zones.size(), outside);  // of what lies in this zone, of any level
    for (std::size_t z = 0; z < snapshot.zones.size(); ++z)
        for (Index up = Index(z); up != none && of_zone[z] == outside; up = snapshot.zones[std::size_t(up)].parent)
            if (const auto found = std::lower_bound(zones.begin(), zones.end(), up); found != zones.end() && *found == up)
                of_zone[z] = std::uint32_t(found - zones.begin());
    std::vector<std::uint32_t> of_household(snapshot.households.size(), outside);
    for (std::size_t row = 0; row < of_household.size(); ++row) {
        const Index building = snapshot.households.buildings[row];
        const Index zone = building == none ? none : snapshot.buildings.zones[std::size_t(building)];
        if (zone != none) of_household[row] = of_zone[std::size_t(zone)];
    }
    return of_household;
}

tl::unexpected<Error> no_such_level(const model::Snapshot& snapshot, const std::string& level) {
    std::string keys;
    for (std::size_t l = 0; l < snapshot.levels.size(); ++l) {
        const bool used = std::any_of(snapshot.zones.begin(), snapshot.zones.end(),
                                      [&](const model::Zone& zone) { return zone.level == Index(l); });
        if (used) keys += (keys.empty() ? "" : ", ") + snapshot.levels[l].key;
    }
    return fail(ErrorCode::not_found, fmt::format("there are no zones of the level '{}'; the file has {}", level, keys.empty() ? "no zones at all" : keys));
}

}  // namespace huegrid::report
