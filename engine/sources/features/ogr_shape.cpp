#include "engine/sources/features/ogr_shape.hpp"

#include <fmt/format.h>
#include <ogr_geometry.h>

#include <cmath>
#include <map>
#include <memory>

namespace huegrid::sources {
namespace {

std::string kind_name(const OGRGeometry& geometry) { return OGRToOGCGeomType(wkbFlatten(geometry.getGeometryType())); }

const char* name_of(geo::ShapeKind kind) {
    return kind == geo::ShapeKind::polygon ? "polygon" : kind == geo::ShapeKind::line ? "line" : "point";
}

/// Takes the parts of one kind out of any geometry, however deep, and notes what it meets on the way.
class Parts {
public:
    explicit Parts(geo::ShapeKind kind) { shape.kind = kind; }

    void take(const OGRGeometry& geometry) {
        const auto type = wkbFlatten(geometry.getGeometryType());
        if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
            for (const auto* part : *geometry.toGeometryCollection()) take(*part);
        } else if (geometry.IsEmpty()) {
            return;
        } else if (shape.kind == geo::ShapeKind::polygon && OGR_GT_IsSubClassOf(type, wkbPolygon)) {
            take_polygon(*geometry.toPolygon());
        } else if (shape.kind == geo::ShapeKind::line && type == wkbLineString && geometry.toLineString()->getNumPoints() > 1) {
            take_line(*geometry.toLineString(), geometry.toLineString()->getNumPoints());
        } else if (shape.kind == geo::ShapeKind::point && type == wkbPoint && shape.points.empty()) {
            shape = geo::make_point({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
        } else {
            ++left_out[kind_name(geometry)];
        }
    }

    geo::Shape shape;
    int open_rings = 0;
    std::map<std::string, int> left_out;

private:
    void take_line(const OGRSimpleCurve& line, int points) {
        for (int i = 0; i < points; ++i) shape.points.push_back({line.getX(i), line.getY(i)});
        shape.ring_ends.push_back(static_cast<std::uint32_t>(shape.points.size()));
    }

    void take_polygon(const OGRPolygon& polygon) {
        for (const auto* ring : polygon) {
            const int points = ring->getNumPoints();
            const bool closed = points > 1 && ring->getX(0) == ring->getX(points - 1) && ring->getY(0) == ring->getY(points - 1);
            open_rings += points > 0 && !closed;
            take_line(*ring, closed ? points - 1 : points);
        }
        shape.part_ends.push_back(static_cast<std::uint32_t>(shape.ring_ends.size()));
    }
};

std::size_t without_number(const geo::Shape& shape) {
    std::size_t count = 0;
    for (const auto& p : shape.points) count += !std::isfinite(p.x) || !std::isfinite(p.y);
    return count;
}

ShapeReading useless(ShapeReading reading, const char* kind, std::string what) {
    reading.shape = {};
    reading.flaws.push_back({kind, std::move(what), "", std::nullopt});
    return reading;
}

void note(ShapeReading& reading, const Parts& parts) {
    if (parts.open_rings > 0)
        reading.flaws.push_back({"unclosed_ring", fmt::format("{} ring{} end{} elsewhere than {} began", parts.open_rings,
                                                              parts.open_rings == 1 ? "" : "s", parts.open_rings == 1 ? "s" : "",
                                                              parts.open_rings == 1 ? "it" : "they"),
                                 "repaired", std::nullopt});
    if (parts.left_out.empty()) return;
    std::string others;
    for (const auto& [name, count] : parts.left_out)
        others += fmt::format("{}{} {}", others.empty() ? "" : ", ", count, name);
    reading.flaws.push_back({"left_out_parts", fmt::format("it also holds {}", others), "kept without it", std::nullopt});
}

/// The parts of `from`, for the kind that is wanted.
ShapeReading read_as(const OGRGeometry& geometry, geo::ShapeKind from, geo::ShapeKind wanted) {
    ShapeReading reading;
    Parts parts(from);
    parts.take(geometry);
    if (parts.shape.empty()) return reading;
    reading.shape = std::move(parts.shape);
    if (const auto bad = without_number(reading.shape))
        return useless(std::move(reading), "not_a_number",
                       fmt::format("{} of its {} points {} no number for x or y", bad, reading.shape.points.size(), bad == 1 ? "has" : "have"));
    if (from == wanted) note(reading, parts);
    else reading.shape = geo::make_point(geo::point_on_surface(reading.shape));
    return reading;
}

}  // namespace

ShapeReading shape_from(const OGRGeometry* geometry, geo::ShapeKind kind) {
    if (!geometry || geometry->IsEmpty()) return {{}, true, {}};
    std::unique_ptr<OGRGeometry> straight;
    const bool curved = geometry->hasCurveGeometry();
    if (curved) {
        straight.reset(geometry->getLinearGeometry());
        if (!straight) return useless({}, "wrong_geometry", fmt::format("its {} can't be drawn in straight lines", kind_name(*geometry)));
        geometry = straight.get();
    }
    using geo::ShapeKind;
    auto reading = read_as(*geometry, kind, kind);
    if (kind == ShapeKind::point)  // whatever it is, a point in it will do; an area says it better than its outline
        for (const auto other : {ShapeKind::polygon, ShapeKind::line})
            if (reading.shape.empty() && reading.flaws.empty()) reading = read_as(*geometry, other, kind);
    if (reading.shape.empty() && reading.flaws.empty())
        return useless({}, "wrong_geometry", fmt::format("it is a {}, a {} is needed", kind_name(*geometry), name_of(kind)));
    if (curved && kind != ShapeKind::point && !reading.shape.empty())
        reading.flaws.insert(reading.flaws.begin(), {"curve", "its arcs were drawn in straight lines", "repaired", std::nullopt});
    return reading;
}

}  // namespace huegrid::sources
