#include "engine/geo/shapes/overlay.hpp"

#include <ogr_geometry.h>

#include "engine/geo/shapes/ogr_polygons.hpp"

namespace huegrid::geo {
namespace {

OgrPtr union_of(std::span<const Shape> polygons) {
    OGRMultiPolygon all;
    for (const auto& one : polygons) {
        if (one.kind != ShapeKind::polygon) continue;
        const auto polygon = to_ogr(one);
        for (const auto* part : *polygon->toMultiPolygon()) all.addGeometry(part);
    }
    return OgrPtr(all.IsEmpty() ? nullptr : all.UnionCascaded());
}

/// All lines in `geometry` (null: none) at the end of `lines`.
void add_lines(Shape& lines, const OGRGeometry* geometry) {
    if (!geometry) return;
    if (const auto type = wkbFlatten(geometry->getGeometryType()); type == wkbLineString) {
        for (const auto& point : *geometry->toLineString()) lines.points.push_back({point.getX(), point.getY()});
        lines.ring_ends.push_back(std::uint32_t(lines.points.size()));
    } else if (type == wkbMultiLineString || type == wkbGeometryCollection) {
        for (const auto* part : *geometry->toGeometryCollection()) add_lines(lines, part);
    }
}

}  // namespace

Shape united(std::span<const Shape> polygons) { return polygons_of(union_of(polygons).get()); }

Shape without(const Shape& polygon, std::span<const Shape> others) {
    const auto covered = union_of(others);
    if (!covered || polygon.kind != ShapeKind::polygon) return polygon;
    return polygons_of(OgrPtr(to_ogr(polygon)->Difference(covered.get())).get());
}

Shape borders_outside(std::span<const Shape> polygons, const Shape& ground) {
    OGRMultiLineString rings;
    for (const auto& each : polygons)
        for (std::size_t r = 0; each.kind == ShapeKind::polygon && r < each.rings(); ++r) {
            OGRLineString line;
            for (const auto p : each.ring(r)) line.addPoint(p.x, p.y);
            line.closeRings();
            rings.addGeometry(&line);
        }
    Shape lines;
    lines.kind = ShapeKind::line;
    add_lines(lines, OgrPtr(rings.Difference(to_ogr(ground).get())).get());
    return lines.empty() ? Shape{} : lines;
}

}  // namespace huegrid::geo
