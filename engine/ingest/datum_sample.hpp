/// @file datum_sample.hpp
/// Zones and buildings of an import, kept aside to check their frames against each other (geo::check_datum).
///
/// Layer    ingest.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/geo/crs/datum_check.hpp"
#include "engine/ingest/rows/row.hpp"

namespace huegrid::ingest {

class DatumSample {
public:
    /// `shape` is in the file's CRS, `from` what its layer is in. At most 20 000 buildings, else places of service points
    /// and issues, are kept: every second of them once there are twice as many, and so on. Other rows are passed over.
    void add(const Row& row, const geo::Shape& shape, const std::string& from);

    /// Adds what only the file has: its zones where the import brings none, its buildings where it brings neither buildings
    /// nor points, or homes without buildings. They are taken as the file has them, in no shifted frame.
    [[nodiscard]] Result<void> complete(const model::FileHomes& file, int epsg);

    /// Homes against buildings where that speaks for another frame, since homes in the wrong buildings hurt most. Else
    /// by the zones of the level with the most zones. Without one of the sides it has no readings and says which is wanted.
    /// Nothing without both, outside China, and where a side differs in itself (one zone layer in GCJ-02, another not).
    [[nodiscard]] std::optional<geo::DatumCheck> check(int epsg) const;

private:
    struct Kept {
        std::vector<geo::Shape> shapes;
        std::size_t seen = 0, step = 1;
        std::optional<geo::Datum> datum{};
        bool mixed = false;
        void add(const geo::Shape& shape, geo::Datum from, std::size_t most);
    };
    [[nodiscard]] std::optional<geo::DatumCheck> check_homes(int epsg) const;
    [[nodiscard]] std::optional<geo::DatumCheck> check_zones(int epsg) const;
    std::map<std::string, Kept> zones_;  ///< by level
    Kept buildings_, points_, homes_;
    Kept file_buildings_;  ///< for homes, where the import brings no buildings
};

}  // namespace huegrid::ingest
