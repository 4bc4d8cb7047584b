#include "engine/base/date.hpp"

#include <gtest/gtest.h>

#include <cstdlib>

namespace huegrid {
namespace {

using namespace std::chrono;

TEST(Date, EveryDayOfFourCenturiesReadsBack) {
    for (Date day = sys_days{1900y / 1 / 1}; day < sys_days{2300y / 1 / 1}; day += days{1})
        ASSERT_EQ(parse_date(to_text(day)), day) << to_text(day);
}

TEST(Date, IsARealDayWrittenWithTenCharacters) {
    EXPECT_EQ(parse_date("2024-02-29"), Date(sys_days{2024y / 2 / 29}));
    for (const char* wrong : {"2026-02-30", "2023-02-29", "2026-13-01", "2026-00-10", "2026-10-00", "2026-1-01",
                              "26-10-31", "20261031", "2026/10/31", "2026-10-31 ", " 2026-10-3", "", "2026-10-3x", "-026-10-31"})
        EXPECT_EQ(parse_date(wrong), std::nullopt) << wrong;
}

TEST(Instant, ReadsBackToTheSecond) {
    for (Instant at{seconds{1}}; at < Instant{sys_days{2100y / 1 / 1}}; at += seconds{7'654'321})
        ASSERT_EQ(parse_instant(to_text(at)), at) << to_text(at);
}

TEST(Instant, UnderstandsTheWaysTheFileWritesIt) {
    const Instant at = sys_days{2026y / 10 / 31} + 8h + 30min + 5s;
    EXPECT_EQ(to_text(at), "2026-10-31T08:30:05Z");
    for (const char* same : {"2026-10-31T08:30:05Z", "2026-10-31 08:30:05", "2026-10-31T08:30:05.123Z"})
        EXPECT_EQ(parse_instant(same), at) << same;
    EXPECT_EQ(parse_instant("2026-10-31"), Instant(sys_days{2026y / 10 / 31}));
    for (const char* wrong : {"2026-10-31T25:00:00Z", "2026-10-31T24:00:00Z", "2026-10-31T08:61:00Z", "2026-10-31T08:30:60Z", "2026-10-31T08:30",
                              "2026-10-31T08:30:05+08:00", "2026-10-31x08:30:05Z", "2026-02-30T00:00:00Z", "2026-10-31T08-30:05Z",
                              "2026-10-31T08:30.05Z", "2026-10-31T8:30:005Z", "2026-10-31T-8:30:05Z", "2026-10-31T08:30:0 Z"})
        EXPECT_EQ(parse_instant(wrong), std::nullopt) << wrong;
}

TEST(Now, CanBeHeldStillForARepeatableRun) {
    ASSERT_EQ(setenv("SOURCE_DATE_EPOCH", "1793435405", 1), 0);
    EXPECT_EQ(to_text(now()), "2026-10-31T08:30:05Z");
    EXPECT_EQ(to_text(today()), "2026-10-31");
    unsetenv("SOURCE_DATE_EPOCH");
    EXPECT_GT(now(), Instant(sys_days{2020y / 1 / 1}));
}

TEST(Now, ADayIsThatOfTheTimeZone) {
    const auto in_zone = [](const char* zone) {
        ::setenv("TZ", zone, 1);
        ::tzset();
        const auto day = today();
        ::unsetenv("TZ");
        ::tzset();
        return day;
    };
    EXPECT_GT(in_zone("AAA-14"), in_zone("BBB12")) << "26 hours apart, so never on one day";
}

}  // namespace
}  // namespace huegrid
