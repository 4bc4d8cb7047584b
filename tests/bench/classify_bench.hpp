/// @file classify_bench.hpp
/// Benchmark `classify`: the twelve rules of tests/tiers/peers.toml on the workload's households, at once, again with one threshold
/// moved, and with 1 to 1,000 rules. Peer: the same rules as a hand-written loop.
#pragma once

#include "harness.hpp"

namespace huegrid::bench {

/// False when ours and the loop disagree about a household.
[[nodiscard]] bool classify(const Setup& setup);

}  // namespace huegrid::bench
