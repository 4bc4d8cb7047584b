#include "engine/address/address_index.hpp"

#include <algorithm>
#include <set>

namespace huegrid::address {
namespace {

/// By estate, by road and number, or by neither when the address states neither; the parts follow.
std::vector<std::string> keys_of(const Address& a) {
    const auto parts = '\n' + a.building + '\n' + a.unit + '\n' + a.door + '\n' + a.rest;
    const bool in_building = !a.building.empty() || !a.unit.empty() || !a.door.empty();
    std::vector<std::string> keys;
    if (const auto estate = estate_key(a.estate); !estate.empty() && in_building) keys.push_back("estate\n" + estate + parts);
    if (!a.road.empty() && (in_building || !a.number.empty())) keys.push_back("road\n" + a.road + '\n' + a.number + parts);
    if (a.road.empty() && a.estate.empty() && in_building) keys.push_back("here" + parts);
    return keys;
}

bool agree(const std::string& a, const std::string& b) { return a.empty() || b.empty() || a == b; }

/// The one home that all of them are, as far as they agree. A room that is in no building contradicts none.
FoundHome common(const std::vector<Home>& homes) {
    std::set<BuildingId> buildings;
    std::set<std::int64_t> rooms;
    for (const auto& home : homes)
        if (home.building) buildings.insert(home.building);
    for (const auto& home : homes)
        if (home.building || buildings.empty()) rooms.insert(home.room.value);
    if (buildings.size() > 1) return {{}, {buildings.begin(), buildings.end()}};
    return {{buildings.empty() ? BuildingId{} : *buildings.begin(), rooms.size() == 1 ? RoomId{*rooms.begin()} : RoomId{}}, {}};
}

}  // namespace

void AddressIndex::add(const std::string& address, Home home, const Address& known) {
    for (const auto& reading : readings(parse_address(address), known))
        if (home.room || !is_in_building(reading)) add(reading, home);
}

void AddressIndex::add(const Address& reading, Home home) {
    const auto keys = keys_of(reading);
    if (keys.empty()) return;
    for (const auto& key : keys) by_parts_.emplace(key, static_cast<std::uint32_t>(entries_.size()));
    entries_.push_back({home, reading.region, reading.road, reading.number, estate_key(reading.estate)});
}

void AddressIndex::collect(const Address& reading, std::vector<Home>& found) const {
    for (const auto& key : keys_of(reading)) {
        const auto [begin, end] = by_parts_.equal_range(key);
        for (auto at = begin; at != end; ++at) {
            const auto& entry = entries_[at->second];
            if (same_region(entry.region, reading.region) && agree(entry.road, reading.road) &&
                agree(entry.number, reading.number) && agree(entry.estate, estate_key(reading.estate)))
                found.push_back(entry.home);
        }
    }
}

FoundHome AddressIndex::find(const std::string& address, const Address& known) const {
    std::vector<Home> rooms, buildings;
    for (auto reading : readings(parse_address(address), known)) {
        std::vector<Home> found;
        collect(reading, found);
        for (const auto& home : found) (home.room ? rooms : buildings).push_back(home);
        if (!is_in_building(reading)) continue;
        found.clear();
        collect(building_of(std::move(reading)), found);
        for (const auto& home : found)
            if (!home.room) buildings.push_back(home);
    }
    return common(rooms.empty() ? buildings : rooms);
}

}  // namespace huegrid::address
