/// @file footprints.hpp
/// Where the buildings of a grid stand: rows of blocks and L shapes, wholly inside it, and the estates around some of
/// them.
///
/// Layer    synth. Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/geo/shapes/world_point.hpp"
#include "engine/synth/dice.hpp"

namespace huegrid::synth {

struct Footprint {
    std::vector<geo::WorldPoint> ring;  ///< counter-clockwise, not closed
    geo::WorldPoint centre;             ///< inside the ring
    bool in_estate = false;
};

struct GridLayout {
    std::vector<Footprint> buildings;
    std::vector<geo::WorldPoint> estate;  ///< the outline around those with `in_estate`; empty if there is none
};

/// About `wanted` buildings, fewer if the grid is full, at least one: a grid too narrow for any gets a kiosk in its
/// middle.
[[nodiscard]] GridLayout lay_out(const std::vector<geo::WorldPoint>& grid, std::size_t wanted, Dice dice);

/// Even-odd. O(vertices).
[[nodiscard]] bool inside(const std::vector<geo::WorldPoint>& ring, geo::WorldPoint p);

}  // namespace huegrid::synth
