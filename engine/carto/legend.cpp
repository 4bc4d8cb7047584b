#include <fmt/format.h>

#include <cmath>

#include "engine/carto/scene.hpp"

namespace huegrid::carto {

namespace {

Legend of_households(const Scene& scene, const LegendOptions& options) {
    const bool zh = options.language == Language::zh;
    Legend legend{zh ? "户数（按服务等级）" : "Households by tier", {}, "", 0, ""};
    const auto& figures = options.zone == none ? scene.figures.total : scene.figures.zones[std::size_t(options.zone)];
    for (std::size_t c = 0; c < scene.classes.size(); ++c)
        legend.rows.push_back({c, scene.classes[c], scene.classes[c].name.in(options.language), figures.by_tier[c],
                               c >= options.shown.size() || options.shown[c]});
    const auto nowhere = scene.snapshot->households.size() - scene.snapshot->buildings.by_building.size();
    if (options.zone == none && nowhere > 0)
        legend.note = zh ? fmt::format("其中 {} 户未关联楼栋，图上不可见", nowhere)
                         : fmt::format("{} of them without a building, not on the map", nowhere);
    return legend;
}

Legend of_zones(const Scene& scene, const LegendOptions& options) {
    const bool zh = options.language == Language::zh;
    const auto& fill = scene.zone_fills[std::size_t(options.fill_level)];
    const auto& level = scene.snapshot->levels[std::size_t(options.fill_level)].name.in(options.language);
    Legend legend{zh ? fmt::format("{}数（按区域颜色）", level) : fmt::format("{}: zones by colour", level), {}, "", 0, fill.measure.in(options.language)};
    for (std::size_t c = 0; c < fill.classes.size(); ++c) {
        const auto& of = fill.classes[c];
        legend.rows.push_back({c, {as_ground(of.colour), of.letter, "solid"}, of.name.in(options.language), of.zones, true});
    }
    legend.rows.push_back({fill.classes.size(), fill.missing, fill.missing.name.in(options.language), fill.missing.zones, true});
    return legend;
}

}  // namespace

Legend legend(const Scene& scene, const LegendOptions& options) {
    auto legend = options.fill_level == none ? of_households(scene, options) : of_zones(scene, options);
    legend.total_text = options.language == Language::zh ? "合计" : "Total";
    for (const auto& row : legend.rows) legend.total += row.count;
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
