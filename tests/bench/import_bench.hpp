/// @file import_bench.hpp
/// Benchmark `import`: a city's households from CSV, with its zones and buildings, into a new file. Peer: the bare SQLite
/// insert of the very household rows that came out.
#pragma once

#include "harness.hpp"

namespace huegrid::bench {

/// In a folder of its own that goes afterwards. False when a row got lost or lies in no grid.
[[nodiscard]] bool import_register(const Setup& setup);

}  // namespace huegrid::bench
