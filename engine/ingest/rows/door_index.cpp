#include "engine/ingest/rows/door_index.hpp"

#include <fmt/format.h>

#include "engine/address/address.hpp"

namespace huegrid::ingest {
namespace {

std::string key_of(BuildingId building, const std::string& unit, const std::string& door) {
    return fmt::format("{}\n{}\n{}", building.value, unit.empty() ? "" : address::part_value(address::Part::unit, unit), address::part_value(address::Part::door, door));
}
std::string key_in_any_unit(BuildingId building, const std::string& door) { return key_of(building, "", door) + "\n"; }

}  // namespace

void DoorIndex::add(HouseholdId household, BuildingId building, const std::string& unit, const std::string& door) {
    if (!building || door.empty()) return;
    set(key_of(building, unit, door), household);
    set(key_in_any_unit(building, door), household);
}

void DoorIndex::set(const std::string& key, HouseholdId household) { household_of_.set_or_mark(doors_.find_or_next(key), household.value); }

std::int64_t DoorIndex::find(BuildingId building, const std::string& unit, const std::string& door) const {
    return household_of_.find(doors_.find(unit.empty() ? key_in_any_unit(building, door) : key_of(building, unit, door)));
}

}  // namespace huegrid::ingest
