/// @file inspector_panel.hpp
/// The right side: what is known of the selection, and how to go on from it.
///
/// Layer    gui/panels.
#pragma once

#include <tuple>

#include "gui/panels/panel_context.hpp"
#include "gui/views/floor_table.hpp"
#include "gui/views/inspector.hpp"

namespace huegrid::gui {

class InspectorPanel {
public:
    /// Fills the current child window.
    void draw(PanelContext& context);

private:
    using Minutes = std::chrono::sys_time<std::chrono::minutes>;
    using Key = std::tuple<PlacePtr, Selection, Language, Minutes>;
    using FloorKey = std::tuple<PlacePtr, std::shared_ptr<const HouseholdCards>, Language>;
    Memo<Key, Inspector> view_;
    Memo<FloorKey, FloorTable> floors_;
    Selection followed_;
};

}  // namespace huegrid::gui
