#include "engine/work/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "engine/figures/zone_coverage.hpp"
#include "engine/geo/shapes/repair.hpp"
#include "engine/ingest/report_words.hpp"

namespace huegrid::work {
namespace {

/// What was wrong with an outline; if nothing could be made of it, the last flaw says why.
const geo::Flaw& reason_of(const geo::Repaired& repaired) {
    if (repaired.shape.empty()) return repaired.flaws.back();
    const auto minor = [](const geo::Flaw& flaw) { return flaw.kind == "duplicate_points" || flaw.kind == "sliver"; };
    return *std::find_if_not(repaired.flaws.begin(), std::prev(repaired.flaws.end()), minor);
}

/// Outlines that cross themselves and the like are told, and the zones go on with what they are taken for.
void mend_outlines(std::vector<model::ZoneRow>& zones, store::CheckResult& result) {
    store::Finding none_at_all{store::Severity::note, "zones_without_outline", 0, {}, {"没有边界（面）", "has no outline that is a polygon"},
                               {"用别的程序画出边界或重新导入；网格（未锁定、非专属）可用 `huegrid grid redraw` 重画", "draw one with another program or import again; `huegrid grid redraw` draws a grid's that is neither locked nor dedicated"}};
    for (auto& zone : zones) {
        if (zone.shape.kind != geo::ShapeKind::polygon) {
            if (std::size_t(none_at_all.rows++) < store::most_places) none_at_all.places.push_back(fmt::format("{} {} {}", zone.level, zone.id.value, zone.name));
            zone.shape = {};
            continue;
        }
        auto repaired = geo::repair(std::move(zone.shape));
        if (!repaired.was_valid && !repaired.flaws.empty()) {
            const auto& why = reason_of(repaired).what;
            const auto taken = repaired.shape.empty() ? Label{"当作没有边界", "it counts as none"} : Label{"按修复后的边界使用", "it is taken as repaired"};
            result.findings.push_back({store::Severity::note,
                                       "zones_invalid",
                                       1,
                                       {fmt::format("{} {} {}", zone.level, zone.id.value, zone.name)},
                                       {"边界无效：" + ingest::sentence_in(why, Language::zh), "has an outline that isn't valid: " + why},
                                       {taken.zh + "；网格（未锁定、非专属）可用 `huegrid grid redraw` 重画，其余请用别的程序修复（QGIS 的“修正几何图形”）或重新导入",
                                        taken.en + "; `huegrid grid redraw` draws a grid's again that is neither locked nor dedicated, others repair with another program (QGIS: Fix geometries) or import again"}});
        }
        zone.shape = std::move(repaired.shape);
    }
    if (none_at_all.rows > 0) result.findings.push_back(std::move(none_at_all));
}

}  // namespace

Result<store::CheckResult> check(const std::filesystem::path& file, const Progress& progress, const std::string& but_level) {
    auto result = store::check_file(file, progress);
    // The zones of a file that isn't in order may lie in circles, or not be readable at all.
    if (!result || !result->in_order()) return result;
    auto zones = store::zones_in_force(file);
    if (!zones) return fail(std::move(zones.error()));
    mend_outlines(*zones, *result);
    progress.at("checking how zones tile", 0, 0);
    const auto coverage = figures::check_coverage(figures::outlines(*zones));
    result->laws += 4;
    for (const auto& found : coverage.findings)
        if (found.level != but_level) result->findings.push_back({store::Severity::note, found.kind, 1, {found.level}, {ingest::sentence_in(found.what, Language::zh), found.what},
                                    {"重画边界；如果本意如此，可不处理", "redraw the boundaries, or leave it if it is meant"}});
    return result;
}

}  // namespace huegrid::work
