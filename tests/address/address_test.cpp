#include "engine/address/address.hpp"

#include <gtest/gtest.h>

#include <random>

#include "engine/base/fold.hpp"
#include "engine/base/text.hpp"

namespace huegrid::address {
namespace {

Address only_reading(std::string_view text) {
    const auto all = readings(parse_address(text));
    EXPECT_EQ(all.size(), 1u) << text;
    return all.empty() ? Address{} : all.front();
}

/// region|road|number|estate|building|unit|floor|door|rest
std::string told(const Address& a) {
    return a.region + "|" + a.road + "|" + a.number + "|" + a.estate + "|" + a.building + "|" + a.unit + "|" + a.floor + "|" +
           a.door + "|" + a.rest;
}

// Forms as register tables have them; a mistake in any rule of the grammar breaks one.
// A number between two signs may be a unit's; one that was written 号 stays what it was.
TEST(Address, NormalisingTwiceIsOnceWithNumberBehindNumber) {
    for (const std::string text : {"中山北路3300弄5号2025号202室", "5号6号7号8室", "2#1#204"}) {
        const auto once = normalised(parse_address(text));
        EXPECT_EQ(normalised(parse_address(once)), once) << text;
        EXPECT_EQ(parse_address(once).items, parse_address(text).items) << text;
    }
}

TEST(Address, IsTakenApartAsItIsMeant) {
    const std::pair<const char*, const char*> forms[] = {
        {"凤祥路88号 风华苑 3幢2单元501室", "|凤祥路|88|风华苑|3|2||501|"},
        {"风华苑3栋-2-501", "|||风华苑|3|2||501|"},
        {"三号楼二单元５０１", "||||3|2||501|"},
        {"3#2-501", "||||3|2||501|"},
        {"#3楼2单元501#", "||||3|2||501|"},
        {"大同街道凤祥社区凤祥路88号风华苑3幢2单元501室", "大同街道凤祥社区|凤祥路|88|风华苑|3|2||501|"},
        {"3-2-501", "||||3|2||501|"},
        {"3#2#501", "||||3|2||501|"},
        {"风华苑3#2单元501", "|||风华苑|3|2||501|"},
        {"鳳華苑3棟2單元501號", "|||鳳華苑|3|2||501|"},
        {"3號樓2門5層501室", "||||3|2|5|501|"},
        {"3-2-5-501", "||||3|2|5|501|"},
        {"12座", "||||12||||"},
        {"云南省昆明市盘龙区金星26号庭院5栋1单元1203", "云南省昆明市盘龙区|||金星26号庭院|5|1||1203|"},
        {"凤祥路八十八号（风华苑）十二栋二单元一百零三室", "|凤祥路|88|风华苑|12|2||103|"},
        {"曹杨三村12号501室", "|||曹杨3村|12|||501|"},
        {"中山北路3300弄5号202室", "|中山北路|3300弄||5|||202|"},
        {"一环路南一段24号3栋2单元5楼501号", "|一环路南1段|24||3|2|5|501|"},
        {"三门路12号", "|三门路|12||||||"},
        {"五一路小区3楼2单元501", "|||五一路小区|3|2||501|"},
        {"凤祥社区3栋2门501", "|||凤祥社区|3|2||501|"},
        {"北京市朝阳区建国路12号院3号楼2单元501", "北京市朝阳区|建国路|12||3|2||501|"},
        {"翠湖路12号附5号7栋2单元302", "|翠湖路|12附5||7|2||302|"},
        {"幸福里小区 5号楼 1门 0302室", "|||幸福里小区|5|1||302|"},
        {"风华苑一期东区03栋", "|||风华苑1期东区|3||||"},
        {"城市花园甲栋东单元501", "|||城市花园|甲|东||501|"},
        {"SOHO 3座12层1201A室", "|||soho|3||12|1201a|"},
        {"五层楼小区3栋", "|||五层楼小区|3||||"},
        {"三里屯北区1号楼", "|||三里屯北区|1||||"},
        {"3栋2单元501室车库", "||||3|2||501|车库"},
        {"318国道88-1号", "|318国道|88-1||||||"},
        {"上海市浦东新区张江镇祖冲之路1500号", "上海市浦东新区张江镇|祖冲之路|1500||||||"},
        {"Landstr. 12 A, 9490 Vaduz", "9490 vaduz|landstrasse|12a||||||"},
        {"12 Main St", "|mainst|12||||||"},
        {"Via Roma, 12", "|viaroma|12||||||"},
        {"Au 12", "|au|12||||||"},
        {"", "||||||||"},
    };
    for (const auto& [text, parts] : forms) EXPECT_EQ(told(only_reading(text)), parts) << text;
}

TEST(Address, WhatTwoStreetsShareIsNotWrittenTogether) {
    EXPECT_EQ(only_reading("Haupt-Straße 5"), only_reading("hauptstr. 5"));
    EXPECT_NE(only_reading("SOHO3-2-501"), only_reading("SOHO32-501"));
    EXPECT_NE(only_reading("3栋2单元501室"), only_reading("3栋2单元501室车库")) << "a garage is no flat";
}

TEST(Readings, AreAllThatTheContextLeaves) {
    const auto parts_of = [](std::string_view text, const Address& known = {}) {
        std::vector<std::string> all;
        for (const auto& r : readings(parse_address(text), known)) all.push_back(r.building + "/" + r.unit + "/" + r.door);
        return all;
    };
    using All = std::vector<std::string>;
    EXPECT_EQ(parts_of("风华苑3-2"), (All{"3/2/", "3//2", "/3/2"}));
    Address in_three;
    in_three.building = "3";
    EXPECT_EQ(parts_of("2-501", in_three), (All{"3/2/501"}));
    EXPECT_EQ(parts_of("3-501", in_three), (All{"3/501/", "3//501", "3/3/501"})) << "3 may be the building again, or a unit";
    EXPECT_EQ(parts_of("4栋501", in_three), All{}) << "it contradicts what is certain";
    EXPECT_EQ(parts_of("501室3栋"), All{}) << "from fine to coarse is no order we know";
    Address elsewhere;
    elsewhere.estate = "凤鸣苑";
    EXPECT_EQ(parts_of("风华苑3栋", elsewhere), All{});
    const auto both = readings(parse_address("Marienplatz 3/2"));
    ASSERT_EQ(both.size(), 2u);
    EXPECT_EQ(both[0].number, "3/2");
    EXPECT_EQ(both[1].number + " " + both[1].door, "3 2");
}

TEST(PartValue, IsTheNumberHoweverTheCellWritesIt) {
    for (const auto* text : {"3栋", "3", "三号楼", "３＃", "03幢", "第3栋", "3 座"}) EXPECT_EQ(part_value(Part::building, text), "3") << text;
    EXPECT_EQ(part_value(Part::unit, "二单元"), "2");
    EXPECT_EQ(part_value(Part::floor, "负一层"), "-1");
    EXPECT_EQ(part_value(Part::floor, "-1"), "-1");
    EXPECT_EQ(part_value(Part::door, "0501室"), "501");
    EXPECT_EQ(part_value(Part::door, "车库"), "车库");
    EXPECT_EQ(estate_key("风华苑小区"), estate_key("风华苑"));
    EXPECT_EQ(estate_key("五一路小区"), "五一路");
    EXPECT_NE(estate_key("小区"), "");
}

std::string chinese(int n) {
    const std::u32string_view digits = U"〇一二三四五六七八九";
    std::u32string text;
    if (n >= 100) text += digits[std::size_t(n / 100)], text += U"百";
    if (n / 10 % 10 > 0) {
        if (n >= 20) text += digits[std::size_t(n / 10 % 10)];
        text += U"十";
    } else if (n > 100 && n % 10 > 0) {
        text += U"零";
    }
    if (n % 10 > 0) text += digits[std::size_t(n % 10)];
    return to_utf8(text);
}

std::string full_width(std::string_view text) {
    std::u32string wide;
    for (const char32_t c : code_points(text)) wide += c > 0x20 && c < 0x7F ? c + 0xFEE0 : c;
    return to_utf8(wide);
}

// One room written in random styles is one room to the parser, whatever the style.
TEST(Address, AllWaysToWriteARoomAreOne) {
    constexpr unsigned seed = 41;
    std::mt19937 random(seed);
    const auto pick = [&](std::initializer_list<const char*> words) { return std::string(words.begin()[random() % words.size()]); };
    for (int i = 0; i < 20000; ++i) {
        const int building = int(random() % 40) + 1, unit = int(random() % 6) + 1, door = int(random() % 900) + 100;
        const auto number = [&](int n) {
            const auto style = random() % 4;
            return style == 0 ? chinese(n) : style == 1 ? full_width(std::to_string(n)) : std::to_string(n);
        };
        const auto blank = [&] { return pick({"", "", " ", "\u3000"}); };
        auto text = pick({"", "大同街道凤祥社区", "凤祥路88号", "大同街道凤祥路八十八号 "}) + pick({"风华苑", "(风华苑)", "风华苑 "});
        text += random() % 4 ? number(building) + blank() + pick({"栋", "幢", "号楼", "座", "#", "#楼", "栋-"}) : "第" + number(building) + "幢";
        text += blank() + (random() % 3 ? number(unit) + pick({"单元", " 单元", "门"}) : number(unit) + "-");
        text += blank() + number(door) + pick({"", "室", "号", "房", "户", " 室"});
        const auto parsed = readings(parse_address(text));
        int right = 0;
        for (const auto& r : parsed)
            right += r.estate == "风华苑" && r.building == std::to_string(building) && r.unit == std::to_string(unit) &&
                     r.door == std::to_string(door);
        ASSERT_EQ(right, 1) << "seed " << seed << ": " << text << " is " << normalised(parse_address(text));
        ASSERT_EQ(normalised(parse_address(full_width(text))), normalised(parse_address(text))) << "seed " << seed << ": " << text;
    }
}

// Catches a rule that looks ahead without a bound, and one that recurses by the text's length.
TEST(Address, AMillionCharactersAreReadInOneGo) {
    for (const std::string_view piece : {"3", "三", "第3", "3-", "3栋", "#", "路", "区", "1第", "a", "Str. 3/", "号", "期一", "社区", "\xFF"}) {
        std::string text;
        while (text.size() < 1'000'000) text += piece;
        EXPECT_EQ(parse_address(text).original.size(), text.size());
    }
}

}  // namespace
}  // namespace huegrid::address
