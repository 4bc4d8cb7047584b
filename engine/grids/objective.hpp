/// @file objective.hpp
/// What makes one division better than another, and by how much.
///
/// The order, first difference decides:
///     1. fewer grids outside their size limits, where one too large counts as many as it lacks to be divided; then outside by less
///        (households under and over, people over, added up). So it doesn't help to put grids together beyond their limit
///     2. fewer grids in more than one piece (`divide` makes none)
///     3. less `cost`, a sum of parts, each a count in its own unit times its weight:
///            estates    grids that estates are spread over, beyond the fewest that their size allows (an estate in fewer than
///                       that, which takes grids above their limit, makes up for another's)
///            crossings  stretches of barrier that run through a grid, however long: a grid of neighbouring ribbons between
///                       main roads is no worse than one that reaches other ribbons over the ends of its neighbours'
///            border     the border between grids, in borders of the community's average length
///            spread     squared distances of households from their grid's centre (their mean place), in squares of the average
///                       distance of neighbours (root mean square), for every `target` households
///            moved      households in another grid than today
/// The units make one set of weights serve villages and cities, metres and bare graphs. Border and spread together are the
/// measure of compactness: border alone likes grids that end at a wall, spread alone ignores walls. The square, and not the
/// distance itself, because one atom's move changes it by a term that needs no second look at the grid.
///
/// `measure` computes everything from nothing, and is the judge of the search, which only ever adds differences.
///
/// Layer    grids. Pure.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/grids/atom_graph.hpp"

namespace huegrid::grids {

/// How large grids of one kind may be. Examples, not law.
struct Sizes {
    std::int32_t households_min = 300;
    std::int32_t households_max = 500;
    std::int32_t households_target = 0;  ///< 0: the middle
    std::int32_t people_max = 0;         ///< 0: no limit

    /// Of kinds without a rule (dedicated grids).
    [[nodiscard]] static Sizes any();
    [[nodiscard]] double target() const;
    /// Households that are missing or too many, plus people too many; 0 inside the limits, which belong to it.
    [[nodiscard]] std::int64_t outside_by(std::int64_t households, std::int64_t people) const {
        std::int64_t by = std::max<std::int64_t>({0, households_min - households, households - households_max});
        if (people_max > 0) by += std::max<std::int64_t>(0, people - people_max);
        return by;
    }
    /// As how many grids outside one counts that is outside by so much: one too light as one; one too large as many as it lacks.
    [[nodiscard]] Index outside(std::int64_t by, std::int64_t households, std::int64_t people) const {
        return by == 0 ? 0 : std::max<Index>(1, fewest_grids(households, people) - 1);
    }
    /// Into how many grids so many households and people have to be cut, at least one.
    [[nodiscard]] Index fewest_grids(std::int64_t households, std::int64_t people = 0) const;
};

/// Fails  bad_input: limits that cross, negative ones, a target outside them; `where` names the options that set them.
[[nodiscard]] Result<void> check(const Sizes& sizes);

struct Weights {
    double estates = 100.0;
    double crossings = 50.0;
    double border = 1.0;
    double spread = 0.5;
    double moved = 1.0;  ///< only counts when dividing from the current grids
};

/// A current grid that keeps exactly its atoms. Dedicated grids are locked with `Sizes::any()`.
struct LockedGrid {
    Index grid = none;
    Sizes sizes{};  ///< by which it is judged
};

/// What a division is asked to be.
struct Demands {
    Sizes sizes{};
    Weights weights{};
    std::vector<LockedGrid> locked{};

    [[nodiscard]] const Sizes& sizes_of(Index grid) const;
};

/// The parts of the objective.
struct Score {
    Index outside = 0;             ///< see Sizes::outside
    std::int64_t outside_by = 0;   ///< see Sizes::outside_by
    Index discontiguous = 0;       ///< grids in more than one piece
    Index estates_spread = 0;      ///< grids of estates, beyond the fewest; none is below 0
    std::int64_t crossings = 0;    ///< barriers, once for each grid and stretch of which a border lies in the grid
    Index borders_cut = 0;         ///< neighbours in different grids
    double border_m = 0.0;         ///< what they share
    double spread = 0.0;           ///< in the unit above
    double mean_distance_m = 0.0;  ///< of a household to its grid's centre; reported, not part of the cost
    std::int64_t moved = 0;        ///< households in another grid than `AtomGraph::current`, where they have one
    double cost = 0.0;
};

/// Less is better. Costs nearer than a millionth are equal: they are sums in different orders.
[[nodiscard]] std::partial_ordering compare(const Score& a, const Score& b);
[[nodiscard]] inline bool better(const Score& a, const Score& b) { return compare(a, b) < 0; }

/// The units of border and spread in one graph.
struct Units {
    double border_m = 1.0;     ///< the average border; 1 where there is none or all are 0
    double distance_m2 = 1.0;  ///< the average squared distance of neighbours; 1 likewise
};
[[nodiscard]] Units units_of(const AtomGraph& graph);

/// For each grid the barriers that run through it, as `Score::crossings` counts them.
[[nodiscard]] std::vector<std::int64_t> crossings_of(const AtomGraph& graph, std::span<const Index> grid_of, Index grids);

/// `grid_of` has a grid from 0 on for each atom, or `none` for atoms that are left out; what these border on isn't cut.
/// Numbers without atoms are no grids.
/// Cost   O(n + m).
[[nodiscard]] Score measure(const AtomGraph& graph, std::span<const Index> grid_of, const Demands& demands);

}  // namespace huegrid::grids
