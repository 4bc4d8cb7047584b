/// @file household_card.hpp
/// The households of a building as lines: where, which tier, and in one sentence why.
///
/// Layer    gui/views. The register's personal fields come masked from the file (`DoorPlate`), never from the snapshot.
#pragma once

#include <string>
#include <vector>

#include "gui/views/place.hpp"

namespace huegrid::gui {

/// What the file says of one household's door.
struct DoorPlate {
    HouseholdId household;
    std::string unit, floor, door;
    std::string contact;  ///< already masked: "张** 138****8000"
    std::optional<Date> since{};  ///< the day on which it came into its tier
};

struct HouseholdCard {
    Index row = none;  ///< into Snapshot::households
    HouseholdId id;
    DoorPlate plate;
    std::string kind;                 ///< home, shop, enterprise
    std::size_t building_class = 0;   ///< into Scene::classes
    Label reason;                     ///< why it has its tier; empty when it can't be told
};
using HouseholdCards = std::vector<HouseholdCard>;

/// One card for each household of the building, in order of unit, floor and door (numbers by value), households
/// without a plate last. Cost  O(households of the building × rules): off the frame for large buildings.
[[nodiscard]] HouseholdCards household_cards(const Place& place, Index building, const std::vector<DoorPlate>& plates);

/// "2-3-301", as much of it as is known; the id when nothing is.
[[nodiscard]] std::string door_text(const HouseholdCard& card);

}  // namespace huegrid::gui
