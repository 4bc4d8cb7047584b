/// @file homes.hpp
/// The homes that a file has in force, for an import that links to them.
///
/// Layer    store.
#pragma once

#include <filesystem>

#include "engine/model/homes.hpp"

namespace huegrid::store {

/// Each of its functions opens the file when it is called, and fails as load_snapshot does. They hand rows over in the
/// order of their ids, as the last command left them, even while another one is at work.
[[nodiscard]] model::FileHomes homes_in_force(const std::filesystem::path& path);

}  // namespace huegrid::store
