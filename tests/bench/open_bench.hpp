/// @file open_bench.hpp
/// Benchmark `open`: a file into a snapshot for the first time and again, one household set, and the next snapshot.
/// No peer: the ratio is to reading the file anew.
#pragma once

#include <filesystem>

#include "harness.hpp"

namespace huegrid::bench {

/// On a file that is there. It ends as it began, but for its journal: each household set is set back.
/// False when a snapshot that was kept or advanced isn't the one that is read anew.
[[nodiscard]] bool open_file(const std::filesystem::path& file, int runs);

/// On a made town of the workload's size, in a folder of its own that goes afterwards.
[[nodiscard]] bool open(const Setup& setup);

}  // namespace huegrid::bench
