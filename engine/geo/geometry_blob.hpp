/// @file geometry_blob.hpp
/// The GeoPackage geometry blob (OGC 12-128r15, clause 2.1.3) and the WKB inside it, little endian, x and y.
///
/// Layer    geo.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/geo/shape.hpp"

namespace huegrid::geo {

/// OGC well-known binary. Polygons are written as MultiPolygon if `multi` asks for the collection type.
enum class WkbForm { simplest, multi };

[[nodiscard]] std::vector<std::uint8_t> to_wkb(const Shape& shape, WkbForm form);

/// Reads WKB of either byte order; Z and M are skipped. Fails  bad_input (cut off, unknown type, no end in sight).
[[nodiscard]] Result<Shape> from_wkb(std::span<const std::uint8_t> wkb);

/// Header with envelope (none for points), then WKB.
[[nodiscard]] std::vector<std::uint8_t> to_geometry_blob(const Shape& shape, std::int32_t srs_id, WkbForm form);

/// Fails  bad_input; an empty geometry is an empty shape.
[[nodiscard]] Result<Shape> from_geometry_blob(std::span<const std::uint8_t> blob);

/// The envelope alone, from the header when it has one. An empty box for an empty geometry or a broken blob.
[[nodiscard]] WorldBox envelope_of_blob(std::span<const std::uint8_t> blob);

}  // namespace huegrid::geo
