/// @file address_index.hpp
/// Homes by the parts of their addresses: finds the one that an address written otherwise names.
///
/// Layer    address.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/address/address.hpp"
#include "engine/base/ids.hpp"

namespace huegrid::address {

struct Home {
    BuildingId building;
    RoomId room;
};

/// What an address leads to: a home, or `several` buildings, of which none is chosen.
struct FoundHome {
    Home home;
    std::vector<BuildingId> several;
};

class AddressIndex {
public:
    /// A building's or a room's own address, in every reading that agrees with `known`.
    void add(const std::string& address, Home home, const Address& known = {});
    /// One reading of it.
    void add(const Address& reading, Home home);

    /// The room all of whose parts are those of one reading; else the building whose parts are those of a reading without
    /// unit, floor and door. Of two rooms in one building, the building; of two buildings, none: nothing is guessed.
    /// A region, road or estate that only one of the two states is no contradiction; a rest (车库) is.
    /// `known`: what is certain of the address that is sought, from columns of their own.
    [[nodiscard]] FoundHome find(const std::string& address, const Address& known = {}) const;

private:
    struct Entry {
        Home home;
        std::string region, road, number, estate;
    };
    void collect(const Address& reading, std::vector<Home>& found) const;

    std::vector<Entry> entries_;
    std::unordered_multimap<std::string, std::uint32_t> by_parts_;
};

}  // namespace huegrid::address
