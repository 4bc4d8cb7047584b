/// @file value_text.hpp
/// Values as tables write them.
///
/// Layer    sources.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "engine/base/time_zone.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::sources {

/// "" is missing (monostate). Nullopt when the text is no value of the type: damaged, and not to be guessed.
/// Booleans: 1 0, true false, yes no, Y N, 是 否, 有 无, √ ×. Integers may be written 18.0, and counts 三, 2人, 三口人.
/// Full-width digits and signs are read as theirs.
[[nodiscard]] std::optional<model::Value> value_from(const std::string& text, model::AttributeType type);

/// A finite decimal number, nothing around it.
[[nodiscard]] std::optional<double> number_from(const std::string& text);

/// A date, or the day of an instant: 2026-10-31, 2026/3/1, 2026.3.1, 1958年3月12日, 19580312, with a time behind it or not;
/// 12/31/2018 08:30:00 PM is understood by its AM or PM. 1958.3 and 1958年3月 are no days, 3/4/2026 is two, and neither is
/// guessed.
[[nodiscard]] std::optional<Date> date_from(std::string text);

/// The first day of what says a month or a year and no day: 1958.3, 1958-03, 1958/3, 1958年3月, 195803, 1958年, 1958. A
/// spreadsheet makes 1958.1 of 1958.10, which nobody can tell then.
[[nodiscard]] std::optional<Date> first_day_from(const std::string& text);

/// The day that a spreadsheet counts so, in its system of 1900: 21245 is 1958-03-01. Five digits; whether they are a day at
/// all is for the caller to know.
[[nodiscard]] std::optional<Date> spreadsheet_day_from(const std::string& text);

/// A day, and the time on a clock if one stands behind it.
struct WrittenTime {
    Instant shown{};         ///< as if the clock were UTC's; midnight without a clock
    bool has_clock = false;
    std::optional<std::chrono::seconds> ahead_of_utc{};  ///< what the text says of the clock's zone: Z, +08:00, -0800

    /// The instant: by what the text says of its clock, or else by `zone`. A day without a clock is that day in any zone.
    [[nodiscard]] Instant in(const TimeZone& zone) const;
};

/// In the forms that date_from reads.
[[nodiscard]] std::optional<WrittenTime> written_time_from(std::string text);

}  // namespace huegrid::sources
