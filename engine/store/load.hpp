/// @file load.hpp
/// A file into a snapshot.
///
/// Layer    store.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::store {

/// One consistent state of the file, whoever writes meanwhile.
/// Fails  not_found, wrong_file, io, cancelled.
[[nodiscard]] Result<model::SnapshotPtr> load_snapshot(const std::filesystem::path& path, const Progress& progress = {});

/// What an import builds on: the file's coordinate system and the ids its rows have.
struct ImportBase {
    std::int64_t version = 0;
    geo::Crs crs;
    model::ExistingKeys keys;
};
[[nodiscard]] Result<ImportBase> import_base(const std::filesystem::path& path);

/// What a snapshot leaves in the file: the personal fields of the households of one building, unmasked.
struct HouseholdCard {
    HouseholdId id;
    std::string unit, floor, door;
    std::string contact_name, contact_phone;
};
[[nodiscard]] Result<std::vector<HouseholdCard>> household_cards(const std::filesystem::path& path, BuildingId building);

}  // namespace huegrid::store
