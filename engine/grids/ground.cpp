#include "engine/grids/ground.hpp"

#include <algorithm>
#include <map>

#include "engine/base/disjoint_sets.hpp"
#include "engine/geo/borders/coverage.hpp"
#include "engine/geo/cells/dissolve.hpp"
#include "engine/geo/shapes/overlay.hpp"
#include "engine/geo/shapes/repair.hpp"

namespace huegrid::grids {
namespace {

/// The rows' columns added up over their atoms. An atom lies at the middle of its households (of its buildings if it has
/// none), and is in the grid, and in the estate, of the building with most households.
AtomGraph::Atoms atoms_of(const GroundRows& rows, std::span<const Index> atom_of, std::size_t count) {
    AtomGraph::Atoms atoms;
    atoms.households.assign(count, 0);
    if (!rows.people.empty()) atoms.people.assign(count, 0);
    atoms.positions.resize(count);
    atoms.estates.assign(count, none);
    atoms.current.assign(count, none);
    std::vector<double> weight(count, 0.0);
    std::vector<std::int32_t> most(count, -1);
    for (std::size_t row = 0; row < rows.shapes.size(); ++row) {
        if (atom_of[row] == none) continue;
        const auto atom = std::size_t(atom_of[row]);
        const auto households = rows.households[row];
        atoms.households[atom] += households;
        if (!rows.people.empty()) atoms.people[atom] += rows.people[row];
        const auto at = geo::point_on_surface(rows.shapes[row]);
        const double w = households + 1e-6;
        auto& middle = atoms.positions[atom];
        weight[atom] += w;
        middle.x += (at.x - middle.x) * w / weight[atom];
        middle.y += (at.y - middle.y) * w / weight[atom];
        if (households <= most[atom]) continue;
        most[atom] = households;
        atoms.estates[atom] = rows.estates[row];
        atoms.current[atom] = rows.current[row];
    }
    return atoms;
}

/// What belongs together today: buildings of one grid that border on each other.
template <class IsBorder>
bool are_together(const geo::Neighbours& pair, std::span<const Index> current, const IsBorder& is_border) {
    const Index grid = current[std::size_t(pair.first)];
    return grid != none && grid == current[std::size_t(pair.second)] && is_border(pair);
}
template <class IsBorder>
DisjointSets pieces_of_today(std::span<const geo::Neighbours> pairs, std::span<const Index> current, const IsBorder& is_border) {
    DisjointSets pieces(current.size());
    for (const auto& pair : pairs)
        if (are_together(pair, current, is_border)) pieces.join(pair.first, pair.second);
    return pieces;
}

template <class IsBorder>
bool todays_fall_apart(std::span<const geo::Neighbours> pairs, std::span<const Index> current, std::span<const Index> cell_of, const IsBorder& is_border) {
    auto pieces = pieces_of_today(pairs, current, is_border);
    std::map<Index, Index> piece_of;
    for (std::size_t b = 0; b < current.size(); ++b) {
        if (current[b] == none || cell_of[b] != Index(b)) continue;
        const Index piece = pieces.lowest_of(Index(b));
        if (piece_of.try_emplace(current[b], piece).first->second != piece) return true;
    }
    return false;
}

/// Who borders on whom is a matter of the buildings alone, so that a division is judged alike before and after its borders were
/// drawn; but who belongs together today, only through a street, isn't torn apart.
template <class IsBorder>
std::vector<geo::Neighbours> with_todays(std::vector<geo::Neighbours> plain, std::span<const geo::Neighbours> kept, std::span<const Index> current, const IsBorder& is_border) {
    auto pieces = pieces_of_today(plain, current, is_border);
    for (const auto& pair : kept)
        if (are_together(pair, current, is_border) && pieces.lowest_of(pair.first) != pieces.lowest_of(pair.second)) plain.push_back(pair);
    return plain;
}

/// Does each building stand on ground of its own group?
bool stand_in_their_groups(const geo::Cells& cells, std::span<const Index> group) {
    for (std::size_t b = 0; b < group.size(); ++b)
        if (const Index cell = cells.cell_of[b]; cell != none && group[std::size_t(cell)] != group[b]) return false;
    return true;
}

}  // namespace

Result<Ground> Ground::of_buildings(const geo::Shape& ground, const GroundRows& buildings, std::span<const geo::Shape> barriers, Options options) {
    Ground made;
    made.cells_.push_back(geo::make_cells(ground, buildings.shapes, barriers));
    auto pairs = geo::neighbours(made.cells_.front());
    const auto along_barrier = [](const geo::Neighbours& pair) { return pair.barrier_m > 0.5 * pair.border_m; };
    const auto is_border = [&](const geo::Neighbours& pair) { return pair.border_m > 0.0 && !(along_barrier(pair) && options.crossing == Crossing::refused); };
    if (!options.kept.empty() && (options.borders != Borders::anew_if_whole || todays_fall_apart(pairs, buildings.current, made.cells_.front().cell_of, is_border))) {
        made.cells_.push_back(geo::make_cells(ground, buildings.shapes, barriers, options.kept));
        pairs = with_todays(std::move(pairs), geo::neighbours(made.cells_.back()), buildings.current, is_border);
        if (options.borders != Borders::anew_if_whole) std::swap(made.cells_.front(), made.cells_.back());
        if (options.borders == Borders::todays) made.cells_.pop_back();
        if (options.borders == Borders::todays_if_whole) made.sources_ = {ground, buildings.shapes, {barriers.begin(), barriers.end()}, {options.kept.begin(), options.kept.end()}};
    }
    const auto& cell_of = made.cells_.front().cell_of;

    DisjointSets sets(buildings.shapes.size());
    if (options.atoms == AtomsOf::estates)
        for (const auto& pair : pairs) {
            const auto estate = buildings.estates[std::size_t(pair.first)];
            if (estate != none && estate == buildings.estates[std::size_t(pair.second)] && !along_barrier(pair)) sets.join(pair.first, pair.second);
        }
    std::vector<Index> number(buildings.shapes.size(), none);
    Index count = 0;
    made.atom_of_.assign(buildings.shapes.size(), none);
    for (std::size_t b = 0; b < cell_of.size(); ++b) {
        if (cell_of[b] == none) continue;
        auto& atom = number[std::size_t(sets.lowest_of(cell_of[b]))];
        if (atom == none) atom = count++;
        made.atom_of_[b] = atom;
    }
    std::vector<AtomGraph::Border> borders;
    for (const auto& pair : pairs) {
        const Index a = made.atom_of_[std::size_t(pair.first)], b = made.atom_of_[std::size_t(pair.second)];
        if (a == b || !is_border(pair)) continue;
        borders.push_back({a, b, pair.border_m, along_barrier(pair) ? 1 : 0});
    }
    auto graph = AtomGraph::build(atoms_of(buildings, made.atom_of_, std::size_t(count)), borders);
    if (!graph) return fail(std::move(graph.error()));
    made.graph_ = std::move(*graph);
    return made;
}

Result<Ground> Ground::of_blocks(const GroundRows& blocks) {
    Ground made;
    made.blocks_ = blocks.shapes;
    for (std::size_t b = 0; b < blocks.shapes.size(); ++b) made.atom_of_.push_back(Index(b));
    std::vector<AtomGraph::Border> borders;
    for (const auto& pair : geo::find_neighbours(blocks.shapes))
        if (pair.border_m > 0.0) borders.push_back({pair.first, pair.second, pair.border_m, 0});
    auto graph = AtomGraph::build(atoms_of(blocks, made.atom_of_, blocks.shapes.size()), borders);
    if (!graph) return fail(std::move(graph.error()));
    made.graph_ = std::move(*graph);
    return made;
}

std::vector<geo::Shape> Ground::outlines(std::span<const Index> grid_of_atom, Index grids) const {
    if (!blocks_.empty()) {
        std::vector<std::vector<geo::Shape>> members(static_cast<std::size_t>(grids));
        for (std::size_t b = 0; b < blocks_.size(); ++b)
            if (grid_of_atom[b] != none) members[std::size_t(grid_of_atom[b])].push_back(blocks_[b]);
        std::vector<geo::Shape> shapes;
        for (const auto& of_grid : members) shapes.push_back(geo::repair(geo::united(of_grid)).shape);  // slits between blocks, thinner than a millimetre
        return shapes;
    }
    std::vector<Index> group_of_cell(atom_of_.size(), none);
    for (std::size_t b = 0; b < atom_of_.size(); ++b)
        if (atom_of_[b] != none) group_of_cell[b] = grid_of_atom[std::size_t(atom_of_[b])];
    std::vector<geo::Shape> best;
    const auto draw = [&](const geo::Cells& cells) {
        if (!best.empty() && (geo::extra_parts(best) == 0 || !stand_in_their_groups(cells, group_of_cell))) return;
        auto drawn = geo::dissolve(cells, group_of_cell, grids, {.tolerance_m = 3.0});
        if (best.empty() || geo::extra_parts(drawn) < geo::extra_parts(best)) best = std::move(drawn);
    };
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        if (i > 0 && sources_ && geo::extra_parts(best) > 0) draw(loosened(*sources_, group_of_cell));
        draw(cells_[i]);
    }
    return best;
}

/// Without the borders of today on the ground of buildings that change sides, and of those beside them that they come to.
geo::Cells Ground::loosened(const Sources& sources, std::span<const Index> group_of_cell) const {
    const auto& anew = cells_.back();
    const auto changes = [&](std::size_t building) { return atom_of_[building] != none && graph_.current(atom_of_[building]) != group_of_cell[building]; };
    std::vector<Index> stays(atom_of_.size(), 1);
    for (std::size_t b = 0; b < atom_of_.size(); ++b)
        if (changes(b)) stays[std::size_t(anew.cell_of[b])] = 0;
    for (const auto& [first, second, border_m, barrier_m] : geo::neighbours(anew)) {
        const auto a = std::size_t(first), b = std::size_t(second);
        if (border_m > 0.0 && group_of_cell[a] == group_of_cell[b] && (changes(a) || changes(b))) stays[a] = stays[b] = 0;
    }
    const auto around = geo::dissolve(anew, stays, 2).front();
    const auto kept = geo::borders_outside(sources.kept, around);
    return geo::make_cells(sources.ground, sources.buildings, sources.barriers, std::span(&kept, 1));
}

}  // namespace huegrid::grids
