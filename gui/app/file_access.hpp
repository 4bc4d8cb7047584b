/// @file file_access.hpp
/// What the window asks of the file it shows. Tests put an invented one in its place.
///
/// Layer    gui/app.
/// Threads  the functions are called from workers, never two of a kind at once.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/model/snapshot.hpp"
#include "gui/views/household_card.hpp"

namespace huegrid::gui {

struct FileAccess {
    std::string name;  ///< shown while it is read
    /// The file as it is now; `shown`, or null, is what was read last.
    std::function<Result<model::SnapshotPtr>(const model::SnapshotPtr& shown, const Progress&)> read;
    std::function<Result<std::uint64_t>()> mark;  ///< moves whenever `read` may give something else; cheap
    std::function<Result<std::vector<DoorPlate>>(BuildingId)> doors;  ///< contacts masked
};

/// A Huegrid file.
[[nodiscard]] FileAccess access_file(const std::filesystem::path& path);

}  // namespace huegrid::gui
