/// @file difference.hpp
/// How different two colours look, with normal sight and with three colour deficiencies.
///
/// Layer    palette. Pure.
/// Source   CIEDE2000: Sharma, Wu, Dalal, "The CIEDE2000 color-difference formula", Color Res. Appl. 30 (2005).
///          Deficiencies: Machado, Oliveira, Fernandes, IEEE TVCG 15 (2009), severity 1.0, in linear sRGB.
#pragma once

#include <array>
#include <cstdint>
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

/// In degrees, 0 … 360; 0 for a grey.
[[nodiscard]] double hue(const Lab& lab);
/// Distance from grey.
[[nodiscard]] double chroma(const Lab& lab);

/// The difference; about 1 is just noticeable side by side, apart on a map it takes some ten times that. Symmetric.
[[nodiscard]] double ciede2000(const Lab& one, const Lab& other);

}  // namespace huegrid::palette
