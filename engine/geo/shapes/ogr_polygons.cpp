#include "engine/geo/shapes/ogr_polygons.hpp"

#include <ogr_geometry.h>

#include "engine/geo/quiet.hpp"

namespace huegrid::geo {
namespace {

std::unique_ptr<OGRLinearRing> ring_from(std::span<const WorldPoint> ring) {
    auto line = std::make_unique<OGRLinearRing>();
    line->setNumPoints(int(ring.size()) + 1);
    for (std::size_t i = 0; i <= ring.size(); ++i) {
        const WorldPoint p = ring[i == ring.size() ? 0 : i];
        line->setPoint(int(i), p.x, p.y);
    }
    return line;
}

void add_polygon(Shape& shape, const OGRPolygon& polygon) {
    if (polygon.IsEmpty()) return;
    for (const auto* ring : polygon) {
        for (int i = 0; i + 1 < ring->getNumPoints(); ++i) shape.points.push_back({ring->getX(i), ring->getY(i)});
        shape.ring_ends.push_back(std::uint32_t(shape.points.size()));
    }
    shape.part_ends.push_back(std::uint32_t(shape.rings()));
}

void add_polygons(Shape& shape, const OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (OGR_GT_IsSubClassOf(type, wkbGeometryCollection)) {
        for (const auto* part : *geometry.toGeometryCollection()) add_polygons(shape, *part);
    } else if (type == wkbPolygon) {
        add_polygon(shape, *geometry.toPolygon());
    }
}

}  // namespace

void DestroyOgr::operator()(OGRGeometry* geometry) const { OGRGeometryFactory::destroyGeometry(geometry); }

OgrPtr to_ogr(std::span<const WorldPoint> ring) {
    auto polygon = std::make_unique<OGRPolygon>();
    polygon->addRingDirectly(ring_from(ring).release());
    return OgrPtr(polygon.release());
}

OgrPtr to_ogr(const Shape& polygon) {
    auto all = std::make_unique<OGRMultiPolygon>();
    std::size_t ring = 0;
    for (const std::uint32_t last : polygon.part_ends) {
        auto part = std::make_unique<OGRPolygon>();
        for (; ring < last; ++ring) part->addRingDirectly(ring_from(polygon.ring(ring)).release());
        all->addGeometryDirectly(part.release());
    }
    return OgrPtr(all.release());
}

Shape polygons_of(const OGRGeometry* geometry) {
    Shape shape;
    shape.kind = ShapeKind::polygon;
    if (geometry) add_polygons(shape, *geometry);
    return shape.empty() ? Shape{} : shape;
}

OgrPtr only_polygons(OgrPtr geometry) {
    if (!geometry) return geometry;
    const auto type = wkbFlatten(geometry->getGeometryType());
    if (type == wkbPolygon || type == wkbMultiPolygon) return geometry;
    return to_ogr(polygons_of(geometry.get()));
}

bool is_valid(const OGRGeometry& geometry) {
    const Quiet while_geos_looks;
    return geometry.IsValid();
}

}  // namespace huegrid::geo
