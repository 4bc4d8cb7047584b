#include "engine/grids/running.hpp"

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
