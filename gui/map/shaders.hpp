/// @file shaders.hpp
/// The files of shaders/, embedded when the program is built.
///
/// Layer    gui/map. The text is written by embed_shaders.cmake.
#pragma once

#include <string_view>

namespace huegrid::gui {

/// The text of `classed.vert` and the like; empty for a file that isn't there.
[[nodiscard]] std::string_view shader_text(std::string_view name);

}  // namespace huegrid::gui
