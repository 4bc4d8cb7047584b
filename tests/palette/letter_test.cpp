#include "engine/palette/letter.hpp"

#include <gtest/gtest.h>

namespace huegrid::palette {
namespace {

constexpr Colour black{0, 0, 0}, white{255, 255, 255};

TEST(Letter, ContrastIsTheGuidelines) {
    EXPECT_NEAR(contrast(black, white), 21, 1e-9);
    EXPECT_EQ(contrast(white, white), 1);
    EXPECT_NEAR(contrast({0x77, 0x77, 0x77}, white), 4.48, 0.005);  // the grey that is just too light for text on white
    EXPECT_NEAR(contrast({0x76, 0x76, 0x76}, white), 4.54, 0.005);
    EXPECT_EQ(contrast(white, {0x76, 0x76, 0x76}), contrast({0x76, 0x76, 0x76}, white));
}

/// Fails for a choice by brightness, and for an ink that is nearly black or nearly white.
TEST(Letter, IsReadableOnEveryColour) {
    for (int red = 0; red < 256; red += 3)
        for (int green = 0; green < 256; green += 3)
            for (int blue = 0; blue < 256; blue += 3) {
                const Colour ground{std::uint8_t(red), std::uint8_t(green), std::uint8_t(blue)};
                ASSERT_GE(contrast(letter_colour(ground), ground), least_contrast) << to_text(ground);
            }
}

}  // namespace
}  // namespace huegrid::palette
