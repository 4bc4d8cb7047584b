/// @file ogr_polygons.hpp
/// Polygons on their way to GEOS and back, through OGR.
///
/// Layer    geo, for its own .cpp files.
#pragma once

#include <memory>

#include "engine/geo/shapes/shape.hpp"

class OGRGeometry;

namespace huegrid::geo {

struct DestroyOgr {
    void operator()(OGRGeometry* geometry) const;
};
using OgrPtr = std::unique_ptr<OGRGeometry, DestroyOgr>;

/// A MultiPolygon; empty for other kinds of shape.
[[nodiscard]] OgrPtr to_ogr(const Shape& polygon);
/// One ring as a polygon.
[[nodiscard]] OgrPtr to_ogr(std::span<const WorldPoint> ring);

/// What is polygonal in `geometry` (null: nothing). GEOS leaves lines and points where pieces only touch.
[[nodiscard]] Shape polygons_of(const OGRGeometry* geometry);
/// The same without becoming a Shape.
[[nodiscard]] OgrPtr only_polygons(OgrPtr geometry);

/// OGC validity, as GEOS sees it.
[[nodiscard]] bool is_valid(const OGRGeometry& geometry);

}  // namespace huegrid::geo
