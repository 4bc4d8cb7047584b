#include "engine/grids/beginning.hpp"

#include <algorithm>
#include <map>
#include <numeric>

#include "engine/grids/solve.hpp"

namespace huegrid::grids {
namespace {

/// Several atoms as one unit.
struct Grouping {
    std::vector<Index> unit_of;  ///< over the graph; none outside the piece
    Index units = 0;
};

Grouping each_alone(const AtomGraph& graph, std::span<const Index> atoms) {
    Grouping made{std::vector<Index>(std::size_t(graph.size()), none), 0};
    for (const Index atom : atoms) made.unit_of[std::size_t(atom)] = made.units++;
    return made;
}

/// Units of the atoms of a piece: an estate, or a part of it in one piece, is one unit if a grid can hold it; a larger one is
/// cut inside itself into as few as can be. Every other atom is a unit.
Grouping estates_together(const AtomGraph& graph, std::span<const Index> atoms, const DivideOptions& options, const Units& scale,
                          const std::stop_token& stop) {
    Grouping made{std::vector<Index>(std::size_t(graph.size()), none), 0};
    std::vector<Index> estates(std::size_t(graph.size()), none);
    for (const Index atom : atoms) {
        estates[std::size_t(atom)] = graph.estate(atom);
        if (graph.estate(atom) == none) made.unit_of[std::size_t(atom)] = made.units++;
    }
    const Pieces parts = pieces_of(graph, estates);
    std::vector<std::vector<Index>> atoms_of(std::size_t(parts.count));
    for (const Index atom : atoms)
        if (parts.piece_of[std::size_t(atom)] != none) atoms_of[std::size_t(parts.piece_of[std::size_t(atom)])].push_back(atom);
    const Sizes& sizes = options.demands.sizes;
    DivideOptions inside = options;
    inside.demands.weights.estates = 0.0;  // within an estate there are none
    for (const auto& part : atoms_of) {
        std::int64_t households = 0, people = 0;
        for (const Index atom : part) households += graph.households(atom), people += graph.people(atom);
        Index grids = fewest_grids(households, sizes);
        if (sizes.people_max > 0) grids = std::max(grids, Index((people + sizes.people_max - 1) / sizes.people_max));
        grids = std::min(grids, Index(part.size()));
        const auto cut = grids > 1 ? solve_anew(graph, part, grids, inside, scale, stop).grid_of : std::vector<Index>(part.size(), 0);
        for (std::size_t i = 0; i < part.size(); ++i) made.unit_of[std::size_t(part[i])] = made.units + cut[i];
        made.units += grids;
    }
    return made;
}

/// Cells between barriers, each of a size that can be divided by itself: one that can't goes together with a neighbour.
class Cells {
public:
    explicit Cells(const Problem& problem) : problem_(problem), root_(std::size_t(problem.units)) {
        std::iota(root_.begin(), root_.end(), 0);
        for (std::size_t edge = 0; edge < problem.ends.size(); ++edge)
            if (problem.barriers[edge] == 0) root_[std::size_t(find(problem.tails[edge]))] = find(problem.ends[edge]);
    }

    /// The units of each cell; at most `most` cells.
    std::vector<std::vector<Index>> run(Index most) {
        while (join_one(most)) {
        }
        std::map<Index, std::vector<Index>> units;
        for (Index unit = 0; unit < problem_.units; ++unit) units[find(unit)].push_back(unit);
        std::vector<std::vector<Index>> cells;
        for (auto& [root, of_cell] : units) cells.push_back(std::move(of_cell));
        return cells;
    }

private:
    Index find(Index unit) {
        while (root_[std::size_t(unit)] != unit) unit = root_[std::size_t(unit)] = root_[std::size_t(root_[std::size_t(unit)])];
        return unit;
    }

    bool divisible(const PieceSize& cell) const {
        return least_misfit(cell, likely_counts(cell, problem_.sizes, 1).front(), problem_.sizes) == Misfit{};
    }

    /// Joins the smallest cell that can't be divided, or the smallest of too many, with a neighbour: rather one with which it can be
    /// divided, then the one with fewest barriers between. False when all is well.
    bool join_one(Index most) {
        std::map<Index, PieceSize> sizes;
        for (Index unit = 0; unit < problem_.units; ++unit) {
            PieceSize& size = sizes[find(unit)];
            size.households += problem_.households[std::size_t(unit)];
            ++size.atoms;
        }
        if (sizes.size() < 2) return false;
        Index smallest = none;
        for (const auto& [cell, size] : sizes) {
            if (Index(sizes.size()) <= most && divisible(size)) continue;
            if (smallest == none || size.households < sizes[smallest].households) smallest = cell;
        }
        if (smallest == none) return false;
        std::map<Index, int> barriers;
        for (std::size_t edge = 0; edge < problem_.ends.size(); ++edge)
            if (const Index other = find(problem_.ends[edge]); find(problem_.tails[edge]) == smallest && other != smallest)
                barriers[other] += problem_.barriers[edge];
        Index with = none;
        bool best_divisible = false;
        for (const auto& [cell, between] : barriers) {
            const bool together = divisible({sizes[cell].households + sizes[smallest].households, sizes[cell].atoms + sizes[smallest].atoms});
            if (with == none || std::pair(together, -between) > std::pair(best_divisible, -barriers[with])) with = cell, best_divisible = together;
        }
        root_[std::size_t(smallest)] = with;
        return true;
    }

    const Problem& problem_;
    std::vector<Index> root_;
};

std::vector<PieceSize> sizes_of(const Problem& problem, std::span<const std::vector<Index>> cells) {
    std::vector<PieceSize> sizes;
    for (const auto& cell : cells) {
        sizes.push_back({0, Index(cell.size())});
        for (const Index unit : cell) sizes.back().households += problem.households[std::size_t(unit)];
    }
    return sizes;
}

Running begun(const Problem& problem, const Cooling& cooling, double turn, Random& random, const std::stop_token& stop) {
    Running running(problem, halved(problem, turn));
    anneal(running, cooling, random, stop);
    descend(running, stop);
    return running;
}

}  // namespace

std::vector<Index> begin_with_estates_and_cells(const AtomGraph& graph, std::span<const Index> atoms, Index grids, const DivideOptions& options,
                                                const Units& scale, const Cooling& cooling, double turn, Random& random, const std::stop_token& stop) {
    auto units = each_alone(graph, atoms);
    if (options.demands.weights.estates > 0.0)
        if (auto together = estates_together(graph, atoms, options, scale, stop); together.units >= grids) units = std::move(together);
    const Problem problem = make_problem(graph, units.unit_of, units.units, grids, options.demands, scale);
    const auto cells = Cells(problem).run(grids);
    const auto counts = shared_out(sizes_of(problem, cells), grids, problem.sizes).value();
    std::vector<Index> grid_of_unit(std::size_t(units.units), none);
    Index first = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::vector<Index> number(std::size_t(units.units), none), unit_of(units.unit_of.size(), none);
        for (std::size_t unit = 0; unit < cells[i].size(); ++unit) number[std::size_t(cells[i][unit])] = Index(unit);
        for (const Index atom : atoms) unit_of[std::size_t(atom)] = number[std::size_t(units.unit_of[std::size_t(atom)])];
        const Problem inside = make_problem(graph, unit_of, Index(cells[i].size()), counts[i], options.demands, scale);
        const Running running = begun(inside, cooling, turn, random, stop);
        for (std::size_t unit = 0; unit < cells[i].size(); ++unit) grid_of_unit[std::size_t(cells[i][unit])] = first + running.grid_of(Index(unit));
        first += counts[i];
    }
    std::vector<Index> grid_of;
    for (const Index atom : atoms) grid_of.push_back(grid_of_unit[std::size_t(units.unit_of[std::size_t(atom)])]);
    return grid_of;
}

Index count_by_cells(const AtomGraph& graph, std::span<const Index> atoms, const DivideOptions& options, const Units& scale) {
    const Grouping units = each_alone(graph, atoms);
    const Problem problem = make_problem(graph, units.unit_of, units.units, 1, options.demands, scale);
    Index count = 0;
    for (const PieceSize& cell : sizes_of(problem, Cells(problem).run(units.units))) count += likely_counts(cell, problem.sizes, 1).front();
    return count;
}

}  // namespace huegrid::grids
