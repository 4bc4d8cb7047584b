#include "engine/grids/search/problem.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace huegrid::grids {
namespace {

/// Which neighbours of each edge's tail meet its end: what decides, nearly always, whether a grid stays in one piece without the tail.
std::vector<std::uint64_t> meetings(const Problem& problem) {
    std::vector<std::uint64_t> meeting(problem.ends.size(), 0);
    std::vector<Index> position(std::size_t(problem.units), none);
    for (Index unit = 0; unit < problem.units; ++unit) {
        const Index first = problem.firsts[std::size_t(unit)], degree = problem.degree(unit);
        if (degree > 64) continue;
        for (Index i = 0; i < degree; ++i) position[std::size_t(problem.ends[std::size_t(first + i)])] = i;
        for (Index edge = first; edge < first + degree; ++edge) {
            const Index end = problem.ends[std::size_t(edge)];
            for (Index other = problem.firsts[std::size_t(end)]; other < problem.firsts[std::size_t(end) + 1]; ++other)
                if (const Index at = position[std::size_t(problem.ends[std::size_t(other)])]; at != none)
                    meeting[std::size_t(edge)] |= std::uint64_t(1) << at;
        }
        for (Index i = 0; i < degree; ++i) position[std::size_t(problem.ends[std::size_t(first + i)])] = none;
    }
    return meeting;
}

/// Only between neighbours with an open side: where triangles close the ring around a unit, nothing more is to be known of it.
void add_corners(Problem& problem) {
    std::vector<Index> marked(std::size_t(problem.units), none);
    const auto for_each_end = [&](Index unit, const auto& visit) {
        for (auto edge = std::size_t(problem.firsts[std::size_t(unit)]); edge < std::size_t(problem.firsts[std::size_t(unit) + 1]); ++edge) visit(problem.ends[edge]);
    };
    problem.corner_firsts.assign(1, 0);
    for (Index unit = 0; unit < problem.units; ++unit) {
        const auto first = std::size_t(problem.firsts[std::size_t(unit)]), degree = std::size_t(problem.degree(unit));
        const auto is_open = [&](std::size_t i) { return std::popcount(problem.meeting[first + i]) < 2; };
        for (std::size_t a = 0; a < degree && degree <= 64; ++a) {
            if (!is_open(a)) continue;
            for_each_end(problem.ends[first + a], [&](Index end) { marked[std::size_t(end)] = Index(first + a); });
            for_each_end(unit, [&](Index end) { marked[std::size_t(end)] = none; });
            marked[std::size_t(unit)] = none;
            for (std::size_t b = a + 1; b < degree; ++b) {
                if (!is_open(b) || (problem.meeting[first + a] >> b & 1) != 0) continue;
                for_each_end(problem.ends[first + b], [&](Index end) {
                    if (marked[std::size_t(end)] == Index(first + a)) problem.corners.push_back({std::uint8_t(a), std::uint8_t(b), end});
                });
            }
        }
        problem.corner_firsts.push_back(Index(problem.corners.size()));
    }
}

void add_edges(Problem& problem, const AtomGraph& graph, std::span<const Index> atoms, std::span<const Index> unit_of, const Demands& demands, const Units& scale) {
    struct Edge {
        Index from, to;
        double cost;
        bool barred;
    };
    std::vector<Edge> edges;
    for (const Index atom : atoms) {
        const Index from = unit_of[std::size_t(atom)];
        for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge) {
            const Index to = unit_of[std::size_t(graph.end_of(edge))];
            if (to == none || to == from) continue;
            edges.push_back({from, to, demands.weights.border * graph.metres(edge) / scale.border_m, graph.stretch(edge) != none});
        }
    }
    const auto before = [](const Edge& a, const Edge& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; };
    if (!std::is_sorted(edges.begin(), edges.end(), before)) std::stable_sort(edges.begin(), edges.end(), before);
    problem.firsts.assign(std::size_t(problem.units) + 1, 0);
    for (const Edge& edge : edges) {
        if (!problem.ends.empty() && problem.tails.back() == edge.from && problem.ends.back() == edge.to) {
            problem.cut_costs.back() += edge.cost;
            if (!edge.barred) problem.barred.back() = false;
            continue;
        }
        problem.tails.push_back(edge.from);
        problem.ends.push_back(edge.to);
        problem.cut_costs.push_back(edge.cost);
        problem.barred.push_back(edge.barred);
        ++problem.firsts[std::size_t(edge.from) + 1];
    }
    std::partial_sum(problem.firsts.begin(), problem.firsts.end(), problem.firsts.begin());
}

void add_crossings(Problem& problem, const AtomGraph& graph, std::span<const Index> atoms, std::span<const Index> unit_of, const Demands& demands) {
    if (!graph.has_barriers() || demands.weights.crossings == 0.0) return;
    std::vector<std::vector<Problem::Crossing>> of_unit(std::size_t(problem.units));
    std::vector<Index> number(std::size_t(graph.stretches()), none);  // here, so that there are no more than the piece has
    for (const Index atom : atoms)
        for (Index edge = graph.first_edge(atom); edge < graph.first_edge(atom + 1); ++edge) {
            const Index stretch = graph.stretch(edge), unit = unit_of[std::size_t(atom)], end = unit_of[std::size_t(graph.end_of(edge))];
            if (stretch == none || end == none || (end == unit && graph.end_of(edge) < atom)) continue;
            Index& here = number[std::size_t(stretch)];
            if (here == none) {
                here = Index(problem.stretch_costs.size());
                problem.stretch_costs.push_back(demands.weights.crossings * graph.barriers(stretch));
            }
            of_unit[std::size_t(unit)].push_back({here, end});
        }
    if (problem.stretch_costs.empty()) return;
    problem.crossing_firsts.push_back(0);
    for (auto& crossings : of_unit) {
        std::sort(crossings.begin(), crossings.end());
        problem.crossings.insert(problem.crossings.end(), crossings.begin(), crossings.end());
        problem.crossing_firsts.push_back(Index(problem.crossings.size()));
    }
}

/// Households' mean place of each unit, from the mean of all, in the unit in which a squared distance is a cost.
void add_places(Problem& problem, const AtomGraph& graph, std::span<const Index> atoms, std::span<const Index> unit_of, const Demands& demands, const Units& scale) {
    problem.x.assign(std::size_t(problem.units), 0.0);
    problem.y.assign(std::size_t(problem.units), 0.0);
    if (!graph.has_positions()) return;
    // A unit without households lies where its atoms do: the search asks for its side, not for its distance.
    std::vector<double> weights(std::size_t(problem.units), 0.0);
    double x = 0.0, y = 0.0, all = 0.0;
    for (const Index atom : atoms) {
        const Index unit = unit_of[std::size_t(atom)];
        const auto place = graph.atoms().positions[std::size_t(atom)];
        const double weight = problem.households[std::size_t(unit)] > 0 ? double(graph.households(atom)) : 1.0;
        problem.x[std::size_t(unit)] += weight * place.x;
        problem.y[std::size_t(unit)] += weight * place.y;
        weights[std::size_t(unit)] += weight;
        x += weight * place.x;
        y += weight * place.y;
        all += weight;
    }
    const double unit_length = std::sqrt(demands.weights.spread / (scale.distance_m2 * demands.sizes.target()));
    for (std::size_t unit = 0; unit < weights.size(); ++unit) {
        problem.x[unit] = (problem.x[unit] / weights[unit] - x / all) * unit_length;
        problem.y[unit] = (problem.y[unit] / weights[unit] - y / all) * unit_length;
    }
}

void add_estates(Problem& problem, const AtomGraph& graph, std::span<const Index> atoms, std::span<const Index> unit_of) {
    if (graph.atoms().estates.empty() || problem.estate_cost == 0.0) return;
    problem.estates.assign(std::size_t(problem.units), none);
    for (const Index atom : atoms) problem.estates[std::size_t(unit_of[std::size_t(atom)])] = graph.estate(atom);
    // Renumbered, so that their lists are no longer than the piece.
    std::vector<Index> used;
    for (const Index estate : problem.estates)
        if (estate != none) used.push_back(estate);
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    problem.estate_firsts.assign(used.size() + 1, 0);
    for (Index& estate : problem.estates)
        if (estate != none) {
            estate = Index(std::lower_bound(used.begin(), used.end(), estate) - used.begin());
            ++problem.estate_firsts[std::size_t(estate) + 1];
        }
    std::partial_sum(problem.estate_firsts.begin(), problem.estate_firsts.end(), problem.estate_firsts.begin());
    problem.estate_units.resize(std::size_t(problem.estate_firsts.back()));
    auto next = problem.estate_firsts;
    for (Index unit = 0; unit < problem.units; ++unit)
        if (const Index estate = problem.estates[std::size_t(unit)]; estate != none)
            problem.estate_units[std::size_t(next[std::size_t(estate)]++)] = unit;
}

}  // namespace

PieceSize Problem::size() const {
    PieceSize all;
    for (Index unit = 0; unit < units; ++unit) all.add(size(unit));
    return all;
}

Problem make_problem(const AtomGraph& graph, std::span<const Index> atoms, std::span<const Index> unit_of, Index units, Index grids, const Demands& demands, const Units& scale) {
    Problem problem;
    problem.units = units;
    problem.grids = grids;
    problem.sizes = demands.sizes;
    problem.estate_cost = demands.weights.estates;
    problem.moved_cost = demands.weights.moved;
    problem.households.assign(std::size_t(units), 0);
    problem.people.assign(std::size_t(units), 0);
    for (const Index atom : atoms) {
        problem.households[std::size_t(unit_of[std::size_t(atom)])] += graph.households(atom);
        problem.people[std::size_t(unit_of[std::size_t(atom)])] += graph.people(atom);
    }
    add_edges(problem, graph, atoms, unit_of, demands, scale);
    add_crossings(problem, graph, atoms, unit_of, demands);
    problem.meeting = meetings(problem);
    add_corners(problem);
    add_places(problem, graph, atoms, unit_of, demands, scale);
    add_estates(problem, graph, atoms, unit_of);
    return problem;
}

}  // namespace huegrid::grids
