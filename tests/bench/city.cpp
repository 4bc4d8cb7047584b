#include "city.hpp"

#include <cmath>
#include <cstdint>

namespace huegrid::bench {
namespace {

using geo::WorldPoint;

constexpr WorldPoint origin{512'000.0, 3'390'000.0};  // somewhere in a UTM zone, so that coordinates have real digits
constexpr double grid_size_m = 90.0;
constexpr int bends = 5;  // vertices within each common edge

/// splitmix64: a number from 0 to 1 for each thing and purpose, in whatever order they are asked for.
double chance(std::uint64_t thing, std::uint64_t purpose) {
    std::uint64_t x = thing * 0x9E3779B97F4A7C15u + purpose * 0xD1B54A32D192ED03u + 0x8CB92BA72F3D8DD7u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return double((x ^ (x >> 31)) >> 11) * 0x1p-53;
}

double to_centimetres(double metres) { return std::round(metres * 100.0) / 100.0; }

/// The corners and bends of a lattice whose common edges both neighbours read from here.
class Lattice {
public:
    Lattice(std::size_t columns, std::size_t rows) : columns_(columns), rows_(rows) {}

    [[nodiscard]] geo::Shape grid(std::size_t i, std::size_t j) const {
        std::vector<WorldPoint> shell;
        edge(shell, i, j, i + 1, j);
        edge(shell, i + 1, j, i + 1, j + 1);
        edge(shell, i + 1, j + 1, i, j + 1);
        edge(shell, i, j + 1, i, j);
        return geo::make_polygon(std::move(shell));
    }

private:
    [[nodiscard]] WorldPoint corner(std::size_t i, std::size_t j) const {
        const auto wander = [&](bool rim, std::uint64_t purpose) {
            return rim ? 0.0 : 0.5 * (chance(j * (columns_ + 1) + i, purpose) - 0.5);
        };
        return {to_centimetres(origin.x + grid_size_m * (double(i) + wander(i == 0 || i == columns_, 1))),
                to_centimetres(origin.y + grid_size_m * (double(j) + wander(j == 0 || j == rows_, 2)))};
    }
    /// Appends the way from one corner to a neighbouring one, without its end; the same bends in both directions.
    void edge(std::vector<WorldPoint>& shell, std::size_t i, std::size_t j, std::size_t to_i, std::size_t to_j) const {
        const WorldPoint start = corner(i, j);
        const WorldPoint end = corner(to_i, to_j);
        const bool forward = to_i > i || to_j > j;
        const std::uint64_t name = (std::min(j, to_j) * (columns_ + 1) + std::min(i, to_i)) * 2 + (i == to_i ? 1 : 0);
        const WorldPoint a = forward ? start : end;
        const WorldPoint b = forward ? end : start;
        shell.push_back(start);
        for (int k = 1; k <= bends; ++k) {
            const int bend = forward ? k : bends + 1 - k;
            const double along = double(bend) / (bends + 1);
            const double aside = 0.12 * (chance(name, std::uint64_t(10 + bend)) - 0.5);
            shell.push_back({to_centimetres(a.x + along * (b.x - a.x) - aside * (b.y - a.y)),
                             to_centimetres(a.y + along * (b.y - a.y) + aside * (b.x - a.x))});
        }
    }

    std::size_t columns_, rows_;
};

}  // namespace

City make_city(const Workload& workload) {
    City city;
    const Lattice lattice(workload.grid_columns, workload.grid_rows);
    const std::size_t grids = workload.grid_columns * workload.grid_rows;
    for (std::size_t j = 0; j < workload.grid_rows; ++j)
        for (std::size_t i = 0; i < workload.grid_columns; ++i) city.grids.push_back(lattice.grid(i, j));

    // Buildings come quarter by quarter and spread a little over its edges, at the rim out of the city too.
    city.centroids.reserve(workload.buildings);
    for (std::size_t b = 0; b < workload.buildings; ++b) {
        const std::size_t g = b * grids / workload.buildings;
        const double i = double(g % workload.grid_columns) + 1.06 * chance(b, 3) - 0.03;
        const double j = double(g / workload.grid_columns) + 1.06 * chance(b, 4) - 0.03;
        city.centroids.push_back(
            {to_centimetres(origin.x + grid_size_m * i), to_centimetres(origin.y + grid_size_m * j)});
    }
    return city;
}

}  // namespace huegrid::bench
