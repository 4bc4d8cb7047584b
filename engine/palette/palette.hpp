/// @file palette.hpp
/// Whether a rulebook's colours can be told apart, on the map and by everybody; and if not, what to change.
///
///     const NamedColour tiers[]{{"orange", {255, 165, 0}}, {"tangerine", {255, 140, 0}}};
///     const auto check = check_palette(tiers);
///     if (!check.passed()) {
///         sentence(check.findings[0], tiers);   // 'orange' #ffa500 and 'tangerine' #ff8c00 can't be told apart with …
///         sentence(*check.suggestion, tiers);   // give 'orange' #ffbf6f instead of #ffa500 …
///     }
///
/// Compared are every two tiers, and each tier with the map's grounds: as a fill, and laid over either ground at 60 %, as it
/// is over a satellite picture or a base map; with normal vision and three deficiencies. Letters need no check, see letter.hpp.
///
/// Layer    palette. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/palette/difference.hpp"

namespace huegrid::palette {

/// What lies under the buildings: on our maps, which are light, and on the dark ones a file is opened with elsewhere.
enum class Ground : std::uint8_t { light, dark };
inline constexpr std::array grounds{Ground::light, Ground::dark};
inline constexpr Colour light_ground{248, 247, 243}, dark_ground{32, 36, 42};
[[nodiscard]] constexpr Colour colour_of(Ground ground) { return ground == Ground::light ? light_ground : dark_ground; }

inline constexpr double laid_opacity = 0.6;

/// The differences (CIEDE2000) that are needed. The measure is 橙 #ffa500 and 桔 #ff8c00, of a published scheme, which nobody
/// tells apart: with normal vision they are 8.7 from each other, laid over the light ground 6.3, over the dark one 7.0.
/// A ground needs less than a neighbour: a building has an outline, and nobody takes the ground for a tier. But a tier must not
/// recede as a building without households does on purpose: its #d0d0ce is 8.7 from the light ground, laid over it 5.0.
inline constexpr double least_between_fills = 10, least_between_laid = 7.5;
inline constexpr double least_of_fill_to_ground = 9, least_of_laid_to_ground = 6;

struct NamedColour {
    std::string_view name;
    Colour colour;
};

/// The comparison in which two tiers, or a tier and a ground, are nearest for what they need.
struct Comparison {
    std::size_t tier = 0;
    std::optional<std::size_t> other;  ///< the later tier; nullopt when `tier` is compared with the ground
    Vision vision = Vision::normal;
    double opacity = 1;            ///< 1, or laid_opacity
    std::optional<Ground> ground;  ///< nullopt between two fills
    double difference = 0;
    double least = 0;  ///< what is needed here

    /// Below 1 it is a finding.
    [[nodiscard]] double margin() const { return difference / least; }
};

/// One tier's new colour, with which that tier has no finding left.
struct Suggestion {
    std::size_t tier = 0;
    Colour colour;
    double shift = 0;         ///< CIEDE2000 from the colour it had
    bool keeps_hue = true;      ///< an orange stays an orange, a grey a grey
    std::size_t remaining = 0;  ///< findings of other tiers, which this change doesn't touch

    /// What is made small. To keep the hue the shift may be 10 longer; beyond that an orange had better become something else.
    [[nodiscard]] double cost() const { return keeps_hue ? shift : shift + 10; }
};

struct Check {
    std::optional<Comparison> closest;     ///< of least margin, a finding or not; nullopt without tiers
    std::vector<Comparison> findings;      ///< one for two tiers, or a tier and a ground; the worst first
    std::optional<Suggestion> suggestion;  ///< when there are findings, and a colour that helps

    [[nodiscard]] bool passed() const { return findings.empty(); }
};

/// The change suggested is of a tier of the worst finding: the one that leaves the fewest findings, then of the smallest cost
/// (nearly always within 1 of the smallest there is). Taken again and again it ends with a palette that passes, because a tier
/// that was changed stays without findings. Deterministic; of equals the earlier tier's.
/// Cost  O(n²), some microseconds a pair; a palette that fails 5 … 25 ms more for the suggestion, twelve greys 50.
[[nodiscard]] Check check_palette(std::span<const NamedColour> tiers);

/// For a message; `tiers` are those that were checked.
[[nodiscard]] std::string sentence(const Comparison& comparison, std::span<const NamedColour> tiers);
[[nodiscard]] std::string sentence(const Suggestion& suggestion, std::span<const NamedColour> tiers);

}  // namespace huegrid::palette
