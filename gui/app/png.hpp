/// @file png.hpp
/// Pictures into PNG files.
///
/// Layer    gui/app. libpng stays in the .cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "engine/base/result.hpp"
#include "engine/carto/map_view.hpp"

namespace huegrid::gui {

/// `rgba` has four bytes a pixel, row 0 on top; transparency is dropped. The old file or the new, never a half.
/// Fails  io, read_only; bad_input when `rgba` isn't as large as `size` says.
[[nodiscard]] Result<void> write_png(const std::filesystem::path& path, carto::ScreenSize size,
                                     std::span<const std::uint8_t> rgba);

}  // namespace huegrid::gui
