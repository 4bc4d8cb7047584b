#include "engine/work/grids/division_outlines.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <set>

#include "engine/geo/borders/coverage.hpp"
#include "engine/geo/shapes/overlay.hpp"
#include "engine/work/grids/community_plan.hpp"

namespace huegrid::work {
namespace {

class Drawing {
public:
    explicit Drawing(const ToDraw& of) : of_(of), place_(*of.task.snapshot), again_(std::size_t(of.divided.grids), true) {
        for (std::size_t grid = 0; grid < again_.size(); ++grid)
            if (of_.keeps_buildings[grid] && of_.task.block_level == none) again_[grid] = outline(zone_of(grid)).empty();
        // Whose outline doesn't hold its buildings, as somebody else drew it, would lose them.
        for (std::size_t i = 0; i < of_.buildings.size(); ++i)
            if (const Index grid = of_.grid_of[i]; grid != none && !again_[std::size_t(grid)])
                again_[std::size_t(grid)] = !geo::covers(outline(zone_of(std::size_t(grid))), geo::point_on_surface(place_.buildings.shapes.at(std::size_t(of_.buildings[i]))));
    }

    std::vector<geo::Shape> carry_out() {
        const bool all_go = std::all_of(again_.begin(), again_.end(), [](bool again) { return again; });
        if (all_go || !(of_.from_today || todays_tile())) return all_drawn();
        auto best = drawn(again_);
        if (geo::extra_parts(best) == 0) return best;
        auto all = all_drawn();
        const auto least = geo::extra_parts(all);
        while (geo::extra_parts(best) > least && !of_.progress.stopped()) {
            const auto beside = beside_pieces(best);
            if (beside.empty()) return all;
            grow(beside, best);
        }
        return best;
    }

private:
    [[nodiscard]] std::vector<geo::Shape> all_drawn() const { return of_.ground.outlines(of_.divided.grid_of, of_.divided.grids); }
    [[nodiscard]] const geo::Shape& outline(Index zone) const { return place_.zones[std::size_t(zone)].shape; }
    [[nodiscard]] Index zone_of(std::size_t grid) const { return of_.today[std::size_t(of_.todays[grid])]; }

    /// The one of these that mends most if it is drawn again too; all of them if none mends anything by itself.
    void grow(const std::set<Index>& beside, std::vector<geo::Shape>& best) {
        auto next = none;
        for (const Index grid : beside) {
            auto with = again_;
            with[std::size_t(grid)] = true;
            if (auto drawn_with = drawn(with); geo::extra_parts(drawn_with) < geo::extra_parts(best)) best = std::move(drawn_with), next = grid;
        }
        if (next != none) return void(again_[std::size_t(next)] = true);
        for (const Index grid : beside) again_[std::size_t(grid)] = true;
        if (auto drawn_all = drawn(again_); geo::extra_parts(drawn_all) < geo::extra_parts(best)) best = std::move(drawn_all);
    }

    /// Grids that stay beside grids in pieces that don't.
    [[nodiscard]] std::set<Index> beside_pieces(const std::vector<geo::Shape>& outlines) const {
        std::set<Index> beside;
        const auto& graph = of_.ground.graph();
        for (Index atom = 0; atom < graph.size(); ++atom) {
            const Index grid = of_.divided.grid_of[std::size_t(atom)];
            if (grid == none || !again_[std::size_t(grid)] || outlines[std::size_t(grid)].part_ends.size() < 2) continue;
            for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge)
                if (const Index other = of_.divided.grid_of[std::size_t(graph.end_of(edge))]; other != none && !again_[std::size_t(other)]) beside.insert(other);
        }
        return beside;
    }

    /// `again`: which grids; the others' outlines are today's.
    [[nodiscard]] std::vector<geo::Shape> drawn(const std::vector<bool>& again) {
        std::vector<Index> kept(of_.staying.begin(), of_.staying.end());
        for (std::size_t grid = 0; grid < again.size(); ++grid)
            if (!again[grid]) kept.push_back(zone_of(grid));
        const auto kept_outlines = outlines_of(kept);
        std::vector<geo::Shape> borders;
        for (const Index zone : of_.today)
            if (of_.from_today && std::find(kept.begin(), kept.end(), zone) == kept.end()) borders.push_back(outline(zone));
        std::vector<geo::Shape> best;
        const auto take = [&](const geo::Shape& ground) {
            auto others = drawn_on(ground, borders, again);
            for (std::size_t grid = 0; grid < others.size(); ++grid)
                if (!again[grid]) others[grid] = outline(zone_of(grid));
            if (best.empty() || (!others.empty() && geo::extra_parts(others) < geo::extra_parts(best))) best = std::move(others);
            return !best.empty() && geo::extra_parts(best) == 0;
        };
        // What is nobody's today stays so where that can be; where there is none such, the rest is the same ground.
        if (of_.from_today && (take(geo::without(geo::united(borders), kept_outlines)) || (!best.empty() && todays_tile()))) return best;
        take(geo::without(of_.community.shape, kept_outlines));
        return best.empty() ? all_drawn() : best;
    }

    /// Nothing if a building of one of these grids isn't on this ground.
    [[nodiscard]] std::vector<geo::Shape> drawn_on(const geo::Shape& shape, std::span<const geo::Shape> borders, const std::vector<bool>& again) const {
        std::vector<Index> buildings, was, numbers;
        for (std::size_t i = 0; i < of_.buildings.size(); ++i)
            if (of_.grid_of[i] != none && again[std::size_t(of_.grid_of[i])]) buildings.push_back(of_.buildings[i]), was.push_back(of_.was[i]), numbers.push_back(of_.grid_of[i]);
        if (shape.kind != geo::ShapeKind::polygon) return {};
        const auto ground = grids::Ground::of_buildings(shape, ground_rows(place_, of_.task.counted, buildings, was), lines_near(place_, of_.request.barriers, of_.community.box),
                                                        {grids::AtomsOf::buildings, of_.request.crossing, borders, grids::Borders::todays_if_whole});
        if (!ground) return {};
        const auto& atoms = ground->atom_of();
        std::vector<Index> grid_of(std::size_t(ground->graph().size()), none);
        for (std::size_t i = 0; i < atoms.size(); ++i) {
            if (atoms[i] == none) return {};
            auto& grid = grid_of[std::size_t(atoms[i])];
            if (grid != none && grid != numbers[i]) return {};
            grid = numbers[i];
        }
        return ground->outlines(grid_of, of_.divided.grids);
    }

    /// Do today's grids cover the community, and nothing twice?
    [[nodiscard]] bool todays_tile() {
        if (tile_) return *tile_;
        double sum = 0.0;
        auto all = outlines_of(of_.today);
        for (auto& staying : outlines_of(of_.staying)) all.push_back(std::move(staying));
        for (const auto& each : all) sum += geo::area_m2(each);
        const double whole = geo::area_m2(of_.community.shape);
        tile_ = std::abs(sum - whole) <= 1e-6 * whole && geo::area_m2(geo::without(of_.community.shape, all)) <= 1e-6 * whole;
        return *tile_;
    }
    [[nodiscard]] std::vector<geo::Shape> outlines_of(std::span<const Index> zones) const {
        std::vector<geo::Shape> outlines;
        for (const Index zone : zones) outlines.push_back(outline(zone));
        return outlines;
    }

    const ToDraw& of_;
    const model::Snapshot& place_;
    std::vector<bool> again_;  ///< of each grid: whether it is drawn, or stays as it is today
    std::optional<bool> tile_;
};

}  // namespace

std::vector<geo::Shape> division_outlines(const ToDraw& to_draw) { return Drawing(to_draw).carry_out(); }

}  // namespace huegrid::work
