/// @file ring.hpp
/// Measures of one ring, which is closed by meaning.
///
/// Layer    geo, for its own .cpp files.
#pragma once

#include <algorithm>
#include <cmath>
#include <span>

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

/// Sources are no more precise than this: what is thinner isn't there.
inline constexpr double thin_m = 0.001;

/// Of a ring without contacts; counterclockwise is positive. Relative to a vertex, so that large coordinates cost no digits.
[[nodiscard]] inline double signed_area_m2(std::span<const WorldPoint> ring) {
    double sum = 0.0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
               (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return sum / 2;
}

[[nodiscard]] inline double perimeter_m(std::span<const WorldPoint> ring) {
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const WorldPoint a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
        sum += std::hypot(b.x - a.x, b.y - a.y);
    }
    return sum;
}

/// Does no vertex leave one line by more than `thin_m`?
[[nodiscard]] inline bool is_flat(std::span<const WorldPoint> ring) {
    if (ring.size() < 3) return true;
    const WorldPoint p = ring.front();
    WorldPoint far = p;
    double most = 0.0;  // square metres
    for (const WorldPoint q : ring)
        if (const double x = q.x - p.x, y = q.y - p.y; x * x + y * y > most) far = q, most = x * x + y * y;
    const double length = std::sqrt(most);
    if (length <= thin_m) return true;
    return std::all_of(ring.begin(), ring.end(), [&](WorldPoint q) {
        return std::abs((far.x - p.x) * (q.y - p.y) - (q.x - p.x) * (far.y - p.y)) <= thin_m * length;
    });
}

}  // namespace huegrid::geo
