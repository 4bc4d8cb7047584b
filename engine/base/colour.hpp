/// @file colour.hpp
/// An sRGB colour as the rulebook writes it (`#d7301f`). No drawing library's type.
///
/// Layer    base.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huegrid {

struct Colour {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    friend bool operator==(Colour, Colour) = default;
};

/// Reads `#rrggbb`; nullopt for anything else.
[[nodiscard]] std::optional<Colour> parse_colour(std::string_view text);

/// Writes `#rrggbb`.
[[nodiscard]] std::string to_text(Colour colour);

/// How much light a channel gives, 0 … 1 (IEC 61966-2-1). What mixes as light does is computed with these.
[[nodiscard]] double linear_light(std::uint8_t channel);

}  // namespace huegrid
