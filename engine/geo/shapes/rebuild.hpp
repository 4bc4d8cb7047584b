/// @file rebuild.hpp
/// A polygon whose rings cross, touch or lie in the wrong places, built anew by GEOS's overlays.
///
/// Layer    geo, for repair.cpp.
#pragma once

#include <string>
#include <vector>

#include "engine/geo/shapes/flaw.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

/// "the outline of part 2", "hole 1": how a report names a ring.
[[nodiscard]] std::string ring_name(const Shape& polygon, std::size_t ring);
/// An area as a report says it.
[[nodiscard]] std::string in_m2(double area);

/// Empty when there is no one right answer; then the last flaw says why. The answers are repair.hpp's.
[[nodiscard]] Shape rebuilt(const Shape& polygon, std::vector<Flaw>& flaws);

}  // namespace huegrid::geo
