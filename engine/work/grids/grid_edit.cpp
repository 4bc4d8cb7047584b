#include "engine/work/grids/grid_edit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/plural.hpp"
#include "engine/base/text.hpp"
#include "engine/geo/borders/coverage.hpp"
#include "engine/geo/shapes/overlay.hpp"
#include "engine/grids/naming.hpp"
#include "engine/store/commands/grid_writer.hpp"
#include "engine/store/register/register.hpp"
#include "engine/work/grids/community_plan.hpp"
#include "engine/work/grids/divide_task.hpp"
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
                                              lines_near(place, barriers, geo::bounds(united)), {.kept = shapes, .borders = grids::Borders::todays_if_whole});
    if (!ground) return fail(std::move(ground.error()));
    region.ground = std::move(*ground);
    region.grid_of = region.ground.graph().atoms().current;
    return region;
}

Result<void> may_change(const model::Snapshot& place, const Region& region, const std::filesystem::path& file) {
    const auto locked = store::locked_zones(file);
    if (!locked) return fail(locked.error());
    const auto& first = place.zones[std::size_t(region.grids.front())];
    if (first.parent == none) return fail(ErrorCode::bad_input, fmt::format("{} lies in no community; import the communities first", name_with_code(first)));
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
        if (grid.after.pieces > std::max<std::int64_t>(1, grid.before.pieces))
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

/// The zones and buildings that an edit names.
struct Named {
    Index level = none, grid = none, into = none;
    std::vector<Index> concerned;  ///< grids
    std::vector<Index> buildings;
};

Result<Named> named_by(const GridEdit& edit, const model::Snapshot& place, const std::filesystem::path& file) {
    Named named;
    named.level = place.find_level(edit.level);
    const auto grid = grid_named(place, edit.grid, edit.level);
    if (!grid) return fail(grid.error());
    named.grid = *grid;
    named.concerned.push_back(*grid);
    if (edit.change == GridChange::merge) {
        const auto into = grid_named(place, edit.into, edit.level);
        if (!into) return fail(into.error());
        if (*into == *grid) return fail(ErrorCode::bad_input, "a grid can't be merged into itself");
        named.into = *into;
        named.concerned.push_back(*into);
    }
    for (const auto& name : edit.buildings) {
        const auto building = building_named(file, place, name);
        if (!building) return fail(building.error());
        const Index now = at_level(place, place.buildings.zones[std::size_t(*building)], named.level);
        if (now == none) return fail(ErrorCode::bad_input, fmt::format("building {} lies in no {}", name, edit.level));
        if (edit.change == GridChange::split && now != *grid) return fail(ErrorCode::bad_input, fmt::format("building {} isn't in the grid that is split", name));
        named.buildings.push_back(*building);
        named.concerned.push_back(now);
    }
    for (const auto& zone : place.zones)
        if (edit.change != GridChange::merge && zone.level != none && zone.level > named.level && zone.parent != none &&
            std::find(named.concerned.begin(), named.concerned.end(), at_level(place, zone.parent, named.level)) != named.concerned.end())
            return fail(ErrorCode::bad_input, fmt::format("there are zones within the {}, as '{}', which wouldn't fit into changed ones; change the finest level", plural(edit.level), zone.name), "--level");
    return named;
}

/// One edit of one file, from what it names to what is written.
class HandEdit {
public:
    HandEdit(const Command& command, const GridEdit& edit, const model::Snapshot& place, Named named, Region region)
        : command_(command), edit_(edit), place_(place), named_(std::move(named)), region_(std::move(region)),
          parent_(place.zones[std::size_t(zone(named_.grid).parent)]), kind_(zone(named_.grid).kind) {}

    Result<GridEdited> run() {
        auto moves = moves_of(region_, edit_, edit_.sizes.of(kind_), named_.buildings, named_.grid, named_.into);
        if (!moves) return fail(std::move(moves.error()));
        moves_ = std::move(*moves);
        const auto effect = grids::effect_of_moving(region_.ground.graph(), region_.grid_of, moves_.atoms, moves_.to, {});
        if (!effect) return fail(effect.error());
        if (auto drawn = draw(); !drawn) return fail(std::move(drawn.error()));
        tell(*effect);
        if (command_.mode == Mode::dry_run) return std::move(edited_);
        if (auto may = may_break(); !may) return fail(std::move(may.error()));
        if (auto stored = store_it(); !stored) return fail(std::move(stored.error()));
        return std::move(edited_);
    }

private:
    [[nodiscard]] const model::Zone& zone(Index at) const { return place_.zones[std::size_t(at)]; }
    [[nodiscard]] Index new_number() const { return Index(region_.grids.size()); }

    Result<void> draw() {
        outlines_ = region_.ground.outlines(grid_after(), new_number() + 1);
        divided_ = {parent_.id, edit_.level, {}, {}};
        std::size_t successor = 0;
        for (std::size_t g = 0; g < outlines_.size(); ++g) {
            if (outlines_[g].empty()) continue;
            if (Index(g) == moves_.to) successor = divided_.grids.size();
            if (Index(g) < new_number()) {
                divided_.grids.push_back({zone(region_.grids[g]).id, "", "", "", outlines_[g]});
                continue;
            }
            auto begun = new_grid(outlines_[g]);
            if (!begun) return fail(std::move(begun.error()));
            divided_.grids.push_back(std::move(*begun));
        }
        if (edit_.change == GridChange::merge) divided_.ended.push_back({zone(named_.grid).id, successor});
        return {};
    }

    /// Of the kind of the one that it is split off.
    Result<store::DividedGrid> new_grid(const geo::Shape& outline) const {
        const auto codes = store::codes_ever(command_.file, edit_.level);
        if (!codes) return fail(codes.error());
        const auto code = grids::code_template(edit_.codes, parent_.code);
        if (!code) return fail(code.error());
        std::vector<std::string> taken;
        for (const Index child : parent_.children) taken.push_back(zone(child).name);
        const auto there = std::count_if(parent_.children.begin(), parent_.children.end(), [&](Index child) { return zone(child).level == named_.level; });
        const auto serial = new_serials(*codes, parent_, *code, 1, std::size_t(there)).front();
        return store::DividedGrid{{}, grids::grid_name(edit_.names, serial, taken), parent_.code.empty() ? "" : code->code(serial), kind_.empty() ? "general" : kind_, outline};
    }

    void tell(const grids::Effect& effect) {
        const bool drawn_whole = is_drawn_whole();
        edited_ = {{}, effect.before, effect.after, effect.stays_whole() && drawn_whole, 0};
        const auto after = grid_after();
        for (const auto& on : effect.grids) {
            const auto* today = on.grid == new_number() ? nullptr : &zone(region_.grids[std::size_t(on.grid)]);
            const auto id = today ? today->id : ZoneId{};
            const auto drawn = std::find_if(divided_.grids.begin(), divided_.grids.end(), [&](const auto& grid) { return grid.continues == id; });
            const auto& sizes = edit_.sizes.of(today ? today->kind : kind_);
            GridEdited::Grid grid{id, today ? today->name : drawn->name, today ? today->code : drawn->code, state(on.before, region_.grid_of, on.grid, sizes), state(on.after, after, on.grid, sizes)};
            if (!drawn_whole && drawn != divided_.grids.end()) grid.after.pieces = std::max(grid.after.pieces, std::int64_t(drawn->shape.part_ends.size()));
            edited_.grids.push_back(std::move(grid));
        }
    }
    [[nodiscard]] GridEdited::State state(const grids::GridState& of, const std::vector<Index>& grid_of, Index number, const grids::Sizes& sizes) const {
        const auto& atoms = region_.ground.atom_of();
        const auto buildings = std::count_if(atoms.begin(), atoms.end(), [&](Index atom) { return atom != none && grid_of[std::size_t(atom)] == number; });
        return {of.households, of.people, buildings, of.atoms > 0 ? sizes.outside_by(of.households, of.people) : 0, of.pieces};
    }

    /// Buildings that border on each other may come out apart when they are drawn. Pieces that there are already, as exclaves, may stay.
    [[nodiscard]] bool is_drawn_whole() const {
        std::vector<geo::Shape> before, after;
        for (const Index grid : region_.grids) before.push_back(zone(grid).shape);
        for (const auto& grid : divided_.grids) after.push_back(grid.shape);
        return geo::extra_parts(after) <= geo::extra_parts(before);
    }

    Result<void> may_break() const {
        if (edited_.whole) return {};
        if (!edit_.force) return fail(ErrorCode::bad_input, what_breaks(edited_, edit_) + "; --force with a --reason does it all the same");
        if (trimmed(command_.actor.reason).empty())
            return fail(ErrorCode::bad_input, what_breaks(edited_, edit_) + "; --force does it, once you say why: --reason 'TEXT', which the journal keeps", "--reason");
        return {};
    }

    Result<void> store_it() {
        auto writer = store::Writer::open(command_.file, {"grid", command_.actor, command_.wait});
        if (!writer) return fail(std::move(writer.error()));
        if (auto same = unchanged_since(*writer, place_, command_); !same) return same;
        const auto written = store::write_division(*writer, divided_, today());
        if (!written) return fail(written.error());
        for (auto& each : edited_.grids)
            if (!each.zone) each.zone = written->ids.back();
        if (auto placed = writer->place(put_buildings(*written)); !placed) return fail(std::move(placed.error()));
        std::string names;
        for (const auto& each : edited_.grids) names += fmt::format("{}{} {}", names.empty() ? "" : ", ", code_or_id(each.code, each.zone), each.name);
        auto entry = writer->commit(fmt::format("{}: {}", edit_.change == GridChange::move ? "moved buildings" : edit_.change == GridChange::split ? "split" : "merged", names));
        if (!entry) return fail(std::move(entry.error()));
        edited_.journal_entry = *entry;
        return {};
    }

    /// Those in finer zones go with these.
    [[nodiscard]] std::vector<store::PutBuilding> put_buildings(const store::WrittenDivision& written) const {
        std::vector<ZoneId> zone_of(std::size_t(new_number()) + 1);  // by number
        for (std::size_t g = 0, at = 0; g < zone_of.size(); ++g)
            if (!outlines_[g].empty()) zone_of[g] = written.ids[at++];
        const auto after = grid_after();
        std::vector<store::PutBuilding> put;
        for (std::size_t i = 0; i < region_.buildings.size(); ++i) {
            const auto b = std::size_t(region_.buildings[i]);
            const Index atom = region_.ground.atom_of()[i];
            if (atom != none && zone(place_.buildings.zones[b]).level <= named_.level) put.push_back({place_.buildings.ids[b], zone_of[std::size_t(after[std::size_t(atom)])]});
        }
        return put;
    }
    [[nodiscard]] std::vector<Index> grid_after() const {
        auto after = region_.grid_of;
        for (const Index atom : moves_.atoms) after[std::size_t(atom)] = moves_.to;
        return after;
    }

    const Command& command_;
    const GridEdit& edit_;
    const model::Snapshot& place_;
    const Named named_;
    const Region region_;
    const model::Zone& parent_;
    const std::string& kind_;  ///< of the grid that is named
    Moves moves_;
    std::vector<geo::Shape> outlines_;  ///< by number, as the grids are then
    store::DividedZone divided_;
    GridEdited edited_;
};

}  // namespace

Result<GridEdited> edit_grids(const Command& command, const GridEdit& edit) {
    const auto snapshot = store::load_snapshot(command.file);
    if (!snapshot) return fail(snapshot.error());
    const auto& place = **snapshot;
    if (auto sound = check(edit.sizes, place); !sound) return fail(std::move(sound.error()));
    auto named = named_by(edit, place, command.file);
    if (!named) return fail(std::move(named.error()));
    auto region = region_of(place, named->concerned, named->level);
    if (!region) return fail(std::move(region.error()));
    if (auto may = may_change(place, *region, command.file); !may) return fail(std::move(may.error()));
    return HandEdit(command, edit, place, std::move(*named), std::move(*region)).run();
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
