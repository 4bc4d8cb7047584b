/// @file rulebook_of.hpp
/// The rulebook that a file's households are classified by.
///
/// Layer    work, inside.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/model/snapshot.hpp"
#include "engine/tiers/rulebook.hpp"

namespace huegrid::work {

/// The one in `path`, or the one the snapshot was classified with last. Fails  as `read_file` and `read_rulebook`; not_found when
/// the file hasn't been classified.
[[nodiscard]] Result<tiers::Rulebook> rulebook_of(const model::Snapshot& snapshot, const std::optional<std::filesystem::path>& path);

}  // namespace huegrid::work
