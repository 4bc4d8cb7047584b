/// @file polygons_bench.hpp
/// Benchmark `polygons`: a GeoPackage's buildings, opened into a snapshot's columns and read as an import reads them.
/// Peer: GDAL's own loop over the features.
#pragma once

#include "harness.hpp"

namespace huegrid::bench {

/// In a folder of its own that goes afterwards. False when a polygon or a square metre got lost.
[[nodiscard]] bool polygons(const Setup& setup);

}  // namespace huegrid::bench
