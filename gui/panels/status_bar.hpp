/// @file status_bar.hpp
/// The strip at the bottom: what the place holds, what goes on, how far one is zoomed in.
///
/// Layer    gui/panels.
#pragma once

#include "gui/panels/panel_context.hpp"

namespace huegrid::gui {

/// Fills the current child window.
void draw_status_bar(PanelContext& context);

}  // namespace huegrid::gui
