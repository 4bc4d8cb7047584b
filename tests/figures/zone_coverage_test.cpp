/// @file zone_coverage_test.cpp
/// Which zones are compared with which, and what is said of them.

#include "engine/figures/zone_coverage.hpp"

#include <gtest/gtest.h>

namespace huegrid::figures {
namespace {

model::ZoneRow zone(std::int64_t id, const std::string& level, const std::string& name, double west, double south, double east, double north) {
    model::ZoneRow row;
    row.id = ZoneId{id};
    row.level = level;
    row.name = name;
    row.shape = geo::make_polygon({{west, south}, {east, south}, {east, north}, {west, north}});
    return row;
}

TEST(ZoneCoverage, ZonesAreComparedWithinTheirLevelAndWithTheirParent) {
    // Two communities; the first has grids a and b that overlap, the second a grid that leaves its north free.
    const std::vector<model::ZoneRow> rows{
        zone(1, "community", "凤祥社区", 0, 0, 100, 100), zone(2, "community", "Linden", 100, 0, 200, 100),
        zone(3, "grid", "a", 0, 0, 60, 100),             zone(4, "grid", "b", 50, 0, 100, 100),
        zone(5, "grid", "c", 100, 0, 200, 80)};
    const auto list = outlines(rows);
    EXPECT_EQ(list[2].parent, 0);  // by place: no row states one
    EXPECT_EQ(list[4].parent, 1);
    const auto report = check_coverage(list);
    ASSERT_EQ(report.findings.size(), 2u);
    EXPECT_EQ(report.findings[0].kind, "zones_overlap");
    EXPECT_EQ(report.findings[0].what, "a and b overlap by 1000 m²");
    EXPECT_EQ(report.findings[0].zones, (std::vector<Index>{2, 3}));
    EXPECT_EQ(report.findings[1].kind, "zones_uncovered");
    EXPECT_EQ(report.findings[1].what, "2000 m² of Linden in no grid, beside c");
    EXPECT_TRUE(geo::covers(rows[1].shape, report.findings[1].at) && !geo::covers(rows[4].shape, report.findings[1].at));
}

TEST(ZoneCoverage, AStatedParentCountsEvenWhereThePlaceSaysOtherwise) {
    std::vector<model::ZoneRow> rows{zone(1, "community", "A", 0, 0, 100, 100), zone(2, "community", "B", 100, 0, 200, 100),
                                     zone(3, "grid", "a", 0, 0, 100, 100)};
    rows[2].parent = ZoneId{2};
    const auto report = check_coverage(outlines(rows));
    ASSERT_EQ(report.findings.size(), 1u);
    EXPECT_EQ(report.findings[0].what, "10000 m² of B in no grid, beside a");
}

}  // namespace
}  // namespace huegrid::figures
