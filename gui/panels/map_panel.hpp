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

struct ImDrawCmd;
struct ImDrawList;

namespace huegrid::gui {

class MapPanel {
public:
    /// What one frame may spend on drawing the map.
    static constexpr std::chrono::microseconds frame_budget{8'000};

    /// Fills the current child window. True once the picture is complete and nothing moves. `painter` must live until the
    /// frame is rendered.
    bool draw(PanelContext& context, MapPainter& painter);

private:
    /// Where the painter draws when the frame is rendered: straight into the window, because ImGui would blend it, filter it
    /// and multiply it by white, which is most of a frame on a software renderer.
    struct Picture {
        MapPainter* painter = nullptr;
        float left = 0, top = 0, width = 0, height = 0;  ///< pixels of the window
    };
    static void draw_picture(const ImDrawList* list, const ImDrawCmd* command);

    using TipKey = std::tuple<PlacePtr, BuildingId, ZoneId, Language>;
    void take_input(PanelContext& context, carto::ScreenPoint pointer, bool hovered);
    void show_tip(PanelContext& context, Hovered hovered);

    Picture picture_;
    Memo<TipKey, HoverTip> tip_;
    bool dragged_ = false;  ///< since the button went down
};

}  // namespace huegrid::gui
