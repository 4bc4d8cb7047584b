#include "gui/app/grid_marks.hpp"

#include <array>

namespace huegrid::gui {

Marks marks_of(const work::GridFindings& findings, const geo::WorldBox& box, Language language) {
    const bool zh = language == Language::zh;
    Marks marks;
    std::array<std::size_t, work::grid_faults> row_of{};  // 0: none yet
    for (const auto& finding : findings.found) {
        if (!box.contains(finding.at)) continue;
        const auto& fault = work::words(finding.fault);
        auto& row = row_of[std::size_t(finding.fault)];
        if (row == 0) {
            row = marks.legend.rows.size() + 1;
            marks.legend.rows.push_back({row - 1, {fault.colour, std::to_string(row), ""}, fault.title.in(language)});
        }
        ++marks.legend.rows[row - 1].count;
        marks.list.push_back({marks.legend.rows[row - 1].swatch, finding.at, finding.shape});
    }
    marks.legend.title = zh ? "网格检查" : "Grids checked";
    marks.legend.total_text = zh ? "提示" : "remarks";
    marks.legend.total = std::int64_t(marks.list.size());
    return marks;
}

}  // namespace huegrid::gui
