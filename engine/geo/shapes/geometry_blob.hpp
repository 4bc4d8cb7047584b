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
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

/// How OGC well-known binary is written: polygons as MultiPolygon if `multi` asks for the collection type.
enum class WkbForm { simplest, multi };

/// Header with envelope (none for points), then WKB.
[[nodiscard]] std::vector<std::uint8_t> to_geometry_blob(const Shape& shape, std::int32_t srs_id, WkbForm form);

/// Reads WKB of either byte order; Z and M are skipped.
/// Fails  bad_input (cut off, unknown type, no end in sight); an empty geometry is an empty shape.
[[nodiscard]] Result<Shape> from_geometry_blob(std::span<const std::uint8_t> blob);

/// The quick way for what nearly every footprint is: one polygon of one ring. Its vertices into `shell`, as
/// `from_geometry_blob` would; false for anything else, broken blobs included: ask that one.
[[nodiscard]] bool read_shell(std::span<const std::uint8_t> blob, std::vector<WorldPoint>& shell);

/// The envelope alone, from the header when it has one. An empty box for an empty geometry or a broken blob.
[[nodiscard]] WorldBox envelope_of_blob(std::span<const std::uint8_t> blob);

}  // namespace huegrid::geo
