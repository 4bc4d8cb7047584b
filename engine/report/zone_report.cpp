#include "engine/report/zone_report.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/text.hpp"
#include "engine/carto/zone_fill.hpp"
#include "engine/report/level_zones.hpp"

namespace huegrid::report {

Result<ZoneReport> zone_report(const model::Snapshot& snapshot, const figures::ZonePolicy& policy,
                               const std::string& level, Language language, ReportHead head) {
    const Index at = snapshot.find_level(level);
    ZoneReport report{.language = language,
                      .head = std::move(head),
                      .title = {},
                      .level = at == none ? model::Level{} : snapshot.levels[std::size_t(at)],
                      .tiers = snapshot.tiers,
                      .categories = snapshot.categories,
                      .rows = {},
                      .total = {}};
    const auto rolled_up = figures::roll_up(snapshot);
    const auto fill = at == none ? carto::ZoneFill{} : carto::zone_fill(snapshot, rolled_up, policy, at);
    for (std::size_t z = 0; at != none && z < snapshot.zones.size(); ++z) {
        const auto& zone = snapshot.zones[z];
        if (zone.level != at) continue;
        const std::string parent = zone.parent == none ? "" : snapshot.zones[std::size_t(zone.parent)].name;
        report.rows.push_back({Index(z), zone.name, zone.code, parent, rolled_up.zones[z]});
        if (const auto* colour = fill.of(z)) report.rows.back().colour = colour->name.in(language), report.rows.back().fill = colour->colour;
    }
    if (report.rows.empty()) return no_such_level(snapshot, level);

    report.total = rolled_up.total;
    const auto outside = figures::outside_level(snapshot, rolled_up, at);
    figures::ZoneFigures nothing = outside;
    nothing.subtract(outside);
    if (outside != nothing)
        report.rows.push_back({none, language == Language::zh ? "区域外" : "Outside all zones", "", "", outside});

    const auto& level_name = report.level.name.in(language);
    report.title = language == Language::zh ? fmt::format("{} 分级统计表（按{}）", snapshot.title, level_name)
                                            : fmt::format("{}: tiers by {}", snapshot.title, level_name);
    report.title = trimmed(report.title);
    return report;
}

}  // namespace huegrid::report
