/// @file zone_coverage.hpp
/// Do the zones of each level tile their parents? What overlaps and what is left over, in sentences.
///
/// Layer    figures. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/geo/borders/coverage.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::figures {

/// What has to be known of a zone; rows on their way into a file and zones of a snapshot both come to it.
struct ZoneOutline {
    std::string name;
    std::string level;            ///< a Level's key
    Index parent = none;          ///< in the same list
    const geo::Shape* shape = nullptr;  ///< outlives the outline
};
[[nodiscard]] std::vector<ZoneOutline> outlines(const model::Snapshot& snapshot);
/// Rows of one import. A parent that isn't stated is the zone of the next coarser level that holds the zone's inner point.
[[nodiscard]] std::vector<ZoneOutline> outlines(std::span<const model::ZoneRow> zones);

struct CoverageFinding {
    /// "zones_overlap"; "zones_gap": zones all around it; "zones_uncovered": between zones and their parent's boundary, which
    /// may be meant (a file may hold one street of a district).
    std::string kind;
    std::string level;
    std::string what;   ///< a sentence with names and area
    std::vector<Index> zones;  ///< of the list: the two that overlap, or those beside the gap
    double area_m2 = 0.0;
    geo::WorldPoint at;
};
struct CoverageReport {
    std::vector<CoverageFinding> findings;  ///< by level as they come in the list, overlaps first
    std::size_t slivers = 0;                ///< pieces narrower than `CoverageOptions::sliver_m`: how exactly boundaries were drawn
};

/// Overlaps between any two zones of one level; gaps between the zones of one level under one parent, up to the parent's
/// boundary; without a parent only gaps with zones all around.
[[nodiscard]] CoverageReport check_coverage(std::span<const ZoneOutline> zones, const geo::CoverageOptions& options = {});

}  // namespace huegrid::figures
