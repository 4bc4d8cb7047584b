#include "gui/map/frame_plan.hpp"

#include <algorithm>

namespace huegrid::gui {
namespace {

// Scales, in metres a pixel, up to which something is drawn.
constexpr double edges_up_to = 1.4;
constexpr double halos_up_to = 2.0;
constexpr double minor_roads_up_to = 25.0;
constexpr double service_points_up_to = 8.0;
constexpr double least_zone_px = 14.0;  ///< borders of zones smaller than this would be a grey mass

class Planner {
public:
    Planner(const LayerData& layers, const carto::MapView& view, Index fill_level)
        : layers_(layers), view_(view), fill_level_(fill_level), seen_(view.box()), style_(carto::light_style()) {
        // A stroke reaches over its batch's box by half its width.
        const double margin = 16.0 * view.metres_per_pixel;
        seen_.min = {seen_.min.x - margin, seen_.min.y - margin};
        seen_.max = {seen_.max.x + margin, seen_.max.y + margin};
    }

    std::vector<DrawItem> plan() {
        batches(Draw::area, layers_.land, style_.land);
        if (fill_level_ != none) batches(Draw::zone, layers_.zones[std::size_t(fill_level_)], {});
        batches(Draw::area, layers_.water, style_.water);
        lines("water", style_.water, half_width(4.0, 1.0, 6.0));
        roads();
        railways();
        batches(Draw::line, layers_.areas, style_.area, 0.8f);
        buildings();
        borders();
        markers();
        return std::move(items_);
    }

private:
    void batches(Draw what, const std::vector<Batch>& of, Colour colour, float half_width_px = 0, float opacity = 1) {
        for (const auto& batch : of)
            if (seen_.intersects(batch.box)) items_.push_back({what, batch.run, colour, opacity, half_width_px});
    }
    void lines(const char* kind, Colour colour, float half_width_px) {
        if (const auto at = layers_.lines.find(kind); at != layers_.lines.end())
            batches(Draw::line, at->second, colour, half_width_px);
    }
    /// Half the width on the ground, in pixels, kept within half of [least, most].
    [[nodiscard]] float half_width(double width_m, double least_px, double most_px) const {
        return float(std::clamp(width_m / view_.metres_per_pixel, least_px, most_px) / 2);
    }

    void roads() {
        const float minor = half_width(5.0, 1.0, 12.0), major = half_width(12.0, 1.8, 20.0);
        const bool minor_seen = view_.metres_per_pixel < minor_roads_up_to;
        // Edge first for all, so that roads flow into each other at crossings.
        if (minor_seen) lines("road", style_.road_edge, minor > 1.2f ? minor + 1 : minor);
        lines("main_road", style_.road_edge, major + 0.9f);
        if (minor_seen && minor > 1.2f) lines("road", style_.road, minor);
        lines("main_road", style_.main_road, major);
    }
    void railways() {
        const float half = half_width(3.0, 1.4, 5.0);
        lines("railway", style_.railway, half);
        if (half > 1.2f) lines("railway", style_.land, half - 0.8f);
    }
    void buildings() {
        const bool edges = view_.metres_per_pixel < edges_up_to;
        for (const auto& tile : layers_.tiles) {
            if (!seen_.intersects(tile.box)) continue;
            if (fill_level_ == none) items_.push_back({Draw::building, tile.triangles, {}, 1, 0});
            if (edges) items_.push_back({Draw::building_edge, tile.edges, style_.building_line, 0.75f, 0});
        }
    }
    /// Finer levels first and thinner; a level's halos under all its lines.
    void borders() {
        const std::size_t levels = layers_.borders.size();
        for (std::size_t i = levels; i-- > 0;) {
            const auto& level = layers_.borders[i];
            if (i > 0 && level.zone_width_m / view_.metres_per_pixel < least_zone_px) continue;
            const float half = 0.55f + 0.4f * float(std::min<std::size_t>(levels - 1 - i, 3));
            // From afar the finest borders' halos would eat the buildings.
            const bool finest = i + 1 == levels && i > 0;
            if (!finest || view_.metres_per_pixel < halos_up_to)
                batches(Draw::line, level.batches, style_.zone_halo, half + 1.3f, 0.7f);
            batches(Draw::line, level.batches, style_.zone_line, half);
        }
    }
    void markers() {
        if (layers_.service_points.count > 0 && view_.metres_per_pixel < service_points_up_to)
            items_.push_back({Draw::service_point, layers_.service_points, style_.service_point, 1, 6});
        const float radius = view_.metres_per_pixel < 1 ? 8.0f : view_.metres_per_pixel < 6 ? 6.5f : 4.5f;
        if (layers_.issues.count > 0) items_.push_back({Draw::issue, layers_.issues, style_.issue, 1, radius});
    }

    const LayerData& layers_;
    const carto::MapView& view_;
    Index fill_level_;
    geo::WorldBox seen_;
    const carto::MapStyle& style_;
    std::vector<DrawItem> items_;
};

}  // namespace

std::vector<DrawItem> plan_frame(const LayerData& layers, const carto::MapView& view, Index fill_level) {
    return Planner(layers, view, fill_level).plan();
}

float pattern_strength(const carto::MapView& view) {
    return float(std::clamp((1.6 - view.metres_per_pixel) / 0.8, 0.0, 1.0));
}

}  // namespace huegrid::gui
