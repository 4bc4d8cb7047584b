/// @file crs.hpp
/// Which coordinate system the file uses, and how what comes in gets there. Axis order is always easting/longitude first.
///
/// Layer    geo. PROJ through GDAL stays in the .cpp.
/// Threads  a Transform belongs to one thread; make one for each.
#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "engine/base/result.hpp"
#include "engine/geo/shapes/shape.hpp"
#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

/// A coordinate reference system as the file records it.
struct Crs {
    std::int32_t epsg = 0;
    std::string name;
    std::string wkt;  ///< WKT 1 as GeoPackage's definition column wants it
    bool projected_metres = false;
    friend bool operator==(const Crs&, const Crs&) = default;
};

/// "EPSG:4547" or "4547". Fails  bad_input with what to write instead.
[[nodiscard]] Result<Crs> crs_from_text(const std::string& text);

/// The metric CRS for a place: the CGCS2000 3° zone (EPSG:4534–4554, central meridian without prefix) inside China's
/// bounding box 73–136°E, 3–54°N; elsewhere UTM on WGS 84. Source: EPSG; conventions of design.md.
[[nodiscard]] Result<Crs> crs_for_place(LonLat place);

/// The numbers that can be meant when coordinates are said to be in `crs` ("EPSG:n", WKT, "GCJ-02", "BD-09"): its area
/// of use and 5 degrees around, in its own units. Everything when the CRS names no area. Fails  bad_input.
[[nodiscard]] Result<WorldBox> plausible_box(const std::string& crs);

/// "Beijing 54" or "Xi'an 80" if `crs` is on one of these datums, which lie tens of metres from CGCS2000; else "".
[[nodiscard]] std::string old_datum(const std::string& crs);

/// From one CRS to another.
class Transform {
public:
    /// Both as "EPSG:n" or WKT; `from` also as "GCJ-02" or "BD-09" (datum.hpp). Fails  bad_input for an unknown CRS.
    [[nodiscard]] static Result<Transform> between(const std::string& from, const std::string& to);
    Transform(Transform&&) noexcept;
    Transform& operator=(Transform&&) noexcept;
    ~Transform();

    /// Every vertex. Fails  bad_input when a vertex has no place in the target CRS.
    [[nodiscard]] Result<Shape> apply(Shape shape) const;
    [[nodiscard]] Result<WorldPoint> apply(WorldPoint p) const;

private:
    struct Impl;
    explicit Transform(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::geo
