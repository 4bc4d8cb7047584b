#include "gui/map/triangulate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

namespace huegrid::gui {
namespace {

using geo::WorldPoint;
using Ring = std::vector<WorldPoint>;

constexpr unsigned seed = 20261031;
/// Far from 0, as real eastings and northings are.
constexpr WorldPoint middle{412'345.678, 3'391'234.567};

double twice_signed(const Mesh& mesh, std::size_t corner) {
    const auto a = mesh.points[mesh.corners[corner]], b = mesh.points[mesh.corners[corner + 1]],
               c = mesh.points[mesh.corners[corner + 2]];
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}

double area(const Mesh& mesh) {
    double sum = 0;
    for (std::size_t i = 0; i < mesh.corners.size(); i += 3) sum += std::abs(twice_signed(mesh, i)) / 2;
    return sum;
}

/// Shoelace around the ring's first vertex; the oracle for simple rings.
double ring_area(const Ring& ring) {
    double sum = 0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
               (ring[i].y - ring[0].y) * (ring[i + 1].x - ring[0].x);
    return std::abs(sum) / 2;
}

/// Even-odd by crossings, independent of the code under test.
bool inside(std::span<const Ring> rings, WorldPoint p) {
    bool in = false;
    for (const auto& ring : rings)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
                p.x - ring[i].x < (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y))
                in = !in;
    return in;
}

void expect_inside_and_anticlockwise(const Mesh& mesh, std::span<const Ring> rings, int round) {
    ASSERT_EQ(mesh.corners.size() % 3, 0u);
    for (std::size_t i = 0; i < mesh.corners.size(); i += 3) {
        const double twice = twice_signed(mesh, i);
        ASSERT_GE(twice, 0) << "round " << round << ", seed " << seed;
        if (twice < 1e-3) continue;  // a sliver's middle may round to the other side of its edge
        const auto a = mesh.points[mesh.corners[i]], b = mesh.points[mesh.corners[i + 1]],
                   c = mesh.points[mesh.corners[i + 2]];
        ASSERT_TRUE(inside(rings, {(a.x + b.x + c.x) / 3, (a.y + b.y + c.y) / 3}))
            << "round " << round << ", seed " << seed;
    }
}

std::vector<std::span<const WorldPoint>> borrowed(const std::vector<Ring>& rings) {
    return {rings.begin(), rings.end()};
}

/// Vertices at ascending angles, so that it is simple and seen whole from its middle.
Ring star(std::mt19937& random, int corners, double smallest, double largest, WorldPoint at) {
    std::uniform_real_distribution<double> radius(smallest, largest), jitter(0.1, 0.9);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * (i + jitter(random)) / corners, r = radius(random);
        ring.push_back({at.x + r * std::cos(angle), at.y + r * std::sin(angle)});
    }
    if (random() % 2) std::reverse(ring.begin(), ring.end());
    return ring;
}

TEST(Triangulate, AreasOfStarsAddUpAndTheEarClipAgreesWithGlu) {
    std::mt19937 random(seed);
    for (int round = 0; round < 4000; ++round) {
        const std::vector<Ring> rings{star(random, 3 + int(random() % 40), 2, 40, middle)};
        Mesh own, glu;
        ASSERT_TRUE(ear_clip(rings[0], own)) << "round " << round << ", seed " << seed;
        tessellate(borrowed(rings), glu);
        const double wanted = ring_area(rings[0]);
        ASSERT_NEAR(area(own), wanted, 1e-6 * wanted) << "round " << round << ", seed " << seed;
        ASSERT_NEAR(area(glu), wanted, 1e-6 * wanted) << "round " << round << ", seed " << seed;
        ASSERT_NO_FATAL_FAILURE(expect_inside_and_anticlockwise(own, rings, round));
    }
}

/// Footprints as builders draw them: stairs along right angles, many vertices in line with others.
TEST(Triangulate, AreasOfStairsWithVerticesInLineAddUp) {
    std::mt19937 random(seed);
    for (int round = 0; round < 2000; ++round) {
        Ring ring{middle};
        const int steps = 1 + int(random() % 12);
        double x = 0, top = 0;
        std::vector<WorldPoint> upper;
        for (int i = 0; i < steps; ++i) {
            const double height = 1.0 + double(random() % 4);
            upper.push_back({middle.x + x, middle.y + height});
            x += 1.0 + double(random() % 3);
            upper.push_back({middle.x + x, middle.y + height});
            top = std::max(top, height);
        }
        ring.push_back({middle.x + x / 2, middle.y});  // in line with its neighbours
        ring.push_back({middle.x + x, middle.y});
        ring.insert(ring.end(), upper.rbegin(), upper.rend());
        const std::vector<Ring> rings{ring};
        Mesh mesh;
        triangulate(borrowed(rings), mesh);
        ASSERT_NEAR(area(mesh), ring_area(ring), 1e-6 * ring_area(ring)) << "round " << round << ", seed " << seed;
        ASSERT_NO_FATAL_FAILURE(expect_inside_and_anticlockwise(mesh, rings, round));
    }
}

TEST(Triangulate, HolesAreLeftOut) {
    std::mt19937 random(seed);
    for (int round = 0; round < 2000; ++round) {
        const std::vector<Ring> rings{star(random, 5 + int(random() % 20), 30, 50, middle),
                                      star(random, 3 + int(random() % 10), 2, 7, {middle.x - 9, middle.y}),
                                      star(random, 3 + int(random() % 10), 2, 7, {middle.x + 9, middle.y + 2})};
        // Neighbouring corners of the shell can be 2 · 360°/5 apart, where its edge still passes 9 m from the middle.
        if (rings[0].size() < 9) continue;
        Mesh mesh;
        triangulate(borrowed(rings), mesh);
        const double wanted = ring_area(rings[0]) - ring_area(rings[1]) - ring_area(rings[2]);
        ASSERT_NEAR(area(mesh), wanted, 1e-6 * wanted) << "round " << round << ", seed " << seed;
        ASSERT_NO_FATAL_FAILURE(expect_inside_and_anticlockwise(mesh, rings, round));
    }
}

TEST(Triangulate, CrossingRingsFallBackToEvenOdd) {
    std::mt19937 random(seed);
    std::uniform_real_distribution<double> at(-30, 30);
    for (int round = 0; round < 1000; ++round) {
        Ring ring(4 + random() % 8);
        for (auto& p : ring) p = {middle.x + at(random), middle.y + at(random)};
        const std::vector<Ring> rings{ring};
        Mesh mesh;
        triangulate(borrowed(rings), mesh);
        ASSERT_NO_FATAL_FAILURE(expect_inside_and_anticlockwise(mesh, rings, round));
        // Every point inside is in a triangle: counted on a sample.
        int in_polygon = 0;
        double covered = 0;
        constexpr int samples = 400;
        for (int i = 0; i < samples; ++i) in_polygon += inside(rings, {middle.x + at(random), middle.y + at(random)});
        covered = area(mesh) / 3600 * samples;
        ASSERT_NEAR(covered, in_polygon, 5 * std::sqrt(samples * 0.25)) << "round " << round << ", seed " << seed;
    }
}

TEST(Triangulate, ABowTieIsNotClippedButTessellated) {
    const std::vector<Ring> bow_tie{{{0, 0}, {4, 4}, {4, 0}, {0, 4}}};
    Mesh mesh;
    EXPECT_FALSE(ear_clip(bow_tie[0], mesh));
    EXPECT_TRUE(mesh.points.empty());
    triangulate(borrowed(bow_tie), mesh);
    EXPECT_NEAR(area(mesh), 8, 1e-9);
}

TEST(Triangulate, FlatOrTooShortRingsAddNoTriangle) {
    for (const auto& ring :
         {Ring{}, Ring{{1, 1}}, Ring{{1, 1}, {2, 2}}, Ring{{0, 0}, {1, 1}, {2, 2}}, Ring{{0, 0}, {0, 0}, {0, 0}}}) {
        Mesh mesh;
        triangulate(borrowed({ring}), mesh);
        EXPECT_TRUE(mesh.corners.empty());
    }
}

TEST(Triangulate, LongRingsAddUpToo) {
    std::mt19937 random(seed);
    const std::vector<Ring> rings{star(random, 5000, 400, 500, middle)};
    Mesh mesh;
    triangulate(borrowed(rings), mesh);
    EXPECT_NEAR(area(mesh), ring_area(rings[0]), 1e-6 * ring_area(rings[0]));
}

}  // namespace
}  // namespace huegrid::gui
