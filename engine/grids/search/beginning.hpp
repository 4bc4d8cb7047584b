/// @file beginning.hpp
/// Where the search begins: with estates whole and no barrier crossed, as far as sizes allow. Single moves part an estate or cross
/// a road one building at a time, each step dearer than the one before, and so hardly ever undo it.
///
/// Layer    grids, inside. Used by one thread.
#pragma once

#include <span>
#include <stop_token>
#include <vector>

#include "engine/grids/divide.hpp"
#include "engine/grids/search/problem.hpp"
#include "engine/grids/search/search.hpp"

namespace huegrid::grids {

/// A division of the piece's atoms, in order, found with estates as units that aren't parted and, where there are barriers, in each
/// cell between them by itself; a cell that a grid can hold isn't parted either. An estate too large for a grid is cut inside itself
/// first; a cell whose households no number of grids fits goes together with a neighbour.
[[nodiscard]] std::vector<Index> begin_with_estates_and_cells(const AtomGraph& graph, std::span<const Index> atoms, Index grids,
                                                              const DivideOptions& options, const Units& scale, const Cooling& cooling, double turn,
                                                              Random& random, const std::stop_token& stop);

/// The likeliest number of grids where cells between barriers are divided by themselves.
[[nodiscard]] Index count_by_cells(const AtomGraph& graph, std::span<const Index> atoms, const DivideOptions& options, const Units& scale);

}  // namespace huegrid::grids
