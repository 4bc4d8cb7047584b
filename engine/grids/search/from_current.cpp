#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>

#include "engine/grids/search/search.hpp"
#include "engine/grids/search/solve.hpp"

namespace huegrid::grids {
namespace {

constexpr int most_attempts = 5;
constexpr std::size_t counts_tried = 5;

/// A division of a piece whose grids know which of today's they are.
struct Draft {
    std::vector<Index> grid_of;  ///< over the atoms of the piece
    std::vector<Index> numbers;

    [[nodiscard]] Index grids() const { return Index(numbers.size()); }
    [[nodiscard]] std::vector<std::int64_t> households(const Problem& problem) const {
        std::vector<std::int64_t> sums(numbers.size(), 0);
        for (std::size_t unit = 0; unit < grid_of.size(); ++unit) sums[std::size_t(grid_of[unit])] += problem.households[unit];
        return sums;
    }
};

template <class Do>
void for_each_edge(const Problem& problem, std::size_t unit, const Do& visit) {
    for (auto edge = std::size_t(problem.firsts[unit]); edge < std::size_t(problem.firsts[unit + 1]); ++edge) visit(edge, std::size_t(problem.ends[edge]));
}

/// Atoms without a grid join the neighbouring grid with which they share most border, rather than over a barrier; those nearest to a
/// grid first.
void adopt_orphans(const Problem& problem, Draft& draft) {
    for (bool left = true; left;) {
        left = false;
        std::vector<std::pair<std::size_t, Index>> joining;
        for (std::size_t unit = 0; unit < draft.grid_of.size(); ++unit) {
            if (draft.grid_of[unit] != none) continue;
            left = true;
            std::map<Index, std::pair<double, double>> shared;  // without a barrier, in all
            for_each_edge(problem, unit, [&](std::size_t edge, std::size_t other) {
                if (draft.grid_of[other] == none) return;
                auto& [free, all] = shared[draft.grid_of[other]];
                all += problem.cut_costs[edge];
                if (!problem.barred[edge]) free += problem.cut_costs[edge];
            });
            if (shared.empty()) continue;
            const auto most = std::max_element(shared.begin(), shared.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
            joining.emplace_back(unit, most->first);
        }
        for (const auto& [unit, grid] : joining) draft.grid_of[unit] = grid;
    }
}

/// Splits grids of the draft.
class Splitting {
public:
    Splitting(const AtomGraph& graph, std::span<const Index> atoms, const Problem& problem, const DivideOptions& options, const Units& scale, const std::stop_token& stop)
        : graph_(graph), atoms_(atoms), problem_(problem), options_(options), scale_(scale), stop_(stop) {}

    /// The grid of most households that has two atoms, in two.
    void heaviest_in_two(Draft& draft) const {
        const auto households = draft.households(problem_);
        std::vector<Index> order(households.size());
        std::iota(order.begin(), order.end(), 0);
        std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return households[std::size_t(a)] > households[std::size_t(b)]; });
        for (const Index grid : order)
            if (split(draft, grid, 2)) return;
    }

    /// Each grid that is too large, into as many as it would be divided into by itself.
    void too_large(Draft& draft) const {
        const Sizes& sizes = options_.demands.sizes;
        for (Index grid = 0, grids = draft.grids(); grid < grids; ++grid) {
            PieceSize size;
            for (Index unit = 0; unit < problem_.units; ++unit)
                if (draft.grid_of[std::size_t(unit)] == grid) size.add(problem_.size(unit));
            if (sizes.outside_by(std::max<std::int64_t>(size.households, sizes.households_min), size.people) > 0) split(draft, grid, likely_counts(size, sizes, 1).front());
        }
    }

private:
    /// The part of most households keeps the number: fewer households move. Nothing for a grid of fewer atoms than parts.
    bool split(Draft& draft, Index grid, Index parts) const {
        std::vector<Index> own, units;
        for (std::size_t unit = 0; unit < atoms_.size(); ++unit)
            if (draft.grid_of[unit] == grid) own.push_back(atoms_[unit]), units.push_back(Index(unit));
        if (parts < 2 || own.size() < std::size_t(parts)) return false;
        const Solution found = solve_anew(graph_, own, parts, options_, scale_, stop_);
        std::vector<std::int64_t> households(std::size_t(parts), 0);
        for (std::size_t i = 0; i < units.size(); ++i) households[std::size_t(found.grid_of[i])] += problem_.households[std::size_t(units[i])];
        const auto staying = Index(std::max_element(households.begin(), households.end()) - households.begin());
        for (std::size_t i = 0; i < units.size(); ++i)
            if (const Index part = found.grid_of[i]; part != staying) draft.grid_of[std::size_t(units[i])] = draft.grids() + part - (part > staying ? 1 : 0);
        draft.numbers.insert(draft.numbers.end(), std::size_t(parts) - 1, none);
        return true;
    }

    const AtomGraph& graph_;
    std::span<const Index> atoms_;
    const Problem& problem_;
    const DivideOptions& options_;
    const Units& scale_;
    const std::stop_token& stop_;
};

/// A division made anew as a draft: each of today's grids goes on in the grid that has most of its households, if none has more of another's.
Draft renumbered(const Problem& problem, const Solution& anew, std::span<const Index> today) {
    std::map<std::pair<Index, Index>, std::int64_t> common;
    for (std::size_t unit = 0; unit < today.size(); ++unit)
        if (today[unit] != none) common[{anew.grid_of[unit], today[unit]}] += problem.households[unit];
    std::vector<std::pair<std::int64_t, std::pair<Index, Index>>> order;
    for (const auto& [grids, households] : common) order.emplace_back(-households, grids);
    std::sort(order.begin(), order.end());
    Draft draft{anew.grid_of, std::vector<Index>(std::size_t(anew.grids), none)};
    std::set<Index> taken;
    for (const auto& [households, grids] : order)
        if (draft.numbers[std::size_t(grids.first)] == none && taken.insert(grids.second).second) draft.numbers[std::size_t(grids.first)] = grids.second;
    return draft;
}

/// The grid of fewest households goes to the neighbour of fewest.
void merge_lightest(const Problem& problem, Draft& draft) {
    const auto households = draft.households(problem);
    const auto lightest = Index(std::min_element(households.begin(), households.end()) - households.begin());
    Index to = none;
    for (std::size_t unit = 0; unit < draft.grid_of.size(); ++unit)
        if (draft.grid_of[unit] == lightest)
            for_each_edge(problem, unit, [&](std::size_t, std::size_t other) {
                const Index grid = draft.grid_of[other];
                if (grid != lightest && (to == none || households[std::size_t(grid)] < households[std::size_t(to)])) to = grid;
            });
    for (Index& grid : draft.grid_of) {
        if (grid == lightest) grid = to;
        if (grid > lightest) --grid;
    }
    draft.numbers.erase(draft.numbers.begin() + lightest);
}

/// Moves atoms of the draft until sizes are kept, if they can be, at the least cost.
Solution repaired(Problem& problem, const Draft& draft, std::span<const Index> today, const DivideOptions& options, const std::stop_token& stop) {
    problem.grids = draft.grids();
    problem.current.assign(draft.grid_of.size(), none);
    std::map<Index, Index> place_of;
    for (std::size_t grid = 0; grid < draft.numbers.size(); ++grid) place_of[draft.numbers[grid]] = Index(grid);
    double lost = 0.0;  // households of grids that the draft gave up
    for (std::size_t unit = 0; unit < today.size(); ++unit) {
        if (today[unit] == none) continue;
        if (const auto at = place_of.find(today[unit]); at != place_of.end()) problem.current[unit] = at->second;
        else lost += problem.moved_cost * double(problem.households[unit]);
    }
    const Misfit least = least_misfit(problem.size(), problem.grids, problem.sizes);
    Random random(options.seed);
    std::optional<Solution> best;
    Cooling cooling{.from = 0.5, .to = 0.05, .proposals = 20.0 * options.effort, .outside = 4.0, .outside_by = 2.0};
    for (int attempt = 0; attempt < most_attempts && (!best || (best->misfit > least && !stop.stop_requested())); ++attempt) {
        Running running(problem, draft.grid_of);
        if (attempt > 0) anneal(running, cooling, random, stop);
        descend(running, stop);
        cooling.proposals *= 2;
        cooling.from *= 2;
        Solution found{running.grid_of(), problem.grids, draft.numbers, {Index(running.outside()), running.outside_by()}, 0.0, running.cost() + lost, false};
        if (!best || found.better_than(*best)) best = std::move(found);
    }
    return std::move(*best);
}

}  // namespace

std::vector<Index> kept_of_current(const AtomGraph& graph, std::span<const Index> labels) {
    std::vector<Index> kept(std::size_t(graph.size()), none);
    for (std::size_t atom = 0; atom < kept.size(); ++atom)
        if (labels[atom] != none) kept[atom] = graph.current(Index(atom));
    const Pieces pieces = pieces_of(graph, kept);
    std::vector<std::int64_t> households(std::size_t(pieces.count), 0);
    for (std::size_t atom = 0; atom < kept.size(); ++atom)
        if (kept[atom] != none) households[std::size_t(pieces.piece_of[atom])] += graph.households(Index(atom));
    std::vector<Index> largest(std::size_t(graph.current_grids()), none);
    for (std::size_t atom = 0; atom < kept.size(); ++atom) {
        if (kept[atom] == none) continue;
        Index& piece = largest[std::size_t(kept[atom])];
        if (piece == none || households[std::size_t(piece)] < households[std::size_t(pieces.piece_of[atom])]) piece = pieces.piece_of[atom];
    }
    for (std::size_t atom = 0; atom < kept.size(); ++atom)
        if (kept[atom] != none && largest[std::size_t(kept[atom])] != pieces.piece_of[atom]) kept[atom] = none;
    return kept;
}

Solution solve_from_current(const AtomGraph& graph, std::span<const Index> atoms, std::span<const Index> kept, Index grids, const DivideOptions& options,
                            const Units& scale, const std::stop_token& stop) {
    Draft today;
    std::vector<Index> current;
    bool orphans = false;
    for (const Index atom : atoms) {
        current.push_back(graph.current(atom));
        if (kept[std::size_t(atom)] != none) today.numbers.push_back(kept[std::size_t(atom)]);
        else orphans = true;
    }
    std::sort(today.numbers.begin(), today.numbers.end());
    today.numbers.erase(std::unique(today.numbers.begin(), today.numbers.end()), today.numbers.end());
    for (const Index atom : atoms) {
        const Index number = kept[std::size_t(atom)];
        today.grid_of.push_back(number == none ? none : Index(std::lower_bound(today.numbers.begin(), today.numbers.end(), number) - today.numbers.begin()));
    }
    std::vector<Index> unit_of(std::size_t(graph.size()), none);
    for (std::size_t i = 0; i < atoms.size(); ++i) unit_of[std::size_t(atoms[i])] = Index(i);
    Problem problem = make_problem(graph, atoms, unit_of, Index(atoms.size()), today.grids(), options.demands, scale);
    adopt_orphans(problem, today);

    const PieceSize size = problem.size();
    const Splitting splitting(graph, atoms, problem, options, scale, stop);
    const auto with = [&](Draft draft, Index count) {
        while (draft.grids() < count) splitting.heaviest_in_two(draft);
        while (draft.grids() > count) merge_lightest(problem, draft);
        return draft;
    };
    if (!orphans && (grids == 0 || grids == today.grids())) {
        const Running running(problem, today.grid_of);
        if (running.outside() == 0) return {today.grid_of, today.grids(), today.numbers, {}, 0.0, running.cost(), false};
    }
    Solution best = repaired(problem, with(today, grids > 0 ? grids : today.grids()), current, options, stop);
    const auto is_enough = [&](Index count) { return grids > 0 || stop.stop_requested() || best.misfit <= least_misfit(size, count, options.demands.sizes); };
    const auto consider = [&](const Draft& draft) {
        if (Solution found = repaired(problem, draft, current, options, stop); found.better_than(best)) best = std::move(found);
    };
    const auto counts = likely_counts(size, options.demands.sizes, counts_tried);
    if (is_enough(counts.front())) return best;
    Draft parted = today;
    splitting.too_large(parted);
    if (parted.grids() > today.grids()) consider(parted);
    for (const Index count : counts)
        if (!is_enough(count)) consider(with(parted, count));
    for (const Index count : counts)
        if (!is_enough(count)) consider(renumbered(problem, solve_anew(graph, atoms, count, options, scale, stop), current));
    return best;
}

}  // namespace huegrid::grids
