#include "engine/palette/difference.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <iterator>
#include <random>

namespace huegrid::palette {
namespace {

struct Published {
    Lab one, other;
    double difference;
};

// Sharma, Wu, Dalal (2005), table 1: pairs that catch a wrong mean hue, a wrong sign of the turn, a lost discontinuity.
const Published published[]{
    {{50, 2.6772, -79.7751}, {50, 0, -82.7485}, 2.0425},
    {{50, 3.1571, -77.2803}, {50, 0, -82.7485}, 2.8615},
    {{50, 2.8361, -74.0200}, {50, 0, -82.7485}, 3.4412},
    {{50, -1.3802, -84.2814}, {50, 0, -82.7485}, 1.0000},
    {{50, -1.1848, -84.8006}, {50, 0, -82.7485}, 1.0000},
    {{50, -0.9009, -85.5211}, {50, 0, -82.7485}, 1.0000},
    {{50, 0, 0}, {50, -1, 2}, 2.3669},
    {{50, -1, 2}, {50, 0, 0}, 2.3669},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0009}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0010}, 7.1792},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0011}, 7.2195},
    {{50, 2.4900, -0.0010}, {50, -2.4900, 0.0012}, 7.2195},
    {{50, -0.0010, 2.4900}, {50, 0.0009, -2.4900}, 4.8045},
    {{50, -0.0010, 2.4900}, {50, 0.0010, -2.4900}, 4.8045},
    {{50, -0.0010, 2.4900}, {50, 0.0011, -2.4900}, 4.7461},
    {{50, 2.5, 0}, {50, 0, -2.5}, 4.3065},
    {{50, 2.5, 0}, {73, 25, -18}, 27.1492},
    {{50, 2.5, 0}, {61, -5, 29}, 22.8977},
    {{50, 2.5, 0}, {56, -27, -3}, 31.9030},
    {{50, 2.5, 0}, {58, 24, 15}, 19.4535},
    {{50, 2.5, 0}, {50, 3.1736, 0.5854}, 1.0000},
    {{50, 2.5, 0}, {50, 3.2972, 0}, 1.0000},
    {{50, 2.5, 0}, {50, 1.8634, 0.5757}, 1.0000},
    {{50, 2.5, 0}, {50, 3.2592, 0.3350}, 1.0000},
    {{60.2574, -34.0099, 36.2677}, {60.4626, -34.1751, 39.4387}, 1.2644},
    {{63.0109, -31.0961, -5.8663}, {62.8187, -29.7946, -4.0864}, 1.2630},
    {{61.2901, 3.7196, -5.3901}, {61.4292, 2.2480, -4.9620}, 1.8731},
    {{35.0831, -44.1164, 3.7933}, {35.0232, -40.0716, 1.5901}, 1.8645},
    {{22.7233, 20.0904, -46.6940}, {23.0331, 14.9730, -42.5619}, 2.0373},
    {{36.4612, 47.8580, 18.3852}, {36.2715, 50.5065, 21.2231}, 1.4146},
    {{90.8027, -2.0831, 1.4410}, {91.1528, -1.6435, 0.0447}, 1.4441},
    {{90.9257, -0.5406, -0.9208}, {88.6381, -0.8985, -0.7239}, 1.5381},
    {{6.7747, -0.2908, -2.4247}, {5.8714, -0.0985, -2.2286}, 0.6377},
    {{2.0776, 0.0795, -1.1350}, {0.9033, -0.0636, -0.5514}, 0.9082},
};

TEST(Difference, AgreesWithThePublishedPairs) {
    static_assert(std::size(published) == 34);
    for (const auto& pair : published) {
        EXPECT_NEAR(ciede2000(pair.one, pair.other), pair.difference, 1e-4);
        EXPECT_NEAR(ciede2000(pair.other, pair.one), pair.difference, 1e-4);
    }
}

TEST(Difference, LabOfSrgbPrimariesIsTheStandards) {
    const Lab red = seen({255, 0, 0}, Vision::normal);
    EXPECT_NEAR(red.l, 53.24, 0.01);
    EXPECT_NEAR(red.a, 80.09, 0.01);
    EXPECT_NEAR(red.b, 67.20, 0.01);
}

/// Rows of a matrix that don't add up to 1, as after a mistyped digit, tint the greys.
TEST(Difference, GreysLookTheSameInEveryVision) {
    for (int level = 0; level < 256; level += 5) {
        const Colour colour{std::uint8_t(level), std::uint8_t(level), std::uint8_t(level)};
        const Lab normal = seen(colour, Vision::normal);
        for (const Vision vision : visions) EXPECT_LT(ciede2000(normal, seen(colour, vision)), 0.05) << level << word(vision);
    }
    EXPECT_NEAR(seen({128, 128, 128}, Vision::normal).l, 53.59, 0.01);
}

TEST(Difference, IsZeroBetweenEqualsAndTheSameFromBothSides) {
    std::mt19937 dice(7);
    const auto level = [&] { return std::uint8_t(dice()); };
    for (int i = 0; i < 2000; ++i) {
        const Colour one{level(), level(), level()}, other{level(), level(), level()};
        for (const Vision vision : visions) {
            const Lab a = seen(one, vision), b = seen(other, vision);
            EXPECT_EQ(ciede2000(a, a), 0);
            EXPECT_NEAR(ciede2000(a, b), ciede2000(b, a), 1e-9) << to_text(one) << to_text(other);
        }
    }
}

TEST(Difference, RedAndGreenComeNearerWithoutRedOrGreenCones) {
    const Colour red{200, 60, 40}, green{110, 120, 30};
    const double normal = ciede2000(seen(red, Vision::normal), seen(green, Vision::normal));
    EXPECT_LT(ciede2000(seen(red, Vision::deuteranopia), seen(green, Vision::deuteranopia)), normal / 2);
}

/// Blue and green for the eye that has no blue cones: a matrix under another deficiency's name would keep them apart.
TEST(Difference, BlueAndGreenComeNearerWithoutBlueCones) {
    const Colour teal{0, 140, 130}, blue{0, 120, 190};
    const auto apart = [&](Vision vision) { return ciede2000(seen(teal, vision), seen(blue, vision)); };
    EXPECT_LT(apart(Vision::tritanopia), apart(Vision::normal) / 2);
    EXPECT_GT(apart(Vision::protanopia), apart(Vision::normal) / 2);
    EXPECT_GT(apart(Vision::deuteranopia), apart(Vision::normal) / 2);
}

}  // namespace
}  // namespace huegrid::palette
