/// @file rulebook_of.hpp
/// The rulebook that a file's households are classified by.
///
/// Layer    work.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/model/snapshot.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::work {

/// The text of a rulebook's file. Fails  as `read_file`; bad_input for a database, which is easily given in a rulebook's place.
[[nodiscard]] Result<std::string> rulebook_text(const std::filesystem::path& path);

/// The one in `path`, or the one the snapshot was classified with last, for what it says itself. Fails  as `rulebook_text` and
/// `read_rulebook`; not_found when the file hasn't been classified.
[[nodiscard]] Result<tiers::Rulebook> rulebook_alone(const model::Snapshot& snapshot, const std::optional<std::filesystem::path>& path);

/// A rulebook, and the snapshot with every column that it reads.
struct BoundRulebook {
    tiers::Rulebook book;
    model::SnapshotPtr place;
};

/// The same, to classify by. Fails  as `rulebook_alone` and `with_measured`.
[[nodiscard]] Result<BoundRulebook> rulebook_of(const std::filesystem::path& file, const model::SnapshotPtr& snapshot,
                                                const std::optional<std::filesystem::path>& path);

/// The snapshot with the spatial attributes of the rulebook: itself where the file keeps them all, else one in which what the
/// file doesn't keep, or measures otherwise, is measured now. Nothing is written. Fails  as `store::measured_columns`.
[[nodiscard]] Result<model::SnapshotPtr> with_measured(const std::filesystem::path& file, const model::SnapshotPtr& snapshot, const tiers::Rulebook& book);

}  // namespace huegrid::work
