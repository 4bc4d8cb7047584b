#include "engine/work/grids/community_division.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "engine/geo/borders/coverage.hpp"
#include "engine/geo/shapes/overlay.hpp"
#include "engine/grids/naming.hpp"
#include "engine/work/grids/community_plan.hpp"
#include "engine/work/grids/division_outlines.hpp"

namespace huegrid::work {
namespace {

/// One community at work.
class CommunityDivision {
public:
    CommunityDivision(const DivideTask& task, const DivideRequest& request, std::size_t at)
        : task_(task), request_(request), place_(*task.snapshot), zone_(place_.zones[std::size_t(task.communities[at])]), buildings_(task.buildings[at]),
          codes_(task.codes) {
        done_.zone = zone_.id, done_.name = zone_.name, done_.code = zone_.code;
        for (const Index child : zone_.children)
            if (place_.zones[std::size_t(child)].level == task.grid_level) (task.locked.contains(child) ? locked_ : current_).push_back(child);
    }

    DividedCommunity carry_out(const Progress& progress) {
        list_kept();
        if (const auto ground = ground_of(); !ground) done_.problem = ground.error().message;
        else if (const auto divided = divide(*ground, progress); !divided) done_.problem = divided.error().message;
        else describe(*ground, *divided, progress);
        return std::move(done_);
    }

private:
    [[nodiscard]] Index grid_of_today(Index building) const { return at_level(place_, place_.buildings.zones[std::size_t(building)], task_.grid_level); }
    [[nodiscard]] Index number_of_today(Index building) const {
        const auto found = std::find(current_.begin(), current_.end(), grid_of_today(building));
        return found == current_.end() ? none : Index(found - current_.begin());
    }

    void list_kept() {
        for (const Index grid : locked_) {
            const auto& zone = place_.zones[std::size_t(grid)];
            std::vector<Index> buildings;
            for (const Index b : buildings_)
                if (grid_of_today(b) == grid) buildings.push_back(b);
            done_.kept.push_back(measure_grid(place_, task_.counted, zone, buildings));
            done_.kept.back().locked = true;
        }
        std::stable_sort(done_.kept.begin(), done_.kept.end(), [](const GridRow& a, const GridRow& b) { return a.code < b.code; });
    }

    Result<grids::Ground> ground_of() {
        if (zone_.shape.kind != geo::ShapeKind::polygon) return fail(ErrorCode::bad_input, "it has no outline");
        for (const Index grid : locked_)
            if (const auto& zone = place_.zones[std::size_t(grid)]; zone.shape.empty() && std::any_of(buildings_.begin(), buildings_.end(), [&](Index b) { return grid_of_today(b) == grid; }))
                return fail(ErrorCode::bad_input, no_outline_to_keep(zone));
        const auto kept = outlines_of(locked_);
        for (const Index b : buildings_)
            if (std::find(locked_.begin(), locked_.end(), grid_of_today(b)) == locked_.end()) divided_.push_back(b), today_.push_back(number_of_today(b));
        if (divided_.empty()) return fail(ErrorCode::bad_input, buildings_.empty() ? "it has no building" : "all its buildings are in grids that stay as they are");
        ground_parts_ = zone_.shape.part_ends.size();
        if (task_.block_level != none) return ground_of_blocks();
        const auto shape = geo::without(zone_.shape, kept);
        const auto borders = outlines_of(current_);
        ground_parts_ = shape.part_ends.size();
        auto ground = grids::Ground::of_buildings(shape, ground_rows(place_, task_.counted, divided_, today_), lines_near(place_, request_.barriers, zone_.box),
                                                  {request_.atoms == "estate" ? grids::AtomsOf::estates : grids::AtomsOf::buildings, request_.crossing, borders,
                                                   request_.start == grids::Start::from_current ? grids::Borders::todays_if_whole : grids::Borders::anew_if_whole});
        if (ground) atom_of_ = ground->atom_of();
        return ground;
    }

    /// Zones of a level as atoms, each with the buildings that lie in it.
    Result<grids::Ground> ground_of_blocks() {
        grids::GroundRows rows;
        std::map<Index, Index> atoms;
        for (const Index within : blocks_in(zone_)) {
            const auto& block = place_.zones[std::size_t(within)];
            if (block.shape.kind != geo::ShapeKind::polygon) continue;
            atoms[within] = Index(rows.shapes.size());
            rows.shapes.push_back(block.shape);
            rows.households.push_back(0);
            if (!task_.counted.people.empty()) rows.people.push_back(0);
            rows.estates.push_back(none);
            rows.current.push_back(none);
        }
        if (atoms.empty()) return fail(ErrorCode::bad_input, "no block lies in it");
        for (std::size_t i = 0; i < divided_.size(); ++i) {
            const auto b = std::size_t(divided_[i]);
            const auto found = atoms.find(at_level(place_, place_.buildings.zones[b], task_.block_level));
            atom_of_.push_back(found == atoms.end() ? none : found->second);
            if (found == atoms.end()) continue;
            const auto atom = std::size_t(found->second);
            rows.households[atom] += task_.counted.households[b];
            if (!rows.people.empty()) rows.people[atom] += task_.counted.people[b];
            rows.current[atom] = today_[i];
        }
        return grids::Ground::of_blocks(rows);
    }

    /// Also those in its grids of today.
    [[nodiscard]] std::vector<Index> blocks_in(const model::Zone& zone) const {
        std::vector<Index> blocks;
        for (const Index child : zone.children) {
            const auto& within = place_.zones[std::size_t(child)];
            if (within.level == task_.block_level) blocks.push_back(child);
            else for (const Index block : blocks_in(within)) blocks.push_back(block);
        }
        std::sort(blocks.begin(), blocks.end());
        return blocks;
    }

    Result<grids::Division> divide(const grids::Ground& ground, const Progress& progress) const {
        grids::DivideOptions options;
        options.demands = {request_.sizes.general, request_.weights, {}};
        options.start = current_.empty() ? grids::Start::anew : request_.start;
        options.seed = request_.seed * 0x9e3779b97f4a7c15ULL + std::uint64_t(zone_.id.value);
        options.effort = request_.effort;
        Progress silent;
        silent.stop = progress.stop;
        return grids::divide(ground.graph(), options, silent);
    }

    void describe(const grids::Ground& ground, const grids::Division& divided, const Progress& progress) {
        done_.score = divided.score, done_.proved = divided.proved, done_.is_todays = divided.is_todays;
        grid_of_.assign(divided_.size(), none);
        for (std::size_t i = 0; i < divided_.size(); ++i)
            if (atom_of_[i] != none) grid_of_[i] = divided.grid_of[std::size_t(atom_of_[i])];
        find_todays(divided);
        auto outlines = outlines_of_grids(ground, divided, progress);
        std::vector<std::size_t> row_of(static_cast<std::size_t>(divided.grids), 0);
        for (std::size_t grid = 0; grid < outlines.size(); ++grid) {
            if (outlines[grid].empty() && std::find(grid_of_.begin(), grid_of_.end(), Index(grid)) == grid_of_.end()) continue;
            row_of[grid] = done_.grids.size();
            auto row = row_for(Index(grid), std::move(outlines[grid]));
            if (todays_[grid] != none) {
                const auto& zone = zone_today(grid);
                row.zone = zone.id, row.code = zone.code, row.name = zone.name;
                if (same_[grid] && geo::outlines_differ(zone.shape, row.outline)) done_.redrawn.push_back(done_.grids.size());
            }
            done_.grids.push_back(std::move(row));
        }
        count_crossings(ground, divided, row_of);
        name_new_grids();
        for (const auto& unmet : divided.unmet) done_.unsatisfied.push_back({unmet.grid == none ? 0 : row_of[std::size_t(unmet.grid)], unmet});
        name_pieces(row_of);
        end_grids(row_of);
        list_buildings(row_of);
        sort_by_code();
    }

    /// Which grid of today each one is, and which of them have the same buildings still.
    void find_todays(const grids::Division& divided) {
        keeps_numbers_ = request_.start == grids::Start::from_current || divided.is_todays;
        const auto grids = static_cast<std::size_t>(divided.grids);
        std::vector<std::set<Index>> from(grids), into(current_.size());
        for (std::size_t i = 0; i < divided_.size(); ++i) {
            if (grid_of_[i] == none) continue;
            from[std::size_t(grid_of_[i])].insert(today_[i]);
            if (today_[i] != none) into[std::size_t(today_[i])].insert(grid_of_[i]);
        }
        todays_.assign(grids, none), same_.assign(grids, false);
        for (std::size_t grid = 0; grid < grids; ++grid) {
            const Index only = from[grid].size() == 1 ? *from[grid].begin() : none;
            same_[grid] = only != none && into[std::size_t(only)].size() == 1;
            todays_[grid] = keeps_numbers_ && grid < current_.size() ? Index(grid) : same_[grid] ? only : none;
        }
        const auto same = std::size_t(std::count(same_.begin(), same_.end(), true));
        done_.unchanged = same > 0 && same == current_.size() && std::all_of(from.begin(), from.end(), [](const auto& grids_of_today) { return grids_of_today.size() < 2; }) &&
                          same == std::size_t(std::count_if(from.begin(), from.end(), [](const auto& grids_of_today) { return !grids_of_today.empty(); }));
    }

    [[nodiscard]] std::vector<geo::Shape> outlines_of_grids(const grids::Ground& ground, const grids::Division& divided, const Progress& progress) const {
        if (!done_.unchanged) return division_outlines({task_, request_, zone_, locked_, current_, divided_, today_, grid_of_, todays_, same_, keeps_numbers_, ground, divided, progress});
        std::vector<geo::Shape> outlines(static_cast<std::size_t>(divided.grids));
        for (std::size_t grid = 0; grid < outlines.size(); ++grid)
            if (same_[grid]) outlines[grid] = zone_today(grid).shape;
        return outlines;
    }
    [[nodiscard]] const model::Zone& zone_today(std::size_t grid) const { return place_.zones[std::size_t(current_[std::size_t(todays_[grid])])]; }

    [[nodiscard]] std::vector<geo::Shape> outlines_of(std::span<const Index> zones) const {
        std::vector<geo::Shape> outlines;
        for (const Index zone : zones) outlines.push_back(place_.zones[std::size_t(zone)].shape);
        return outlines;
    }

    /// Grids whose buildings hang together, and whose ground doesn't.
    void name_pieces(const std::vector<std::size_t>& row_of) {
        for (std::size_t grid = 0; grid < row_of.size(); ++grid) {
            const auto row = row_of[grid];
            const bool told = std::any_of(done_.unsatisfied.begin(), done_.unsatisfied.end(), [&](const auto& each) { return each.grid == row && each.unmet.pieces > 1; });
            if (std::find(grid_of_.begin(), grid_of_.end(), Index(grid)) == grid_of_.end() || done_.grids[row].pieces == 1 || told) continue;
            const auto& there = done_.grids[row];
            const bool bare = pieces_lived_in(Index(grid), there.outline) == 1;
            done_.unsatisfied.push_back({row, {none, there.households, there.people, 0, Index(there.pieces), bare ? grids::Unmet::Reason::bare_ground : grids::Unmet::Reason::drawn_apart,
                                               bare && ground_parts_ > 1, {}}});
        }
    }
    [[nodiscard]] std::ptrdiff_t pieces_lived_in(Index grid, const geo::Shape& outline) const {
        const auto parts = geo::parts_of(outline);
        return std::count_if(parts.begin(), parts.end(), [&](const geo::Shape& part) {
            for (std::size_t i = 0; i < divided_.size(); ++i)
                if (grid_of_[i] == grid && geo::covers(part, geo::point_on_surface(place_.buildings.shapes.at(std::size_t(divided_[i]))))) return true;
            return false;
        });
    }

    GridRow row_for(Index grid, geo::Shape outline) const {
        std::vector<Index> buildings;
        for (std::size_t i = 0; i < divided_.size(); ++i)
            if (grid_of_[i] == grid) buildings.push_back(divided_[i]);
        auto row = measure_grid(place_, task_.counted, buildings, std::move(outline));
        std::map<Index, std::int64_t> from;
        for (const Index b : buildings)
            if (const Index number = number_of_today(b); number != none) from[number] += task_.counted.households[std::size_t(b)];
        std::int64_t stay = 0;
        for (const auto& [number, households] : from) {
            row.moved += households;
            stay = keeps_numbers_ ? (number == todays_[std::size_t(grid)] ? households : stay) : std::max(stay, households);
        }
        row.moved -= stay;
        return row;
    }

    void count_crossings(const grids::Ground& ground, const grids::Division& divided, const std::vector<std::size_t>& row_of) {
        const auto crossings = grids::crossings_of(ground.graph(), divided.grid_of, divided.grids);
        for (std::size_t grid = 0; grid < crossings.size(); ++grid)
            if (crossings[grid] > 0) done_.grids[row_of[grid]].crossings = crossings[grid];
    }

    void name_new_grids() {
        std::vector<std::size_t> fresh;
        std::vector<geo::WorldPoint> centres;
        for (std::size_t g = 0; g < done_.grids.size(); ++g)
            if (!done_.grids[g].zone) fresh.push_back(g), centres.push_back(geo::bounds(done_.grids[g].outline).centre());
        const auto code = grids::code_template(request_.codes, zone_.code).value();
        const auto serials = new_serials(codes_, zone_, code, fresh.size(), current_.size() + locked_.size());
        const auto order = grids::reading_order(centres);
        done_.begun = fresh;
        std::vector<std::string> taken;
        for (const auto& grid : done_.grids) taken.push_back(grid.name);
        for (const Index zone : locked_) taken.push_back(place_.zones[std::size_t(zone)].name);
        for (std::size_t i = 0; i < order.size(); ++i) {
            auto& grid = done_.grids[fresh[order[i]]];
            if (!zone_.code.empty()) grid.code = code.code(serials[i]);
            grid.name = grids::grid_name(request_.names, serials[i], taken);
            taken.push_back(grid.name);
        }
    }

    /// Grids of today that nothing continues end; most of their households (else buildings) say who takes over.
    void end_grids(const std::vector<std::size_t>& row_of) {
        if (done_.unchanged) return;
        for (std::size_t g = 0; g < current_.size(); ++g) {
            const auto& zone = place_.zones[std::size_t(current_[g])];
            if (std::any_of(done_.grids.begin(), done_.grids.end(), [&](const GridRow& row) { return row.zone == zone.id; })) continue;
            std::map<std::size_t, double> into;
            for (std::size_t i = 0; i < divided_.size(); ++i)
                if (today_[i] == Index(g) && grid_of_[i] != none)
                    into[row_of[std::size_t(grid_of_[i])]] += task_.counted.households[std::size_t(divided_[i])] + 1e-6;
            const auto best = std::max_element(into.begin(), into.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
            done_.ended.push_back({zone.id, zone.code, zone.name, best == into.end() ? nearest(current_[g]) : best->first});
        }
    }
    /// Buildings in finer zones than grids, as the blocks that were put together, go with these.
    void list_buildings(const std::vector<std::size_t>& row_of) {
        for (std::size_t i = 0; i < divided_.size(); ++i) {
            const auto b = std::size_t(divided_[i]);
            const Index zone = place_.buildings.zones[b];
            if (zone != none && place_.zones[std::size_t(zone)].level > task_.grid_level) continue;
            if (grid_of_[i] != none) done_.buildings.push_back({place_.buildings.ids[b], row_of[std::size_t(grid_of_[i])]});
        }
    }
    /// Rows are shown by code; what refers to them follows.
    void sort_by_code() {
        std::vector<std::size_t> order(done_.grids.size()), place(done_.grids.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return done_.grids[a].code < done_.grids[b].code; });
        std::vector<GridRow> sorted;
        for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i, sorted.push_back(std::move(done_.grids[order[i]]));
        done_.grids = std::move(sorted);
        for (auto& each : done_.unsatisfied) each.grid = place[each.grid];
        for (auto& ended : done_.ended) ended.successor = place[ended.successor];
        for (auto& [building, grid] : done_.buildings) grid = place[grid];
        for (auto* some : {&done_.begun, &done_.redrawn}) {
            for (auto& each : *some) each = place[each];
            std::sort(some->begin(), some->end());
        }
    }
    [[nodiscard]] std::size_t nearest(Index grid) const {
        const auto at = place_.zones[std::size_t(grid)].box.centre();
        const auto away = [&](const GridRow& row) { const auto c = geo::bounds(row.outline).centre(); return std::hypot(c.x - at.x, c.y - at.y); };
        return std::size_t(std::min_element(done_.grids.begin(), done_.grids.end(), [&](const auto& a, const auto& b) { return away(a) < away(b); }) - done_.grids.begin());
    }

    const DivideTask& task_;
    const DivideRequest& request_;
    const model::Snapshot& place_;
    const model::Zone& zone_;
    const std::vector<Index>& buildings_;
    const std::vector<store::CodeEver>& codes_;
    std::vector<Index> locked_, current_;          ///< zones; `current_` are numbered as here
    std::vector<Index> divided_, today_, atom_of_;  ///< buildings that are divided; each one's grid of today and atom
    std::vector<Index> grid_of_;                    ///< each one's grid, of the division
    std::vector<Index> todays_;                     ///< of the division's grids, the grid of today that it is
    std::vector<bool> same_;                        ///< … and has the same buildings
    std::size_t ground_parts_ = 1;                  ///< of the ground that is divided
    bool keeps_numbers_ = false;                    ///< the division's grids are today's under their numbers, and new ones after them
    DividedCommunity done_;
};

}  // namespace

DividedCommunity divide_community(const DivideTask& task, const DivideRequest& request, std::size_t at, const Progress& progress) {
    return CommunityDivision(task, request, at).carry_out(progress);
}

}  // namespace huegrid::work
