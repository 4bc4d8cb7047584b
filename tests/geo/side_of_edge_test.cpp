#include "engine/geo/shapes/side_of_edge.hpp"

#include <gtest/gtest.h>

#include <random>

namespace huegrid::geo {
namespace {

/// The sign in whole numbers, where nothing is rounded.
int exact_side(const std::int64_t (&a)[2], const std::int64_t (&b)[2], const std::int64_t (&p)[2]) {
    __extension__ using Wide = __int128;
    const Wide det = Wide(a[0] - p[0]) * (b[1] - p[1]) - Wide(a[1] - p[1]) * (b[0] - p[0]);
    return det > 0 ? 1 : det < 0 ? -1 : 0;
}

TEST(SideOfEdge, IsExactWhereTheDeterminantOfDoublesIsNot) {
    // Nearly collinear points of 52 bits: a common step times k, off by one unit or none.
    std::mt19937_64 random(4547);
    std::uniform_int_distribution<std::int64_t> start(std::int64_t{1} << 50, std::int64_t{1} << 51);
    std::uniform_int_distribution<std::int64_t> step(-1'000'000'007, 1'000'000'007), times(1, 100'000), off(-1, 1);
    int rounded_wrongly = 0;
    for (int i = 0; i < 100'000; ++i) {
        const std::int64_t a[2] = {start(random), start(random)};
        const std::int64_t s[2] = {step(random), step(random)};
        const std::int64_t k = times(random), l = times(random);
        const std::int64_t b[2] = {a[0] + k * s[0], a[1] + k * s[1]};
        const std::int64_t p[2] = {a[0] + l * s[0] + off(random), a[1] + l * s[1] + off(random)};
        const WorldPoint wa{double(a[0]), double(a[1])}, wb{double(b[0]), double(b[1])}, wp{double(p[0]), double(p[1])};
        const int exact = exact_side(a, b, p);
        ASSERT_EQ(side_of_edge(wa, wb, wp), exact) << i;
        ASSERT_EQ(side_of_edge(wb, wa, wp), -exact) << i;
        const double naive = (wa.x - wp.x) * (wb.y - wp.y) - (wa.y - wp.y) * (wb.x - wp.x);
        rounded_wrongly += (naive > 0 ? 1 : naive < 0 ? -1 : 0) != exact;
    }
    EXPECT_GT(rounded_wrongly, 0) << "the cases are too easy to test anything";
}

}  // namespace
}  // namespace huegrid::geo
