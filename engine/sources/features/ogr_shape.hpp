/// @file ogr_shape.hpp
/// OGR's geometries as shapes, as they are: what is broken in a polygon is mended in metres (geo/shapes/repair.hpp).
///
/// Layer    sources.
#pragma once

#include <vector>

#include "engine/geo/shapes/flaw.hpp"
#include "engine/geo/shapes/shape.hpp"

class OGRGeometry;

namespace huegrid::sources {

struct ShapeReading {
    geo::Shape shape;               ///< in the geometry's CRS
    bool missing = false;           ///< there is no geometry, or an empty one, which need not be a flaw
    std::vector<geo::Flaw> flaws;   ///< "unclosed_ring", "curve", "left_out_parts"; else without `shape` the last says why
};

/// `geometry` (may be null) as a shape of `kind`. Rings are closed by meaning, Z and M aren't read, arcs become straight
/// lines, and of a collection the parts of that kind are taken. A point is also made of a polygon or line, by its point on surface.
/// Without a shape the last flaw is "not_a_number" or "wrong_geometry", unless the geometry is missing.
/// Cost  O(vertices); a geometry of straight lines isn't copied.
[[nodiscard]] ShapeReading shape_from(const OGRGeometry* geometry, geo::ShapeKind kind);

}  // namespace huegrid::sources
