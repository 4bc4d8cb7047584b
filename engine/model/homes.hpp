/// @file homes.hpp
/// The zones, estates, buildings, rooms and households that a file has in force, handed over one by one when somebody asks.
///
/// Layer    model. Who reads a file makes one; who links rows to homes asks it.
#pragma once

#include <functional>
#include <string>

#include "engine/base/result.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::model {

struct FileHomes {
    template <class Row>
    using Take = std::function<void(Row&& row, const std::string& source)>;  ///< source: "RECIPE/SOURCE"; "" = entered by hand
    template <class Row>
    using Each = std::function<Result<void>(const Take<Row>&)>;

    Each<ZoneRow> zones;          ///< level and shape
    Each<EstateRow> estates;      ///< without shapes
    Each<BuildingRow> buildings;  ///< id, source key, name, address, estate and shape
    Each<RoomRow> rooms;
    Each<HouseholdRow> households;  ///< id, building, unit and door
};

}  // namespace huegrid::model
