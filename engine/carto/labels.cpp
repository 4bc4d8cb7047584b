#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/carto/scene.hpp"

namespace huegrid::carto {
namespace {

// How much larger a zone has to be than its name, so that names don't bury the buildings.
constexpr double width_share = 1.3;
constexpr double height_share = 4.0;
constexpr double padding_px = 4.0;
constexpr double service_point_offset_px = 15.0;    ///< its name stands below the marker
constexpr double service_points_named_below = 4.0;  ///< metres a pixel
constexpr double sign_room_px = 34.0;               ///< the least width and height of a zone with a sign
constexpr double sign_above_name_px = 18.0;         ///< where both have room
constexpr double room_for_both_px = 90.0;

ScreenBox around(ScreenPoint at, double width, double height) {
    return {at.x - width / 2, at.y - height / 2, at.x + width / 2, at.y + height / 2};
}

/// An em for an ideograph, a little over half of one for a Latin letter.
double estimated_width(const std::string& text, double size_px) {
    double ems = 0;
    for (const char32_t c : code_points(text)) ems += c < 0x2E80 ? 0.55 : 1.0;
    return ems * size_px;
}

bool has_room(const LabelCandidate& name, const MapView& view, double width_px) {
    if (name.of == LabelCandidate::Of::service_point) return view.metres_per_pixel < service_points_named_below;
    const double usual_m = name.usual_width_m > 0 ? std::min(name.usual_width_m, name.box.width()) : name.box.width();
    return usual_m / view.metres_per_pixel > width_share * width_px &&
           name.box.height() / view.metres_per_pixel > height_share * name.size_px;
}

}  // namespace

std::vector<ZoneSign> zone_signs(const Scene& scene, const MapView& view, Index fill_level) {
    std::vector<ZoneSign> signs;
    const auto seen = view.box();
    for (std::size_t z = 0; z < scene.zone_points.size(); ++z) {
        const auto& zone = scene.snapshot->zones[z];
        if (zone.level != fill_level || !seen.contains(scene.zone_points[z])) continue;
        const auto* of = scene.zone_class(Index(z));
        const double width = zone.box.width() / view.metres_per_pixel, height = zone.box.height() / view.metres_per_pixel;
        if (!of || std::min(width, height) < sign_room_px) continue;
        auto at = view.to_screen(scene.zone_points[z]);
        if (height > room_for_both_px) at.y -= sign_above_name_px;
        signs.push_back({*of, at});
    }
    return signs;
}

std::vector<MapLabel> place_labels(const Scene& scene, const MapView& view, const LabelOptions& options) {
    std::vector<MapLabel> placed;
    auto taken = options.taken;
    const auto seen = view.box();
    for (const auto& name : scene.names) {
        if (placed.size() >= options.most) break;
        // Before its width is measured, which costs more: a name is at least one character wide.
        if (!seen.contains(name.at) || !has_room(name, view, name.size_px)) continue;
        const double width = options.text_width_px ? options.text_width_px(name.text, name.size_px, options.font)
                                                   : estimated_width(name.text, name.size_px);
        if (!has_room(name, view, width)) continue;
        auto at = view.to_screen(name.at);
        if (name.of == LabelCandidate::Of::service_point) at.y += service_point_offset_px;
        const auto area = around(at, width + 2 * padding_px, name.size_px + padding_px);
        const bool inside =
            area.left >= 0 && area.top >= 0 && area.right <= view.size.width && area.bottom <= view.size.height;
        if (!inside || std::any_of(taken.begin(), taken.end(), [&](const auto& t) { return t.overlaps(area); }))
            continue;
        taken.push_back(area);
        placed.push_back({name.text, at, name.size_px, width, name.of});
    }
    return placed;
}

}  // namespace huegrid::carto
