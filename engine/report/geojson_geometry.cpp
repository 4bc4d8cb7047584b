#include "engine/report/geojson_geometry.hpp"

#include <algorithm>
#include <cmath>
#include <span>

namespace huegrid::report {
namespace {

using Json = nlohmann::ordered_json;
using Ring = std::vector<geo::WorldPoint>;

/// 0.1 m: no false precision, and half the bytes.
double six_decimals(double degrees) { return std::round(degrees * 1e6) / 1e6; }

double twice_area(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 0, last = ring.size() - 1; i < ring.size(); last = i++)
        sum += ring[last].x * ring[i].y - ring[i].x * ring[last].y;
    return sum;
}

enum class Turn { counter_clockwise, clockwise };

/// The ring in six decimals, turned as RFC 7946 wants it, closed; empty if nothing with an area remains.
Json ring_coordinates(std::span<const geo::WorldPoint> points, Turn turn) {
    Ring ring;
    for (const auto p : points) {
        const geo::WorldPoint rounded{six_decimals(p.x), six_decimals(p.y)};
        if (ring.empty() || rounded != ring.back()) ring.push_back(rounded);
    }
    while (ring.size() > 1 && ring.front() == ring.back()) ring.pop_back();
    auto coordinates = Json::array();
    if (ring.size() < 3) return coordinates;
    if ((twice_area(ring) > 0) != (turn == Turn::counter_clockwise)) std::reverse(ring.begin(), ring.end());
    ring.push_back(ring.front());
    for (const auto p : ring) coordinates.push_back({p.x, p.y});
    return coordinates;
}

}  // namespace

nlohmann::ordered_json geojson_geometry(const geo::Shape& degrees) {
    if (degrees.kind == geo::ShapeKind::point)
        return {{"type", "Point"}, {"coordinates", {six_decimals(degrees.points.front().x), six_decimals(degrees.points.front().y)}}};
    auto polygons = Json::array();
    std::size_t ring = 0;
    for (const auto part_end : degrees.part_ends) {
        auto polygon = Json::array();
        for (const std::size_t shell = ring; ring < part_end; ++ring) {
            auto coordinates =
                ring_coordinates(degrees.ring(ring), ring == shell ? Turn::counter_clockwise : Turn::clockwise);
            if (coordinates.empty() && ring == shell) {
                ring = part_end;
                break;
            }
            if (!coordinates.empty()) polygon.push_back(std::move(coordinates));
        }
        if (!polygon.empty()) polygons.push_back(std::move(polygon));
    }
    if (polygons.empty()) return nullptr;
    if (polygons.size() == 1) return {{"type", "Polygon"}, {"coordinates", polygons[0]}};
    return {{"type", "MultiPolygon"}, {"coordinates", polygons}};
}

}  // namespace huegrid::report
