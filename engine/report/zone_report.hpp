/// @file zone_report.hpp
/// One report model, many writers: households by tier and category, buildings, members and open issues of every zone.
///
/// Layer    report. Pure but for `write_*`, which write beside the target and rename.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/language.hpp"
#include "engine/base/result.hpp"
#include "engine/figures/roll_up.hpp"
#include "engine/figures/zone_policy.hpp"

namespace huegrid::report {

/// The head rows of a form: who fills it in, who checks it.
struct ReportHead {
    std::string unit;         ///< 填报单位
    std::string prepared_by;  ///< 填报人
    std::string checked_by;   ///< 审核人
    Date date{};              ///< 填报日期
};

struct ReportRow {
    Index zone = none;  ///< none for the row of what lies in no zone of the level
    std::string name, code, parent;
    figures::ZoneFigures figures;
    std::string colour = {};  ///< what its colour means: a tier, or a class of rates; "" where there is none
    std::optional<Colour> fill = {};
};

/// A table at one level. The rows add up to `total`.
struct ZoneReport {
    Language language = Language::zh;
    ReportHead head;
    std::string title;
    model::Level level;
    std::vector<model::Tier> tiers;
    std::vector<model::Category> categories;
    std::vector<ReportRow> rows;
    figures::ZoneFigures total;
};

/// `policy`: how zones are coloured. Fails  not_found for a level the file has no zones of (with the ones it has).
[[nodiscard]] Result<ZoneReport> zone_report(const model::Snapshot& snapshot, const figures::ZonePolicy& policy,
                                             const std::string& level, Language language, ReportHead head);

/// UTF-8 with BOM for Excel; a cell that begins with = + - @ tab or CR is neutralised. One row a zone, then the total.
[[nodiscard]] Result<void> write_csv(const ZoneReport& report, const std::filesystem::path& to);

/// RFC 7946: WGS 84, six decimals, counter-clockwise shells; one feature a zone.
[[nodiscard]] Result<void> write_geojson(const ZoneReport& report, const model::Snapshot& snapshot,
                                         const std::filesystem::path& to);

/// Head rows, zones and tier cells in their colours, a 合计 row with formulas that add up.
[[nodiscard]] Result<void> write_xlsx(const ZoneReport& report, const std::filesystem::path& to);

}  // namespace huegrid::report
