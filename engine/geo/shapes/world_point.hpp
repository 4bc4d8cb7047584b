/// @file world_point.hpp
/// The coordinate spaces of the engine, as unrelated types: degrees, and metres in the file's CRS.
///
/// Layer    geo. A pixel is the map's business (`carto::ScreenPoint`).
#pragma once

#include <algorithm>
#include <limits>

namespace huegrid::geo {

/// Degrees, longitude first, WGS 84 (EPSG:4326 in traditional order).
struct LonLat {
    double lon = 0.0;
    double lat = 0.0;
    friend bool operator==(LonLat, LonLat) = default;
};

/// Metres in the file's projected CRS: x easting, y northing.
struct WorldPoint {
    double x = 0.0;
    double y = 0.0;
    friend bool operator==(WorldPoint, WorldPoint) = default;
};

/// An axis-parallel box in metres, edges included. Starts empty (min > max).
struct WorldBox {
    WorldPoint min{std::numeric_limits<double>::infinity(), std::numeric_limits<double>::infinity()};
    WorldPoint max{-std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};

    [[nodiscard]] bool empty() const { return min.x > max.x || min.y > max.y; }
    [[nodiscard]] double width() const { return empty() ? 0.0 : max.x - min.x; }
    [[nodiscard]] double height() const { return empty() ? 0.0 : max.y - min.y; }
    [[nodiscard]] WorldPoint centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
    [[nodiscard]] bool contains(WorldPoint p) const {
        return p.x >= min.x && p.x <= max.x && p.y >= min.y && p.y <= max.y;
    }
    [[nodiscard]] bool intersects(const WorldBox& o) const {
        return !empty() && !o.empty() && min.x <= o.max.x && o.min.x <= max.x && min.y <= o.max.y && o.min.y <= max.y;
    }
    void add(WorldPoint p) {
        min = {std::min(min.x, p.x), std::min(min.y, p.y)};
        max = {std::max(max.x, p.x), std::max(max.y, p.y)};
    }
    void add(const WorldBox& o) {
        if (!o.empty()) add(o.min), add(o.max);
    }
    friend bool operator==(const WorldBox&, const WorldBox&) = default;
};

}  // namespace huegrid::geo
