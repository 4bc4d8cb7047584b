#include "engine/work/grids/divide_task.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/plural.hpp"
#include "engine/model/fixed_words.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/store/load/load.hpp"
#include "engine/work/grids/community_plan.hpp"
#include "engine/work/zone_named.hpp"

namespace huegrid::work {
namespace {

std::string level_names(const model::Snapshot& snapshot, Index but = none) {
    std::string names;
    for (std::size_t level = 0; level < snapshot.levels.size(); ++level)
        if (Index(level) != but) names += (names.empty() ? "" : ", ") + snapshot.levels[level].key;
    return names;
}

/// The level whose zones are divided: the next coarser one that has zones.
Index coarser_level(const model::Snapshot& snapshot, Index level) {
    Index found = none;
    for (const auto& zone : snapshot.zones)
        if (zone.level != none && zone.level < level) found = std::max(found, zone.level);
    return found;
}

}  // namespace

Result<DivideTask> divide_task(const std::filesystem::path& file, const DivideRequest& request, const Progress& progress) {
    auto snapshot = store::load_snapshot(file, progress);
    if (!snapshot) return fail(std::move(snapshot.error()));
    DivideTask task;
    task.snapshot = *snapshot;
    task.counted = count_households(**snapshot);
    const auto& place = *task.snapshot;
    if (auto sound = check(request.sizes, place); !sound) return fail(std::move(sound.error()));
    if (auto codes = grids::code_template(request.codes, ""); !codes) return fail(std::move(codes.error()));
    task.grid_level = place.find_level(request.level);
    if (task.grid_level == none) return fail(ErrorCode::not_found, fmt::format("there is no level '{}'; there are {}", request.level, level_names(place)), "--level");
    task.community_level = coarser_level(place, task.grid_level);
    if (task.community_level == none)
        return fail(ErrorCode::bad_input, fmt::format("the file has no zones coarser than '{}' that could be divided; import the communities first", request.level), file.string());
    for (const auto& zone : place.zones)
        if (zone.level != none && zone.level > task.grid_level && !request.atoms.starts_with("zone:"))
            return fail(ErrorCode::bad_input, fmt::format("there are zones within the {}, as '{}', which wouldn't fit into new ones; divide the finest level", plural(request.level), zone.name), "--level");
    const auto& kinds = model::words_of("line_feature", "kind");
    for (const auto& kind : request.barriers)
        if (kind != "none" && std::find(kinds.begin(), kinds.end(), kind) == kinds.end() &&
            std::none_of(place.lines.begin(), place.lines.end(), [&](const model::Line& line) { return line.kind == kind; }))
            return fail(ErrorCode::not_found, fmt::format("no line is a '{}'; main_road, road, railway, water, or none", kind), "--barriers");
    if (request.names.find("{一}") == std::string::npos && request.names.find("{1}") == std::string::npos)
        return fail(ErrorCode::bad_input, "names need their number: {一} or {1} somewhere in the pattern", "--names");
    if (request.atoms.starts_with("zone:")) {
        task.block_level = place.find_level(request.atoms.substr(5));
        if (task.block_level == none || task.block_level == task.grid_level)
            return fail(ErrorCode::not_found, fmt::format("'{}' is no level whose zones can be put together; there are {}", request.atoms.substr(5), level_names(place, task.grid_level)), "--atoms");
    }
    Index within = none;
    if (!request.within.empty()) {
        const auto named = zone_named(place, request.within, "--within");
        if (!named) return fail(named.error());
        within = *named;
    }
    std::vector<Index> number(place.zones.size(), none);
    for (std::size_t z = 0; z < place.zones.size(); ++z) {
        if (place.zones[z].level != task.community_level) continue;
        bool inside = within == none;
        for (Index up = Index(z); up != none && !inside; up = place.zones[std::size_t(up)].parent) inside = up == within;
        if (!inside) continue;
        number[z] = 0;
        task.communities.push_back(Index(z));
    }
    if (task.communities.empty())
        return fail(ErrorCode::not_found, fmt::format("in '{}' there is no {} to divide", request.within, place.levels[std::size_t(task.community_level)].key), "--within");
    std::stable_sort(task.communities.begin(), task.communities.end(), [&](Index a, Index b) { return place.zones[std::size_t(a)].code < place.zones[std::size_t(b)].code; });
    for (std::size_t c = 0; c < task.communities.size(); ++c) number[std::size_t(task.communities[c])] = Index(c);
    if (task.block_level != none && std::none_of(place.zones.begin(), place.zones.end(), [&](const model::Zone& zone) {
            const Index community = zone.level == task.block_level ? at_level(place, zone.parent, task.community_level) : none;
            return community != none && number[std::size_t(community)] != none;
        }))
        return fail(ErrorCode::not_found, fmt::format("no {} lies in a {} that is to be divided; import them with their parent, or divide by buildings",
                                                      place.levels[std::size_t(task.block_level)].key, place.levels[std::size_t(task.community_level)].key), "--atoms");
    task.buildings.resize(task.communities.size());
    for (std::size_t b = 0; b < place.buildings.size(); ++b)
        if (const Index community = at_level(place, place.buildings.zones[b], task.community_level); community == none)
            task.outside_households += task.counted.households[b], task.outside_buildings += task.counted.households[b] > 0;
        else if (number[std::size_t(community)] != none)
            task.buildings[std::size_t(number[std::size_t(community)])].push_back(Index(b));

    for (const auto& name : request.locked) {
        const auto zone = grid_named(place, name, request.level, "--lock");
        if (!zone) return fail(zone.error());
        const auto& grid = place.zones[std::size_t(*zone)];
        if (grid.parent == none || number[std::size_t(grid.parent)] == none)
            return fail(ErrorCode::bad_input, fmt::format("{} lies in none of the zones that are divided", name_with_code(grid)), "--lock");
        task.locked.insert(*zone);
    }
    auto locked = store::locked_zones(file);
    if (!locked) return fail(std::move(locked.error()));
    const std::set<ZoneId> in_file(locked->begin(), locked->end());
    for (std::size_t z = 0; z < place.zones.size(); ++z)
        if (place.zones[z].level == task.grid_level && (in_file.contains(place.zones[z].id) || place.zones[z].kind == "dedicated")) task.locked.insert(Index(z));
    auto codes = store::codes_ever(file, request.level);
    if (!codes) return fail(std::move(codes.error()));
    task.codes = std::move(*codes);
    return task;
}

std::vector<std::int64_t> new_serials(std::span<const store::CodeEver> codes, const model::Zone& community, const grids::CodeTemplate& made, std::size_t count, std::size_t there) {
    if (community.code.empty()) return grids::next_serials(made, {}, count, std::int64_t(there));
    const auto length = made.code(1).size();
    std::vector<std::string> near;
    for (const auto& [code, parent] : codes)
        if (parent == community.id || code.size() == length) near.push_back(code);
    const auto ever = [&](const std::string& code) { return std::ranges::binary_search(codes, code, {}, &store::CodeEver::code); };
    std::vector<std::int64_t> serials;
    for (auto serial = grids::next_serials(made, near, 1).front(); serials.size() < count; ++serial)
        if (!ever(made.code(serial))) serials.push_back(serial);
    return serials;
}

std::string no_outline_to_keep(const model::Zone& grid) {
    return fmt::format("{} is locked or dedicated and has buildings, but no outline that could stay; unlock it and let `huegrid grid redraw` draw it, or import it again", name_with_code(grid));
}

Result<void> unchanged_since(const store::Writer& writer, const model::Snapshot& place, const Command& command) {
    const auto version = writer.version();
    if (!version) return fail(version.error());
    if (*version != place.version) return fail(ErrorCode::locked, "the file changed meanwhile; try again", command.file.string());
    return {};
}

}  // namespace huegrid::work
