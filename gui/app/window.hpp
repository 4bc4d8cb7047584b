/// @file window.hpp
/// The window on the screen: GLFW, events, and nothing drawn while nothing happens.
///
/// Layer    gui/app. The main thread.
#pragma once

#include <filesystem>

#include "engine/base/language.hpp"
#include "engine/base/result.hpp"

namespace huegrid::gui {

/// Shows the file until the window is closed. Fails  machine (no display, no OpenGL 3.3, no font). A file that can't be
/// read is not a failure: the window says so.
[[nodiscard]] Result<void> run_window(const std::filesystem::path& file, Language language);

}  // namespace huegrid::gui
