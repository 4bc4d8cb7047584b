/// @file grid_marks_test.cpp
/// What was found in grids is on the map: each finding once, in its fault's colour, with the number that the legend explains.
#include "gui/app/grid_marks.hpp"

#include <gtest/gtest.h>

#include <map>

namespace huegrid::gui {
namespace {

/// Catches: a finding that isn't drawn, one outside the picture that is counted, a number that stands for another fault.
TEST(GridMarks, EachFindingInThePictureIsMarkedAndCountedOnce) {
    work::GridFindings findings;
    for (int i = 0; i < 40; ++i) {
        work::GridFinding finding;
        finding.fault = work::GridFault(i * 7 % int(work::grid_faults));
        finding.at = {double(i), 5.0};
        findings.found.push_back(finding);
    }
    const geo::WorldBox box{{0, 0}, {29.5, 10}};
    const auto marks = marks_of(findings, box, Language::en);
    ASSERT_EQ(marks.list.size(), 30u);
    EXPECT_EQ(marks.legend.total, 30);
    std::map<std::string, std::int64_t> drawn, told, expected;
    for (std::size_t i = 0; i < marks.list.size(); ++i) {
        const auto row = std::size_t(std::stoi(marks.list[i].swatch.letter)) - 1;
        const auto& fault = work::words(findings.found[i].fault);
        ASSERT_LT(row, marks.legend.rows.size());
        EXPECT_EQ(marks.legend.rows[row].text, fault.title.en);
        EXPECT_EQ(marks.list[i].swatch.colour, fault.colour);
        ++drawn[marks.legend.rows[row].text], ++expected[fault.title.en];
    }
    for (const auto& row : marks.legend.rows) told[row.text] = row.count;
    EXPECT_EQ(drawn, expected);
    EXPECT_EQ(told, expected);
}

TEST(GridMarks, NothingFoundIsNoLegend) { EXPECT_TRUE(marks_of({}, {{0, 0}, {1, 1}}, Language::zh).legend.rows.empty()); }

}  // namespace
}  // namespace huegrid::gui
