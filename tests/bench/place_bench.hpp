/// @file place_bench.hpp
/// Benchmark `place`: the buildings of a place into its grids, index build included. Peer: GEOS.
#pragma once

#include "harness.hpp"

namespace huegrid::bench {

/// False when ours and the peer disagree about a building.
[[nodiscard]] bool place(const Setup& setup);

}  // namespace huegrid::bench
