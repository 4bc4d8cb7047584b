#include "engine/work/grid_edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/text.hpp"
#include "engine/geo/overlay.hpp"
#include "engine/grids/naming.hpp"
#include "engine/store/grid_writer.hpp"
#include "engine/store/register.hpp"
#include "engine/work/community_plan.hpp"
#include "engine/work/zone_named.hpp"

namespace huegrid::work {
namespace {

Result<Index> building_named(const std::filesystem::path& file, const model::Snapshot& place, const std::string& name) {
    const auto row = store::register_row(file, store::RegisterTable::building, name);
    if (!row) return fail(row.error());
    const Index found = place.find_building({row->rows.front().id});
    if (found == none) return fail(ErrorCode::not_found, fmt::format("building {} has ended", row->rows.front().id));
    return found;
}

/// The grids concerned and their buildings as a graph.
struct Region {
    std::vector<Index> grids;      ///< zones; the graph's grids have these numbers
    std::vector<Index> buildings;
    grids::Ground ground;
    std::vector<Index> grid_of;    ///< of each atom
};

Result<Region> region_of(const model::Snapshot& place, std::vector<Index> zones, Index level) {
    std::sort(zones.begin(), zones.end());
    zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
    Region region;
    region.grids = std::move(zones);
    std::vector<Index> numbers;
    for (std::size_t b = 0; b < place.buildings.size(); ++b) {
        const Index grid = at_level(place, place.buildings.zones[b], level);
        const auto found = std::find(region.grids.begin(), region.grids.end(), grid);
        if (grid == none || found == region.grids.end()) continue;
        region.buildings.push_back(Index(b));
        numbers.push_back(Index(found - region.grids.begin()));
    }
    std::vector<geo::Shape> shapes;
    for (const Index zone : region.grids) shapes.push_back(place.zones[std::size_t(zone)].shape);
    static const std::vector<std::string> barriers{"main_road", "railway", "water"};
    const auto united = geo::united(shapes);
    auto ground = grids::Ground::of_buildings(united, ground_rows(place, count_households(place), region.buildings, numbers),
                                              lines_near(place, barriers, geo::bounds(united)), {.kept = shapes});
    if (!ground) return fail(std::move(ground.error()));
    region.ground = std::move(*ground);
    region.grid_of = region.ground.graph().atoms().current;
    return region;
}

Result<void> may_change(const model::Snapshot& place, const Region& region, const std::filesystem::path& file) {
    const auto locked = store::locked_zones(file);
    if (!locked) return fail(locked.error());
    const auto& first = place.zones[std::size_t(region.grids.front())];
    for (const Index grid : region.grids) {
        const auto& zone = place.zones[std::size_t(grid)];
        if (std::find(locked->begin(), locked->end(), zone.id) != locked->end())
            return fail(ErrorCode::bad_input, fmt::format("{} is locked; `huegrid grid unlock` lets it be changed", name_with_code(zone)));
        if (zone.parent != first.parent)
            return fail(ErrorCode::bad_input, fmt::format("{} and {} are in different communities, and a grid lies in one", name_with_code(first), name_with_code(zone)));
    }
    return {};
}

/// What is to go where, as numbers of the region.
struct Moves {
    std::vector<Index> atoms;
    Index to = none;
};

Result<Moves> moves_of(const Region& region, const GridEdit& edit, const grids::Sizes& sizes, const std::vector<Index>& buildings, Index grid, Index into) {
    const auto number = [&](Index zone) { return Index(std::find(region.grids.begin(), region.grids.end(), zone) - region.grids.begin()); };
    Moves moves;
    moves.to = edit.change == GridChange::move ? number(grid) : edit.change == GridChange::merge ? number(into) : Index(region.grids.size());
    if (edit.change == GridChange::merge) moves.atoms = grids::atoms_in(region.grid_of, number(grid));
    else if (!buildings.empty())
        for (const Index b : buildings) {
            const auto at = std::find(region.buildings.begin(), region.buildings.end(), b) - region.buildings.begin();
            const Index atom = region.ground.atom_of()[std::size_t(at)];
            if (atom != none) moves.atoms.push_back(atom);
        }
    else {
        grids::DivideOptions options;
        options.demands.sizes = sizes;
        auto half = grids::half_of(region.ground.graph(), region.grid_of, number(grid), options);
        if (!half) return fail(std::move(half.error()));
        moves.atoms = std::move(*half);
    }
    std::sort(moves.atoms.begin(), moves.atoms.end());
    moves.atoms.erase(std::unique(moves.atoms.begin(), moves.atoms.end()), moves.atoms.end());
    std::erase_if(moves.atoms, [&](Index atom) { return region.grid_of[std::size_t(atom)] == moves.to; });
    if (moves.atoms.empty()) return fail(ErrorCode::bad_input, "nothing would change: the buildings are in that grid already");
    if (edit.change != GridChange::merge)
        for (std::size_t g = 0; g < region.grids.size(); ++g) {
            const auto members = grids::atoms_in(region.grid_of, Index(g));
            if (std::all_of(members.begin(), members.end(), [&](Index atom) { return std::binary_search(moves.atoms.begin(), moves.atoms.end(), atom); }) && !members.empty())
                return fail(ErrorCode::bad_input, "a grid would be left without a building; use `huegrid grid merge`");
        }
    return moves;
}

/// What would be moved, and which grids it would leave in pieces.
std::string what_breaks(const GridEdited& edited, const GridEdit& edit) {
    std::string broken, moved;
    for (const auto& grid : edited.grids)
        if (grid.after.pieces > std::max<Index>(1, grid.before.pieces))
            broken += fmt::format("{}{} {} in {} pieces ({} -> {} households)", broken.empty() ? "" : " and ", code_or_id(grid.code, grid.zone), grid.name, grid.after.pieces, grid.before.households, grid.after.households);
    constexpr std::size_t most_named = 5;
    for (std::size_t i = 0; i < edit.buildings.size() && i < most_named; ++i) moved += (i > 0 ? ", " : "") + edit.buildings[i];
    if (edit.buildings.size() > most_named) moved += fmt::format(" and {} more", edit.buildings.size() - most_named);
    switch (edit.change) {
        case GridChange::move: return fmt::format("moving {} to {} would leave {}", moved, edit.grid, broken);
        case GridChange::split: return fmt::format("splitting {}{} would leave {}", edit.grid, moved.empty() ? "" : " off " + moved, broken);
        case GridChange::merge: return fmt::format("merging {} into {} would leave {}", edit.grid, edit.into, broken);
    }
    return broken;
}

Date today() { return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()); }

}  // namespace

Result<GridEdited> edit_grids(const Command& command, const GridEdit& edit) {
    auto snapshot = store::load_snapshot(command.file);
    if (!snapshot) return fail(std::move(snapshot.error()));
    const auto& place = **snapshot;
    if (auto sound = check(edit.sizes, place); !sound) return fail(std::move(sound.error()));
    const Index level = place.find_level(edit.level);
    const auto grid = grid_named(place, edit.grid, edit.level);
    if (!grid) return fail(grid.error());
    std::vector<Index> concerned{*grid}, buildings;
    Index into = none;
    if (edit.change == GridChange::merge) {
        const auto other = grid_named(place, edit.into, edit.level);
        if (!other) return fail(other.error());
        if ((into = *other) == *grid) return fail(ErrorCode::bad_input, "a grid can't be merged into itself");
        concerned.push_back(into);
    }
    for (const auto& name : edit.buildings) {
        const auto building = building_named(command.file, place, name);
        if (!building) return fail(building.error());
        const Index now = at_level(place, place.buildings.zones[std::size_t(*building)], level);
        if (now == none) return fail(ErrorCode::bad_input, fmt::format("building {} lies in no {}", name, edit.level));
        if (edit.change == GridChange::split && now != *grid) return fail(ErrorCode::bad_input, fmt::format("building {} isn't in the grid that is split", name));
        buildings.push_back(*building);
        concerned.push_back(now);
    }
    auto region = region_of(place, std::move(concerned), level);
    if (!region) return fail(std::move(region.error()));
    if (auto may = may_change(place, *region, command.file); !may) return fail(std::move(may.error()));
    const auto& kind = place.zones[std::size_t(*grid)].kind;
    const auto moves = moves_of(*region, edit, edit.sizes.of(kind), buildings, *grid, into);
    if (!moves) return fail(moves.error());
    auto effect = grids::effect_of_moving(region->ground.graph(), region->grid_of, moves->atoms, moves->to, {});
    if (!effect) return fail(effect.error());

    const auto& parent = place.zones[std::size_t(place.zones[std::size_t(*grid)].parent)];
    auto after = region->grid_of;
    for (const Index atom : moves->atoms) after[std::size_t(atom)] = moves->to;
    const auto outlines = region->ground.outlines(after, Index(region->grids.size()) + 1);
    store::DividedZone divided{parent.id, edit.level, {}, {}};
    GridEdited edited{{}, effect->before, effect->after, effect->stays_whole(), 0};
    std::size_t successor = 0;
    for (std::size_t g = 0; g <= region->grids.size(); ++g) {
        if (outlines[g].empty()) continue;
        if (Index(g) == moves->to) successor = divided.grids.size();
        if (g < region->grids.size()) {
            divided.grids.push_back({place.zones[std::size_t(region->grids[g])].id, "", "", "", outlines[g]});
            continue;
        }
        const auto codes = store::codes_ever(command.file, parent.id, edit.level);
        if (!codes) return fail(codes.error());
        const auto code = grids::code_template(edit.codes, parent.code);
        if (!code) return fail(code.error());
        const auto serial = grids::next_serials(*code, *codes, 1).front();
        std::vector<std::string> taken;
        for (const Index child : parent.children) taken.push_back(place.zones[std::size_t(child)].name);
        divided.grids.push_back({{}, grids::grid_name(edit.names, serial, taken), parent.code.empty() ? "" : code->code(serial), kind.empty() ? "general" : kind, outlines[g]});
    }
    if (edit.change == GridChange::merge) divided.ended.push_back({place.zones[std::size_t(*grid)].id, successor});
    for (auto& on : effect->grids) {
        const bool begun = std::size_t(on.grid) == region->grids.size();
        const auto& sizes = edit.sizes.of(begun ? kind : place.zones[std::size_t(region->grids[std::size_t(on.grid)])].kind);
        for (auto* state : {&on.before, &on.after}) state->outside_by = state->atoms > 0 ? sizes.outside_by(state->households, state->people) : 0;
        if (begun) {
            edited.grids.push_back({{}, divided.grids.back().name, divided.grids.back().code, on.before, on.after});
            continue;
        }
        const auto& zone = place.zones[std::size_t(region->grids[std::size_t(on.grid)])];
        edited.grids.push_back({zone.id, zone.name, zone.code, on.before, on.after});
    }
    if (command.mode == Mode::dry_run) return edited;
    if (!edited.whole && !edit.force) return fail(ErrorCode::bad_input, what_breaks(edited, edit) + "; --force with a --reason does it all the same");
    if (!edited.whole && trimmed(command.actor.reason).empty())
        return fail(ErrorCode::bad_input, what_breaks(edited, edit) + "; --force does it, once you say why: --reason 'TEXT', which the journal keeps", "--reason");

    auto writer = store::Writer::open(command.file, {"grid", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    const auto written = store::write_division(*writer, divided, today());
    if (!written) return fail(written.error());
    for (auto& each : edited.grids)
        if (!each.zone) each.zone = written->ids.back();
    if (auto placed = writer->place(); !placed) return fail(std::move(placed.error()));
    std::string names;
    for (const auto& each : edited.grids) names += fmt::format("{}{} {}", names.empty() ? "" : ", ", code_or_id(each.code, each.zone), each.name);
    auto entry = writer->commit(fmt::format("{}: {}", edit.change == GridChange::move ? "moved buildings" : edit.change == GridChange::split ? "split" : "merged", names));
    if (!entry) return fail(std::move(entry.error()));
    edited.journal_entry = *entry;
    return edited;
}

Result<std::int64_t> rename_grid(const Command& command, const std::string& grid, const std::string& name, const std::string& level) {
    if (trimmed(name).empty()) return fail(ErrorCode::bad_input, "a grid needs a name");
    const auto snapshot = store::load_snapshot(command.file);
    if (!snapshot) return fail(snapshot.error());
    const auto zone = grid_named(**snapshot, grid, level);
    if (!zone) return fail(zone.error());
    const auto& renamed = (*snapshot)->zones[std::size_t(*zone)];
    for (const auto& other : (*snapshot)->zones)
        if (other.level == renamed.level && other.parent == renamed.parent && other.id != renamed.id && other.name == trimmed(name))
            return fail(ErrorCode::bad_input, fmt::format("{} is called '{}' already", other.code.empty() ? std::to_string(other.id.value) : other.code, other.name));
    if (command.mode == Mode::dry_run || renamed.name == trimmed(name)) return 0;
    auto writer = store::Writer::open(command.file, {"grid", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    if (auto done = store::rename_zone(*writer, renamed.id, trimmed(name)); !done) return fail(std::move(done.error()));
    return writer->commit(fmt::format("{} is called {}", name_with_code(renamed), trimmed(name)));
}

Result<std::int64_t> lock_grid(const Command& command, const std::string& grid, store::ZoneLock lock, const std::string& level) {
    const auto snapshot = store::load_snapshot(command.file);
    if (!snapshot) return fail(snapshot.error());
    const auto zone = grid_named(**snapshot, grid, level);
    if (!zone) return fail(zone.error());
    const auto& locked = (*snapshot)->zones[std::size_t(*zone)];
    const auto locks = store::locked_zones(command.file);
    if (!locks) return fail(locks.error());
    const bool so_already = (std::find(locks->begin(), locks->end(), locked.id) != locks->end()) == (lock == store::ZoneLock::on);
    if (command.mode == Mode::dry_run || so_already) return 0;
    auto writer = store::Writer::open(command.file, {"grid", command.actor, command.wait});
    if (!writer) return fail(std::move(writer.error()));
    if (auto done = store::lock_zone(*writer, locked.id, lock); !done) return fail(std::move(done.error()));
    return writer->commit(fmt::format("{} {}", lock == store::ZoneLock::on ? "locked" : "unlocked", name_with_code(locked)));
}

}  // namespace huegrid::work
