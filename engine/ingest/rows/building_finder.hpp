/// @file building_finder.hpp
/// Which building (and room) is meant by an address and names, or stands at a point?
///
/// Layer    ingest. Knows the estates, buildings and rooms it was given, as far as its questions need them; of those with
///          one id, the first.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/address/address_index.hpp"
#include "engine/geo/search/box_index.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::ingest {

/// What a row says of where it is, as it says it.
struct StatedHome {
    std::string address;
    std::string estate, building;
    std::string unit, floor, door;
};

/// What a BuildingFinder will be asked for. What isn't asked takes no memory.
struct HomeQuestions {
    bool words = true;   ///< find
    bool points = true;  ///< at_point
    bool rooms = true;   ///< room; `words` asks for rooms as well
};

class BuildingFinder {
public:
    BuildingFinder() = default;
    explicit BuildingFinder(HomeQuestions asked) : asked_(asked) {}

    void add(const model::EstateRow& estate);
    void add(const model::BuildingRow& building);
    void add(const model::RoomRow& room);

    enum class How { nothing, exact, rule };
    struct Answer {
        address::FoundHome found;
        How how = How::nothing;
    };
    /// The room, else the building, with exactly this address; else the one whose address and names have the same parts in
    /// other words (address_index.hpp). None when several buildings have them. Of two such rooms in one building, the
    /// building.
    [[nodiscard]] Answer find(const StatedHome& stated) const;

    /// The building that holds the point (the one with the lowest id), else the nearest one within `snap_within_m`.
    [[nodiscard]] BuildingId at_point(geo::WorldPoint p, double snap_within_m) const;

    /// The room, or none.
    [[nodiscard]] const model::RoomRow* room(RoomId id) const;
    /// How a building is called towards people: its estate and name, or its address.
    [[nodiscard]] std::string called(BuildingId id) const;
    /// The building whose address or name is written most like the one that is sought, or "". Linear in the buildings.
    [[nodiscard]] std::string nearest(const StatedHome& stated) const;

private:
    /// An address's home, and another building that has the same one.
    struct Holder {
        address::Home home;
        BuildingId other;
    };
    using ByAddress = std::unordered_map<std::string, Holder>;
    static void put(ByAddress& by_address, const std::string& address, address::Home home);
    [[nodiscard]] address::FoundHome exactly(const std::string& address) const;
    [[nodiscard]] const address::AddressIndex& by_parts() const;
    void index_building(address::AddressIndex& index, const model::BuildingRow& building) const;
    void index_room(address::AddressIndex& index, const model::RoomRow& room) const;
    [[nodiscard]] const model::BuildingRow* building(BuildingId id) const;
    [[nodiscard]] std::string estate_of(const model::BuildingRow& building) const;

    HomeQuestions asked_;
    ByAddress rooms_by_address_, buildings_by_address_;
    std::unordered_map<EstateId, std::string> estates_;
    std::vector<model::BuildingRow> buildings_;
    std::unordered_map<BuildingId, std::size_t> position_;
    std::unordered_map<RoomId, model::RoomRow> rooms_;
    mutable std::unique_ptr<geo::BoxIndex> index_;    ///< made by the first question
    mutable std::unique_ptr<address::AddressIndex> by_parts_;  ///< made by the first address that is written otherwise
};

}  // namespace huegrid::ingest
