#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>

#include "engine/base/text.hpp"
#include "engine/geo/crs.hpp"
#include "engine/report/report_columns.hpp"

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

/// Null for a zone without an area.
Json geometry(const geo::Shape& degrees) {
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

Json counted(const figures::ZoneFigures& figures, const std::vector<CountColumn>& columns) {
    Json counts = Json::object();
    for (const auto& column : columns) counts[column.key] = column.value(figures);
    return counts;
}

}  // namespace

Result<void> write_geojson(const ZoneReport& report, const model::Snapshot& snapshot, const std::filesystem::path& to) {
    const auto from = snapshot.crs.epsg > 0 ? fmt::format("EPSG:{}", snapshot.crs.epsg) : snapshot.crs.wkt;
    const auto transform = geo::Transform::between(from, "EPSG:4326");
    if (!transform) return fail(transform.error());

    const auto texts = text_columns(report);
    const auto columns = count_columns(report);
    Json collection{{"type", "FeatureCollection"},       {"title", report.title},     {"unit", report.head.unit},
                    {"date", to_text(report.head.date)}, {"level", report.level.key}, {"features", Json::array()}};
    for (const auto& row : report.rows) {
        if (row.zone == none) {
            collection["outside"] = counted(row.figures, columns);
            continue;
        }
        const auto& zone = snapshot.zones[std::size_t(row.zone)];
        auto shape = transform->apply(zone.shape);
        if (!shape) return fail(std::move(shape.error()));
        Json properties{{"id", zone.id.value}};
        for (const auto& column : texts) properties[column.key] = row.*column.value;
        if (row.fill) properties["fill"] = to_text(*row.fill);  // as simplestyle-spec names it
        properties.update(counted(row.figures, columns));
        collection["features"].push_back(
            {{"type", "Feature"}, {"id", zone.id.value}, {"properties", properties}, {"geometry", geometry(*shape)}});
    }
    collection["total"] = counted(report.total, columns);
    return write_file(to, collection.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace huegrid::report
