/// @file map_view.hpp
/// Where the map looks: the transform between metres and pixels, and how it pans, zooms and fits.
///
/// Layer    carto. A value.
#pragma once

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::carto {

/// Pixels from the picture's upper left corner, y downwards.
struct ScreenPoint {
    double x = 0.0;
    double y = 0.0;
};

struct ScreenSize {
    int width = 0;
    int height = 0;
    friend bool operator==(ScreenSize, ScreenSize) = default;
};

struct MapView {
    geo::WorldPoint centre;
    double metres_per_pixel = 1.0;
    ScreenSize size;

    [[nodiscard]] ScreenPoint to_screen(geo::WorldPoint p) const {
        return {size.width / 2.0 + (p.x - centre.x) / metres_per_pixel,
                size.height / 2.0 - (p.y - centre.y) / metres_per_pixel};
    }
    [[nodiscard]] geo::WorldPoint to_world(ScreenPoint p) const {
        return {centre.x + (p.x - size.width / 2.0) * metres_per_pixel,
                centre.y - (p.y - size.height / 2.0) * metres_per_pixel};
    }
    [[nodiscard]] geo::WorldBox box() const;

    /// Moved by as many pixels as the pointer moved.
    [[nodiscard]] MapView panned(double dx_px, double dy_px) const;
    /// Scaled so that what is under `at` stays there; factor > 1 magnifies. Kept within 0.02 m and 2 km a pixel.
    [[nodiscard]] MapView zoomed(ScreenPoint at, double factor) const;
    /// The largest view that holds `box` with `margin_px` around it.
    [[nodiscard]] static MapView fit(const geo::WorldBox& box, ScreenSize size, double margin_px);
    friend bool operator==(const MapView& a, const MapView& b) {
        return a.centre == b.centre && a.metres_per_pixel == b.metres_per_pixel && a.size == b.size;
    }
};

}  // namespace huegrid::carto
