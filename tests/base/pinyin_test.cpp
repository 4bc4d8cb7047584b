#include "engine/base/pinyin.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <thread>
#include <vector>

#include "engine/base/text.hpp"

namespace huegrid {
namespace {

TEST(Pinyin, IsWhatSomebodyTypesWhoSearchesAName) {
    EXPECT_EQ(pinyin_initials("风华苑"), "fhy");
    EXPECT_EQ(pinyin("风华苑"), "fenghuayuan");
    EXPECT_EQ(pinyin_initials("绿园 A座３号"), "lyaz3h") << "full width, capitals and blanks don't matter";
    EXPECT_EQ(pinyin("绿园 A座３号"), "lvyuanazuo3hao") << "ü is typed as v";
    EXPECT_EQ(pinyin("重庆路长安街银行"), "chongqingluchanganjieyinhang") << "words read otherwise than their characters";
    EXPECT_EQ(pinyin_initials("Café Straße-12"), "cafestrasse12");
    EXPECT_EQ(pinyin("〇（，·）"), "ling");
    EXPECT_EQ(pinyin(""), "");
}

// Catches a character that ICU leaves out or turns into two words, and a mark that survives.
TEST(Pinyin, EveryCommonCharacterHasOneReadingOfSmallLetters) {
    int without = 0;
    for (char32_t c = 0x4E00; c < 0x9FA6; ++c) {
        const char bytes[] = {char(0xE0 | c >> 12), char(0x80 | (c >> 6 & 63)), char(0x80 | (c & 63)), 0};
        const auto reading = pinyin(bytes), initial = pinyin_initials(bytes);
        if (reading == bytes) {
            ++without;
            continue;
        }
        ASSERT_FALSE(reading.empty()) << bytes;
        ASSERT_TRUE(std::all_of(reading.begin(), reading.end(), [](char l) { return l >= 'a' && l <= 'z'; }))
            << bytes << " " << reading;
        ASSERT_EQ(initial, reading.substr(0, 1)) << bytes;
    }
    EXPECT_LT(without, 60) << "rare ones, which stay as they are";
}

TEST(Pinyin, BrokenBytesAndThreadsDoNoHarm) {
    EXPECT_EQ(pinyin("a\xFF网"), "awang");
    std::vector<std::jthread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([t] {
            for (char32_t c = 0x5000; c < 0x5400; ++c) {
                const auto d = c + char32_t(t) * 64;
                const char bytes[] = {char(0xE0 | d >> 12), char(0x80 | (d >> 6 & 63)), char(0x80 | (d & 63)), 0};
                EXPECT_FALSE(pinyin(bytes).empty());
            }
        });
}

}  // namespace
}  // namespace huegrid
