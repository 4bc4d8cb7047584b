/// @file overlay.hpp
/// What is written over the map: labels with a halo, title, scale bar, legend. The same for the window and the picture.
///
/// Layer    gui/map. Draws into an ImGui draw list; needs no widget, so it works without a window too.
/// Threads  the frame's.
#pragma once

#include <string>
#include <vector>

#include "engine/carto/scene.hpp"

struct ImDrawList;
struct ImFont;
struct ImVec2;

namespace huegrid::gui {

/// Where and with what to draw. `origin` is the map's upper left corner on the canvas.
struct OverlayCanvas {
    ImDrawList* list = nullptr;
    ImFont* font = nullptr;
    carto::ScreenPoint origin;
};

/// A class's pattern within a swatch of the colour `of`, as classed.frag draws it, coarser.
void draw_pattern(ImDrawList& list, const std::string& pattern, ImVec2 min, ImVec2 max, Colour of);

/// Names, and of filled zones (`fill_level` not none) the letters of their classes. None stands in a box of `taken`.
void draw_labels(const OverlayCanvas& canvas, const carto::Scene& scene, const carto::MapView& view, Index fill_level,
                 std::vector<carto::ScreenBox> taken = {});
/// In the lower left corner.
void draw_scale_bar(const OverlayCanvas& canvas, const carto::MapView& view);
/// A box in the upper left corner, which comes back. `subtitle` may be empty.
carto::ScreenBox draw_title(const OverlayCanvas& canvas, const std::string& title, const std::string& subtitle);
/// A box in the lower right corner, which comes back: a swatch with pattern and letter, name and count for every class, and
/// the total.
carto::ScreenBox draw_legend(const OverlayCanvas& canvas, const carto::MapView& view, const carto::Legend& legend);

/// A place that is pointed at: an outline, and a sign.
struct Mark {
    carto::Swatch swatch;
    geo::WorldPoint at;
    geo::Shape shape;  ///< polygon; empty: only the sign
};
struct Marks {
    std::vector<Mark> list;
    carto::Legend legend;  ///< without rows there is none
};
/// The boxes of the signs come back. Signs that would cover each other are drawn all the same: each is a finding.
std::vector<carto::ScreenBox> draw_marks(const OverlayCanvas& canvas, const carto::MapView& view, const std::vector<Mark>& marks);

struct Overlay {
    carto::LegendOptions legend;
    std::string title;  ///< "" = the place's name, and the zone's
    Marks marks = {};   ///< their legend stands above the other
};
/// All of them.
void draw_overlay(const OverlayCanvas& canvas, const carto::Scene& scene, const carto::MapView& view,
                  const Overlay& overlay);

/// Every text that `draw_overlay` may write, so that a font can be given the glyphs.
[[nodiscard]] std::vector<std::string> overlay_texts(const carto::Scene& scene, const Overlay& overlay);

}  // namespace huegrid::gui
