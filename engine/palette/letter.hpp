/// @file letter.hpp
/// The colour of a letter that stands on a tier's colour, on the map, in panels and in spreadsheets.
///
/// Layer    palette. Pure.
/// Source   W3C, Web Content Accessibility Guidelines 2.2: relative luminance, contrast ratio, criterion 1.4.3.
#pragma once

#include "engine/base/colour.hpp"

namespace huegrid::palette {

/// What the guidelines ask of text. No colour fails it: with black or with white every one has 4.58 or more.
inline constexpr double least_contrast = 4.5;

/// 1 (equal) … 21 (black and white). Symmetric.
[[nodiscard]] double contrast(Colour one, Colour other);

/// Black or white, whichever has more contrast to `ground`: at least `least_contrast`.
[[nodiscard]] Colour letter_colour(Colour ground);

}  // namespace huegrid::palette
