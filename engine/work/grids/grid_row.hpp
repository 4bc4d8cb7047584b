/// @file grid_row.hpp
/// A grid in a list: who lives there and how compact it is.
///
/// Layer    work. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/geo/shapes/shape.hpp"
#include "engine/grids/objective.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::work {

/// Households and people of every building that count for the size of a grid: homes that aren't vacant.
struct CountedHouseholds {
    std::vector<std::int32_t> households, people;
    std::int64_t unhoused = 0;  ///< households of no building
};
/// `people` from the attribute `persons`, a household that doesn't say counting as one; empty if the file has no such attribute.
[[nodiscard]] CountedHouseholds count_households(const model::Snapshot& snapshot);

/// A grid and what it measures.
struct GridRow {
    ZoneId zone;  ///< that goes on; none for a new one (until it is written)
    std::string code, name;
    std::string kind;
    bool locked = false;           ///< divisions leave it as it is
    std::int64_t households = 0, people = 0;
    std::size_t buildings = 0, pieces = 1;  ///< pieces of its outline
    double area_m2 = 0.0, polsby_popper = 0.0, reock = 0.0;
    double mean_distance_m = 0.0;  ///< of its households to their middle
    std::int64_t crossings = 0;    ///< barriers inside
    std::int64_t moved = 0;        ///< households that were in another grid than this; where grids begin anew, than most of its households were
    geo::Shape outline;
};

/// Of these buildings within this outline; names nothing.
[[nodiscard]] GridRow measure_grid(const model::Snapshot& snapshot, const CountedHouseholds& counted, std::span<const Index> buildings, geo::Shape outline);

/// Of a grid that is there.
[[nodiscard]] GridRow measure_grid(const model::Snapshot& snapshot, const CountedHouseholds& counted, const model::Zone& grid, std::span<const Index> buildings);

/// The grids in force at a level, by code, those of one zone or of all (none). `locked`: zones that the file has locked.
[[nodiscard]] std::vector<GridRow> list_grids(const model::Snapshot& snapshot, Index level, Index within, std::span<const ZoneId> locked);

}  // namespace huegrid::work
