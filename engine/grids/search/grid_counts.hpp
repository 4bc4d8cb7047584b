/// @file grid_counts.hpp
/// Into how many grids a piece is divided, as far as arithmetic tells.
///
/// Layer    grids, inside. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/grids/atom_graph.hpp"
#include "engine/grids/objective.hpp"

namespace huegrid::grids {

/// So many grids outside their sizes, as `Sizes::outside` counts them, by so much.
struct Misfit {
    Index outside = 0;
    std::int64_t outside_by = 0;
    friend auto operator<=>(const Misfit&, const Misfit&) = default;
};

/// A piece of the graph: connected atoms.
struct PieceSize {
    std::int64_t households = 0;
    Index atoms = 0;
    std::int64_t people = 0;
    std::int64_t heaviest = 0;  ///< households of one atom

    void add(const PieceSize& other);
};
/// Of atoms of a graph.
[[nodiscard]] PieceSize size_of(const AtomGraph& graph, std::span<const Index> atoms);

/// No division of the piece into `grids` has less, whoever borders on whom.
[[nodiscard]] Misfit least_misfit(const PieceSize& piece, Index grids, const Sizes& sizes);

/// Numbers of grids worth trying, the likeliest first: by least misfit, then by nearness to the target. At most `wanted`.
[[nodiscard]] std::vector<Index> likely_counts(const PieceSize& piece, const Sizes& sizes, std::size_t wanted);

/// `total` grids shared out over the pieces, each at least one and no more than it has atoms, by least misfit and target.
/// Fails  bad_input: fewer than pieces or more than atoms.
[[nodiscard]] Result<std::vector<Index>> shared_out(std::span<const PieceSize> pieces, Index total, const Sizes& sizes);

}  // namespace huegrid::grids
