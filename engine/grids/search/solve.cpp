#include "engine/grids/search/solve.hpp"

#include <algorithm>
#include <numbers>

#include "engine/grids/search/beginning.hpp"
#include "engine/grids/search/exact.hpp"
#include "engine/grids/search/search.hpp"

namespace huegrid::grids {
namespace {

constexpr int most_attempts = 7;
constexpr std::int64_t steps_tried = 5'000'000;  // half a second at worst

Solution solution(const Running& running) {
    return {running.grid_of(), running.problem().grids, {}, {Index(running.outside()), running.outside_by()}, 0.0, running.cost(), false};
}

/// What is paid for estates in more grids than they need and for barriers crossed.
double broken_rules(const Running& running) {
    const Problem& problem = running.problem();
    const auto& grid_of = running.grid_of();
    double cost = running.crossings_cost();
    for (std::size_t estate = 0; estate + 1 < problem.estate_firsts.size(); ++estate) {
        std::vector<Index> grids;
        std::int64_t households = 0;
        for (auto i = std::size_t(problem.estate_firsts[estate]); i < std::size_t(problem.estate_firsts[estate + 1]); ++i) {
            grids.push_back(grid_of[std::size_t(problem.estate_units[i])]);
            households += problem.households[std::size_t(problem.estate_units[i])];
        }
        std::sort(grids.begin(), grids.end());
        cost += problem.estate_cost * double(Index(std::unique(grids.begin(), grids.end()) - grids.begin()) - problem.sizes.fewest_grids(households));
    }
    return cost;
}

}  // namespace

Solution solve_anew(const AtomGraph& graph, std::span<const Index> atoms, Index grids, const DivideOptions& options, const Units& scale,
                    const std::stop_token& stop) {
    std::vector<Index> unit_of(std::size_t(graph.size()), none);
    for (std::size_t i = 0; i < atoms.size(); ++i) unit_of[std::size_t(atoms[i])] = Index(i);
    Demands demands = options.demands;
    demands.weights.moved = 0.0;
    const Problem problem = make_problem(graph, atoms, unit_of, Index(atoms.size()), grids, demands, scale);
    const Misfit least = least_misfit(problem.size(), grids, problem.sizes);
    const bool ruled = !problem.estates.empty() || !problem.crossings.empty();
    Random random(options.seed);
    Solution best;
    double effort = options.effort;  // doubles as long as grids are outside that needn't be
    const auto enough = [&](int attempts) {
        if (attempts == 0) return false;
        return stop.stop_requested() || best.proved || (best.misfit <= least && attempts > (ruled ? 1 : 0));
    };
    for (int attempt = 0; attempt < most_attempts && !enough(attempt); ++attempt) {
        const double turn = attempt == 0 ? 0.0 : double(random.word() >> 11) * 0x1p-53 * std::numbers::pi;
        Cooling cooling;
        cooling.proposals *= effort;
        std::vector<Index> beginning;
        if (ruled && attempt % 2 == 0) {
            beginning = begin_with_estates_and_cells(graph, atoms, grids, options, scale, cooling, turn, random, stop);
            cooling.from /= 2;
        } else {
            beginning = halved(problem, turn);
            if (ruled) cooling.from *= 4;
        }
        Running running(problem, std::move(beginning));
        anneal(running, cooling, random, stop);
        descend(running, stop);
        if (Solution found = solution(running); attempt == 0 || found.better_than(best)) best = std::move(found);
        if (attempt > 0 || !ruled) effort *= 2;
        if (attempt == 0 && problem.units <= most_units_tried)
            solve_exactly(problem, std::int64_t(double(steps_tried) * options.effort), stop, best);
    }
    if (ruled) best.broken_rules = broken_rules(Running(problem, best.grid_of));
    return best;
}

}  // namespace huegrid::grids
