#include "engine/report/report_columns.hpp"

#include <algorithm>

namespace huegrid::report {

std::vector<TextColumn> text_columns(const ZoneReport& report) {
    std::vector<TextColumn> columns{{"name", {"区域", "Zone"}, &ReportRow::name},
                                    {"code", {"代码", "Code"}, &ReportRow::code},
                                    {"parent", {"上级", "Part of"}, &ReportRow::parent}};
    if (std::any_of(report.rows.begin(), report.rows.end(), [](const ReportRow& row) { return row.fill.has_value(); }))
        columns.push_back({"colour", {"区域颜色", "Zone colour"}, &ReportRow::colour, true});
    return columns;
}

std::vector<CountColumn> count_columns(const ZoneReport& report) {
    using figures::ZoneFigures;
    std::vector<CountColumn> columns;
    columns.push_back(
        {"households", {"户数", "Households"}, nullptr, [](const ZoneFigures& f) { return f.households; }});
    for (std::size_t t = 0; t < report.tiers.size(); ++t) {
        const auto& tier = report.tiers[t];
        columns.push_back({"tier_" + tier.key, tier.name, &tier, [t](const ZoneFigures& f) { return f.by_tier[t]; }});
    }
    if (report.total.by_tier.back() != 0)
        columns.push_back({"not_classified", {"未分级", "Not classified"}, nullptr, [](const ZoneFigures& f) {
                               return f.by_tier.back();
                           }});
    for (std::size_t c = 0; c < report.categories.size(); ++c) {
        const auto& category = report.categories[c];
        columns.push_back({"category_" + category.key, category.name, nullptr,
                           [c](const ZoneFigures& f) { return f.by_category[c]; }});
    }
    columns.push_back({"buildings", {"楼栋", "Buildings"}, nullptr, [](const ZoneFigures& f) { return f.buildings; }});
    columns.push_back({"members", {"居住的服务人员", "Members living here"}, nullptr, [](const ZoneFigures& f) { return f.members; }});
    columns.push_back(
        {"open_issues", {"未结事项", "Open issues"}, nullptr, [](const ZoneFigures& f) { return f.open_issues; }});
    return columns;
}

Label total_name() { return {"合计", "Total"}; }

}  // namespace huegrid::report
