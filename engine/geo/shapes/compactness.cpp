#include "engine/geo/shapes/compactness.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <vector>

#include "engine/geo/shapes/ring.hpp"
#include "engine/geo/shapes/side_of_edge.hpp"

namespace huegrid::geo {
namespace {

/// Corners of the convex hull, counterclockwise (Andrew's monotone chain, 1979).
std::vector<WorldPoint> hull_of(std::vector<WorldPoint> points) {
    std::sort(points.begin(), points.end(), [](WorldPoint p, WorldPoint q) { return p.x < q.x || (p.x == q.x && p.y < q.y); });
    points.erase(std::unique(points.begin(), points.end()), points.end());
    if (points.size() < 3) return points;
    std::vector<WorldPoint> hull;
    const auto chain = [&](auto first, auto last) {
        const std::size_t begin = hull.size();
        for (auto p = first; p != last; ++p) {
            while (hull.size() >= begin + 2 && side_of_edge(hull[hull.size() - 2], hull.back(), *p) <= 0) hull.pop_back();
            hull.push_back(*p);
        }
        hull.pop_back();  // begins the other chain
    };
    chain(points.begin(), points.end());
    chain(points.rbegin(), points.rend());
    return hull;
}

bool holds(const Circle& circle, WorldPoint p) {
    constexpr double rounding = 1e-9;  // of the radius
    return std::hypot(p.x - circle.centre.x, p.y - circle.centre.y) <= circle.radius_m * (1 + rounding);
}

Circle around(WorldPoint p, WorldPoint q) {
    return {{(p.x + q.x) / 2, (p.y + q.y) / 2}, std::hypot(q.x - p.x, q.y - p.y) / 2};
}

/// Through three points that aren't on one line.
Circle around(WorldPoint p, WorldPoint q, WorldPoint r) {
    const double qx = q.x - p.x, qy = q.y - p.y, rx = r.x - p.x, ry = r.y - p.y;
    const double twice_area = 2 * (qx * ry - qy * rx);
    const double x = (ry * (qx * qx + qy * qy) - qy * (rx * rx + ry * ry)) / twice_area;
    const double y = (qx * (rx * rx + ry * ry) - rx * (qx * qx + qy * qy)) / twice_area;
    return {{p.x + x, p.y + y}, std::hypot(x, y)};
}

}  // namespace

double perimeter_m(const Shape& polygon) {
    double sum = 0.0;
    for (std::size_t r = 0; r < polygon.rings(); ++r) sum += perimeter_m(polygon.ring(r));
    return sum;
}

Circle smallest_circle(std::span<const WorldPoint> points) {
    const auto hull = hull_of({points.begin(), points.end()});
    if (hull.empty()) return {};
    Circle circle{hull.front(), 0.0};
    for (std::size_t i = 1; i < hull.size(); ++i) {
        if (holds(circle, hull[i])) continue;
        circle = {hull[i], 0.0};
        for (std::size_t j = 0; j < i; ++j) {
            if (holds(circle, hull[j])) continue;
            circle = around(hull[i], hull[j]);
            for (std::size_t k = 0; k < j; ++k)
                if (!holds(circle, hull[k])) circle = around(hull[i], hull[j], hull[k]);
        }
    }
    return circle;
}

double polsby_popper(const Shape& polygon) {
    const double area = area_m2(polygon), length = perimeter_m(polygon);
    return area > 0.0 ? 4 * std::numbers::pi * area / (length * length) : 0.0;
}

double reock(const Shape& polygon) {
    const double area = area_m2(polygon), radius = smallest_circle(polygon.points).radius_m;
    return area > 0.0 ? area / (std::numbers::pi * radius * radius) : 0.0;
}

}  // namespace huegrid::geo
