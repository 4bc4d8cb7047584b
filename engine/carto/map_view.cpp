#include "engine/carto/map_view.hpp"

#include <algorithm>

namespace huegrid::carto {
namespace {

constexpr double least_metres_per_pixel = 0.02;
constexpr double most_metres_per_pixel = 2000.0;

double allowed(double metres_per_pixel) {
    return std::clamp(metres_per_pixel, least_metres_per_pixel, most_metres_per_pixel);
}

}  // namespace

geo::WorldBox MapView::box() const {
    geo::WorldBox box;
    box.add(to_world({0.0, 0.0}));
    box.add(to_world({double(size.width), double(size.height)}));
    return box;
}

MapView MapView::panned(double dx_px, double dy_px) const {
    MapView moved = *this;
    moved.centre.x -= dx_px * metres_per_pixel;
    moved.centre.y += dy_px * metres_per_pixel;
    return moved;
}

MapView MapView::zoomed(ScreenPoint at, double factor) const {
    const auto fixed = to_world(at);
    MapView scaled = *this;
    scaled.metres_per_pixel = allowed(metres_per_pixel / factor);
    const auto now_there = scaled.to_world(at);
    scaled.centre.x += fixed.x - now_there.x;
    scaled.centre.y += fixed.y - now_there.y;
    return scaled;
}

MapView MapView::fit(const geo::WorldBox& box, ScreenSize size, double margin_px) {
    MapView view{{}, 1.0, size};
    if (box.empty()) return view;
    view.centre = box.centre();
    const double width = std::max(1.0, size.width - 2.0 * margin_px);
    const double height = std::max(1.0, size.height - 2.0 * margin_px);
    view.metres_per_pixel = allowed(std::max(box.width() / width, box.height() / height));
    return view;
}

}  // namespace huegrid::carto
