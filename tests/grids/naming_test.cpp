/// @file naming_test.cpp
/// Codes are never used twice, and names can be said.

#include "engine/grids/naming.hpp"

#include <gtest/gtest.h>

#include <array>
#include <set>

namespace huegrid::grids {
namespace {

TEST(Naming, NumbersAreSpokenAsInChinese) {
    for (const auto& [number, text] : std::vector<std::pair<std::int64_t, std::string>>{
             {0, "零"}, {1, "一"}, {10, "十"}, {12, "十二"}, {20, "二十"}, {21, "二十一"}, {100, "一百"}, {103, "一百零三"}, {110, "一百一十"},
             {112, "一百一十二"}, {210, "二百一十"}, {1000, "一千"}, {1005, "一千零五"}, {1050, "一千零五十"}, {2024, "二千零二十四"}, {9999, "九千九百九十九"}})
        EXPECT_EQ(chinese_number(number), text);
    std::set<std::string> all;
    for (std::int64_t n = 0; n <= 9999; ++n) all.insert(chinese_number(n));
    EXPECT_EQ(all.size(), 10'000u) << "two numbers sound the same";
    EXPECT_EQ(grid_name("第{一}网格 ({1})", 12), "第十二网格 (12)");
    EXPECT_EQ(grid_name("第{一}网格", 2, std::vector<std::string>{"第二网格", "第三网格", "第五网格"}), "第四网格") << "two grids of one name";
    EXPECT_EQ(grid_name("网格", 2, std::vector<std::string>{"网格"}), "网格") << "no number, no end";
}

TEST(Naming, ACodeIsNeverGivenAgain) {
    const CodeTemplate code{"510108001002"};
    const std::vector<std::string> used{"510108001002007", "510108001002001", "510108001003099", "typed by hand", "51010800100200x"};
    const auto serials = next_serials(code, used, 3);
    EXPECT_EQ(serials, (std::vector<std::int64_t>{8, 9, 10}));
    EXPECT_EQ(code.code(8), "510108001002008");
    for (const auto serial : {1, 999, 1000}) EXPECT_EQ(code.serial(code.code(serial)), serial);
}

TEST(Naming, CodesAreMadeAsThePatternSays) {
    for (const auto& [pattern, seventh, thousandth] : std::vector<std::array<std::string, 3>>{{"{community}{001}", "42007", "421000"}, {"WG{community}-{01}", "WG42-07", "WG42-1000"},
                                                                                           {"{0001}/{community}G", "0007/42G", "1000/42G"}, {"{community}{1}", "427", "421000"}}) {
        const auto code = code_template(pattern, "42");
        ASSERT_TRUE(code) << pattern;
        EXPECT_EQ(code->code(7), seventh);
        EXPECT_EQ(code->code(1000), thousandth);
        for (const auto serial : {1, 7, 999, 1000}) EXPECT_EQ(code->serial(code->code(serial)), serial) << pattern;
        EXPECT_EQ(code->serial(code->code(7) + "x"), 0) << pattern;
    }
    for (const auto* pattern : {"", "{community}", "{001}", "{community}001", "{community}{000}", "{community}{01}{01}", "{community}{community}{01}", "{community}{01", "{community}{011}", "{zone}{01}", "{community}{}"}) {
        const auto refused = code_template(pattern, "42");
        ASSERT_FALSE(refused) << pattern;
        EXPECT_EQ(refused.error().where, "--codes");
    }
}

TEST(Naming, GridsAreNumberedAsAPageIsRead) {
    //  0 1 2      three columns, two rows, a little crooked
    //  3 4 5
    const std::vector<geo::WorldPoint> centres{{0, 105}, {100, 98}, {200, 101}, {3, 5}, {99, -4}, {205, 2}};
    EXPECT_EQ(reading_order(centres), (std::vector<std::size_t>{0, 1, 2, 3, 4, 5}));
    const std::vector<geo::WorldPoint> street{{300, 0}, {100, 9}, {200, 4}};
    EXPECT_EQ(reading_order(street), (std::vector<std::size_t>{1, 2, 0})) << "along a street there is one row";
}

}  // namespace
}  // namespace huegrid::grids
