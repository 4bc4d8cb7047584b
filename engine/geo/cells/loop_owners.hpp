/// @file loop_owners.hpp
/// Whose ground a loop of the linework bounds: by what the lines around it say, else by what is nearest.
///
/// Layer    geo, for its own .cpp files; the rules are those of cells.hpp.
#pragma once

#include <span>
#include <vector>

#include "engine/geo/cells/bisectors.hpp"
#include "engine/geo/cells/linework.hpp"

namespace huegrid::geo {

/// What a line says of the ground beside it. Of the ground inside a footprint that outweighs what lines say of the ground outside.
struct Vote {
    enum Weight : int { nearest, inside, out_of_community };
    Index loop;
    Weight weight;
    Index owner;
    double length;
};

/// The owner of each loop, `none` for what lies outside the community. `rank` of each building, the largest first: of votes for
/// insides the largest's counts, of the rest the longest. A loop that nobody speaks of has what is nearest to it, or, where it bounds
/// ground from inside, the owner of the loop that bounds it from outside.
[[nodiscard]] std::vector<Index> loop_owners(const Loops& loops, std::span<const Node> nodes, std::span<const Ends> edges, std::vector<Vote> votes, std::span<const Index> rank,
                                             std::span<const Site> sites);

}  // namespace huegrid::geo
