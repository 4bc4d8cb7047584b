/// @file render.hpp
/// The verb `render`: the map as a picture file, without a display.
///
/// Layer    gui/app.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "engine/base/language.hpp"
#include "engine/base/result.hpp"
#include "engine/carto/map_view.hpp"
#include "engine/model/snapshot.hpp"
#include "engine/work/grids/grid_check.hpp"

namespace huegrid::gui {

struct RenderOptions {
    std::filesystem::path out;
    carto::ScreenSize size{1280, 800};  ///< pixels; each side 64 … 8192
    Language language = Language::zh;
    std::string zone;   ///< name, code or id of the zone to show; "" the whole place
    std::string title;  ///< "" the place's name
    std::optional<work::GridFindings> findings = {};  ///< to be marked on the map
    std::string fill;   ///< key of the level whose zones are filled; "" buildings are
};

/// The same scene and overlay as the window, antialiased, with title, scale bar, labels and a legend whose counts add
/// up; findings in grids with a legend of their own. Fails  not_found (no such zone: the nearest name; no zones of that level: which
/// there are), bad_input (size), machine (no EGL, no font), io, read_only.
[[nodiscard]] Result<void> render_map(model::SnapshotPtr snapshot, const RenderOptions& options);

}  // namespace huegrid::gui
