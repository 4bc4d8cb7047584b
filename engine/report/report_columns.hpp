/// @file report_columns.hpp
/// The columns of a zone report, written once for every writer.
///
/// Layer    report. Values; they point into the report they were made for.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/report/zone_report.hpp"

namespace huegrid::report {

/// What names a zone.
struct TextColumn {
    std::string key;  ///< as GeoJSON writes it
    Label title;
    std::string ReportRow::*value;
    bool coloured = false;  ///< its cells are filled with ReportRow::fill
};

/// A count that adds up over the rows (a category's counts overlap, but each adds up too).
struct CountColumn {
    std::string key;  ///< as GeoJSON writes it: `households`, `tier_red`, `category_elder-care` …
    Label title;
    const model::Tier* tier = nullptr;  ///< whose count it is, or none
    std::function<std::int64_t(const figures::ZoneFigures&)> value;
};

/// Name, code, what it is part of and, when some zone has one, its colour.
[[nodiscard]] std::vector<TextColumn> text_columns(const ZoneReport& report);

/// Households, one for each tier, one for each category, buildings, members, open issues. Households that aren't
/// classified yet have a column only if there are any: the tiers' columns always add up to the households.
[[nodiscard]] std::vector<CountColumn> count_columns(const ZoneReport& report);

/// What the total row is called.
[[nodiscard]] Label total_name();

}  // namespace huegrid::report
