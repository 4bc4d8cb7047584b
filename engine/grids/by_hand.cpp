#include "engine/grids/by_hand.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/grids/search/solve.hpp"

namespace huegrid::grids {
namespace {

std::vector<GridState> states_of(const AtomGraph& graph, std::span<const Index> grid_of, std::size_t grids, const Demands& demands) {
    std::vector<GridState> states(grids);
    const Pieces pieces = pieces_of(graph, grid_of);
    std::vector<bool> counted(std::size_t(pieces.count), false);
    for (Index atom = 0; atom < graph.size(); ++atom) {
        const Index grid = grid_of[std::size_t(atom)];
        if (grid == none) continue;
        GridState& state = states[std::size_t(grid)];
        state.households += graph.households(atom);
        state.people += graph.people(atom);
        ++state.atoms;
        const auto piece = std::size_t(pieces.piece_of[std::size_t(atom)]);
        if (!counted[piece]) ++state.pieces;
        counted[piece] = true;
    }
    for (std::size_t grid = 0; grid < grids; ++grid)
        if (states[grid].atoms > 0) states[grid].outside_by = demands.sizes_of(Index(grid)).outside_by(states[grid].households, states[grid].people);
    return states;
}

/// A tenth more or less than half each, for the sake of a better border. Where two grids can be within the limits that is
/// as even as they can be; otherwise nothing but even is better than the other.
Sizes halves_of(std::int64_t households, const Sizes& limits) {
    constexpr double play = 0.1;
    const double half = double(households) / 2.0;
    Sizes sizes;
    sizes.households_min = std::int32_t(std::floor(half));
    sizes.households_max = std::max<std::int32_t>(1, std::int32_t(std::ceil(half)));
    sizes.people_max = limits.people_max;
    const auto least = std::int32_t(std::ceil(half * (1.0 - play)));
    const bool fits = households >= 2 * std::int64_t(limits.households_min) && households <= 2 * std::int64_t(limits.households_max);
    const std::int32_t bound = fits ? std::int32_t(std::max<std::int64_t>(limits.households_min, households - limits.households_max)) : 0;
    sizes.households_min = std::min(sizes.households_min, std::max(least, bound));
    sizes.households_max = std::max(sizes.households_max, std::int32_t(households - sizes.households_min));
    return sizes;
}

}  // namespace

bool Effect::stays_whole() const {
    return std::all_of(grids.begin(), grids.end(), [](const OnGrid& on) { return on.after.pieces <= std::max<Index>(1, on.before.pieces); });
}

Result<Effect> effect_of_moving(const AtomGraph& graph, std::span<const Index> grid_of, std::span<const Index> atoms, Index to, const Demands& demands) {
    if (to < 0) return fail(ErrorCode::bad_input, fmt::format("there is no grid {} to move to", to));
    const auto locked = [&](Index grid) {
        return std::any_of(demands.locked.begin(), demands.locked.end(), [&](const LockedGrid& lock) { return lock.grid == grid; });
    };
    std::vector<Index> after(grid_of.begin(), grid_of.end());
    std::vector<Index> touched;
    for (const Index atom : atoms) {
        if (atom < 0 || atom >= graph.size()) return fail(ErrorCode::bad_input, fmt::format("there is no atom {}", atom));
        Index& grid = after[std::size_t(atom)];
        if (grid == to) continue;
        for (const Index side : {grid, to})
            if (locked(side)) return fail(ErrorCode::bad_input, fmt::format("grid {} is locked: it keeps its buildings and takes none; unlock it first", side));
        if (grid != none) touched.push_back(grid);
        touched.push_back(to);
        grid = to;
    }
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());

    std::size_t grids = std::size_t(to) + 1;
    for (const Index grid : grid_of) grids = std::max(grids, std::size_t(grid + 1));
    const auto states_before = states_of(graph, grid_of, grids, demands), states_after = states_of(graph, after, grids, demands);
    Effect effect;
    for (const Index grid : touched) effect.grids.push_back({grid, states_before[std::size_t(grid)], states_after[std::size_t(grid)]});
    effect.before = measure(graph, grid_of, demands);
    effect.after = measure(graph, after, demands);
    return effect;
}

std::vector<Index> atoms_in(std::span<const Index> grid_of, Index grid) {
    std::vector<Index> atoms;
    for (std::size_t atom = 0; atom < grid_of.size(); ++atom)
        if (grid_of[atom] == grid) atoms.push_back(Index(atom));
    return atoms;
}

namespace {

/// What leaves a grid in several pieces: one of them, or half of the heaviest, whichever is nearer to half of all.
std::vector<Index> half_of_pieces(const AtomGraph& graph, const Pieces& pieces, std::span<const Index> atoms, const DivideOptions& options) {
    const std::int64_t all = size_of(graph, atoms).households;
    std::vector<std::int64_t> households(std::size_t(pieces.count), 0);
    for (const Index atom : atoms) households[std::size_t(pieces.piece_of[std::size_t(atom)])] += graph.households(atom);
    const auto apart = [&](std::span<const Index> leaving) { return std::abs(all - 2 * size_of(graph, leaving).households); };
    std::vector<Index> best;
    const auto consider = [&](std::vector<Index> leaving) {
        if (best.empty() || apart(leaving) < apart(best)) best = std::move(leaving);
    };
    for (Index piece = 0; piece < pieces.count; ++piece) consider(atoms_in(pieces.piece_of, piece));
    const auto heaviest = Index(std::max_element(households.begin(), households.end()) - households.begin());
    if (const auto half = half_of(graph, pieces.piece_of, heaviest, options)) {
        std::vector<Index> other;
        for (const Index atom : atoms_in(pieces.piece_of, heaviest))
            if (!std::binary_search(half->begin(), half->end(), atom)) other.push_back(atom);
        consider(*half);
        consider(std::move(other));
    }
    return best;
}

}  // namespace

Result<std::vector<Index>> half_of(const AtomGraph& graph, std::span<const Index> grid_of, Index grid, const DivideOptions& options) {
    const auto atoms = atoms_in(grid_of, grid);
    if (atoms.size() < 2) return fail(ErrorCode::bad_input, fmt::format("a grid of {} building or block can't be split", atoms.size()));
    std::vector<Index> labels(std::size_t(graph.size()), none);
    for (const Index atom : atoms) labels[std::size_t(atom)] = 0;
    if (const Pieces pieces = pieces_of(graph, labels); pieces.count > 1) return half_of_pieces(graph, pieces, atoms, options);
    std::vector<Index> leaving;
    DivideOptions even = options;
    even.demands.sizes = halves_of(size_of(graph, atoms).households, options.demands.sizes);
    const Solution halves = solve_anew(graph, atoms, 2, even, units_of(graph), {});
    for (std::size_t i = 0; i < atoms.size(); ++i)
        if (halves.grid_of[i] == 1) leaving.push_back(atoms[i]);
    return leaving;
}

}  // namespace huegrid::grids
