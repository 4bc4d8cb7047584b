/// @file zone_findings.hpp
/// Zones of one import that overlap or enclose a gap, for the report: which of them is right only people know.
///
/// Layer    ingest.
#pragma once

#include <span>

#include "engine/ingest/import.hpp"

namespace huegrid::ingest {

/// Reports "zones_overlap", "zones_gap" and, as one line with their number, "zone_slivers".
/// Zones that the file has already aren't compared with.
void report_coverage(std::span<const model::ZoneRow> zones, ImportReport& report);

}  // namespace huegrid::ingest
