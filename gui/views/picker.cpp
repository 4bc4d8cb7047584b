#include "gui/views/picker.hpp"

#include <cmath>

namespace huegrid::gui {
namespace {

constexpr double visible_zone_px = 48.0;

}  // namespace

Picker::Picker(model::SnapshotPtr snapshot)
    : snapshot_(std::move(snapshot)), buildings_(snapshot_->buildings.shapes.boxes()) {
    for (std::size_t level = snapshot_->levels.size(); level-- > 0;) {
        std::vector<geo::Shape> shapes;
        std::vector<Index> zones;
        double area_m2 = 0;
        for (std::size_t z = 0; z < snapshot_->zones.size(); ++z) {
            const auto& zone = snapshot_->zones[z];
            if (zone.level != Index(level) || zone.shape.kind != geo::ShapeKind::polygon) continue;
            shapes.push_back(zone.shape);
            zones.push_back(Index(z));
            area_m2 += zone.box.width() * zone.box.height();
        }
        if (zones.empty()) continue;
        const double typical_width_m = std::sqrt(area_m2 / double(zones.size()));
        levels_.push_back({Index(level), geo::ZoneLocator(shapes), std::move(zones), typical_width_m});
    }
}

Index Picker::building_at(geo::WorldPoint p, double tolerance_m) const {
    const geo::WorldBox around{{p.x - tolerance_m, p.y - tolerance_m}, {p.x + tolerance_m, p.y + tolerance_m}};
    Index best = none, nearby = none;
    double best_area_m2 = 0;
    for (const Index b : buildings_.touching(around)) {
        const auto shape = snapshot_->buildings.shapes.at(std::size_t(b));
        if (shape.kind != geo::ShapeKind::polygon) {
            nearby = b;
        } else if (geo::covers(shape, p)) {
            const double area_m2 = geo::area_m2(shape);
            if (best == none || area_m2 < best_area_m2) best = b, best_area_m2 = area_m2;
        }
    }
    return best != none ? best : nearby;
}

Index Picker::zone_at(geo::WorldPoint p, double metres_per_pixel) const {
    for (std::size_t i = 0; i < levels_.size(); ++i) {
        const bool coarsest = i + 1 == levels_.size();
        if (!coarsest && levels_[i].typical_width_m < visible_zone_px * metres_per_pixel) continue;
        if (const Index at = levels_[i].locator.zone_at(p); at != none) return levels_[i].zones[std::size_t(at)];
    }
    return none;
}

Index Picker::zone_of_level_at(geo::WorldPoint p, Index level) const {
    for (const auto& of : levels_)
        if (of.level == level)
            if (const Index at = of.locator.zone_at(p); at != none) return of.zones[std::size_t(at)];
    return none;
}

}  // namespace huegrid::gui
