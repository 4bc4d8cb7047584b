#include <array>
#include <cmath>

#include "engine/grids/search/search.hpp"

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

/// The edges between grids, to draw from.
class CutEdges {
public:
    explicit CutEdges(const Running& running) : problem_(running.problem()), place_(problem_.ends.size(), none), other_way_(problem_.ends.size()) {
        // Edges come by rising tail, then end; so the other ways of an end's edges come up in its own order.
        auto next = problem_.firsts;
        for (std::size_t edge = 0; edge < problem_.ends.size(); ++edge) {
            other_way_[edge] = next[std::size_t(problem_.ends[edge])]++;
            if (running.grid_of(problem_.tails[edge]) != running.grid_of(problem_.ends[edge])) add(Index(edge));
        }
    }

    [[nodiscard]] bool empty() const { return cut_.empty(); }
    [[nodiscard]] std::size_t count() const { return cut_.size(); }
    [[nodiscard]] std::size_t operator[](std::size_t i) const { return std::size_t(cut_[i]); }

    /// `unit` has come from grid `from`.
    void moved(const Running& running, Index unit, Index from) {
        const Index to = running.grid_of(unit);
        for (Index edge = problem_.firsts[std::size_t(unit)]; edge < problem_.firsts[std::size_t(unit) + 1]; ++edge) {
            const Index grid = running.grid_of(problem_.ends[std::size_t(edge)]);
            if (grid == from) add(edge), add(other_way_[std::size_t(edge)]);
            if (grid == to) remove(edge), remove(other_way_[std::size_t(edge)]);
        }
    }

private:
    void add(Index edge) {
        place_[std::size_t(edge)] = Index(cut_.size());
        cut_.push_back(edge);
    }
    void remove(Index edge) {
        const Index last = cut_.back();
        cut_[std::size_t(place_[std::size_t(edge)])] = last;
        place_[std::size_t(last)] = place_[std::size_t(edge)];
        cut_.pop_back();
    }

    const Problem& problem_;
    std::vector<Index> cut_, place_, other_way_;
};

}  // namespace

void anneal(Running& running, const Cooling& cooling, Random& random, const std::stop_token& stop) {
    const Problem& problem = running.problem();
    CutEdges cut(running);
    const double factor = std::pow(cooling.to / cooling.from, 1.0 / (steps - 1));
    const auto& exponential = exponentials();
    double temperature = cooling.from;
    for (int step = 0; step < steps && !cut.empty() && !stop.stop_requested(); ++step, temperature *= factor) {
        const auto proposals = std::int64_t(cooling.proposals * double(cut.count()) / steps) + 1;
        for (std::int64_t i = 0; i < proposals; ++i) {
            const std::uint64_t word = random.word();
            const std::size_t edge = cut[std::size_t(((word >> 32) * cut.count()) >> 32)];
            const Index unit = problem.tails[edge], from = running.grid_of(unit), to = running.grid_of(problem.ends[edge]);
            const Change change = running.change_of(unit, to);
            const double cost = change.cost + cooling.outside * change.outside + cooling.outside_by * double(change.outside_by);
            if (cost >= temperature * exponential[word & 1023] || !running.surely_whole_without(unit)) continue;
            running.move(unit, to, change);
            cut.moved(running, unit, from);
        }
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
