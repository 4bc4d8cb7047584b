/// @file building_finder.hpp
/// Which building (and room) is meant by an address, or stands at a point?
///
/// Layer    ingest. Knows the buildings and rooms of the import it is filled by.
#pragma once

#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/geo/box_index.hpp"
#include "engine/ingest/address_index.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::ingest {

class BuildingFinder {
public:
    void add(const model::BuildingRow& building);
    void add(const model::RoomRow& room);

    /// The room, else the building, with exactly this address; of several the one added first. Else the one whose address
    /// names the same parts in other words (address_index.hpp); none when several do.
    [[nodiscard]] Home at_address(const std::string& address) const;

    /// The building that holds the point (the one with the lowest id), else the nearest one within `snap_within_m`.
    [[nodiscard]] BuildingId at_point(geo::WorldPoint p, double snap_within_m) const;

private:
    std::unordered_map<std::string, Home> rooms_, buildings_;
    std::vector<BuildingId> ids_;
    std::vector<geo::Shape> shapes_;
    mutable std::unique_ptr<geo::BoxIndex> index_;       ///< made by the first question
    mutable std::unique_ptr<AddressIndex> by_parts_;  ///< made by the first address that is written otherwise
};

}  // namespace huegrid::ingest
