/// @file map_panel.hpp
/// The map: pan, zoom to the pointer, fit; hover, click to select.
///
/// Layer    gui/panels. Draws what MapPainter has ready; never waits for it.
#pragma once

#include <chrono>
#include <tuple>

#include "gui/map/map_painter.hpp"
#include "gui/panels/panel_context.hpp"
#include "gui/views/hover_tip.hpp"

namespace huegrid::gui {

class MapPanel {
public:
    /// What one frame may spend on drawing the map.
    static constexpr std::chrono::microseconds frame_budget{12'000};

    /// Fills the current child window. True once the picture is complete and nothing moves.
    bool draw(PanelContext& context, MapPainter& painter);

private:
    using TipKey = std::tuple<PlacePtr, BuildingId, Language>;
    void take_input(PanelContext& context, carto::ScreenPoint pointer, bool hovered);
    void show_tip(PanelContext& context, Index building);

    Memo<TipKey, HoverTip> tip_;
    bool dragged_ = false;  ///< since the button went down
};

}  // namespace huegrid::gui
