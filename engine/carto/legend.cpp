#include <fmt/format.h>

#include <cmath>

#include "engine/carto/scene.hpp"

namespace huegrid::carto {

Legend legend(const Scene& scene, Language language, const std::vector<bool>& shown, Index zone) {
    const bool zh = language == Language::zh;
    Legend legend{zh ? "户数（按服务等级）" : "Households by tier", {}, zh ? "合计" : "Total", 0, ""};
    const auto& figures = zone == none ? scene.figures.total : scene.figures.zones[std::size_t(zone)];
    for (std::size_t c = 0; c < scene.classes.size(); ++c) {
        legend.rows.push_back(
            {c, scene.classes[c].name.in(language), figures.by_tier[c], c >= shown.size() || shown[c]});
        legend.total += figures.by_tier[c];
    }
    if (zone != none) return legend;
    const auto nowhere = scene.snapshot->households.size() - scene.snapshot->buildings.by_building.size();
    if (nowhere > 0)
        legend.note = zh ? fmt::format("其中 {} 户未关联楼栋，图上不可见", nowhere)
                         : fmt::format("{} of them without a building, not on the map", nowhere);
    return legend;
}

ScaleBar scale_bar(const MapView& view, double at_most_px) {
    const double most_m = at_most_px * view.metres_per_pixel;
    const double power = std::pow(10.0, std::floor(std::log10(most_m)));
    const double length_m = power * (most_m >= 5 * power ? 5 : most_m >= 2 * power ? 2 : 1);
    const auto text = length_m >= 1000 ? fmt::format("{:.0f} km", length_m / 1000)
                      : length_m >= 1  ? fmt::format("{:.0f} m", length_m)
                                       : fmt::format("{:.0f} cm", length_m * 100);
    return {length_m, length_m / view.metres_per_pixel, text};
}

}  // namespace huegrid::carto
