#include "communities.hpp"

#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <numeric>
#include <random>

namespace huegrid::bench {
namespace {

constexpr int buildings_each = 500, households_each = 4'000;

class Dice {
public:
    explicit Dice(std::uint64_t seed) : word_(seed) {}
    double unit() { return double(word_() >> 11) * 0x1p-53; }
    double between(double low, double high) { return low + unit() * (high - low); }
    int roll(int low, int high) { return low + int(unit() * double(high - low + 1)); }

private:
    std::mt19937_64 word_;
};

/// Points of a turned lattice of rows 22 m apart, 50 m along a row, in 800 m by 1,000 m; of these as many as wanted, at random
/// but for quarters that are thinner than others.
std::vector<geo::WorldPoint> places(Dice& dice) {
    const double turn = dice.between(-0.6, 0.6), across = std::cos(turn), along = std::sin(turn);
    std::vector<double> thinness(1024);
    for (double& quarter : thinness) quarter = dice.unit() < 0.12 ? 3.0 : 1.0;
    struct Place {
        double rank;
        geo::WorldPoint at;
    };
    std::vector<Place> all;
    for (int row = -32; row < 32; ++row)
        for (int column = -16; column < 16; ++column) {
            const double x = column * 50.0 + dice.between(-4, 4), y = row * 22.0 + (row % 6 == 0 ? 3.0 : 0.0) + dice.between(-2, 2);
            const geo::WorldPoint at{x * across - y * along, x * along + y * across};
            const double rank = dice.unit() * thinness[std::size_t((row + 32) / 5 * 16 + (column + 16) / 3)];
            if (std::abs(at.x) < 400 && std::abs(at.y) < 500) all.push_back({rank, at});
        }
    std::sort(all.begin(), all.end(), [](const Place& a, const Place& b) { return a.rank < b.rank; });
    all.resize(std::min<std::size_t>(all.size(), buildings_each));
    std::vector<geo::WorldPoint> chosen;
    for (const Place& place : all) chosen.push_back(place.at);
    return chosen;
}

std::vector<std::int32_t> homes(std::size_t buildings, Dice& dice) {
    std::vector<int> sizes;
    for (std::size_t i = 0; i < buildings; ++i) {
        const double kind = dice.unit();
        sizes.push_back(kind < 0.45 ? dice.roll(1, 4) : kind < 0.88 ? dice.roll(6, 16) : dice.roll(20, 60));
    }
    const double all = std::accumulate(sizes.begin(), sizes.end(), 0.0);
    std::vector<std::int32_t> households;
    double sum = 0.0;
    std::int32_t given = 0;
    for (const int size : sizes) {
        sum += size / all * households_each;
        households.push_back(std::int32_t(std::lround(sum)) - given);
        given += households.back();
    }
    return households;
}

std::vector<grids::AtomGraph::Border> neighbours(const std::vector<geo::WorldPoint>& places) {
    std::vector<boost::polygon::point_data<int>> points;
    for (const auto& place : places) points.emplace_back(int(std::lround(place.x * 100)), int(std::lround(place.y * 100)));
    boost::polygon::voronoi_diagram<double> diagram;
    boost::polygon::construct_voronoi(points.begin(), points.end(), &diagram);
    struct Pair {
        double metres;
        Index a, b;
    };
    std::vector<Pair> pairs;
    for (const auto& edge : diagram.edges()) {
        const auto a = Index(edge.cell()->source_index()), b = Index(edge.twin()->cell()->source_index());
        if (a < b) pairs.push_back({std::hypot(places[std::size_t(a)].x - places[std::size_t(b)].x, places[std::size_t(a)].y - places[std::size_t(b)].y), a, b});
    }
    std::sort(pairs.begin(), pairs.end(), [](const Pair& a, const Pair& b) { return a.metres < b.metres; });
    std::vector<Index> root(places.size());
    std::iota(root.begin(), root.end(), 0);
    const auto find = [&](Index place) {
        while (root[std::size_t(place)] != place) place = root[std::size_t(place)];
        return place;
    };
    std::vector<grids::AtomGraph::Border> borders;
    for (const Pair& pair : pairs) {
        const Index a = find(pair.a), b = find(pair.b);
        if (pair.metres > 120.0 && a == b) continue;
        borders.push_back({pair.a, pair.b});
        root[std::size_t(a)] = b;
    }
    return borders;
}

}  // namespace

std::vector<grids::AtomGraph> make_communities(std::int64_t households) {
    std::vector<grids::AtomGraph> communities;
    for (std::int64_t i = 0; i < households / households_each; ++i) {
        Dice dice(std::uint64_t(i) + 1);
        grids::AtomGraph::Atoms atoms;
        atoms.positions = places(dice);
        atoms.households = homes(atoms.positions.size(), dice);
        const auto borders = neighbours(atoms.positions);
        communities.push_back(grids::AtomGraph::build(std::move(atoms), borders).value());
    }
    return communities;
}

}  // namespace huegrid::bench
