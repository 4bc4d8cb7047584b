#include "engine/grids/search/exact.hpp"

#include <algorithm>
#include <bit>

namespace huegrid::grids {
namespace {

using Set = std::uint32_t;  ///< of units

class Trying {
public:
    Trying(const Problem& problem, std::int64_t steps, const std::stop_token& stop, Solution& best)
        : p_(problem), steps_(steps), stop_(stop), best_(best), grids_(std::size_t(problem.grids)) {
        const auto n = std::size_t(p_.units);
        near_.resize(n);
        for (std::size_t edge = 0; edge < p_.ends.size(); ++edge) near_[std::size_t(p_.tails[edge])] |= bit(p_.ends[edge]);
        stretches_.resize(p_.stretch_costs.size());
        for (Index unit = 0; unit + 1 < Index(p_.crossing_firsts.size()); ++unit)
            for (auto i = std::size_t(p_.crossing_firsts[std::size_t(unit)]); i < std::size_t(p_.crossing_firsts[std::size_t(unit) + 1]); ++i)
                if (const auto& crossing = p_.crossings[i]; crossing.end >= unit) stretches_[std::size_t(crossing.stretch)].push_back(bit(unit) | bit(crossing.end));
        estates_.resize(p_.estate_firsts.empty() ? 0 : p_.estate_firsts.size() - 1);
        for (std::size_t unit = 0; unit < p_.estates.size(); ++unit)
            if (p_.estates[unit] != none) estates_[std::size_t(p_.estates[unit])] |= bit(Index(unit));
        // Costs here are sums of squared distances, not pulls: both differ by what all units have from the origin.
        for (std::size_t unit = 0; unit < n; ++unit)
            from_origin_ += double(p_.households[unit]) * (p_.x[unit] * p_.x[unit] + p_.y[unit] * p_.y[unit]);
    }

    void run() {
        const Set all = p_.units == 32 ? ~Set(0) : bit(p_.units) - 1;
        divide(all, 0, {}, 0.0);
        if (steps_ > 0 && !stop_.stop_requested()) best_.proved = true;
    }

private:
    static Set bit(Index unit) { return Set(1) << unit; }
    template <class Do>
    static void for_each(Set set, const Do& visit) {
        for (; set != 0; set &= set - 1) visit(std::size_t(std::countr_zero(set)));
    }

    /// Sums over a set of units.
    struct Sums {
        std::int64_t households = 0, people = 0;
        double x = 0.0, y = 0.0, square = 0.0;
        [[nodiscard]] double spread() const { return households > 0 ? std::max(0.0, square - (x * x + y * y) / double(households)) : 0.0; }
    };
    void add(Sums& sums, std::size_t unit) const {
        const auto households = double(p_.households[unit]);
        sums.households += p_.households[unit];
        sums.people += p_.people[unit];
        sums.x += households * p_.x[unit];
        sums.y += households * p_.y[unit];
        sums.square += households * (p_.x[unit] * p_.x[unit] + p_.y[unit] * p_.y[unit]);
    }

    [[nodiscard]] Set piece_of(Set seed, Set within) const {
        Set reached = seed, open = seed;
        while (open != 0) {
            Set next = 0;
            for_each(open, [&](std::size_t unit) { next |= near_[unit]; });
            open = next & within & ~reached;
            reached |= open;
        }
        return reached;
    }

    /// The unit around which the next grid is grown: the fewer neighbours, the fewer ways.
    [[nodiscard]] std::size_t outermost(Set rest) const {
        std::size_t best = 0;
        int fewest = 33;
        for_each(rest, [&](std::size_t unit) {
            if (const int neighbours = std::popcount(near_[unit] & rest); neighbours < fewest) fewest = neighbours, best = unit;
        });
        return best;
    }

    /// Could a division with at least this misfit and cost still be better than the best?
    [[nodiscard]] bool hopeful(const Misfit& misfit, double cost) const {
        if (misfit != best_.misfit) return misfit.outside < best_.misfit.outside || (misfit.outside == best_.misfit.outside && misfit.outside_by < best_.misfit.outside_by);
        return cost - from_origin_ < best_.cost - 1e-9;
    }

    /// `rest` into the grids from `grid` on; those before cost `cost`.
    void divide(Set rest, Index grid, const Misfit& misfit, double cost) {
        Sums sums;
        for_each(rest, [&](std::size_t unit) { add(sums, unit); });
        const Index left = p_.grids - grid;
        if (std::popcount(rest) < left) return;
        Index pieces = 0;
        for (Set open = rest; open != 0; open &= ~piece_of(open & (~open + 1), rest))
            if (++pieces > left) return;
        const Misfit more = least_misfit({sums.households, Index(std::popcount(rest)), sums.people}, left, p_.sizes);
        if (!hopeful({misfit.outside + more.outside, misfit.outside_by + more.outside_by}, cost)) return;
        if (left == 1) {
            grids_[std::size_t(grid)] = rest;
            finish(rest, sums, misfit, cost);
            return;
        }
        const std::size_t first = outermost(rest);
        Sums one;
        add(one, first);
        grow(bit(Index(first)), rest, 0, grid, one, misfit, cost);
    }

    /// All connected sets of `rest` with `set` and nothing of `out`, as the grid numbered `grid`.
    void grow(Set set, Set rest, Set out, Index grid, const Sums& sums, const Misfit& misfit, double cost) {
        if (--steps_ <= 0 || stop_.stop_requested()) return;
        // What more units can't take away: being too large, its spread, and barriers crossed.
        const std::int64_t over = p_.sizes.outside_by(std::max<std::int64_t>(p_.sizes.households_min, sums.households), sums.people);
        if (!hopeful({misfit.outside + p_.sizes.outside(over, sums.households, sums.people), misfit.outside_by + over}, cost + sums.spread() + crossings(set))) return;
        // What was left out stays out, so its pieces will never meet again.
        Index pieces = 0;
        for (Set open = out & rest; open != 0; open &= ~piece_of(open & (~open + 1), rest & ~set))
            if (++pieces > p_.grids - grid - 1) return;
        finish_grid(set, rest, grid, sums, misfit, cost);
        Set fringe = 0;
        for_each(set, [&](std::size_t unit) { fringe |= near_[unit]; });
        fringe &= rest & ~set & ~out;
        for_each(fringe, [&](std::size_t unit) {
            Sums larger = sums;
            add(larger, unit);
            grow(set | bit(Index(unit)), rest, out, grid, larger, misfit, cost);
            out |= bit(Index(unit));
        });
    }

    /// The cost of the stretches of barrier that run through `set`.
    [[nodiscard]] double crossings(Set set) const {
        double cost = 0.0;
        for (std::size_t stretch = 0; stretch < stretches_.size(); ++stretch)
            if (std::any_of(stretches_[stretch].begin(), stretches_[stretch].end(), [&](Set sides) { return (sides & ~set) == 0; })) cost += p_.stretch_costs[stretch];
        return cost;
    }

    /// The cost of a finished grid: its share of borders cut towards units of `others`, its spread, barriers, estates.
    [[nodiscard]] double cost_of(Set set, Set others, const Sums& sums) const {
        double cost = sums.spread() + crossings(set);
        for_each(set, [&](std::size_t unit) {
            for (auto edge = std::size_t(p_.firsts[unit]); edge < std::size_t(p_.firsts[unit + 1]); ++edge)
                if ((others & bit(p_.ends[edge])) != 0) cost += p_.cut_costs[edge];
        });
        for (const Set estate : estates_)
            if ((estate & set) != 0) cost += p_.estate_cost;
        return cost;
    }

    void finish_grid(Set set, Set rest, Index grid, const Sums& sums, Misfit misfit, double cost) {
        const std::int64_t by = p_.sizes.outside_by(sums.households, sums.people);
        misfit.outside += p_.sizes.outside(by, sums.households, sums.people);
        misfit.outside_by += by;
        grids_[std::size_t(grid)] = set;
        divide(rest & ~set, grid + 1, misfit, cost + cost_of(set, rest & ~set, sums));
    }

    void finish(Set set, const Sums& sums, Misfit misfit, double cost) {
        const std::int64_t by = p_.sizes.outside_by(sums.households, sums.people);
        misfit.outside += p_.sizes.outside(by, sums.households, sums.people);
        misfit.outside_by += by;
        cost += cost_of(set, 0, sums);
        if (!hopeful(misfit, cost)) return;
        best_.misfit = misfit;
        best_.cost = cost - from_origin_;
        for (std::size_t g = 0; g < grids_.size(); ++g)
            for_each(grids_[g], [&](std::size_t unit) { best_.grid_of[unit] = Index(g); });
    }

    const Problem& p_;
    std::int64_t steps_;
    const std::stop_token& stop_;
    Solution& best_;
    std::vector<Set> grids_, near_, estates_;
    std::vector<std::vector<Set>> stretches_;  ///< of barrier: the two units of each of its borders
    double from_origin_ = 0.0;
};

}  // namespace

void solve_exactly(const Problem& problem, std::int64_t steps, const std::stop_token& stop, Solution& known) {
    Trying(problem, steps, stop, known).run();
}

}  // namespace huegrid::grids
