/// @file numbers.hpp
/// Numbers as people read them.
///
/// Layer    gui/views.
#pragma once

#include <cstdint>
#include <string>

namespace huegrid::gui {

/// 12345 → "12,345".
[[nodiscard]] std::string grouped(std::int64_t number);

/// A share of `whole` with one decimal, "12.5%"; "–" of nothing.
[[nodiscard]] std::string percent(std::int64_t part, std::int64_t whole);

/// "0.35 m", "12 m", "1.2 km".
[[nodiscard]] std::string metres(double length_m);

}  // namespace huegrid::gui
