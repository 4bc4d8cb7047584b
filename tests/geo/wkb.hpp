/// @file wkb.hpp
/// The bare WKB inside a GeoPackage blob, for tests that compare it with OGR's.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/geo/shapes/geometry_blob.hpp"

namespace huegrid::geo {

inline std::vector<std::uint8_t> to_wkb(const Shape& shape, WkbForm form) {
    auto blob = to_geometry_blob(shape, 0, form);
    const bool with_envelope = (blob[3] & 0b1110) != 0;
    blob.erase(blob.begin(), blob.begin() + (with_envelope ? 40 : 8));
    return blob;
}

inline Result<Shape> from_wkb(std::span<const std::uint8_t> wkb) {
    std::vector<std::uint8_t> blob{'G', 'P', 0, 1, 0, 0, 0, 0};
    blob.insert(blob.end(), wkb.begin(), wkb.end());
    return from_geometry_blob(blob);
}

}  // namespace huegrid::geo
