/// @file measured_columns.hpp
/// Spatial attributes that a file doesn't keep, measured for whoever only wants to know.
///
/// Layer    store.
#pragma once

#include <filesystem>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::store {

/// What these spatial attributes are in the file, measured or not, for each household of the snapshot; nothing is written. A
/// household that the file no longer has gets a missing value. Fails  not_found, wrong_file, io; bad_input (a formula).
/// Cost  a pass through buildings and households; each layer is read once.
[[nodiscard]] Result<std::vector<model::AttributeColumn>> measured_columns(const std::filesystem::path& path, const model::Snapshot& snapshot,
                                                                          const std::vector<model::Attribute>& attributes);

}  // namespace huegrid::store
