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

}  // namespace

Shape united(std::span<const Shape> polygons) { return polygons_of(union_of(polygons).get()); }

Shape without(const Shape& polygon, std::span<const Shape> others) {
    const auto covered = union_of(others);
    if (!covered || polygon.kind != ShapeKind::polygon) return polygon;
    return polygons_of(OgrPtr(to_ogr(polygon)->Difference(covered.get())).get());
}

}  // namespace huegrid::geo
