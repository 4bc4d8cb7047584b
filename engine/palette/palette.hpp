/// @file palette.hpp
/// Whether colours can be told apart, with normal sight and with three colour deficiencies.
///
/// Layer    palette. Pure.
/// Source   CIEDE2000: Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula", Color Res. Appl. 30 (2005).
///          Deficiencies: Machado, Oliveira, Fernandes, IEEE TVCG 15 (2009), severity 1.0, in linear sRGB.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "engine/base/colour.hpp"

namespace huegrid::palette {

/// CIE L*a*b* under D65.
struct Lab {
    double l = 0;
    double a = 0;
    double b = 0;
};

enum class Vision : std::uint8_t { normal, protanopia, deuteranopia, tritanopia };
inline constexpr std::array visions{Vision::normal, Vision::protanopia, Vision::deuteranopia, Vision::tritanopia};

/// "normal vision", "protanopia" ….
[[nodiscard]] std::string_view word(Vision vision);

[[nodiscard]] Lab seen(Colour colour, Vision vision);

/// The difference; about 1 is just noticeable side by side, apart on a map it takes some ten times that.
[[nodiscard]] double ciede2000(const Lab& one, const Lab& other);

/// Two tiers nearer than this, seen in any of the visions, are refused. 橙 #ffa500 and 桔 #ff8c00, a published pair that
/// nobody tells apart, are 8.7 from each other and 3.5 with deuteranopia; the shipped rulebooks keep 20.
inline constexpr double least_difference = 10.0;

struct ClosestPair {
    std::size_t first = 0;
    std::size_t second = 0;
    Vision vision = Vision::normal;
    double difference = 0;
};

/// The pair that is hardest to tell apart; nullopt for fewer than two colours. Cost  O(n²).
[[nodiscard]] std::optional<ClosestPair> closest_pair(std::span<const Colour> colours);

}  // namespace huegrid::palette
