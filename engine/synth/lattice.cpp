#include "engine/synth/lattice.hpp"

#include <cmath>

#include "engine/synth/dice.hpp"

namespace huegrid::synth {
namespace {

constexpr double jitter = 0.28;     ///< how far a vertex strays, as a share of the cell's size
constexpr double roughness = 0.10;  ///< how far the middle of an edge strays, as a share of its length
constexpr int halvings = 3;         ///< 8 pieces an edge

/// Midpoint displacement: adds `a` and what lies between `a` and `b`, without `b`.
void add_rough(geo::WorldPoint a, geo::WorldPoint b, int halvings_left, double rough, Dice& dice,
               std::vector<geo::WorldPoint>& to) {
    if (halvings_left == 0) {
        to.push_back(a);
        return;
    }
    const double aside = dice.between(-rough, rough);
    const geo::WorldPoint middle{to_cm((a.x + b.x) / 2 - (b.y - a.y) * aside),
                                 to_cm((a.y + b.y) / 2 + (b.x - a.x) * aside)};
    add_rough(a, middle, halvings_left - 1, rough, dice, to);
    add_rough(middle, b, halvings_left - 1, rough, dice, to);
}

}  // namespace

double to_cm(double metres) { return std::floor(metres * 100 + 0.5) / 100; }

geo::WorldPoint Lattice::vertex(std::int64_t column, std::int64_t row) const {
    const auto& o = options_;
    Dice dice(o.seed, 1, std::uint64_t(row) << 32 | std::uint64_t(column));
    const double east = dice.between(-jitter, jitter) / 2, north = dice.between(-jitter, jitter) / 2;
    const bool on_side = column == 0 || column == o.columns, on_end = row == 0 || row == o.rows;
    return {to_cm(o.south_west.x + (double(column) + (on_side ? 0 : east)) * o.cell_width_m),
            to_cm(o.south_west.y + (double(row) + (on_end ? 0 : north)) * o.cell_height_m)};
}

/// From the vertex (column, row) one cell east or north, without its end.
void Lattice::add_edge(std::int64_t column, std::int64_t row, Way way, std::vector<geo::WorldPoint>& to) const {
    const bool east = way == Way::east;
    const bool outer = east ? row == 0 || row == options_.rows : column == 0 || column == options_.columns;
    Dice dice(options_.seed, east ? 2 : 3, std::uint64_t(row) << 32 | std::uint64_t(column));
    add_rough(vertex(column, row), east ? vertex(column + 1, row) : vertex(column, row + 1), halvings,
              outer ? 0 : roughness, dice, to);
}

std::vector<geo::WorldPoint> Lattice::southern_edge(const Block& block) const {
    std::vector<geo::WorldPoint> edge;
    for (std::int64_t c = 0; c < block.columns; ++c) add_edge(block.column + c, block.row, Way::east, edge);
    edge.push_back(vertex(block.column + block.columns, block.row));
    return edge;
}

std::vector<geo::WorldPoint> Lattice::western_edge(const Block& block) const {
    std::vector<geo::WorldPoint> edge;
    for (std::int64_t r = 0; r < block.rows; ++r) add_edge(block.column, block.row + r, Way::north, edge);
    edge.push_back(vertex(block.column, block.row + block.rows));
    return edge;
}

std::vector<geo::WorldPoint> Lattice::outline(const Block& block) const {
    const auto south = southern_edge(block), west = western_edge(block);
    const auto north = southern_edge({block.column, block.row + block.rows, block.columns, 1});
    const auto east = western_edge({block.column + block.columns, block.row, 1, block.rows});
    std::vector<geo::WorldPoint> ring(south.begin(), south.end() - 1);
    ring.insert(ring.end(), east.begin(), east.end() - 1);
    ring.insert(ring.end(), north.rbegin(), north.rend() - 1);
    ring.insert(ring.end(), west.rbegin(), west.rend() - 1);
    return ring;
}

}  // namespace huegrid::synth
