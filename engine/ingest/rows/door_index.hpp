/// @file door_index.hpp
/// Which household lives behind a door of a building.
///
/// Layer    ingest. About 40 bytes a household; filled only for lists that name households by their address.
#pragma once

#include <string>

#include "engine/model/rows.hpp"

namespace huegrid::ingest {

class DoorIndex {
public:
    /// A household without a building or a door is passed over.
    void add(HouseholdId household, BuildingId building, const std::string& unit, const std::string& door);
    /// Doors are compared as addresses are: 0501室 is 501. Without a unit, whichever has the door. 0 = none, -1 = several.
    [[nodiscard]] std::int64_t find(BuildingId building, const std::string& unit, const std::string& door) const;

private:
    void set(const std::string& key, HouseholdId household);
    model::KeyIndex doors_;
    model::IdMap household_of_;  ///< by a door's place in doors_
};

}  // namespace huegrid::ingest
