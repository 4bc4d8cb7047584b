/// @file ring_contacts.hpp
/// Where the rings of a polygon cross or touch themselves or each other. Without contacts and with its rings in the
/// right places a polygon is valid, which is quicker found out here than by making it into GEOS's own.
///
/// Layer    geo. Decided exactly (side_of_edge.hpp).
#pragma once

#include <cstdint>
#include <vector>

#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

struct Contact {
    std::uint32_t ring = 0, other = 0;  ///< ring <= other; equal when a ring meets itself
    WorldPoint at;                      ///< to the last digit only where a vertex is met
};

/// Pairs of edges with a point in common, but for neighbours in their ring that meet only in the vertex between them.
/// At most `most` of them. No ring may repeat a vertex in a row. Cost  O(n log n + pairs whose boxes meet).
[[nodiscard]] std::vector<Contact> contacts(const Shape& polygon, std::size_t most);

/// Valid, and no ring touches another: holes lie inside their shell and not in each other, parts outside each other.
/// False is no verdict: a hole may touch its shell in a point. Rings of fewer than 3 vertices are never simple.
[[nodiscard]] bool is_simple(const Shape& polygon);

}  // namespace huegrid::geo
