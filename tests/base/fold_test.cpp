#include "engine/base/fold.hpp"

#include <gtest/gtest.h>

#include <random>

#include "engine/base/text.hpp"

namespace huegrid {
namespace {

TEST(Folded, FullWidthCapitalsAndInvisibleCharactersDontMatter) {
    EXPECT_EQ(folded("３＃２－５０１Ａ"), "3#2-501a");
    EXPECT_EQ(folded("HAUPTSTRASSE"), folded("Hauptstraße"));
    EXPECT_EQ(folded("\uFEFF风\u200B华苑"), "风华苑");
    EXPECT_EQ(folded("Plain A"), "plain a");
    EXPECT_EQ(folded("a\xFF"), "a\uFFFD");
}

TEST(Folded, TwiceIsOnceAndUtf8ReadsBack) {
    std::mt19937 random(11);
    for (int i = 0; i < 20000; ++i) {
        std::u32string points;
        for (auto n = random() % 8; n > 0; --n) {
            const auto c = static_cast<char32_t>(random() % (random() % 2 ? 0x10000 : 0x3100));
            points += c >= 0xD800 && c < 0xE000 ? U'风' : c;
        }
        const auto text = to_utf8(points);
        ASSERT_EQ(code_points(text), points);
        ASSERT_EQ(folded(folded(text)), folded(text)) << "seed 11: " << text;
    }
}

/// As it is spoken and written: 103 is 一百零三, 110 is 一百一十.
std::u32string written(int number) {
    const std::u32string_view digits = U"〇一二三四五六七八九";
    std::u32string text;
    if (number >= 100) text += digits[std::size_t(number / 100)], text += U'百';
    const int tens = number / 10 % 10, ones = number % 10;
    if (tens > 0) {
        if (tens > 1 || number >= 100) text += digits[std::size_t(tens)];
        text += U'十';
    } else if (number > 100 && ones > 0) {
        text += U'零';
    }
    if (ones > 0) text += digits[std::size_t(ones)];
    return text;
}

TEST(ChineseNumber, EveryNumberUpTo999IsReadAsWrittenAndDigitByDigit) {
    for (int n = 1; n <= 999; ++n) {
        ASSERT_EQ(chinese_number(written(n)), n) << to_utf8(written(n));
        std::u32string digit_by_digit;
        for (const char d : std::to_string(n)) digit_by_digit += U"〇一二三四五六七八九"[d - '0'];
        ASSERT_EQ(chinese_number(digit_by_digit), n);
    }
    EXPECT_EQ(chinese_number(U"廿五"), 25);
    EXPECT_EQ(chinese_number(U"两百"), 200);
    EXPECT_EQ(chinese_number(U"一百十二"), 112) << "as some say it";
    EXPECT_EQ(chinese_number(U"一千零三"), 1003);
    EXPECT_EQ(chinese_number(U"五○一"), 501) << "a circle for the zero";
}

// 一百三 is 130 to one clerk and 103 to another: neither is taken.
TEST(ChineseNumber, WhatIsNoNumberOrTwoIsNone) {
    for (const auto* wrong : {U"", U"十十", U"百", U"百二", U"一百三", U"一百零", U"一百零三十", U"二十零一", U"零十", U"一二十", U"十百",
                              U"一两", U"苑", U"一千三", U"一二三四五六七八九〇"})
        EXPECT_EQ(chinese_number(wrong), std::nullopt) << to_utf8(wrong);
}

}  // namespace
}  // namespace huegrid
