/// @file floor_table_item.hpp
/// A building's section as cells: how many live there, in the colours of their tiers. A tip names them.
///
/// Layer    gui/panels.
#pragma once

#include "gui/panels/panel_context.hpp"
#include "gui/views/floor_table.hpp"

namespace huegrid::gui {

/// As wide as what is left of the line; units that don't fit beside each other go on below. Draws only the lines in sight.
void floor_table_item(PanelContext& context, const FloorTable& table);

}  // namespace huegrid::gui
