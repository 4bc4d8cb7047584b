/// @file millionths.hpp
/// Decimals that people write, such as points and weights, as whole numbers: their sums are exact. In doubles 0.7 + 0.1 is below 0.8.
///
/// Layer    base. Pure.
#pragma once

#include <cmath>
#include <cstdint>
#include <optional>

namespace huegrid {

inline constexpr int decimal_places = 6;
inline constexpr std::int64_t millionths_in_one = 1'000'000;

/// `number` in millionths; nullopt when it has more than six decimal places. |number| ≤ 1e9.
[[nodiscard]] inline std::optional<std::int64_t> millionths(double number) {
    const auto whole = std::llround(number * double(millionths_in_one));
    return double(whole) / double(millionths_in_one) == number ? std::optional(std::int64_t(whole)) : std::nullopt;
}

}  // namespace huegrid
