/// @file roll_up.hpp
/// Counts inside every zone of every level, and outside all of them; inside each unit and floor of a building. They add up.
///
/// Layer    figures. Pure.
///
/// Law      For each zone: its own figures = the sum over its children + what lies in it but in no child.
///          For each level: the sum over its zones + `outside_level(level)` = total.
///          For each unit of a building: the sum over its floors; the sum over the units = the building's households.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/model/snapshot.hpp"

namespace huegrid::figures {

struct ZoneFigures {
    std::int64_t households = 0;
    std::int64_t homes = 0;  ///< of kind `home`
    std::int64_t buildings = 0;
    std::int64_t members = 0;      ///< counted where they live, so that each counts once
    std::int64_t open_issues = 0;
    std::vector<std::int64_t> by_tier;      ///< Snapshot::tiers, then one more: not classified yet
    std::vector<std::int64_t> by_category;  ///< Snapshot::categories; a household can be in several

    void add(const ZoneFigures& other);
    void subtract(const ZoneFigures& other);
    friend bool operator==(const ZoneFigures&, const ZoneFigures&) = default;
};

struct RollUp {
    std::vector<ZoneFigures> zones;  ///< one for each Snapshot::zones, all that lies within it
    ZoneFigures total;
};

/// Cost  O(households + buildings + zones × depth).
[[nodiscard]] RollUp roll_up(const model::Snapshot& snapshot);

/// What lies in no zone of `level`: total less the level's zones.
[[nodiscard]] ZoneFigures outside_level(const model::Snapshot& snapshot, const RollUp& figures, Index level);

/// The tier a building is drawn in: the highest of its households' tiers; if it has none of those, `unknown`,
/// then `not_applicable`; -1 for a building without classified households.
/// One entry for each building. Cost  O(households).
[[nodiscard]] std::vector<std::int8_t> building_tiers(const model::Snapshot& snapshot);

/// Where in its building a household lives, "" where it isn't known. A snapshot doesn't hold it; the file says it for one
/// building (`store::household_cards`).
struct DoorPlace {
    HouseholdId household;
    std::string unit, floor;
};
struct FloorFigures {
    std::string floor;
    ZoneFigures figures;
};
struct UnitFigures {
    std::string unit;
    ZoneFigures figures;
    std::vector<FloorFigures> floors;
};

/// Of the households among `places` that the snapshot has. Units and floors by their numbers (-1, 2, 10), then those that
/// aren't numbers by their text, then "". Members and issues belong to the building as a whole: they and `buildings` are 0.
/// Cost  O(n log n) for n places.
[[nodiscard]] std::vector<UnitFigures> roll_up_units(const model::Snapshot& snapshot, std::span<const DoorPlace> places);

}  // namespace huegrid::figures
