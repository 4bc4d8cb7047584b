/// @file barrier_lines.hpp
/// Main roads, railways, water: how much of a border runs along them?
///
/// Layer    geo.
/// Threads  immutable once built; any number of readers at a time.
#pragma once

#include <span>
#include <vector>

#include "engine/geo/search/box_index.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

class BarrierLines {
public:
    /// Lines and outlines of polygons; a border this near to one of them runs along it.
    BarrierLines(std::span<const Shape> barriers, double within_m);

    /// Metres of the way from a to b that are near a barrier; by looks at it at least every `within_m` / 2.
    [[nodiscard]] double along_m(WorldPoint a, WorldPoint b) const;

private:
    struct Piece {
        WorldPoint a, b;
    };
    [[nodiscard]] static std::vector<Piece> pieces_of(std::span<const Shape> barriers);
    [[nodiscard]] static std::vector<WorldBox> boxes_of(const std::vector<Piece>& pieces, double margin_m);
    [[nodiscard]] bool is_near(WorldPoint p) const;

    double within_m_;
    std::vector<Piece> pieces_;
    BoxIndex index_;
};

}  // namespace huegrid::geo
