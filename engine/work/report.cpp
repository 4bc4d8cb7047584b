#include <fmt/format.h>

#include "engine/work/rules/rulebook_of.hpp"
#include "engine/work/use_cases.hpp"

namespace huegrid::work {

Result<std::vector<std::filesystem::path>> write_report(const model::Snapshot& snapshot, const std::string& level,
                                                        const std::vector<Format>& formats, Language language,
                                                        const report::ReportHead& head, const std::filesystem::path& folder) {
    figures::ZonePolicy policy;
    if (snapshot.classification) {
        auto rulebook = rulebook_alone(snapshot, std::nullopt);
        if (!rulebook) return fail(std::move(rulebook.error()));
        policy = rulebook->zone_policy;
    }
    auto report = report::zone_report(snapshot, policy, level, language, head);
    if (!report) return fail(std::move(report.error()));
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (!std::filesystem::is_directory(folder, error))
        return fail(ErrorCode::io, "this folder can't be made; check the path and its permissions", folder.string());

    std::vector<std::filesystem::path> written;
    for (const auto format : formats) {
        const auto path = folder / (level + (format == Format::csv ? ".csv" : format == Format::geojson ? ".geojson" : ".xlsx"));
        auto done = format == Format::csv       ? report::write_csv(*report, path)
                    : format == Format::geojson ? report::write_geojson(*report, snapshot, path)
                                                : report::write_xlsx(*report, path);
        if (!done) return fail(std::move(done.error()));
        written.push_back(path);
    }
    return written;
}

}  // namespace huegrid::work
