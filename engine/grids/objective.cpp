#include "engine/grids/objective.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>
#include <utility>

namespace huegrid::grids {

Sizes Sizes::any() { return {0, std::numeric_limits<std::int32_t>::max(), 0, 0}; }

Index Sizes::fewest_grids(std::int64_t households, std::int64_t people) const {
    std::int64_t fewest = std::max<std::int64_t>(1, (households + households_max - 1) / households_max);
    if (people_max > 0) fewest = std::max(fewest, (people + people_max - 1) / people_max);
    return Index(fewest);
}

double Sizes::target() const {
    return households_target > 0 ? double(households_target) : (double(households_min) + double(households_max)) / 2.0;
}

Result<void> check(const Sizes& sizes) {
    if (sizes.households_min < 0 || sizes.households_max < 1 || sizes.people_max < 0 || sizes.households_target < 0)
        return fail(ErrorCode::bad_input, fmt::format("sizes of {} to {} households, about {}, up to {} people: numbers from 0 on are needed, the most households from 1 on",
                                                      sizes.households_min, sizes.households_max, sizes.households_target, sizes.people_max), "--min, --max, --target, --people-max");
    if (sizes.households_min > sizes.households_max)
        return fail(ErrorCode::bad_input, fmt::format("at least {} households and at most {}: the limits cross", sizes.households_min, sizes.households_max), "--min, --max");
    if (sizes.households_target > 0 && (sizes.households_target < sizes.households_min || sizes.households_target > sizes.households_max))
        return fail(ErrorCode::bad_input, fmt::format("about {} households isn't within {} to {}", sizes.households_target, sizes.households_min, sizes.households_max), "--target");
    return {};
}

const Sizes& Demands::sizes_of(Index grid) const {
    for (const LockedGrid& lock : locked)
        if (lock.grid == grid) return lock.sizes;
    return sizes;
}

std::partial_ordering compare(const Score& a, const Score& b) {
    if (a.outside != b.outside) return a.outside <=> b.outside;
    if (a.outside_by != b.outside_by) return a.outside_by <=> b.outside_by;
    if (a.discontiguous != b.discontiguous) return a.discontiguous <=> b.discontiguous;
    if (std::abs(a.cost - b.cost) <= 1e-6) return std::partial_ordering::equivalent;
    return a.cost <=> b.cost;
}

Units units_of(const AtomGraph& graph) {
    double metres = 0.0, squares = 0.0;
    for (Index atom = 0; atom < graph.size(); ++atom)
        for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge) {
            metres += graph.metres(edge);
            if (!graph.has_positions()) continue;
            const auto a = graph.atoms().positions[std::size_t(atom)], b = graph.atoms().positions[std::size_t(graph.end_of(edge))];
            squares += (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
        }
    const double edges = double(graph.edges());
    return {metres > 0.0 ? metres / edges : 1.0, squares > 0.0 ? squares / edges : 1.0};
}

namespace {

struct GridSums {
    std::int64_t atoms = 0, households = 0, people = 0;
    double x = 0.0, y = 0.0;  ///< sums over households
};

/// How many grids estates are in, beyond as many as their households need.
struct Spread {
    Index grids = 0;    ///< an estate in fewer grids than its households need spreads over none
    Index balance = 0;  ///< … or makes up for another's: what moving an atom changes by one at a time
};
Spread estates_spread(const AtomGraph& graph, std::span<const Index> grid_of, const Sizes& sizes) {
    std::set<std::pair<Index, Index>> pairs;
    std::vector<std::int64_t> households;
    for (Index atom = 0; atom < graph.size(); ++atom) {
        const Index estate = graph.estate(atom);
        if (estate == none || grid_of[std::size_t(atom)] == none) continue;
        pairs.emplace(estate, grid_of[std::size_t(atom)]);
        if (households.size() <= std::size_t(estate)) households.resize(std::size_t(estate) + 1, -1);
        households[std::size_t(estate)] = std::max<std::int64_t>(0, households[std::size_t(estate)]) + graph.households(atom);
    }
    std::vector<Index> beyond(households.size(), 0);
    for (const auto& [estate, grid] : pairs) ++beyond[std::size_t(estate)];
    Spread spread;
    for (std::size_t estate = 0; estate < households.size(); ++estate) {
        if (households[estate] < 0) continue;
        beyond[estate] -= sizes.fewest_grids(households[estate]);
        spread.grids += std::max<Index>(0, beyond[estate]);
        spread.balance += beyond[estate];
    }
    return spread;
}

}  // namespace

std::vector<std::int64_t> crossings_of(const AtomGraph& graph, std::span<const Index> grid_of, Index grids) {
    std::vector<std::int64_t> crossings(static_cast<std::size_t>(grids), 0);
    if (!graph.has_barriers()) return crossings;
    std::vector<std::pair<Index, Index>> crossed;  // grid, stretch
    for (Index atom = 0; atom < graph.size(); ++atom)
        for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge)
            if (const Index grid = grid_of[std::size_t(atom)]; graph.stretch(edge) != none && grid != none && grid == grid_of[std::size_t(graph.end_of(edge))])
                crossed.emplace_back(grid, graph.stretch(edge));
    std::sort(crossed.begin(), crossed.end());
    crossed.erase(std::unique(crossed.begin(), crossed.end()), crossed.end());
    for (const auto& [grid, stretch] : crossed) crossings[std::size_t(grid)] += graph.barriers(stretch);
    return crossings;
}

Score measure(const AtomGraph& graph, std::span<const Index> grid_of, const Demands& demands) {
    Score score;
    std::vector<GridSums> grids;
    for (Index atom = 0; atom < graph.size(); ++atom) {
        const Index grid = grid_of[std::size_t(atom)];
        if (grid == none) continue;
        if (grids.size() <= std::size_t(grid)) grids.resize(std::size_t(grid) + 1);
        auto& sums = grids[std::size_t(grid)];
        const std::int64_t households = graph.households(atom);
        ++sums.atoms;
        sums.households += households;
        sums.people += graph.people(atom);
        if (graph.has_positions()) {
            sums.x += double(households) * graph.atoms().positions[std::size_t(atom)].x;
            sums.y += double(households) * graph.atoms().positions[std::size_t(atom)].y;
        }
        if (graph.current(atom) != none && graph.current(atom) != grid) score.moved += households;
        for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge) {
            const Index other = graph.end_of(edge);
            if (other < atom || grid_of[std::size_t(other)] == none) continue;
            if (grid_of[std::size_t(other)] == grid) continue;
            ++score.borders_cut;
            score.border_m += graph.metres(edge);
        }
    }
    for (std::size_t g = 0; g < grids.size(); ++g) {
        if (grids[g].atoms == 0) continue;
        const Sizes& sizes = demands.sizes_of(Index(g));
        const auto by = sizes.outside_by(grids[g].households, grids[g].people);
        score.outside += sizes.outside(by, grids[g].households, grids[g].people);
        score.outside_by += by;
    }
    for (const auto crossings : crossings_of(graph, grid_of, Index(grids.size()))) score.crossings += crossings;
    const auto pieces = pieces_of(graph, grid_of);
    std::vector<Index> pieces_in(grids.size(), 0);
    std::vector<bool> seen(std::size_t(pieces.count), false);
    for (Index atom = 0; atom < graph.size(); ++atom) {
        const Index piece = pieces.piece_of[std::size_t(atom)];
        if (piece == none || seen[std::size_t(piece)]) continue;
        seen[std::size_t(piece)] = true;
        score.discontiguous += ++pieces_in[std::size_t(grid_of[std::size_t(atom)])] == 2;
    }
    const Units units = units_of(graph);
    double households = 0.0;
    if (graph.has_positions())
        for (Index atom = 0; atom < graph.size(); ++atom) {
            const Index grid = grid_of[std::size_t(atom)];
            if (grid == none || graph.households(atom) == 0) continue;
            const auto& sums = grids[std::size_t(grid)];
            const auto place = graph.atoms().positions[std::size_t(atom)];
            const double dx = place.x - sums.x / double(sums.households), dy = place.y - sums.y / double(sums.households);
            const double weight = graph.households(atom);
            score.spread += weight * (dx * dx + dy * dy);
            score.mean_distance_m += weight * std::hypot(dx, dy);
            households += weight;
        }
    score.spread /= units.distance_m2 * demands.sizes.target();
    if (households > 0.0) score.mean_distance_m /= households;
    const Spread estates = estates_spread(graph, grid_of, demands.sizes);
    score.estates_spread = estates.grids;
    const Weights& weights = demands.weights;
    score.cost = weights.estates * estates.balance + weights.crossings * double(score.crossings) + weights.border * score.border_m / units.border_m +
                 weights.spread * score.spread + weights.moved * double(score.moved);
    return score;
}

}  // namespace huegrid::grids
