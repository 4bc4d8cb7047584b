#include "engine/grids/running.hpp"

#include <bit>
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
        outside_ += grid.outside_by > 0;
        outside_by_ += grid.outside_by;
        cost_ -= grid.pull;
    }
    for (std::size_t edge = 0; edge < problem.ends.size(); ++edge)
        if (grid_of_[std::size_t(problem.tails[edge])] != grid_of_[std::size_t(problem.ends[edge])]) cost_ += problem.cut_costs[edge] / 2;
    for (std::size_t estate = 0; estate + 1 < problem.estate_firsts.size(); ++estate) {
        std::set<Index> in;
        for (auto i = std::size_t(problem.estate_firsts[estate]); i < std::size_t(problem.estate_firsts[estate + 1]); ++i)
            in.insert(grid_of_[std::size_t(problem.estate_units[i])]);
        cost_ += problem.estate_cost * double(in.size());
    }
    for (std::size_t unit = 0; unit < problem.current.size(); ++unit)
        if (problem.current[unit] != none && problem.current[unit] != grid_of_[unit]) cost_ += problem.moved_cost * double(problem.households[unit]);
}

double Running::pull(std::int64_t households, double x, double y) const {
    return households > 0 ? (x * x + y * y) / double(households) : 0.0;
}

Change Running::change_of(Index unit, Index to) const {
    const Problem& p = *problem_;
    const auto u = std::size_t(unit);
    const Index from = grid_of_[u];
    const Grid &a = grids_[std::size_t(from)], &b = grids_[std::size_t(to)];
    const std::int64_t households = p.households[u];
    Change change;
    for (auto edge = std::size_t(p.firsts[u]); edge < std::size_t(p.firsts[u + 1]); ++edge) {
        const Index grid = grid_of_[std::size_t(p.ends[edge])];
        change.cost += grid == from ? p.cut_costs[edge] : grid == to ? -p.cut_costs[edge] : 0.0;
    }
    if (households > 0 || p.people[u] > 0) {
        const double x = double(households) * p.x[u], y = double(households) * p.y[u];
        change.cost += a.pull - pull(a.households - households, a.x - x, a.y - y) + b.pull - pull(b.households + households, b.x + x, b.y + y);
        const std::int64_t by_a = p.sizes.outside_by(a.households - households, a.people - p.people[u]);
        const std::int64_t by_b = p.sizes.outside_by(b.households + households, b.people + p.people[u]);
        change.outside_by = by_a + by_b - a.outside_by - b.outside_by;
        change.outside = int(by_a > 0) + int(by_b > 0) - int(a.outside_by > 0) - int(b.outside_by > 0);
    }
    if (!p.estates.empty() && p.estates[u] != none) {
        const auto estate = std::size_t(p.estates[u]);
        bool left = true, entered = true;
        for (auto i = std::size_t(p.estate_firsts[estate]); i < std::size_t(p.estate_firsts[estate + 1]) && (left || entered); ++i) {
            const Index other = p.estate_units[i], grid = grid_of_[std::size_t(other)];
            if (grid == from && other != unit) left = false;
            if (grid == to) entered = false;
        }
        change.cost += p.estate_cost * (int(entered) - int(left));
    }
    if (!p.current.empty() && p.current[u] != none && (p.current[u] == from) != (p.current[u] == to))
        change.cost += p.moved_cost * double(households) * (p.current[u] == from ? 1.0 : -1.0);
    return change;
}

bool Running::surely_whole_without(Index unit) const {
    const Problem& p = *problem_;
    const auto first = std::size_t(p.firsts[std::size_t(unit)]), degree = std::size_t(p.degree(unit));
    if (degree > 64) return false;
    const Index grid = grid_of_[std::size_t(unit)];
    std::uint64_t same = 0;
    for (std::size_t i = 0; i < degree; ++i)
        if (grid_of_[std::size_t(p.ends[first + i])] == grid) same |= std::uint64_t(1) << i;
    if (same == 0) return false;
    std::uint64_t reached = same & (~same + 1), open = reached;
    while (open != 0) {
        const auto i = std::size_t(std::countr_zero(open));
        open &= open - 1;
        const std::uint64_t more = p.meeting[first + i] & same & ~reached;
        reached |= more;
        open |= more;
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
    };
    add(a, -1);
    add(b, 1);
    grid_of_[u] = to;
    outside_ += change.outside;
    outside_by_ += change.outside_by;
    cost_ += change.cost;
}

}  // namespace huegrid::grids
