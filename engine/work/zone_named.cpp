#include "engine/work/zone_named.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/text.hpp"

namespace huegrid::work {
namespace {

std::string id_of(const model::Zone& zone) { return fmt::format("id:{}", zone.id.value); }

bool is_called(const model::Zone& zone, const std::string& name) {
    return zone.name == name || (!zone.code.empty() && zone.code == name) || std::to_string(zone.id.value) == name || id_of(zone) == name;
}

std::string with_parent(const model::Snapshot& place, const model::Zone& zone, const std::string& called) {
    return zone.parent == none ? called : fmt::format("{} in {}", called, place.zones[std::size_t(zone.parent)].name);
}

Result<Index> the_one(const model::Snapshot& place, const std::vector<Index>& found, const std::string& name, const std::string& option) {
    const auto zone = [&](Index at) -> const model::Zone& { return place.zones[std::size_t(at)]; };
    for (const Index at : found)
        if (id_of(zone(at)) == name) return at;
    if (found.size() == 1) return found.front();
    const auto &one = zone(found[0]), &other = zone(found[1]);
    const bool by_code = !one.code.empty() && !other.code.empty() && one.code != other.code && one.code != name && other.code != name;
    return fail(ErrorCode::bad_input, fmt::format("'{}' may be {} or {}: write one of these", name, with_parent(place, one, by_code ? one.code : id_of(one)),
                                                  with_parent(place, other, by_code ? other.code : id_of(other))), option);
}

std::string nearest(const model::Snapshot& place, const std::string& name, Index level) {
    std::vector<std::string> names;
    for (const auto& zone : place.zones)
        if (level == none || zone.level == level) names.push_back(zone.name);
    return did_you_mean(name, names);
}

}  // namespace

Result<Index> zone_named(const model::Snapshot& place, const std::string& name, const std::string& option) {
    std::vector<Index> found;
    for (std::size_t z = 0; z < place.zones.size(); ++z) {
        if (!is_called(place.zones[z], name)) continue;
        if (!found.empty() && place.zones[z].level < place.zones[std::size_t(found.front())].level) found.clear();
        if (found.empty() || place.zones[z].level == place.zones[std::size_t(found.front())].level) found.push_back(Index(z));
    }
    if (found.empty()) return fail(ErrorCode::not_found, fmt::format("there is no zone '{}'{}", name, nearest(place, name, none)), option);
    return the_one(place, found, name, option);
}

Result<Index> grid_named(const model::Snapshot& place, const std::string& name, const std::string& level, const std::string& option) {
    const Index wanted = place.find_level(level);
    std::vector<Index> found;
    for (std::size_t z = 0; z < place.zones.size(); ++z)
        if (wanted != none && place.zones[z].level == wanted && is_called(place.zones[z], name)) found.push_back(Index(z));
    if (found.empty())
        return fail(ErrorCode::not_found, fmt::format("there is no {} '{}' in force; `huegrid grid list` shows them{}", level, name, wanted == none ? "" : nearest(place, name, wanted)), option);
    return the_one(place, found, name, option);
}

std::string code_or_id(const std::string& code, ZoneId id) { return !code.empty() ? code : id ? fmt::format("id:{}", id.value) : "–"; }
std::string name_with_code(const model::Zone& zone) { return code_or_id(zone.code, zone.id) + " " + zone.name; }

}  // namespace huegrid::work
