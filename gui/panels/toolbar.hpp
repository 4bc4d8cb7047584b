/// @file toolbar.hpp
/// The strip on top: the place's name, fit, what to show, language.
///
/// Layer    gui/panels.
#pragma once

#include "gui/panels/panel_context.hpp"

namespace huegrid::gui {

/// Fills the current child window.
void draw_toolbar(PanelContext& context);

}  // namespace huegrid::gui
