#include "engine/store/check/check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/store/check/laws.hpp"
#include "engine/store/database/read_file.hpp"
#include "engine/store/database/schema.hpp"
#include "engine/store/database/shape_blob.hpp"

namespace huegrid::store {
namespace {

Finding run(const Database& db, const Law& law) {
    Finding finding{law.severity, law.name, 0, {}, law.what, law.todo};
    try {
        auto rows = db.prepare(law.sql);
        for (; rows.step(); ++finding.rows)
            if (finding.places.size() < most_places) finding.places.emplace_back(rows.text(0));
    } catch (const SqlError& damaged) {  // a table is missing or its pages can't be read: that is a finding too
        finding.severity = Severity::wrong;
        ++finding.rows;
        const auto why = damaged.message.substr(0, damaged.message.find(" in: "));  // without our SQL
        finding.what = {fmt::format("无法查看：{}", why), fmt::format("could not be looked at: {}", why)};
        finding.todo = {"恢复最近的完好备份", "go back to the last good copy"};
    }
    return finding;
}

/// Files beside it that a finished command takes away. To be looked at before the file is opened, which makes some.
void look_beside(const std::filesystem::path& path, std::vector<Finding>& findings) {
    Finding left{Severity::note, "files_beside", 0, {}, {"由被中止的程序留下，或正在使用", "left by a program that was stopped, or in use right now"},
                 {"下一个写入的命令会整理 -wal、-shm、-journal 和 -writer；没有人写入时可删除 .part 文件", "the next command that writes puts -wal, -shm, -journal and -writer in order; a .part file may be deleted when nobody writes"}};
    std::error_code error;
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    const auto name = path.filename().string();
    for (const auto& entry : std::filesystem::directory_iterator(folder, error)) {
        const auto other = entry.path().filename().string();
        if (!other.starts_with(name) || other == name) continue;
        const auto rest = std::string_view(other).substr(name.size());
        if (rest != "-wal" && rest != "-shm" && rest != "-journal" && rest != "-writer" && !rest.starts_with(".part") &&
            !rest.starts_with("-snapshot.part"))
            continue;
        ++left.rows;
        if (left.places.size() < most_places) left.places.push_back(other);
    }
    std::sort(left.places.begin(), left.places.end());
    if (left.rows > 0) findings.push_back(std::move(left));
}

}  // namespace

std::string_view word(Severity severity) { return severity == Severity::wrong ? "wrong" : "note"; }

Label title(Severity severity) { return severity == Severity::wrong ? Label{"错误", "wrong"} : Label{"提示", "note"}; }

bool CheckResult::in_order() const {
    return std::none_of(findings.begin(), findings.end(), [](const Finding& f) { return f.severity == Severity::wrong; });
}

Result<CheckResult> check_file(const std::filesystem::path& path, const Progress& progress) {
    CheckResult result;
    look_beside(path, result.findings);
    return reading(path, [&](const Database& db) -> Result<CheckResult> {
        const auto version = version_of(db);
        const auto laws = laws_of(db);
        result.laws = std::int64_t(laws.size());
        for (std::size_t i = 0; i < laws.size(); ++i) {
            progress.at("checking " + laws[i].name, std::int64_t(i), result.laws);
            if (progress.stopped()) return Progress::cancelled();
            if (laws[i].since_version > version) continue;
            if (auto finding = run(db, laws[i]); finding.rows > 0) result.findings.push_back(std::move(finding));
        }
        return std::move(result);
    });
}

Result<std::vector<model::ZoneRow>> zones_in_force(const std::filesystem::path& path) {
    return reading(path, [&](const Database& db) -> Result<std::vector<model::ZoneRow>> {
        std::vector<model::ZoneRow> zones;
        auto rows = db.prepare("SELECT id, coalesce(parent_id, 0), level, coalesce(name, code, 'zone ' || id), geom FROM zone WHERE valid_to IS NULL ORDER BY id");
        while (rows.step()) {
            model::ZoneRow zone;
            zone.id = ZoneId{rows.integer(0)};
            zone.parent = ZoneId{rows.integer(1)};
            zone.level = rows.text(2);
            zone.name = rows.text(3);
            zone.shape = shape_of(rows, 4);
            zones.push_back(std::move(zone));
        }
        return zones;
    });
}

}  // namespace huegrid::store
