/// @file side_of_edge.hpp
/// On which side of an edge a point lies, decided exactly, so that neighbours with a common edge agree on every point.
///
/// Layer    geo, for its own .cpp files.
///
/// The usual determinant is trusted when it is clear of its rounding error; otherwise its six products are added up
/// without any rounding. Source: J. R. Shewchuk, Adaptive Precision Floating-Point Arithmetic (1997), orient2d.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

/// The sign of the sum of six products a·b, without rounding. Exact unless a product over- or underflows, which
/// coordinates in metres never do.
[[nodiscard]] inline int sign_of_sum(const std::array<std::array<double, 2>, 6>& products) {
    // A growing expansion: its terms don't overlap and the last one that isn't zero carries the sign.
    std::array<double, 12> terms{};
    std::size_t n = 0;
    const auto grow = [&](double add) {
        for (std::size_t i = 0; i < n; ++i) {
            const double sum = add + terms[i];
            const double back = sum - add;
            terms[i] = (add - (sum - back)) + (terms[i] - back);
            add = sum;
        }
        terms[n++] = add;
    };
    for (const auto& [a, b] : products) {
        const double product = a * b;
        grow(std::fma(a, b, -product));
        grow(product);
    }
    for (std::size_t i = n; i-- > 0;)
        if (terms[i] != 0.0) return terms[i] > 0.0 ? 1 : -1;
    return 0;
}

/// +1 when p is left of the way from a to b, -1 right of it, 0 on its line.
[[nodiscard]] inline int side_of_edge(WorldPoint a, WorldPoint b, WorldPoint p) {
    const double left = (a.x - p.x) * (b.y - p.y);
    const double right = (a.y - p.y) * (b.x - p.x);
    const double det = left - right;
    constexpr double epsilon = 0x1p-53;
    const double error = (3.0 + 16.0 * epsilon) * epsilon * (std::abs(left) + std::abs(right));
    if (det > error) return 1;
    if (det < -error) return -1;
    return sign_of_sum({{{a.x, b.y}, {-a.y, b.x}, {b.x, p.y}, {-b.y, p.x}, {p.x, a.y}, {-p.y, a.x}}});
}

/// What one edge of a ring says about a point in an even-odd test.
enum class EdgeMeets { no, crosses, holds };

/// `holds` when p lies on the edge a–b, `crosses` when the ray from p towards +x crosses it. The lower end belongs to
/// an edge and the upper doesn't, so that a ray through a vertex counts it once or twice as it should.
[[nodiscard]] inline EdgeMeets ray_meets(WorldPoint a, WorldPoint b, WorldPoint p) {
    if (a.y > b.y) std::swap(a, b);
    if (!(a.y <= p.y && p.y <= b.y)) return EdgeMeets::no;
    const auto [west, east] = std::minmax(a.x, b.x);
    if (p.x > east) return EdgeMeets::no;
    if (a.y == b.y) return p.x >= west ? EdgeMeets::holds : EdgeMeets::no;
    if (p.x < west) return p.y < b.y ? EdgeMeets::crosses : EdgeMeets::no;
    const int side = side_of_edge(a, b, p);
    if (side == 0) return EdgeMeets::holds;
    return side > 0 && p.y < b.y ? EdgeMeets::crosses : EdgeMeets::no;
}

}  // namespace huegrid::geo
