#include "engine/store/load/homes.hpp"

#include <fmt/format.h>

#include "engine/store/database/read_file.hpp"
#include "engine/store/database/shape_blob.hpp"

namespace huegrid::store {
namespace {

std::string text(Statement& row, int column) { return std::string(row.text(column)); }

/// `make` reads a row from column 2 on; 0 and 1 are its id and its source.
template <class Row, class Make>
model::FileHomes::Each<Row> each(const std::filesystem::path& path, std::string columns_from, Make make) {
    return [=](const model::FileHomes::Take<Row>& take) {
        return reading(path, [&](const Database& db) -> Result<void> {
            const auto* source = version_of(db) >= 2 ? "source" : "NULL";
            auto rows = db.prepare(fmt::format("SELECT id, {}, {} WHERE valid_to IS NULL ORDER BY id", source, columns_from));
            while (rows.step()) {
                Row row = make(rows);
                row.id = decltype(row.id){rows.integer(0)};
                take(std::move(row), text(rows, 1));
            }
            return {};
        });
    };
}

}  // namespace

model::FileHomes homes_in_force(const std::filesystem::path& path) {
    model::FileHomes homes;
    homes.zones = each<model::ZoneRow>(path, "level, geom FROM zone", [](Statement& row) {
        model::ZoneRow zone;
        zone.level = text(row, 2);
        zone.shape = outline_of(row, 3).shape;
        return zone;
    });
    homes.estates = each<model::EstateRow>(path, "name FROM estate", [](Statement& row) {
        model::EstateRow estate;
        estate.name = text(row, 2);
        return estate;
    });
    homes.buildings = each<model::BuildingRow>(path, "source_key, name, address, estate_id, geom FROM building", [](Statement& row) {
        model::BuildingRow building;
        building.source_key = text(row, 2);
        building.name = text(row, 3);
        building.address = text(row, 4);
        building.estate = EstateId{row.is_null(5) ? 0 : row.integer(5)};
        if (auto shape = geo::from_geometry_blob(row.blob(6))) building.shape = std::move(*shape);
        return building;
    });
    homes.rooms = each<model::RoomRow>(path, "source_key, building_id, unit, floor, door, address FROM room", [](Statement& row) {
        model::RoomRow room;
        room.source_key = text(row, 2);
        room.building = BuildingId{row.is_null(3) ? 0 : row.integer(3)};
        room.unit = text(row, 4);
        room.floor = text(row, 5);
        room.door = text(row, 6);
        room.address = text(row, 7);
        return room;
    });
    homes.households = each<model::HouseholdRow>(path, "building_id, unit, door FROM household", [](Statement& row) {
        model::HouseholdRow household;
        household.building = BuildingId{row.is_null(2) ? 0 : row.integer(2)};
        household.unit = text(row, 3);
        household.door = text(row, 4);
        return household;
    });
    return homes;
}

}  // namespace huegrid::store
