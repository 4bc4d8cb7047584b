#include "engine/grids/search/running.hpp"

#include <algorithm>
#include <set>

namespace huegrid::grids {

Running::Running(const Problem& problem, std::vector<Index> grid_of)
    : problem_(&problem), grid_of_(std::move(grid_of)), grids_(std::size_t(problem.grids)), visited_(std::size_t(problem.units), 0) {
    for (std::size_t unit = 0; unit < grid_of_.size(); ++unit) {
        Grid& grid = grids_[std::size_t(grid_of_[unit])];
        grid.households += problem.households[unit];
        grid.people += problem.people[unit];
        grid.x += double(problem.households[unit]) * problem.x[unit];
        grid.y += double(problem.households[unit]) * problem.y[unit];
        ++grid.units;
    }
    for (Grid& grid : grids_) {
        grid.pull = pull(grid.households, grid.x, grid.y);
        grid.outside_by = problem.sizes.outside_by(grid.households, grid.people);
        grid.outside = problem.sizes.outside(grid.outside_by, grid.households, grid.people);
        outside_ += grid.outside;
        outside_by_ += grid.outside_by;
        cost_ -= grid.pull;
    }
    for (std::size_t edge = 0; edge < problem.ends.size(); ++edge)
        if (grid_of_[std::size_t(problem.tails[edge])] != grid_of_[std::size_t(problem.ends[edge])]) cost_ += problem.cut_costs[edge] / 2;
    inside_.resize(problem.stretch_costs.size());
    for (Index unit = 0; unit + 1 < Index(problem.crossing_firsts.size()); ++unit)
        for (auto i = std::size_t(problem.crossing_firsts[std::size_t(unit)]); i < std::size_t(problem.crossing_firsts[std::size_t(unit) + 1]); ++i)
            if (const auto& crossing = problem.crossings[i]; crossing.end >= unit && grid_of_[std::size_t(crossing.end)] == grid_of_[std::size_t(unit)])
                add_borders_inside(crossing.stretch, grid_of_[std::size_t(unit)], 1);
    cost_ += crossings_cost();
    for (std::size_t estate = 0; estate + 1 < problem.estate_firsts.size(); ++estate) {
        std::set<Index> in;
        for (auto i = std::size_t(problem.estate_firsts[estate]); i < std::size_t(problem.estate_firsts[estate + 1]); ++i)
            in.insert(grid_of_[std::size_t(problem.estate_units[i])]);
        cost_ += problem.estate_cost * double(in.size());
    }
    for (std::size_t unit = 0; unit < problem.current.size(); ++unit)
        if (problem.current[unit] != none && problem.current[unit] != grid_of_[unit]) cost_ += problem.moved_cost * double(problem.households[unit]);
}

double Running::crossings_cost() const {
    double cost = 0.0;
    for (std::size_t stretch = 0; stretch < inside_.size(); ++stretch) cost += problem_->stretch_costs[stretch] * double(inside_[stretch].size());
    return cost;
}

Index Running::borders_inside(Index stretch, Index grid) const {
    for (const Inside& inside : inside_[std::size_t(stretch)])
        if (inside.grid == grid) return inside.borders;
    return 0;
}

void Running::add_borders_inside(Index stretch, Index grid, Index borders) {
    auto& all = inside_[std::size_t(stretch)];
    auto inside = std::find_if(all.begin(), all.end(), [&](const Inside& each) { return each.grid == grid; });
    if (inside == all.end()) inside = all.insert(all.end(), {grid, 0});
    inside->borders += borders;
    if (inside->borders == 0) all.erase(inside);
}

double Running::crossings_of_move(Index unit, Index from, Index to) const {
    const Problem& p = *problem_;
    double cost = 0.0;
    const auto last = std::size_t(p.crossing_firsts[std::size_t(unit) + 1]);
    for (auto i = std::size_t(p.crossing_firsts[std::size_t(unit)]); i < last;) {
        const Index stretch = p.crossings[i].stretch;
        Index leaving = 0, entering = 0;
        for (; i < last && p.crossings[i].stretch == stretch; ++i) {
            const Index end = p.crossings[i].end, grid = grid_of_[std::size_t(end)];
            leaving += grid == from;
            entering += grid == to || end == unit;
        }
        if (leaving > 0 && borders_inside(stretch, from) == leaving) cost -= p.stretch_costs[std::size_t(stretch)];
        if (entering > 0 && borders_inside(stretch, to) == 0) cost += p.stretch_costs[std::size_t(stretch)];
    }
    return cost;
}

bool Running::meets_by_corners(Index unit, std::uint64_t same, std::uint64_t reached) const {
    const Problem& p = *problem_;
    const auto first = std::size_t(p.firsts[std::size_t(unit)]);
    const auto enter = [&](std::uint64_t open) {
        for (reached |= open; open != 0;) {
            const auto i = std::size_t(std::countr_zero(open));
            open &= open - 1;
            const std::uint64_t more = p.meeting[first + i] & same & ~reached;
            reached |= more;
            open |= more;
        }
    };
    for (bool more = true; more && reached != same;) {
        more = false;
        for (auto i = std::size_t(p.corner_firsts[std::size_t(unit)]); i < std::size_t(p.corner_firsts[std::size_t(unit) + 1]); ++i) {
            const std::uint64_t a = std::uint64_t(1) << p.corners[i].a, b = std::uint64_t(1) << p.corners[i].b;
            const bool one_reached = ((reached & a) != 0) != ((reached & b) != 0);
            if (!one_reached || (same & a) == 0 || (same & b) == 0 || grid_of_[std::size_t(p.corners[i].by)] != grid_of_[std::size_t(unit)]) continue;
            enter((a | b) & ~reached);
            more = true;
        }
    }
    return reached == same;
}

bool Running::whole_without(Index unit) {
    if (surely_whole_without(unit)) return true;
    const Problem& p = *problem_;
    const Index grid = grid_of_[std::size_t(unit)];
    if (grids_[std::size_t(grid)].units == 1) return false;
    ++visit_;
    stack_.clear();
    const auto reach = [&](Index other) {
        if (grid_of_[std::size_t(other)] != grid || visited_[std::size_t(other)] == visit_) return;
        visited_[std::size_t(other)] = visit_;
        stack_.push_back(other);
    };
    visited_[std::size_t(unit)] = visit_;
    for (auto edge = std::size_t(p.firsts[std::size_t(unit)]); edge < std::size_t(p.firsts[std::size_t(unit) + 1]) && stack_.empty(); ++edge)
        reach(p.ends[edge]);
    Index reached = 0;
    while (!stack_.empty()) {
        const auto other = std::size_t(stack_.back());
        stack_.pop_back();
        ++reached;
        for (auto edge = std::size_t(p.firsts[other]); edge < std::size_t(p.firsts[other + 1]); ++edge) reach(p.ends[edge]);
    }
    return reached == grids_[std::size_t(grid)].units - 1;
}

void Running::move(Index unit, Index to, const Change& change) {
    const Problem& p = *problem_;
    const auto u = std::size_t(unit);
    Grid &a = grids_[std::size_t(grid_of_[u])], &b = grids_[std::size_t(to)];
    const std::int64_t households = p.households[u];
    const auto add = [&](Grid& grid, int sign) {
        grid.units += sign;
        grid.households += sign * households;
        grid.people += sign * p.people[u];
        grid.x += double(sign * households) * p.x[u];
        grid.y += double(sign * households) * p.y[u];
        grid.pull = pull(grid.households, grid.x, grid.y);
        grid.outside_by = p.sizes.outside_by(grid.households, grid.people);
        grid.outside = p.sizes.outside(grid.outside_by, grid.households, grid.people);
    };
    add(a, -1);
    add(b, 1);
    if (!p.crossing_firsts.empty())
        for (auto i = std::size_t(p.crossing_firsts[u]); i < std::size_t(p.crossing_firsts[u + 1]); ++i) {
            const auto& [stretch, end] = p.crossings[i];
            const Index grid = grid_of_[std::size_t(end)];
            if (grid == grid_of_[u]) add_borders_inside(stretch, grid, -1);
            if (grid == to || end == unit) add_borders_inside(stretch, to, 1);
        }
    grid_of_[u] = to;
    outside_ += change.outside;
    outside_by_ += change.outside_by;
    cost_ += change.cost;
}

}  // namespace huegrid::grids
