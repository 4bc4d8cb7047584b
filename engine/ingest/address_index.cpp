#include "engine/ingest/address_index.hpp"

#include <algorithm>
#include <set>

namespace huegrid::ingest {
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

bool is_in_building(const Address& a) { return !a.unit.empty() || !a.floor.empty() || !a.door.empty(); }

/// The one home that all of them are, as far as they agree.
Home common(const std::vector<Home>& homes) {
    std::set<std::int64_t> buildings, rooms;
    for (const auto& home : homes) {
        buildings.insert(home.building.value);
        rooms.insert(home.room.value);
    }
    if (homes.empty() || buildings.size() > 1) return {};
    return {homes.front().building, rooms.size() == 1 ? homes.front().room : RoomId{}};
}

}  // namespace

void AddressIndex::add(const std::string& address, Home home) {
    const auto parsed = parse_address(address);
    for (const auto& reading : readings(parsed)) {
        if (!home.room && is_in_building(reading)) continue;
        const auto keys = keys_of(reading);
        if (keys.empty()) continue;
        for (const auto& key : keys) by_parts_.emplace(key, static_cast<std::uint32_t>(entries_.size()));
        entries_.push_back({home, reading.region, reading.road, reading.number, estate_key(reading.estate)});
    }
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

Home AddressIndex::find(const std::string& address) const {
    std::vector<Home> rooms, buildings;
    for (auto reading : readings(parse_address(address))) {
        std::vector<Home> found;
        collect(reading, found);
        for (const auto& home : found) (home.room ? rooms : buildings).push_back(home);
        if (!is_in_building(reading)) continue;
        reading.unit.clear(), reading.floor.clear(), reading.door.clear();
        found.clear();
        collect(reading, found);
        for (const auto& home : found)
            if (!home.room) buildings.push_back(home);
    }
    return common(rooms.empty() ? buildings : rooms);
}

}  // namespace huegrid::ingest
