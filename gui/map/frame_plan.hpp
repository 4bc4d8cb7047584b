/// @file frame_plan.hpp
/// What is drawn for a view, in which order: only batches in view, only what can be seen at that scale.
///
/// Layer    gui/map. Pure; no GL call.
#pragma once

#include <vector>

#include "gui/map/layers.hpp"

namespace huegrid::gui {

enum class Draw { area, zone, line, building, building_edge, issue, service_point };

/// One draw call.
struct DrawItem {
    Draw what = Draw::area;
    Run run;
    Colour colour;
    float opacity = 1;
    float half_width_px = 0;  ///< of a line; the radius of a marker
};

/// Back to front: land, zones of `fill_level`, water, roads, railways, buildings, borders, markers. With zones filled (`none`:
/// they aren't) buildings are outlines, near enough to see them. Cost  O(batches).
[[nodiscard]] std::vector<DrawItem> plan_frame(const LayerData& layers, const carto::MapView& view, Index fill_level = none);

/// How strongly patterns are drawn: 0 from 1.6 m a pixel, 1 below 0.8.
[[nodiscard]] float pattern_strength(const carto::MapView& view);

}  // namespace huegrid::gui
