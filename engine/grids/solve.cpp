#include "engine/grids/solve.hpp"

#include <algorithm>
#include <numbers>

#include "engine/grids/exact.hpp"
#include "engine/grids/search.hpp"

namespace huegrid::grids {
namespace {

constexpr int most_attempts = 7;
constexpr std::int64_t steps_tried = 5'000'000;  // half a second at worst

Solution solution(const Running& running) {
    return {running.grid_of(), running.problem().grids, {}, {Index(running.outside()), running.outside_by()}, running.cost(), false};
}

}  // namespace

Solution solve_anew(const AtomGraph& graph, std::span<const Index> atoms, Index grids, const DivideOptions& options, const Units& scale,
                    const std::stop_token& stop) {
    std::vector<Index> unit_of(std::size_t(graph.size()), none);
    for (std::size_t i = 0; i < atoms.size(); ++i) unit_of[std::size_t(atoms[i])] = Index(i);
    Demands demands = options.demands;
    demands.weights.moved = 0.0;
    const Problem problem = make_problem(graph, unit_of, Index(atoms.size()), grids, demands, scale);
    const Misfit least = least_misfit(problem.total_households(), grids, problem.sizes);
    Random random(options.seed);
    Solution best;
    double effort = options.effort;  // doubles as long as grids are outside that needn't be
    for (int attempt = 0; attempt < most_attempts && (attempt == 0 || (best.misfit > least && !best.proved)) && (attempt == 0 || !stop.stop_requested()); ++attempt, effort *= 2) {
        const double turn = attempt == 0 ? 0.0 : double(random.word() >> 11) * 0x1p-53 * std::numbers::pi;
        Running running(problem, halved(problem, turn));
        Cooling cooling;
        cooling.proposals *= effort;
        anneal(running, cooling, random, stop);
        descend(running, stop);
        if (Solution found = solution(running); attempt == 0 || found.better_than(best)) best = std::move(found);
        if (attempt == 0 && problem.units <= most_units_tried)
            solve_exactly(problem, std::int64_t(double(steps_tried) * options.effort), stop, best);
    }
    return best;
}

}  // namespace huegrid::grids
