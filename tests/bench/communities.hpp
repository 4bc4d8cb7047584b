/// @file communities.hpp
/// The graphs that `divide` is measured on.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/grids/atom_graph.hpp"

namespace huegrid::bench {

/// One community for every 4,000 households: buildings in rows, turned and thinned as towns are, houses, walk-ups and towers. Neighbours
/// are those of a Delaunay triangulation up to 120 m, and what else holds a community together. All borders are one metre, so that
/// lengths and numbers are the same. The same on any machine.
[[nodiscard]] std::vector<grids::AtomGraph> make_communities(std::int64_t households);

}  // namespace huegrid::bench
