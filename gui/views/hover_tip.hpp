/// @file hover_tip.hpp
/// The few words beside the pointer.
///
/// Layer    gui/views.
#pragma once

#include <string>
#include <vector>

#include "gui/views/inspector.hpp"

namespace huegrid::gui {

struct HoverTip {
    std::string title;
    std::string where;            ///< the estate, or the zone
    std::vector<TierLine> tiers;  ///< of the building's households
    std::string issues;           ///< "2 open issues"; "" for none
};

/// Cost  O(open issues + households of the building).
[[nodiscard]] HoverTip hover_tip(const Place& place, Index building, Language language);

/// What the status bar says of the place: "凤祥 · 6,012 户 · 214 楼栋 · 31 未结事项".
[[nodiscard]] std::string status_text(const Place& place, Language language);
/// "0.35 m per pixel".
[[nodiscard]] std::string zoom_text(double metres_per_pixel, Language language);

}  // namespace huegrid::gui
