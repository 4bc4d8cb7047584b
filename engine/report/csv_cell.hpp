/// @file csv_cell.hpp
/// A line of CSV for spreadsheets.
///
/// Layer    report.
#pragma once

#include <string>
#include <vector>

namespace huegrid::report {

/// What such a file begins with, so that Excel takes it for UTF-8.
inline constexpr const char* csv_begin = "\uFEFF";

/// A cell no spreadsheet takes for a formula, quoted where RFC 4180 wants it.
[[nodiscard]] std::string csv_cell(std::string text);

/// With its line end.
[[nodiscard]] std::string csv_line(const std::vector<std::string>& cells);

}  // namespace huegrid::report
