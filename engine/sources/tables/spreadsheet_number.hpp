/// @file spreadsheet_number.hpp
/// A spreadsheet's number as the text a user sees: what its format makes of it.
///
/// Layer    sources. Source: ECMA-376 part 1, 18.8.30 (number formats).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace huegrid::sources {

/// What of a number format matters to us.
struct NumberFormat {
    bool year = false, month = false, day = false, time = false;
    int digits = 0;  ///< of a format of zeros only, such as 0000

    [[nodiscard]] bool is_date() const { return year || month || day || time; }
};

/// Of a format's code, such as `yyyy"年"m"月"`; its first section.
[[nodiscard]] NumberFormat number_format(std::string_view code);
/// Of an id below 164, those of Chinese workbooks included.
[[nodiscard]] NumberFormat builtin_number_format(int id);

enum class Epoch : std::uint8_t { of_1900, of_1904 };

/// 15 significant digits, as the spreadsheet itself keeps: 12, 0.3, 510113199001011000. A date shows what its format does:
/// 1958-03-12, 1958-03, 3月2日, 08:30, 1958-03-12 08:30:00; a year that isn't shown was made up when it was typed.
[[nodiscard]] std::string shown(double number, const NumberFormat& format, Epoch epoch);

}  // namespace huegrid::sources
