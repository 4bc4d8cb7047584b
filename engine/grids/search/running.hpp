/// @file running.hpp
/// A division while it is searched for: what moving a unit would change, without computing anything anew.
///
/// Layer    grids, inside. Used by one thread.
#pragma once

#include <bit>
#include <cstdint>
#include <vector>

#include "engine/grids/search/problem.hpp"

namespace huegrid::grids {

/// What a move changes; the order is the objective's.
struct Change {
    Index outside = 0;            ///< see Sizes::outside
    std::int64_t outside_by = 0;
    double cost = 0.0;

    [[nodiscard]] bool betters() const {
        if (outside != 0) return outside < 0;
        if (outside_by != 0) return outside_by < 0;
        return cost < -1e-9;
    }
};

class Running {
public:
    /// Every grid of `grid_of` has units and is in one piece.
    Running(const Problem& problem, std::vector<Index> grid_of);

    [[nodiscard]] const Problem& problem() const { return *problem_; }
    [[nodiscard]] const std::vector<Index>& grid_of() const { return grid_of_; }
    [[nodiscard]] Index grid_of(Index unit) const { return grid_of_[std::size_t(unit)]; }
    [[nodiscard]] std::int64_t households(Index grid) const { return grids_[std::size_t(grid)].households; }
    [[nodiscard]] std::int64_t outside_by(Index grid) const { return grids_[std::size_t(grid)].outside_by; }
    /// The objective's, up to a constant of the problem.
    [[nodiscard]] double cost() const { return cost_; }
    /// The part of it that is for barriers.
    [[nodiscard]] double crossings_cost() const;
    [[nodiscard]] Index outside() const { return outside_; }
    [[nodiscard]] std::int64_t outside_by() const { return outside_by_; }

    /// `to` is another grid than the unit's.
    /// Cost   O(degree), of a unit at a barrier O(grids along the stretch) besides, of one in an estate O(units of the estate) at worst.
    [[nodiscard]] Change change_of(Index unit, Index to) const;

    /// Does the unit's grid stay in one piece, and not empty, without it? As far as the unit's neighbours tell: true is sure.
    [[nodiscard]] bool surely_whole_without(Index unit) const;
    /// The same, with a search through the grid where the neighbours don't tell.
    [[nodiscard]] bool whole_without(Index unit);

    void move(Index unit, Index to, const Change& change);

private:
    struct Grid {
        std::int64_t households = 0, people = 0, outside_by = 0;
        Index outside = 0;
        double x = 0.0, y = 0.0;  ///< sums over households
        double pull = 0.0;        ///< (x² + y²) / households: spread is a constant less all pulls
        Index units = 0;
    };
    struct Inside {
        Index grid = none, borders = 0;
    };
    /// Do the neighbours `same`, by position, hang together, if other units of their grid at corners are asked too? `reached` do.
    [[nodiscard]] bool meets_by_corners(Index unit, std::uint64_t same, std::uint64_t reached) const;
    [[nodiscard]] double pull(std::int64_t households, double x, double y) const;
    [[nodiscard]] double crossings_of_move(Index unit, Index from, Index to) const;
    [[nodiscard]] Index borders_inside(Index stretch, Index grid) const;
    void add_borders_inside(Index stretch, Index grid, Index borders);

    const Problem* problem_;
    std::vector<Index> grid_of_;
    std::vector<Grid> grids_;
    std::vector<std::vector<Inside>> inside_;  ///< of each stretch of barrier, the grids that have borders of it inside
    double cost_ = 0.0;
    Index outside_ = 0;
    std::int64_t outside_by_ = 0;
    std::vector<std::uint32_t> visited_;
    std::uint32_t visit_ = 0;
    std::vector<Index> stack_;
};

// Here the search spends its time.

inline double Running::pull(std::int64_t households, double x, double y) const {
    return households > 0 ? (x * x + y * y) / double(households) : 0.0;
}

inline Change Running::change_of(Index unit, Index to) const {
    const Problem& p = *problem_;
    const auto u = std::size_t(unit);
    const Index from = grid_of_[u];
    const Grid &a = grids_[std::size_t(from)], &b = grids_[std::size_t(to)];
    const std::int64_t households = p.households[u];
    Change change;
    for (auto edge = std::size_t(p.firsts[u]); edge < std::size_t(p.firsts[u + 1]); ++edge) {
        const Index grid = grid_of_[std::size_t(p.ends[edge])];
        // Without a branch, which would be guessed wrong half of the time.
        change.cost += p.cut_costs[edge] * double(int(grid == from) - int(grid == to));
    }
    if (households > 0 || p.people[u] > 0) {
        const double x = double(households) * p.x[u], y = double(households) * p.y[u];
        change.cost += a.pull - pull(a.households - households, a.x - x, a.y - y) + b.pull - pull(b.households + households, b.x + x, b.y + y);
        const std::int64_t by_a = p.sizes.outside_by(a.households - households, a.people - p.people[u]);
        const std::int64_t by_b = p.sizes.outside_by(b.households + households, b.people + p.people[u]);
        change.outside_by = by_a + by_b - a.outside_by - b.outside_by;
        if ((by_a | by_b | a.outside_by | b.outside_by) != 0)
            change.outside = p.sizes.outside(by_a, a.households - households, a.people - p.people[u]) +
                             p.sizes.outside(by_b, b.households + households, b.people + p.people[u]) - a.outside - b.outside;
    }
    if (!p.crossing_firsts.empty() && p.crossing_firsts[u] != p.crossing_firsts[u + 1]) change.cost += crossings_of_move(unit, from, to);
    if (!p.estates.empty() && p.estates[u] != none) {
        const auto estate = std::size_t(p.estates[u]);
        bool left = true, entered = true;
        for (auto i = std::size_t(p.estate_firsts[estate]); i < std::size_t(p.estate_firsts[estate + 1]) && (left || entered); ++i) {
            const Index other = p.estate_units[i], grid = grid_of_[std::size_t(other)];
            if (grid == from && other != unit) left = false;
            if (grid == to) entered = false;
        }
        change.cost += p.estate_cost * (int(entered) - int(left));
    }
    if (!p.current.empty() && p.current[u] != none && (p.current[u] == from) != (p.current[u] == to))
        change.cost += p.moved_cost * double(households) * (p.current[u] == from ? 1.0 : -1.0);
    return change;
}

inline bool Running::surely_whole_without(Index unit) const {
    const Problem& p = *problem_;
    const auto first = std::size_t(p.firsts[std::size_t(unit)]), degree = std::size_t(p.degree(unit));
    if (degree > 64) return false;
    const Index grid = grid_of_[std::size_t(unit)];
    std::uint64_t same = 0;
    for (std::size_t i = 0; i < degree; ++i)
        same |= std::uint64_t(grid_of_[std::size_t(p.ends[first + i])] == grid) << i;
    if (same == 0) return false;
    std::uint64_t reached = same & (~same + 1), open = reached;
    while (open != 0) {
        const auto i = std::size_t(std::countr_zero(open));
        open &= open - 1;
        const std::uint64_t more = p.meeting[first + i] & same & ~reached;
        reached |= more;
        open |= more;
    }
    return reached == same || (p.corner_firsts[std::size_t(unit)] != p.corner_firsts[std::size_t(unit) + 1] && meets_by_corners(unit, same, reached));
}

}  // namespace huegrid::grids
