/// @file lattice.hpp
/// A rectangle divided into cells with irregular edges that neighbours share vertex for vertex.
///
/// Layer    synth. A value; any vertex is computed from the seed alone, so nothing is stored and any part of the
/// largest
///          city can be drawn by itself.
///
/// A block of cells (a community of grids, a street of communities) has the outline its cells have: the levels nest.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::synth {

/// Cells column … column + columns - 1, row … row + rows - 1; rows count northwards.
struct Block {
    std::int64_t column = 0, row = 0, columns = 1, rows = 1;
};

/// Metres to the centimetre, as every coordinate of a town is written.
[[nodiscard]] double to_cm(double metres);

class Lattice {
public:
    struct Options {
        geo::WorldPoint south_west;
        double cell_width_m = 400, cell_height_m = 200;
        std::int64_t columns = 1, rows = 1;
        std::uint64_t seed = 1;
    };
    explicit Lattice(const Options& options) : options_(options) {}

    /// Counter-clockwise, not closed. Cost  O(cells on the perimeter).
    [[nodiscard]] std::vector<geo::WorldPoint> outline(const Block& block) const;

    /// The southern edge of `block` from west to east; of a block one row up it is the northern one.
    [[nodiscard]] std::vector<geo::WorldPoint> southern_edge(const Block& block) const;
    /// The western edge of `block` from south to north.
    [[nodiscard]] std::vector<geo::WorldPoint> western_edge(const Block& block) const;

private:
    enum class Way { east, north };
    [[nodiscard]] geo::WorldPoint vertex(std::int64_t column, std::int64_t row) const;
    void add_edge(std::int64_t column, std::int64_t row, Way way, std::vector<geo::WorldPoint>& to) const;

    Options options_;
};

}  // namespace huegrid::synth
