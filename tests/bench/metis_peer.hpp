/// @file metis_peer.hpp
/// The peer METIS: k-way, contiguous parts, a tenth of imbalance allowed. It draws from the C library's generator, so it runs on one thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/grids/atom_graph.hpp"

namespace huegrid::bench {

/// "METIS 5.1.0", or nullopt where the program was built without libmetis-dev.
[[nodiscard]] std::optional<std::string> metis_version();

struct MetisEffort {
    int cuts = 1;        ///< divisions of which the best is taken
    int iterations = 10; ///< of refinement
};

/// The part of each atom; borders all count alike, households are the weights.
[[nodiscard]] std::vector<Index> metis_parts(const grids::AtomGraph& graph, Index parts, const MetisEffort& effort);

}  // namespace huegrid::bench
