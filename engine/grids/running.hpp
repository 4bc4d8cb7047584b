/// @file running.hpp
/// A division while it is searched for: what moving a unit would change, without computing anything anew.
///
/// Layer    grids, inside. Used by one thread.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/grids/problem.hpp"

namespace huegrid::grids {

/// What a move changes; the order is the objective's.
struct Change {
    int outside = 0;              ///< grids
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
    [[nodiscard]] int outside() const { return outside_; }
    [[nodiscard]] std::int64_t outside_by() const { return outside_by_; }

    /// `to` is another grid than the unit's.
    /// Cost   O(degree), and of a unit in an estate O(units of the estate) at worst.
    [[nodiscard]] Change change_of(Index unit, Index to) const;

    /// Does the unit's grid stay in one piece, and not empty, without it? As far as the unit's neighbours tell: true is sure.
    [[nodiscard]] bool surely_whole_without(Index unit) const;
    /// The same, with a search through the grid where the neighbours don't tell.
    [[nodiscard]] bool whole_without(Index unit);

    void move(Index unit, Index to, const Change& change);

private:
    struct Grid {
        std::int64_t households = 0, people = 0, outside_by = 0;
        double x = 0.0, y = 0.0;  ///< sums over households
        double pull = 0.0;        ///< (x² + y²) / households: spread is a constant less all pulls
        Index units = 0;
    };
    [[nodiscard]] double pull(std::int64_t households, double x, double y) const;

    const Problem* problem_;
    std::vector<Index> grid_of_;
    std::vector<Grid> grids_;
    double cost_ = 0.0;
    int outside_ = 0;
    std::int64_t outside_by_ = 0;
    std::vector<std::uint32_t> visited_;
    std::uint32_t visit_ = 0;
    std::vector<Index> stack_;
};

}  // namespace huegrid::grids
