/// @file flaw.hpp
/// One thing that was wrong with a shape, and what became of it.
///
/// Layer    geo. A value.
#pragma once

#include <optional>
#include <string>

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

struct Flaw {
    std::string kind;  ///< a stable word: "self_intersection", "duplicate_points", "hole_outside" …
    std::string what;  ///< a sentence with its numbers; areas in m²
    std::string done;  ///< "repaired", "kept as it is"; "" when nothing could be done, and the shape is of no use
    std::optional<WorldPoint> at;
};

}  // namespace huegrid::geo
