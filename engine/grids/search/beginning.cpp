#include "engine/grids/search/beginning.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "engine/grids/search/solve.hpp"

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
        const Index grids = std::min(sizes.fewest_grids(households, people), Index(part.size()));
        const auto cut = grids > 1 ? solve_anew(graph, part, grids, inside, scale, stop).grid_of : std::vector<Index>(part.size(), 0);
        for (std::size_t i = 0; i < part.size(); ++i) made.unit_of[std::size_t(part[i])] = made.units + cut[i];
        made.units += grids;
    }
    return made;
}

/// The units between barriers in one, as far as a grid can hold them: so ribbons between main roads aren't cut across.
Grouping light_cells_together(const Problem& problem, Grouping units) {
    std::vector<Index> cell_of(std::size_t(problem.units), none), open;
    std::vector<PieceSize> cells;
    for (Index seed = 0; seed < problem.units; ++seed) {
        if (cell_of[std::size_t(seed)] != none) continue;
        const Index cell = Index(cells.size());
        cells.emplace_back();
        const auto enter = [&](Index unit) {
            cell_of[std::size_t(unit)] = cell;
            cells.back().add(problem.size(unit));
            open.push_back(unit);
        };
        for (enter(seed); !open.empty();) {
            const auto unit = std::size_t(open.back());
            open.pop_back();
            for (auto edge = std::size_t(problem.firsts[unit]); edge < std::size_t(problem.firsts[unit + 1]); ++edge)
                if (!problem.barred[edge] && cell_of[std::size_t(problem.ends[edge])] == none) enter(problem.ends[edge]);
        }
    }
    std::vector<Index> unit_of_cell(cells.size(), none), unit_of_unit(std::size_t(problem.units), none);
    Index count = 0;
    for (std::size_t unit = 0; unit < unit_of_unit.size(); ++unit) {
        const auto cell = std::size_t(cell_of[unit]);
        const bool light = problem.sizes.outside_by(std::max<std::int64_t>(cells[cell].households, problem.sizes.households_min), cells[cell].people) == 0;
        if (!light || unit_of_cell[cell] == none) unit_of_cell[cell] = count++;
        unit_of_unit[unit] = unit_of_cell[cell];
    }
    for (Index& unit : units.unit_of)
        if (unit != none) unit = unit_of_unit[std::size_t(unit)];
    units.units = count;
    return units;
}

/// Cells between barriers, each of a size that can be divided by itself: one that can't goes together with a neighbour.
class Cells {
public:
    explicit Cells(const Problem& problem) : limits_(problem.sizes), root_(std::size_t(problem.units)) {
        std::iota(root_.begin(), root_.end(), 0);
        for (std::size_t edge = 0; edge < problem.ends.size(); ++edge)
            if (!problem.barred[edge]) root_[std::size_t(find(problem.tails[edge]))] = find(problem.ends[edge]);
        for (Index unit = 0; unit < problem.units; ++unit) cells_[find(unit)].size.add(problem.size(unit));
        for (std::size_t edge = 0; edge < problem.ends.size(); ++edge)
            if (const Index a = find(problem.tails[edge]), b = find(problem.ends[edge]); a != b) cells_[a].borders[b] += problem.cut_costs[edge];
    }

    /// The units of each cell; at most `most` cells.
    std::vector<std::vector<Index>> run(Index most) {
        while (join_one(most)) {
        }
        std::map<Index, std::vector<Index>> units;
        for (Index unit = 0; unit < Index(root_.size()); ++unit) units[find(unit)].push_back(unit);
        std::vector<std::vector<Index>> cells;
        for (auto& [root, of_cell] : units) cells.push_back(std::move(of_cell));
        return cells;
    }

private:
    struct Cell {
        PieceSize size;
        std::map<Index, double> borders;  ///< with each neighbour
    };

    Index find(Index unit) {
        while (root_[std::size_t(unit)] != unit) unit = root_[std::size_t(unit)] = root_[std::size_t(root_[std::size_t(unit)])];
        return unit;
    }

    [[nodiscard]] bool divisible(PieceSize cell) const {
        cell.heaviest = 0;  // a heavy atom is outside in any company
        return least_misfit(cell, likely_counts(cell, limits_, 1).front(), limits_) == Misfit{};
    }

    /// Joins the smallest cell that can't be divided, or the smallest of too many, with a neighbour: rather one with which it can be
    /// divided, then one that can't by itself either, then the one with the longest border. False when all is well.
    bool join_one(Index most) {
        if (cells_.size() < 2) return false;
        auto smallest = cells_.end();
        for (auto cell = cells_.begin(); cell != cells_.end(); ++cell) {
            if (smallest != cells_.end() && cell->second.size.households >= smallest->second.size.households) continue;
            if (Index(cells_.size()) > most || !divisible(cell->second.size)) smallest = cell;
        }
        if (smallest == cells_.end()) return false;
        const Cell leaving = std::move(smallest->second);
        const Index left = smallest->first;
        cells_.erase(smallest);
        Index with = none;
        std::tuple<bool, bool, double> best;
        for (const auto& [other, between] : leaving.borders) {
            PieceSize together = cells_[other].size;
            together.add(leaving.size);
            const std::tuple fit(divisible(together), !divisible(cells_[other].size), between);
            if (with == none || fit > best) with = other, best = fit;
        }
        Cell& joined = cells_[with];
        joined.size.add(leaving.size);
        joined.borders.erase(left);
        for (const auto& [other, between] : leaving.borders) {
            if (other == with) continue;
            joined.borders[other] += between;
            cells_[other].borders.erase(left);
            cells_[other].borders[with] += between;
        }
        root_[std::size_t(left)] = with;
        return true;
    }

    Sizes limits_;
    std::vector<Index> root_;
    std::map<Index, Cell> cells_;  ///< by root
};

std::vector<PieceSize> sizes_of(const Problem& problem, std::span<const std::vector<Index>> cells) {
    std::vector<PieceSize> sizes;
    for (const auto& cell : cells) {
        sizes.emplace_back();
        for (const Index unit : cell) sizes.back().add(problem.size(unit));
    }
    return sizes;
}

/// Units that are to be kept whole: estates, then what barriers enclose; each atom by itself where that leaves too few units.
Grouping kept_whole(const AtomGraph& graph, std::span<const Index> atoms, Index grids, const DivideOptions& options, const Units& scale,
                    const std::stop_token& stop) {
    auto units = each_alone(graph, atoms);
    if (options.demands.weights.estates > 0.0)
        if (auto together = estates_together(graph, atoms, options, scale, stop); together.units >= grids) units = std::move(together);
    if (graph.has_barriers() && options.demands.weights.crossings > 0.0) {
        const Problem problem = make_problem(graph, atoms, units.unit_of, units.units, grids, options.demands, scale);
        if (auto together = light_cells_together(problem, units); together.units >= grids) units = std::move(together);
    }
    return units;
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
    const Grouping units = kept_whole(graph, atoms, grids, options, scale, stop);
    const Problem problem = make_problem(graph, atoms, units.unit_of, units.units, grids, options.demands, scale);
    const auto cells = Cells(problem).run(grids);
    const auto counts = shared_out(sizes_of(problem, cells), grids, problem.sizes).value();
    std::vector<Index> grid_of_unit(std::size_t(units.units), none);
    std::vector<std::vector<Index>> atoms_of_unit(std::size_t(units.units));
    for (const Index atom : atoms) atoms_of_unit[std::size_t(units.unit_of[std::size_t(atom)])].push_back(atom);
    std::vector<Index> unit_of(units.unit_of.size(), none);
    Index first = 0;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        std::vector<Index> inside_atoms;
        for (std::size_t unit = 0; unit < cells[i].size(); ++unit)
            for (const Index atom : atoms_of_unit[std::size_t(cells[i][unit])]) {
                inside_atoms.push_back(atom);
                unit_of[std::size_t(atom)] = Index(unit);
            }
        const Problem inside = make_problem(graph, inside_atoms, unit_of, Index(cells[i].size()), counts[i], options.demands, scale);
        for (const Index atom : inside_atoms) unit_of[std::size_t(atom)] = none;
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
    const Problem problem = make_problem(graph, atoms, units.unit_of, units.units, 1, options.demands, scale);
    Index count = 0;
    for (const PieceSize& cell : sizes_of(problem, Cells(problem).run(units.units))) count += likely_counts(cell, problem.sizes, 1).front();
    return count;
}

}  // namespace huegrid::grids
