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

/// The snapshot of the file as it is now, from an earlier one of it: tables and chunks that the commands in between left alone
/// are shared, and `previous` itself comes back when there were none. Equals `load_snapshot`, and is one where the
/// commands did more than change households, people or issues. It follows the journal: what other programs wrote is
/// seen by `load_snapshot` alone, which `file_mark` says when to ask.
/// Cost  the changed rows, and a chunk for each column changed. Fails as load_snapshot.
[[nodiscard]] Result<model::SnapshotPtr> advance_snapshot(const std::filesystem::path& path, const model::SnapshotPtr& previous,
                                                 const Progress& progress = {});

/// A number that moves whenever the file may have changed: by a command, by another program, by another file under its
/// name. Cheap, for polling. Fails  not_found, wrong_file, io.
[[nodiscard]] Result<std::uint64_t> file_mark(const std::filesystem::path& path);

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
    std::optional<Date> since;  ///< it has its tier, as TierHistory::since
};
[[nodiscard]] Result<std::vector<HouseholdCard>> household_cards(const std::filesystem::path& path, BuildingId building);

}  // namespace huegrid::store
