/// @file ogr_shape.hpp
/// OGR's geometries as shapes, repaired where that is possible.
///
/// Layer    ingest.
#pragma once

#include <string>

#include "engine/geo/shape.hpp"

class OGRGeometry;

namespace huegrid::ingest {

struct ShapeReading {
    geo::Shape shape;
    std::string repaired;  ///< why, "" = was in order
    std::string unusable;  ///< why, "" = `shape` is of the kind that was asked for
};

/// `geometry` (may be null) as a shape of `kind`. A broken polygon is made valid by OGR and keeps its polygonal parts;
/// a point is also made of a polygon or line, by its point on surface.
[[nodiscard]] ShapeReading shape_from(const OGRGeometry* geometry, geo::ShapeKind kind);

}  // namespace huegrid::ingest
