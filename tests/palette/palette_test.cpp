#include "engine/palette/palette.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace huegrid::palette {
namespace {

using Tiers = std::vector<NamedColour>;

Colour colour(std::string_view text) { return parse_colour(text).value(); }

const NamedColour orange{"orange", colour("#ffa500")}, tangerine{"tangerine", colour("#ff8c00")}, blue{"blue", colour("#2268bb")},
    red{"red", colour("#ab2f07")};

Colour random_colour(std::mt19937& dice) { return {std::uint8_t(dice()), std::uint8_t(dice()), std::uint8_t(dice())}; }

/// Mixed by hand, as a screen does.
Colour laid(Colour over, Colour ground) {
    const auto mixed = [](int top, int below) { return std::uint8_t(std::lround(0.6 * top + 0.4 * below)); };
    return {mixed(over.red, ground.red), mixed(over.green, ground.green), mixed(over.blue, ground.blue)};
}

/// The smallest margin, by going through everything that has to be compared.
double least_margin(const Tiers& tiers) {
    double least = 1e9;
    const auto compare = [&](Colour one, Colour other, double needed) {
        for (const Vision vision : visions) least = std::min(least, ciede2000(seen(one, vision), seen(other, vision)) / needed);
    };
    for (std::size_t i = 0; i < tiers.size(); ++i)
        for (const Colour ground : {light_ground, dark_ground}) {
            compare(tiers[i].colour, ground, 9);
            compare(laid(tiers[i].colour, ground), ground, 6);
            for (std::size_t j = 0; j < i; ++j) {
                compare(tiers[i].colour, tiers[j].colour, 10);
                compare(laid(tiers[i].colour, ground), laid(tiers[j].colour, ground), 7.5);
            }
        }
    return least;
}

TEST(Palette, ComparesEveryPairAndGroundForEveryEyeAndSurface) {
    std::mt19937 dice(3);
    for (int round = 0; round < 100; ++round) {
        Tiers tiers;
        for (std::size_t i = 0; i < 3; ++i) tiers.push_back({"t", random_colour(dice)});
        const auto check = check_palette(tiers);
        EXPECT_NEAR(check.closest->margin(), least_margin(tiers), 1e-9) << round;
        EXPECT_EQ(check.passed(), least_margin(tiers) >= 1);
    }
}

/// Nobody tells them apart, so each comparison has to say so by itself.
TEST(Palette, TheMeasureIsRefusedOnEverySurfaceWithNormalVision) {
    const auto apart = [](Colour one, Colour other) { return ciede2000(seen(one, Vision::normal), seen(other, Vision::normal)); };
    EXPECT_LT(apart(orange.colour, tangerine.colour), least_between_fills);
    for (const Ground ground : grounds)
        EXPECT_LT(apart(laid(orange.colour, colour_of(ground)), laid(tangerine.colour, colour_of(ground))), least_between_laid);
    const Colour no_household{208, 208, 206};
    EXPECT_LT(apart(no_household, light_ground), least_of_fill_to_ground);
    EXPECT_LT(apart(laid(no_household, light_ground), light_ground), least_of_laid_to_ground);
}

TEST(Palette, TheWorstFindingComesFirstAndIsSaidInFull) {
    const Tiers tiers{blue, orange, red, tangerine};
    const auto check = check_palette(tiers);
    ASSERT_EQ(check.findings.size(), 1u);
    const auto& finding = check.findings[0];
    EXPECT_EQ(finding.tier, 1u);
    EXPECT_EQ(finding.other, 3u);
    EXPECT_EQ(finding.vision, Vision::deuteranopia);
    EXPECT_EQ(sentence(finding, tiers),
              "'orange' #ffa500 and 'tangerine' #ff8c00 can't be told apart at 60 % opacity over the light ground #f8f7f3 with "
              "deuteranopia: their difference (CIEDE2000) is 2.3, at least 7.5 is needed");
}

TEST(Palette, ATierThatIsLostOnAGroundIsNamedWithThatGround) {
    for (const auto& [text, ground] : {std::pair("#ffffdd", Ground::light), std::pair("#262a31", Ground::dark)}) {
        const Tiers tiers{blue, {"pale", colour(text)}};
        const auto check = check_palette(tiers);
        ASSERT_EQ(check.findings.size(), 1u);
        EXPECT_EQ(check.findings[0].tier, 1u);
        EXPECT_FALSE(check.findings[0].other);
        EXPECT_EQ(check.findings[0].ground, ground);
        EXPECT_NE(sentence(check.findings[0], tiers).find("can't be told from the"), std::string::npos);
    }
}

TEST(Palette, NothingToCompareIsNothingFound) {
    const auto check = check_palette({});
    EXPECT_TRUE(check.passed());
    EXPECT_FALSE(check.closest);
}

TEST(Palette, EqualColoursAreRefused) {
    const Tiers tiers{red, red};
    EXPECT_EQ(check_palette(tiers).closest->difference, 0);
}

TEST(Suggestion, MendsTheTierAndLeavesTheOthers) {
    Tiers tiers{blue, orange, red, tangerine};
    const auto check = check_palette(tiers);
    ASSERT_TRUE(check.suggestion);
    EXPECT_TRUE(check.suggestion->keeps_hue);
    EXPECT_EQ(check.suggestion->remaining, 0u);
    const Colour before = tiers[check.suggestion->tier].colour;
    EXPECT_NEAR(check.suggestion->shift, ciede2000(seen(before, Vision::normal), seen(check.suggestion->colour, Vision::normal)), 1e-9);
    tiers[check.suggestion->tier].colour = check.suggestion->colour;
    EXPECT_TRUE(check_palette(tiers).passed());
}

/// A suggestion that mended one pair and broke another would go round in circles.
TEST(Suggestion, TakenAgainAndAgainEndsWithAPaletteThatPasses) {
    std::mt19937 dice(11);
    for (int round = 0; round < 8; ++round) {
        Tiers tiers;
        for (std::size_t i = 0; i < 6; ++i) tiers.push_back({"t", random_colour(dice)});
        std::size_t steps = 0;
        for (auto check = check_palette(tiers); !check.passed(); check = check_palette(tiers)) {
            ASSERT_TRUE(check.suggestion) << round;
            ASSERT_LT(steps++, tiers.size()) << round;
            tiers[check.suggestion->tier].colour = check.suggestion->colour;
            EXPECT_EQ(check_palette(tiers).findings.size(), check.suggestion->remaining) << round;
        }
    }
}

/// Against going through the colours one by one, in steps of 4 a channel.
TEST(Suggestion, IsNearlyTheSmallestChangeThereIs) {
    const Tiers tiers{orange, tangerine};
    const auto suggestion = check_palette(tiers).suggestion.value();
    const Lab given = seen(tiers[suggestion.tier].colour, Vision::normal);
    for (int r = 3; r < 256; r += 4)
        for (int g = 1; g < 256; g += 4)
            for (int b = 0; b < 256; b += 4) {
                const Colour other{std::uint8_t(r), std::uint8_t(g), std::uint8_t(b)};
                if (ciede2000(given, seen(other, Vision::normal)) > suggestion.shift - 0.5) continue;
                Tiers changed = tiers;
                changed[suggestion.tier].colour = other;
                EXPECT_LT(least_margin(changed), 1) << to_text(other) << " is nearer than " << to_text(suggestion.colour);
            }
}

TEST(Suggestion, IsTheSameEveryTime) {
    const Tiers tiers{orange, tangerine, red};
    const auto first = check_palette(tiers).suggestion.value(), second = check_palette(tiers).suggestion.value();
    EXPECT_EQ(first.tier, second.tier);
    EXPECT_EQ(first.colour, second.colour);
    EXPECT_EQ(sentence(first, tiers), sentence(second, tiers));
}

}  // namespace
}  // namespace huegrid::palette
