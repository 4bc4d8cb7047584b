#include "engine/work/check.hpp"

#include "engine/figures/zone_coverage.hpp"
#include "engine/ingest/report_words.hpp"

namespace huegrid::work {

Result<store::CheckResult> check(const std::filesystem::path& file, const Progress& progress, const std::string& but_level) {
    auto result = store::check_file(file, progress);
    // The zones of a file that isn't in order may lie in circles, or not be readable at all.
    if (!result || !result->in_order()) return result;
    auto zones = store::zones_in_force(file);
    if (!zones) return fail(std::move(zones.error()));
    progress.at("checking how zones tile", 0, 0);
    const auto coverage = figures::check_coverage(figures::outlines(*zones));
    result->laws += 2;
    for (const auto& found : coverage.findings)
        if (found.level != but_level) result->findings.push_back({store::Severity::note, found.kind, 1, {found.level}, {ingest::sentence_in(found.what, Language::zh), found.what},
                                    {"重画边界；如果本意如此，可不处理", "redraw the boundaries, or leave it if it is meant"}});
    return result;
}

}  // namespace huegrid::work
