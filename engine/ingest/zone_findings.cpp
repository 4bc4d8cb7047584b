#include "engine/ingest/zone_findings.hpp"

#include <fmt/format.h>

#include "engine/figures/zone_coverage.hpp"

namespace huegrid::ingest {

void report_coverage(std::span<const model::ZoneRow> zones, ImportReport& report) {
    const auto coverage = figures::check_coverage(figures::outlines(zones));
    const auto add = [&](std::string place, std::string kind, std::string what, std::string done) {
        Defect defect;
        defect.feature = std::move(place);
        defect.kind = std::move(kind);
        defect.what = std::move(what);
        defect.done = std::move(done);
        report.add(std::move(defect));
    };
    for (const auto& finding : coverage.findings) {
        if (finding.kind == "zones_uncovered") continue;  // a file may hold one street of a district
        const auto& first = zones[std::size_t(finding.zones.empty() ? 0 : finding.zones.front())];
        add(finding.zones.empty() ? std::string() : fmt::format("zone {}", first.source_key), finding.kind, finding.what, "kept as it is");
    }
    if (coverage.slivers > 0)
        add("", "zone_slivers", fmt::format("{} overlaps and gaps between zones are less than a metre wide", coverage.slivers), "kept as it is");
}

}  // namespace huegrid::ingest
