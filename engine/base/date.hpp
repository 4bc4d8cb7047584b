/// @file date.hpp
/// Days and instants as the file writes them: `2026-10-31`, `2026-10-31T08:30:00Z` (UTC).
///
/// Layer    base.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace huegrid {

using Date = std::chrono::sys_days;
using Instant = std::chrono::sys_seconds;

/// A real calendar day written YYYY-MM-DD, or nullopt (2026-02-30 is none).
[[nodiscard]] std::optional<Date> parse_date(std::string_view text);

/// YYYY-MM-DDTHH:MM:SSZ (a space for T, fractions of a second and a missing Z are read too), or a bare date at midnight.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);

[[nodiscard]] std::string to_text(Date date);
[[nodiscard]] std::string to_text(Instant instant);

/// The machine's present; a day is that of its time zone. `SOURCE_DATE_EPOCH` overrules both: that second, in UTC.
[[nodiscard]] Instant now();
[[nodiscard]] Date today();

}  // namespace huegrid
