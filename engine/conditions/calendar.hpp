/// @file calendar.hpp
/// The days that a condition can reach, counted from 1970-01-01: what SQLite's date functions do, years 0 to 9999.
///
/// Layer    conditions, inside.
#pragma once

#include <chrono>
#include <cstdint>

#include "engine/base/date.hpp"
#include "engine/conditions/syntax.hpp"

namespace huegrid::conditions {

[[nodiscard]] constexpr std::int64_t day_number(Date date) { return date.time_since_epoch().count(); }
[[nodiscard]] inline std::int64_t day_of(const Literal& literal) { return day_number(std::get<Date>(literal.value)); }

inline constexpr std::int64_t first_day = day_number(std::chrono::year(0) / 1 / 1);
inline constexpr std::int64_t last_day = day_number(std::chrono::year(9999) / 12 / 31);

}  // namespace huegrid::conditions
