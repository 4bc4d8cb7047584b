/// @file marks.hpp
/// Places on a map with a few words to each, for other programs to draw.
///
/// Layer    report.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/colour.hpp"
#include "engine/base/result.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::report {

struct Mark {
    std::vector<std::pair<std::string, std::string>> words;  ///< properties in their order
    Colour colour;
    geo::WorldPoint at;  ///< shown where there is no shape, or one too thin for six decimals of a degree
    geo::Shape shape;    ///< polygons
};

/// RFC 7946, one feature a mark, coloured as simplestyle-spec names it (`fill`, `stroke`, `marker-color`).
/// Fails  io; bad_input for coordinates without a place on earth.
[[nodiscard]] Result<void> write_geojson(std::span<const Mark> marks, const geo::Crs& crs, const std::filesystem::path& to);

}  // namespace huegrid::report
