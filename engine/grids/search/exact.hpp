/// @file exact.hpp
/// The best division of a small piece, by trying all that could be better than one that is known.
///
/// Layer    grids, inside. Used by one thread.
#pragma once

#include <cstdint>
#include <stop_token>

#include "engine/grids/search/problem.hpp"
#include "engine/grids/search/solve.hpp"

namespace huegrid::grids {

inline constexpr Index most_units_tried = 32;

/// Betters `known`, a solution of `problem`, to the best there is, and then calls it proved; after `steps` it gives up and leaves
/// the best so far. Around one unit every connected set of units is tried as its grid, and for each the
/// rest likewise; a set is given up when what it costs already is more than the best, or when it parts the rest too often.
/// At most `most_units_tried` units.
void solve_exactly(const Problem& problem, std::int64_t steps, const std::stop_token& stop, Solution& known);

}  // namespace huegrid::grids
