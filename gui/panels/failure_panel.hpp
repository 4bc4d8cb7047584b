/// @file failure_panel.hpp
/// In the map's place while there is no map: what is being opened, or what went wrong and what to do.
///
/// Layer    gui/panels.
#pragma once

#include "gui/panels/panel_context.hpp"

namespace huegrid::gui {

/// Fills the current child window. True when the user asks to try again.
[[nodiscard]] bool draw_no_map(PanelContext& context);

}  // namespace huegrid::gui
