/// @file divide_bench.hpp
/// Benchmark `divide`: communities of some 500 buildings and 4,000 households into grids of 300–500. Peer: METIS, k-way and
/// contiguous, on the same graphs with all borders alike and the same number of grids. Graphs are made beforehand; neither side
/// draws outlines.
#pragma once

#include "harness.hpp"

namespace huegrid::bench {

/// False when one of our grids is outside its limits or not in one piece.
[[nodiscard]] bool divide(const Setup& setup);

}  // namespace huegrid::bench
