/// @file hover_tip.hpp
/// The few words beside the pointer.
///
/// Layer    gui/views.
#pragma once

#include <string>
#include <vector>

#include "gui/views/inspector.hpp"

namespace huegrid::gui {

/// The zone that is filled under the pointer, and what its colour means.
struct ZoneLine {
    carto::Swatch swatch;
    std::string text;  ///< "凤祥第一网格：红·每周走访"; of a rate "…：5–12 %（占比：红·每周走访）"
};

struct HoverTip {
    std::string title;            ///< the building's; "" on open ground
    std::string where;            ///< the estate, or the zone
    std::vector<TierLine> tiers;  ///< of the building's households
    std::string issues;           ///< "2 open issues"; "" for none
    std::optional<ZoneLine> zone;
};

/// Of what is under the pointer: a building, a filled zone, or both; `none` for what isn't.
struct Hovered {
    Index building = none, zone = none;
};
/// Cost  O(open issues + households of the building).
[[nodiscard]] HoverTip hover_tip(const Place& place, Hovered hovered, Language language);

/// What the status bar says of the place: "凤祥 · 6,012 户 · 214 楼栋 · 31 未结事项".
[[nodiscard]] std::string status_text(const Place& place, Language language);
/// "0.35 m per pixel".
[[nodiscard]] std::string zoom_text(double metres_per_pixel, Language language);

}  // namespace huegrid::gui
