#include "engine/grids/search/grid_counts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <tuple>

namespace huegrid::grids {
namespace {

/// Ordered as counts are preferred.
using Preference = std::tuple<Misfit, double, Index>;

Preference preference(const PieceSize& piece, Index grids, const Sizes& sizes) {
    return {least_misfit(piece, grids, sizes), std::abs(double(grids) - double(piece.households) / sizes.target()), grids};
}

Index clamped(double grids, Index atoms) { return Index(std::clamp(std::floor(grids), 1.0, double(atoms))); }

}  // namespace

Misfit least_misfit(const PieceSize& piece, Index grids, const Sizes& sizes) {
    const std::int64_t least = std::int64_t(grids) * sizes.households_min, most = std::int64_t(grids) * sizes.households_max;
    Misfit misfit;
    if (piece.households > most) misfit = {sizes.fewest_grids(piece.households) - grids, piece.households - most};
    if (piece.households < least) misfit = {Index(grids - piece.households / sizes.households_min), least - piece.households};
    const auto at_least = [&](Index outside, std::int64_t by) {
        if (by > 0) misfit = {std::max(outside, misfit.outside), std::max(by, misfit.outside_by)};
    };
    at_least(sizes.fewest_grids(piece.heaviest) - 1, piece.heaviest - sizes.households_max);
    if (sizes.people_max > 0) at_least(sizes.fewest_grids(0, piece.people) - grids, piece.people - std::int64_t(grids) * sizes.people_max);
    return misfit;
}

void PieceSize::add(const PieceSize& other) {
    households += other.households;
    atoms += other.atoms;
    people += other.people;
    heaviest = std::max(heaviest, other.heaviest);
}

PieceSize size_of(const AtomGraph& graph, std::span<const Index> atoms) {
    PieceSize size;
    for (const Index atom : atoms) size.add({graph.households(atom), 1, graph.people(atom), graph.households(atom)});
    return size;
}

std::vector<Index> likely_counts(const PieceSize& piece, const Sizes& sizes, std::size_t wanted) {
    // The misfit falls and rises with the count, with its least near households / max … households / min.
    std::vector<Index> counts;
    const auto add_around = [&](double grids) {
        const Index middle = clamped(grids, piece.atoms), reach = Index(wanted);
        for (Index count = std::max<Index>(1, middle - reach); count <= std::min(piece.atoms, middle + reach); ++count) counts.push_back(count);
    };
    const auto households = double(piece.households);
    add_around(households / sizes.target());
    add_around(households / double(sizes.households_max));
    if (sizes.households_min > 0) add_around(households / double(sizes.households_min));
    if (sizes.people_max > 0) add_around(double(piece.people) / double(sizes.people_max));
    std::sort(counts.begin(), counts.end(), [&](Index a, Index b) { return preference(piece, a, sizes) < preference(piece, b, sizes); });
    counts.erase(std::unique(counts.begin(), counts.end()), counts.end());
    if (counts.size() > wanted) counts.resize(wanted);
    return counts;
}

Result<std::vector<Index>> shared_out(std::span<const PieceSize> pieces, Index total, const Sizes& sizes) {
    Index atoms = 0, given = 0;
    std::vector<Index> counts;
    for (const PieceSize& piece : pieces) {
        atoms += piece.atoms;
        counts.push_back(likely_counts(piece, sizes, 1).front());
        given += counts.back();
    }
    if (total < Index(pieces.size()))
        return fail(ErrorCode::bad_input, fmt::format("{} grids can't each be in one piece where the ground is in {} pieces: ask for at least {}", total, pieces.size(), pieces.size()));
    if (total > atoms) return fail(ErrorCode::bad_input, fmt::format("{} grids can't be made of {} buildings or blocks: ask for no more than {}", total, atoms, atoms));
    for (const Index step = given < total ? 1 : -1; given != total; given += step) {
        std::size_t best = pieces.size();
        for (std::size_t i = 0; i < pieces.size(); ++i) {
            const Index next = counts[i] + step;
            if (next < 1 || next > pieces[i].atoms) continue;
            if (best == pieces.size() || preference(pieces[i], next, sizes) < preference(pieces[best], counts[best] + step, sizes)) best = i;
        }
        counts[best] += step;
    }
    return counts;
}

}  // namespace huegrid::grids
