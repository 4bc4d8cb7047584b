/// @file schema.hpp
/// The tables of a Huegrid file, its GeoPackage dress, and the steps from older versions to this one.
///
/// Layer    store, inside only.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/geo/crs/crs.hpp"
#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

inline constexpr std::int64_t schema_version = 5;
inline constexpr std::int64_t geopackage_application_id = 0x47504B47;  // "GPKG", OGC 12-128r15 clause 1.1.1.1.1
inline constexpr std::int64_t geopackage_version = 10300;

/// Tables with a geometry column `geom`, and what kind of geometry.
struct FeatureTable {
    std::string_view name;
    std::string_view geometry;
};
[[nodiscard]] std::span<const FeatureTable> feature_tables();

/// The tables whose changes a command records for undo: all but the journal and the bookkeeping of the format.
[[nodiscard]] std::span<const std::string_view> recorded_tables();

/// The tables with source_key, source, valid_from, valid_to and import_run.
[[nodiscard]] std::span<const std::string_view> sourced_tables();

/// Makes an empty database a Huegrid file in `crs`, but for its indices.
void create_schema(const Database& db, const geo::Crs& crs, const std::string& title);

/// The indices by source key and by building, and the R-trees. Once the rows are in: one sort costs less than a search for
/// every row.
void create_indices(const Database& db);

/// The schema version the file was written with; 0 when it says none. Reading an older file must not ask for newer tables.
[[nodiscard]] std::int64_t version_of(const Database& db);

/// Refuses what isn't ours or is newer. Throws SqlError only for SQLite's own troubles.
[[nodiscard]] Result<void> check_version(const Database& db, const std::filesystem::path& path);

/// Brings an older file to `schema_version`, inside the transaction that is open.
void migrate(const Database& db);

/// "a", "a""b": a name as SQL writes it.
[[nodiscard]] std::string sql_name(std::string_view name);

}  // namespace huegrid::store
