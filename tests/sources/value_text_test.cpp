/// @file value_text_test.cpp
/// Dates and numbers as offices write them; what is none is never made one.

#include "engine/sources/value_text.hpp"

#include <gtest/gtest.h>

namespace huegrid::sources {
namespace {

TEST(ValueText, DatesAreReadInEveryFormThatSaysADay) {
    for (const char* text : {"1958-03-12", "1958/3/12", "1958.3.12", "1958-3-12", "1958年3月12日", "1958年03月12日", "19580312", "１９５８／３／１２", "1958/3/12 8:30",
                             "1958-03-12T08:30:00Z", "03/12/1958 08:30:00 AM"}) {
        const auto date = date_from(text);
        ASSERT_TRUE(date) << text;
        EXPECT_EQ(to_text(*date), "1958-03-12") << text;
    }
}

TEST(ValueText, ATimeIsByTheClockThatItNamesOrElseByTheOneThatIsSaid) {
    const auto los_angeles = *TimeZone::named("America/Los_Angeles");
    const auto read = [&](const char* text, const TimeZone& zone) {
        const auto time = written_time_from(text);
        return time ? to_text(time->in(zone)) : "none";
    };
    EXPECT_EQ(read("12/31/2018 12:05:09 AM", {}), "2018-12-31T00:05:09Z");
    EXPECT_EQ(read("12/31/2018 12:05:09 PM", {}), "2018-12-31T12:05:09Z");
    EXPECT_EQ(read("12/31/2018 11:55:30 PM", los_angeles), "2019-01-01T07:55:30Z");
    EXPECT_EQ(read("2020-01-01 00:05:00", los_angeles), "2020-01-01T08:05:00Z");
    for (const char* stated : {"2026-10-31T08:30:00Z", "2026-10-31T16:30:00+08:00", "2026-10-31 16:30:00 +0800", "2026/10/31 3:30-05:00", "2026-10-31T08:30:00.25Z"})
        EXPECT_EQ(read(stated, los_angeles), "2026-10-31T08:30:00Z") << stated;
    EXPECT_EQ(read("2026-10-31", los_angeles), "2026-10-31T00:00:00Z") << "a day without a clock is that day anywhere";
    for (const char* wrong : {"2026-10-31T16:30:00+8", "2026-10-31T16:30:00+08:00x", "2026-10-31T16:30:00+25:00", "2026-10-31+08:00"})
        EXPECT_EQ(read(wrong, los_angeles), "none") << wrong;
}

TEST(ValueText, ADayIsTheOneThatTheTextShows) { EXPECT_EQ(to_text(*date_from("2026-10-31T02:30:00+08:00")), "2026-10-31"); }

TEST(ValueText, AMonthOrAYearHasAFirstDay) {
    for (const char* text : {"1958.3", "1958-03", "1958/3", "1958年3月", "1958年03月", "195803", "１９５８．３"}) EXPECT_EQ(first_day_from(text), Date(std::chrono::year(1958) / 3 / 1)) << text;
    for (const char* text : {"1958", "1958年"}) EXPECT_EQ(first_day_from(text), Date(std::chrono::year(1958) / 1 / 1)) << text;
    for (const char* text : {"1958.13", "1958.0", "1958.3.1", "1958年3", "58.3", "1140", "9999", "1958.", "1958x", "65岁", "-1958", "3.1958", ""}) EXPECT_FALSE(first_day_from(text)) << text;
}

TEST(ValueText, WhatSaysNoDayOrTwoIsNoDate) {
    for (const char* text : {"1958.3", "1958年3月", "1958-03", "1958", "3月2日", "2023-02-30", "2023年2月30日", "20231301", "1958.13.1", "3/4/2026", "46083", "13/1/2018 01:00:00 AM",
                             "1958/3-12", "1958-03-12x", "1958年3月12日 25:00", "12/31/2018 13:00:00 PM"})
        EXPECT_FALSE(date_from(text)) << text;
}

TEST(ValueText, FullWidthDigitsAreNumbers) {
    EXPECT_EQ(value_from("８１", model::AttributeType::integer), model::Value(std::int64_t{81}));
    EXPECT_EQ(number_from("－１．５"), -1.5);
    EXPECT_FALSE(number_from("八十一"));
    EXPECT_FALSE(number_from("81岁"));
}

TEST(ValueText, TicksAndCrossesAreYesAndNo) {
    for (const char* yes : {"√", "✓", "有", "是", "Y"}) EXPECT_EQ(value_from(yes, model::AttributeType::boolean), model::Value(std::int64_t{1})) << yes;
    for (const char* no : {"×", "无", "否", "N"}) EXPECT_EQ(value_from(no, model::AttributeType::boolean), model::Value(std::int64_t{0})) << no;
    for (const char* neither : {"不详", "/", "X", "√?"}) EXPECT_FALSE(value_from(neither, model::AttributeType::boolean)) << neither;
}

// Would catch a numeral of which only a part is read, and words that merely begin as counts do.
TEST(ValueText, CountsAreReadAsPeopleWriteThem) {
    const std::vector<std::pair<const char*, std::int64_t>> counts{{"三", 3}, {"2人", 2}, {"3口", 3}, {"三口人", 3}, {"两", 2}, {"十", 10}, {"十二", 12}, {"二十", 20}, {"二十三人", 23}, {"４人", 4}, {"两人", 2}};
    for (const auto& [text, count] : counts) EXPECT_EQ(value_from(text, model::AttributeType::integer), model::Value(count)) << text;
    for (const char* text : {"2人3", "人", "三四", "十十", "零十", "2-3人", "约3人", "-2人", "三人五"}) EXPECT_FALSE(value_from(text, model::AttributeType::integer)) << text;
    EXPECT_FALSE(value_from("三", model::AttributeType::real));
}

TEST(ValueText, ASpreadsheetsNumberOfADayHasFiveDigits) {
    EXPECT_EQ(to_text(*spreadsheet_day_from("21245")), "1958-03-01");
    EXPECT_EQ(to_text(*spreadsheet_day_from("46083")), "2026-03-02");
    for (const char* text : {"1958", "19580312", "21245.5", "99999", "2124x", ""}) EXPECT_FALSE(spreadsheet_day_from(text)) << text;
}

}  // namespace
}  // namespace huegrid::sources
