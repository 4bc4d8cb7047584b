#include "engine/grids/atom_graph.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace huegrid::grids {
namespace {

Result<void> check(const AtomGraph::Atoms& atoms) {
    const std::size_t n = atoms.households.size();
    if (n > std::size_t(std::numeric_limits<Index>::max() / 2)) return fail(ErrorCode::bad_input, fmt::format("{} atoms are too many", n));
    const auto as_long = [&](std::size_t length, const char* what) -> Result<void> {
        if (length == 0 || length == n) return {};
        return fail(ErrorCode::bad_input, fmt::format("{} {} for {} atoms: give one for each or none at all", length, what, n));
    };
    if (auto ok = as_long(atoms.people.size(), "numbers of people"); !ok) return ok;
    if (auto ok = as_long(atoms.positions.size(), "positions"); !ok) return ok;
    if (auto ok = as_long(atoms.estates.size(), "estates"); !ok) return ok;
    if (auto ok = as_long(atoms.current.size(), "current grids"); !ok) return ok;
    for (std::size_t i = 0; i < n; ++i) {
        const auto of_atom = [&](const char* what, auto value) {
            return fail(ErrorCode::bad_input, fmt::format("atom {} has {} {}", i, value, what));
        };
        if (atoms.households[i] < 0) return of_atom("households: a number from 0 on is needed", atoms.households[i]);
        if (!atoms.people.empty() && atoms.people[i] < 0) return of_atom("people: a number from 0 on is needed", atoms.people[i]);
        if (!atoms.estates.empty() && atoms.estates[i] < none) return of_atom("as its estate", atoms.estates[i]);
        if (!atoms.current.empty() && (atoms.current[i] < none || atoms.current[i] >= Index(n)))
            return of_atom("as its current grid: numbers from 0 on, fewer than atoms", atoms.current[i]);
        if (!atoms.positions.empty() && !(std::isfinite(atoms.positions[i].x) && std::isfinite(atoms.positions[i].y)))
            return of_atom("as a coordinate", atoms.positions[i].x);
    }
    return {};
}

}  // namespace

Result<AtomGraph> AtomGraph::build(Atoms atoms, std::span<const Border> borders) {
    if (auto ok = check(atoms); !ok) return fail(std::move(ok.error()));
    const auto n = Index(atoms.households.size());
    struct Edge {
        Index from, to;
        double metres;
        int barriers;
    };
    std::vector<Edge> edges;
    edges.reserve(2 * borders.size());
    for (const Border& border : borders) {
        if (border.a < 0 || border.b < 0 || border.a >= n || border.b >= n)
            return fail(ErrorCode::bad_input, fmt::format("a border of atoms {} and {}, where there are {}", border.a, border.b, n));
        if (border.a == border.b) return fail(ErrorCode::bad_input, fmt::format("atom {} borders on itself", border.a));
        if (!(border.metres >= 0.0) || !std::isfinite(border.metres) || border.barriers < 0)
            return fail(ErrorCode::bad_input, fmt::format("the border of atoms {} and {} has {} m and {} barriers", border.a, border.b,
                                                          border.metres, border.barriers));
        edges.push_back({border.a, border.b, border.metres, border.barriers});
        edges.push_back({border.b, border.a, border.metres, border.barriers});
    }
    std::stable_sort(edges.begin(), edges.end(),
                     [](const Edge& a, const Edge& b) { return a.from != b.from ? a.from < b.from : a.to < b.to; });

    std::size_t kept = 0;
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (kept == 0 || edges[kept - 1].from != edges[i].from || edges[kept - 1].to != edges[i].to) {
            edges[kept++] = edges[i];
        } else {
            edges[kept - 1].metres += edges[i].metres;
            edges[kept - 1].barriers = std::max(edges[kept - 1].barriers, edges[i].barriers);
        }
    }
    edges.resize(kept);

    AtomGraph graph;
    graph.firsts_.assign(std::size_t(n) + 1, 0);
    graph.ends_.reserve(kept);
    graph.metres_.reserve(kept);
    for (const Edge& edge : edges) {
        graph.ends_.push_back(edge.to);
        graph.metres_.push_back(float(edge.metres));
        ++graph.firsts_[std::size_t(edge.from) + 1];
    }
    for (std::size_t i = 1; i < graph.firsts_.size(); ++i) graph.firsts_[i] += graph.firsts_[i - 1];
    for (const auto households : atoms.households) graph.total_households_ += households;
    for (const auto grid : atoms.current) graph.current_grids_ = std::max(graph.current_grids_, grid + 1);
    graph.atoms_ = std::move(atoms);
    std::vector<int> barriers;
    for (const Edge& edge : edges) barriers.push_back(edge.barriers);
    graph.find_stretches(barriers);
    return graph;
}

void AtomGraph::find_stretches(std::span<const int> barriers) {
    if (std::all_of(barriers.begin(), barriers.end(), [](int count) { return count == 0; })) return;
    stretches_.assign(barriers.size(), none);
    const auto for_each_edge = [&](Index atom, const auto& visit) {
        for (Index edge = first_edge(atom); edge < first_edge(atom + 1); ++edge) visit(edge, barriers[std::size_t(edge)] > 0);
    };
    const auto for_each_beside = [&](Index atom, const auto& visit) {
        visit(atom);
        for_each_edge(atom, [&](Index edge, bool barred) { if (!barred) visit(end_of(edge)); });
    };
    std::vector<Index> beside(std::size_t(size()), none);  // the last edge beside whose end the atom is
    struct Step {
        Index from, edge;
    };
    std::vector<Step> open;
    const auto enter = [&](Index from, Index edge) {
        const auto others = neighbours(end_of(edge));
        const Index back = first_edge(end_of(edge)) + Index(std::lower_bound(others.begin(), others.end(), from) - others.begin());
        stretches_[std::size_t(edge)] = stretches_[std::size_t(back)] = Index(barriers_.size()) - 1;
        barriers_.back() = std::max(barriers_.back(), barriers[std::size_t(edge)]);
        open.push_back({from, edge});
    };
    for (Index atom = 0; atom < size(); ++atom)
        for_each_edge(atom, [&](Index seed, bool barred) {
            if (!barred || stretches_[std::size_t(seed)] != none) return;
            barriers_.push_back(0);
            enter(atom, seed);
            while (!open.empty()) {
                const Step step = open.back();
                open.pop_back();
                for_each_beside(end_of(step.edge), [&](Index other) { beside[std::size_t(other)] = step.edge; });
                for_each_beside(step.from, [&](Index from) {
                    for_each_edge(from, [&](Index edge, bool barred_too) {
                        if (barred_too && stretches_[std::size_t(edge)] == none && beside[std::size_t(end_of(edge))] == step.edge) enter(from, edge);
                    });
                });
            }
        });
}

Pieces pieces_of(const AtomGraph& graph, std::span<const Index> labels) {
    Pieces pieces{std::vector<Index>(std::size_t(graph.size()), none)};
    std::vector<Index> stack;
    for (Index seed = 0; seed < graph.size(); ++seed) {
        if (labels[std::size_t(seed)] == none || pieces.piece_of[std::size_t(seed)] != none) continue;
        pieces.piece_of[std::size_t(seed)] = pieces.count;
        stack.push_back(seed);
        while (!stack.empty()) {
            const Index atom = stack.back();
            stack.pop_back();
            for (const Index other : graph.neighbours(atom))
                if (pieces.piece_of[std::size_t(other)] == none && labels[std::size_t(other)] == labels[std::size_t(seed)]) {
                    pieces.piece_of[std::size_t(other)] = pieces.count;
                    stack.push_back(other);
                }
        }
        ++pieces.count;
    }
    return pieces;
}

Pieces pieces_of(const AtomGraph& graph) { return pieces_of(graph, std::vector<Index>(std::size_t(graph.size()), 0)); }

}  // namespace huegrid::grids
