/// @file community.hpp
/// One community of an invented town, with all that is in it, as one batch.
///
/// Layer    synth. What is drawn depends on the seed and the community's number alone; ids run on through `Counters`.
#pragma once

#include <cstdint>

#include "engine/model/rows.hpp"
#include "engine/synth/lattice.hpp"
#include "engine/synth/town.hpp"

namespace huegrid::synth {

/// How a town of a size is divided: communities of about 4,000 households in streets of about 10, grids of about 400.
struct TownPlan {
    explicit TownPlan(const TownOptions& options);

    TownOptions options;
    std::int64_t columns, rows;                ///< of communities
    std::int64_t grid_columns, grid_rows;      ///< in each community
    std::int64_t street_columns, street_rows;  ///< of streets
    Lattice lattice;                           ///< its cells are the grids

    static constexpr std::int64_t communities_across_a_street = 5, communities_along_a_street = 2;
    [[nodiscard]] std::int64_t communities() const { return columns * rows; }
    [[nodiscard]] std::int64_t streets() const { return street_columns * street_rows; }
    [[nodiscard]] std::int64_t grids_each() const { return grid_columns * grid_rows; }
    /// In community `k`; they add up to the town's households.
    [[nodiscard]] std::int64_t households_of(std::int64_t k) const;

    [[nodiscard]] Block town_block() const { return {0, 0, columns * grid_columns, rows * grid_rows}; }
    [[nodiscard]] Block street_block(std::int64_t street) const;
    [[nodiscard]] Block community_block(std::int64_t k) const;
    [[nodiscard]] std::int64_t street_of(std::int64_t k) const;

    [[nodiscard]] ZoneId district_id() const { return ZoneId{1}; }
    [[nodiscard]] ZoneId street_id(std::int64_t street) const { return ZoneId{2 + street}; }
    [[nodiscard]] ZoneId community_id(std::int64_t k) const { return ZoneId{2 + streets() + k}; }
    [[nodiscard]] ZoneId grid_id(std::int64_t k, std::int64_t grid) const {
        return ZoneId{2 + streets() + communities() + k * grids_each() + grid};
    }
    /// 6 digits division + 3 street + 3 community; the division 990100 is nobody's.
    [[nodiscard]] std::string street_code(std::int64_t street) const;
    [[nodiscard]] std::string community_code(std::int64_t k) const;
};

/// The last id given, of each kind that is numbered through the whole town.
struct Counters {
    std::int64_t estates = 0, buildings = 0, lines = 0, service_points = 0, households = 0, members = 0,
                 assignments = 0, issues = 0, visits = 0;
};

[[nodiscard]] model::Batch make_community(const TownPlan& plan, std::int64_t k, Counters& last);

}  // namespace huegrid::synth
