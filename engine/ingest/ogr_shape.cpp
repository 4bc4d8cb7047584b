#include "engine/ingest/ogr_shape.hpp"

#include <fmt/format.h>
#include <ogr_geometry.h>

#include <cmath>
#include <memory>

#include "engine/ingest/gdal_messages.hpp"
#include "engine/ingest/source.hpp"

namespace huegrid::ingest {
namespace {

using GeometryPtr = std::unique_ptr<OGRGeometry>;

std::string kind_name(const OGRGeometry& geometry) { return OGRToOGCGeomType(wkbFlatten(geometry.getGeometryType())); }

bool all_finite(const OGRGeometry& geometry) {
    OGREnvelope box;
    geometry.getEnvelope(&box);
    if (!std::isfinite(box.MinX + box.MaxX + box.MinY + box.MaxY)) return false;
    // The envelope passes over NaN, so every vertex is looked at.
    bool finite = true;
    class Look : public OGRDefaultConstGeometryVisitor {
    public:
        explicit Look(bool& ok) : ok_(ok) {}
        using OGRDefaultConstGeometryVisitor::visit;
        void visit(const OGRPoint* p) override { ok_ = ok_ && std::isfinite(p->getX()) && std::isfinite(p->getY()); }

    private:
        bool& ok_;
    } look(finite);
    geometry.accept(&look);
    return finite;
}

void add_line(geo::Shape& shape, const OGRSimpleCurve& line, int points) {
    for (int i = 0; i < points; ++i) shape.points.push_back({line.getX(i), line.getY(i)});
    shape.ring_ends.push_back(static_cast<std::uint32_t>(shape.points.size()));
}

void add_polygon(geo::Shape& shape, const OGRPolygon& polygon) {
    if (polygon.IsEmpty()) return;
    for (const auto* ring : polygon) {
        const int points = ring->getNumPoints();
        const bool closed = points > 1 && ring->get_IsClosed();
        if (points > 0) add_line(shape, *ring, closed ? points - 1 : points);
    }
    shape.part_ends.push_back(static_cast<std::uint32_t>(shape.ring_ends.size()));
}

/// The parts of `kind` in any geometry, however deep.
void add_parts(geo::Shape& shape, const OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const auto* part : *geometry.toGeometryCollection()) add_parts(shape, *part);
    } else if (shape.kind == geo::ShapeKind::polygon && type == wkbPolygon) {
        add_polygon(shape, *geometry.toPolygon());
    } else if (shape.kind == geo::ShapeKind::line && type == wkbLineString &&
               geometry.toLineString()->getNumPoints() > 1) {
        add_line(shape, *geometry.toLineString(), geometry.toLineString()->getNumPoints());
    } else if (shape.kind == geo::ShapeKind::point && type == wkbPoint && !geometry.IsEmpty() && shape.points.empty()) {
        shape.points.push_back({geometry.toPoint()->getX(), geometry.toPoint()->getY()});
        shape.ring_ends.push_back(1);
    }
}

geo::Shape parts_of(const OGRGeometry& geometry, geo::ShapeKind kind) {
    geo::Shape shape;
    shape.kind = kind;
    add_parts(shape, geometry);
    return shape.empty() ? geo::Shape{} : shape;
}

bool has_open_ring(const OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const auto* part : *geometry.toGeometryCollection())
            if (has_open_ring(*part)) return true;
    } else if (type == wkbPolygon) {
        for (const auto* ring : *geometry.toPolygon())
            if (ring->getNumPoints() > 0 && !ring->get_IsClosed()) return true;
    }
    return false;
}

/// The geometry made valid, with the reason; null when that isn't possible.
GeometryPtr repaired(GeometryPtr geometry, std::string& reason) {
    if (has_open_ring(*geometry)) {
        reason = "a ring is not closed";
        geometry->closeRings();
    }
    const GdalMessages messages;
    if (geometry->IsValid()) return geometry;
    reason = messages.text("not a valid polygon");
    return GeometryPtr(geometry->MakeValid());
}

}  // namespace

ShapeReading shape_from(const OGRGeometry* geometry, geo::ShapeKind kind) {
    ShapeReading reading;
    if (!geometry || geometry->IsEmpty()) {
        reading.unusable = no_geometry;
        return reading;
    }
    if (!all_finite(*geometry)) {
        reading.unusable = "a coordinate is not a number";
        return reading;
    }
    GeometryPtr linear(geometry->hasCurveGeometry() ? geometry->getLinearGeometry() : geometry->clone());
    const bool has_surface = !parts_of(*linear, geo::ShapeKind::polygon).empty();
    if (has_surface && kind != geo::ShapeKind::line) {
        linear = repaired(std::move(linear), reading.repaired);
        if (linear) reading.shape = parts_of(*linear, geo::ShapeKind::polygon);
        if (reading.shape.empty()) {
            reading.unusable = fmt::format("its polygon can't be repaired: {}", reading.repaired);
            reading.repaired.clear();
        } else if (kind == geo::ShapeKind::point) {
            reading.shape = geo::make_point(geo::point_on_surface(reading.shape));
        }
        return reading;
    }
    reading.shape = parts_of(*linear, kind);
    if (reading.shape.empty() && kind == geo::ShapeKind::point)
        if (const auto line = parts_of(*linear, geo::ShapeKind::line); !line.empty())
            reading.shape = geo::make_point(geo::point_on_surface(line));
    if (reading.shape.empty()) {
        const char* wanted = kind == geo::ShapeKind::polygon ? "polygon"
                             : kind == geo::ShapeKind::line  ? "line"
                                                             : "point";
        reading.unusable = fmt::format("it is a {}, a {} is needed", kind_name(*geometry), wanted);
    }
    return reading;
}

}  // namespace huegrid::ingest
