/// @file breaks_bench.hpp
/// Benchmark `breaks`: the exact Fisher–Jenks classes of a column. Peer: sorting the same values, which is the least that
/// any method has to do.
#pragma once

#include "harness.hpp"

namespace huegrid::bench {

/// As many skewed values as an eighth of the workload's households (1M for a city), in 7 classes. False when the counts are
/// wrong or a value is nearer the mean of another class than its own.
[[nodiscard]] bool breaks(const Setup& setup);

}  // namespace huegrid::bench
