#include <array>
#include <cmath>

#include "engine/grids/search.hpp"

namespace huegrid::grids {
namespace {

/// Exponential variates: at temperature t a change of cost c is accepted when c < t × one of them, that is with e^(-c/t).
const std::array<double, 1024>& exponentials() {
    static const auto table = [] {
        std::array<double, 1024> made{};
        for (std::size_t i = 0; i < made.size(); ++i) made[i] = -std::log((double(i) + 0.5) / double(made.size()));
        return made;
    }();
    return table;
}

constexpr int steps = 64;  // of temperature; between them it stays

}  // namespace

void anneal(Running& running, const Cooling& cooling, Random& random, const std::stop_token& stop) {
    const Problem& problem = running.problem();
    const auto edges = std::uint64_t(problem.ends.size());
    if (problem.grids < 2 || edges == 0) return;
    const auto proposals = std::int64_t(cooling.proposals * double(edges) / steps) + 1;
    const double factor = std::pow(cooling.to / cooling.from, 1.0 / (steps - 1));
    const auto& exponential = exponentials();
    double temperature = cooling.from;
    for (int step = 0; step < steps && !stop.stop_requested(); ++step, temperature *= factor)
        for (std::int64_t i = 0; i < proposals; ++i) {
            const std::uint64_t word = random.word();
            const auto edge = std::size_t(((word >> 32) * edges) >> 32);
            const Index unit = problem.tails[edge], to = running.grid_of(problem.ends[edge]);
            if (running.grid_of(unit) == to) continue;
            const Change change = running.change_of(unit, to);
            const double cost = change.cost + cooling.outside * change.outside + cooling.outside_by * double(change.outside_by);
            if (cost < temperature * exponential[word & 1023] && running.surely_whole_without(unit)) running.move(unit, to, change);
        }
}

void descend(Running& running, const std::stop_token& stop) {
    const Problem& problem = running.problem();
    for (bool moved = true; moved && !stop.stop_requested();) {
        moved = false;
        for (std::size_t edge = 0; edge < problem.ends.size(); ++edge) {
            const Index unit = problem.tails[edge], to = running.grid_of(problem.ends[edge]);
            if (running.grid_of(unit) == to) continue;
            const Change change = running.change_of(unit, to);
            if (!change.betters() || !running.whole_without(unit)) continue;
            running.move(unit, to, change);
            moved = true;
        }
    }
}

}  // namespace huegrid::grids
