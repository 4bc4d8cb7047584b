#include "engine/work/grids/community_redraw.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/geo/borders/coverage.hpp"
#include "engine/geo/shapes/overlay.hpp"
#include "engine/work/grids/community_plan.hpp"
#include "engine/work/zone_named.hpp"

namespace huegrid::work {
namespace {

Untiled untiled(const geo::Shape& community, std::span<const geo::Shape> outlines) {
    double sum = 0.0;
    for (const auto& outline : outlines) sum += geo::area_m2(outline);
    const double covered = geo::area_m2(geo::united(outlines)), gaps = geo::area_m2(geo::without(community, outlines));
    const auto some = [](double m2) { return std::max(0.0, m2); };
    return {gaps, some(sum - covered), some(covered - (geo::area_m2(community) - gaps))};
}

/// Atoms of no grid go, one after the other, to the grid that they share most of their border with. Those that no way leads to stay.
std::vector<Index> with_all_atoms(const grids::AtomGraph& graph) {
    std::vector<Index> grid_of(std::size_t(graph.size()));
    for (std::size_t atom = 0; atom < grid_of.size(); ++atom) grid_of[atom] = graph.current(Index(atom));
    for (bool found = true; found;) {
        found = false;
        double most = 0.0;
        std::pair<Index, Index> next{none, none};
        for (Index atom = 0; atom < graph.size(); ++atom) {
            if (grid_of[std::size_t(atom)] != none) continue;
            std::map<Index, double> shared;
            for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge)
                if (const Index grid = grid_of[std::size_t(graph.end_of(edge))]; grid != none)
                    if (const double metres = shared[grid] += graph.metres(edge); metres > most) most = metres, next = {atom, grid};
        }
        if (next.first != none) grid_of[std::size_t(next.first)] = next.second, found = true;
    }
    return grid_of;
}

/// One community at work.
class CommunityRedraw {
public:
    CommunityRedraw(const DivideTask& task, std::size_t at, const RedrawRequest& request) : task_(task), request_(request), place_(*task.snapshot), zone_(place_.zones[std::size_t(task.communities[at])]), buildings_(task.buildings[at]) {
        done_.zone = zone_.id, done_.name = zone_.name, done_.code = zone_.code;
        for (const Index b : buildings_) lived_in_.insert(grid_of(b));
        for (const Index child : zone_.children)
            if (place_.zones[std::size_t(child)].level == task.grid_level)
                (task.locked.contains(child) || !lived_in_.contains(child) ? staying_ : drawn_).push_back(child);
    }

    std::optional<RedrawnCommunity> carry_out() {
        if (drawn_.empty() && staying_.empty()) return {};
        if (zone_.shape.kind != geo::ShapeKind::polygon) done_.problem = "it has no outline";
        else if (const auto lost = std::find_if(staying_.begin(), staying_.end(), [&](Index zone) { return outline_of(zone).empty() && lived_in_.contains(zone); }); lost != staying_.end())
            done_.problem = no_outline_to_keep(place_.zones[std::size_t(*lost)]);
        else draw();
        return std::move(done_);
    }

private:
    [[nodiscard]] const geo::Shape& outline_of(Index zone) const { return place_.zones[std::size_t(zone)].shape; }
    [[nodiscard]] Index grid_of(Index building) const { return at_level(place_, place_.buildings.zones[std::size_t(building)], task_.grid_level); }

    void draw() {
        std::vector<geo::Shape> staying, today;
        for (const Index zone : staying_) staying.push_back(outline_of(zone));
        for (const Index zone : drawn_) today.push_back(outline_of(zone));
        if (drawn_.empty()) {
            const double whole = geo::area_m2(zone_.shape);
            done_.before = done_.after = untiled(zone_.shape, staying);
            if (done_.before.gaps_m2 + done_.before.overlaps_m2 + done_.before.outside_m2 > 1e-6 * whole) done_.problem = "none of its grids has a building and may be changed";
            return;
        }
        std::vector<Index> buildings, numbers;
        for (const Index b : buildings_) {
            const Index grid = grid_of(b);
            const auto found = std::find(drawn_.begin(), drawn_.end(), grid);
            if (found == drawn_.end() && grid != none) continue;
            buildings.push_back(b), numbers.push_back(found == drawn_.end() ? none : Index(found - drawn_.begin()));
        }
        // Ground that was in no grid gets borders only now, and the next drawing goes by them; so until nothing changes.
        constexpr int most_rounds = 6;
        auto outlines = today;
        for (int round = 0; round < most_rounds; ++round) {
            auto next = drawn_from(outlines, staying, buildings, numbers);
            if (!next) {
                if (round == 0) return void(done_.problem = std::move(next.error().message));
                break;
            }
            const bool settled = !differ(outlines, *next);
            outlines = std::move(*next);
            if (settled) break;
        }
        compare(staying, today, outlines);
    }

    /// The grids drawn around their buildings, where these borders part the ground. Fails  bad_input: a building would leave its grid.
    Result<std::vector<geo::Shape>> drawn_from(const std::vector<geo::Shape>& borders, const std::vector<geo::Shape>& staying, const std::vector<Index>& buildings, const std::vector<Index>& numbers) {
        static const std::vector<std::string> barriers{"main_road", "railway", "water"};
        const auto ground = grids::Ground::of_buildings(geo::without(zone_.shape, staying), ground_rows(place_, task_.counted, buildings, numbers),
                                                        lines_near(place_, barriers, zone_.box), {.kept = borders});
        if (!ground) return fail(ground.error());
        auto grid_of_atom = with_all_atoms(ground->graph());
        std::int64_t leaving = 0;
        done_.placed.clear();
        for (std::size_t i = 0; i < buildings.size(); ++i)
            if (const Index atom = ground->atom_of()[i]; numbers[i] != none && (atom == none || grid_of_atom[std::size_t(atom)] != numbers[i])) {
                if (!request_.force) return fail(ErrorCode::bad_input, would_leave(buildings[i], drawn_[std::size_t(numbers[i])], atom));
                ++leaving;
                done_.placed.push_back(place_.buildings.ids[std::size_t(buildings[i])]);
            } else if (numbers[i] == none) {
                done_.placed.push_back(place_.buildings.ids[std::size_t(buildings[i])]);
            }
        done_.leaving = leaving;
        // What no way leads to is a grid of its own, which isn't drawn.
        const auto grids = Index(drawn_.size());
        std::replace(grid_of_atom.begin(), grid_of_atom.end(), none, grids);
        auto outlines = ground->outlines(grid_of_atom, grids + 1);
        outlines.pop_back();
        return outlines;
    }

    [[nodiscard]] static bool differ(const std::vector<geo::Shape>& before, const std::vector<geo::Shape>& after) {
        for (std::size_t g = 0; g < before.size(); ++g)
            if (geo::outlines_differ(before[g], after[g])) return true;
        return false;
    }

    void compare(std::vector<geo::Shape> before, std::vector<geo::Shape>& today, std::vector<geo::Shape>& outlines) {
        auto after = before;
        before.insert(before.end(), today.begin(), today.end()), after.insert(after.end(), outlines.begin(), outlines.end());
        done_.before = untiled(zone_.shape, before), done_.after = untiled(zone_.shape, after);
        constexpr double seen_m2 = 0.01;
        const auto sum = [](const Untiled& untiled) { return untiled.gaps_m2 + untiled.overlaps_m2 + untiled.outside_m2; };
        if (sum(done_.after) > sum(done_.before) + 1.0) {
            done_.after = done_.before;
            done_.problem = "more of its ground would be in no grid, or in two, than is now; change its borders with another program";
            return;
        }
        // Borders of grids that tile stay as they are, unless the file's aren't valid.
        const bool in_order = sum(done_.before) <= seen_m2 && !differ(today, outlines);
        for (std::size_t g = 0; g < drawn_.size(); ++g) {
            const auto& zone = place_.zones[std::size_t(drawn_[g])];
            auto& outline = in_order ? today[g] : outlines[g];
            if (zone.outline_mended || outline != today[g]) done_.grids.push_back({zone.id, zone.name, zone.code, geo::area_m2(today[g]), geo::area_m2(outline), std::move(outline)});
        }
        std::stable_sort(done_.grids.begin(), done_.grids.end(), [](const auto& a, const auto& b) { return a.code < b.code; });
    }

    [[nodiscard]] std::string would_leave(Index building, Index grid, Index atom) const {
        const auto& zone = place_.zones[std::size_t(grid)];
        const auto name = place_.buildings.names[std::size_t(building)];
        const auto called = name.empty() ? fmt::format("{}", place_.buildings.ids[std::size_t(building)].value) : std::string(name);
        return atom == none ? fmt::format("building {} of {} stands outside the community, or on the ground of a locked or dedicated grid, and would leave its grid; --force draws it all the same", called, name_with_code(zone))
                            : fmt::format("building {} of {} stands on a building of another grid; put both into one with `huegrid grid move`", called, name_with_code(zone));
    }

    const DivideTask& task_;
    const RedrawRequest& request_;
    const model::Snapshot& place_;
    const model::Zone& zone_;
    const std::vector<Index>& buildings_;
    std::set<Index> lived_in_;              ///< grids with a building
    std::vector<Index> staying_, drawn_;    ///< zones; `drawn_` are numbered as here
    RedrawnCommunity done_;
};

}  // namespace

std::optional<RedrawnCommunity> redraw_community(const DivideTask& task, std::size_t at, const RedrawRequest& request) { return CommunityRedraw(task, at, request).carry_out(); }

}  // namespace huegrid::work
