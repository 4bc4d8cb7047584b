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
    EXPECT_EQ(to_text(*instant_from("12/31/2018 12:05:09 AM")), "2018-12-31T00:05:09Z");
    EXPECT_EQ(to_text(*instant_from("12/31/2018 12:05:09 PM")), "2018-12-31T12:05:09Z");
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

}  // namespace
}  // namespace huegrid::sources
