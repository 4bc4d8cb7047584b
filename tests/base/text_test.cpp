#include "engine/base/text.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <random>

#include "engine/base/colour.hpp"

namespace huegrid {
namespace {

namespace fs = std::filesystem;

/// A folder of its own for one test, gone afterwards.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("huegrid_base_test_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() {
        fs::permissions(path, fs::perms::owner_all);
        fs::remove_all(path);
    }
    [[nodiscard]] std::size_t files() const {
        return std::size_t(std::distance(fs::directory_iterator(path), fs::directory_iterator()));
    }
};

TEST(NearestName, UnderstandsASlipAndNothingElse) {
    const std::vector<std::string> names{"oldest_age", "living_alone", "persons", "kind"};
    EXPECT_EQ(nearest_name("oldest_agee", names), "oldest_age");
    EXPECT_EQ(nearest_name("Living_Alone", names), "living_alone");
    EXPECT_EQ(nearest_name("person", names), "persons");
    EXPECT_EQ(nearest_name("floor_area_m2", names), "");
    EXPECT_EQ(nearest_name("x", {}), "");
    // A name that people shorten; one letter of it is no hint.
    const std::vector<std::string> places{"融祥社区（示例）二期", "融祥社区（示例）", "同桂社区"};
    EXPECT_EQ(nearest_name("融祥社区", places), "融祥社区（示例）");
    EXPECT_EQ(nearest_name("floor", std::vector<std::string>{"households_by_floor_area"}), "households_by_floor_area");
    EXPECT_EQ(nearest_name("f", std::vector<std::string>{"households_by_floor_area"}), "");
    EXPECT_EQ(did_you_mean("knid", names), "; did you mean 'kind'?");
    EXPECT_EQ(did_you_mean("something else", names), "");
}

TEST(Utf8, EveryCodePointReadsBackAndNothingElseIsValid) {
    for (char32_t c = 1; c <= 0x10FFFF; c += c < 0x3000 ? 1 : 97) {
        if (c >= 0xD800 && c < 0xE000) continue;
        std::string text;
        const auto put = [&](unsigned byte) { text += char(byte); };
        if (c < 0x80)
            put(c);
        else if (c < 0x800)
            put(0xC0 | c >> 6), put(0x80 | (c & 63));
        else if (c < 0x10000)
            put(0xE0 | c >> 12), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
        else
            put(0xF0 | c >> 18), put(0x80 | (c >> 12 & 63)), put(0x80 | (c >> 6 & 63)), put(0x80 | (c & 63));
        ASSERT_TRUE(is_utf8(text)) << unsigned(c);
        ASSERT_EQ(code_points(text), std::u32string(1, c));
        ASSERT_FALSE(c >= 0x80 && is_utf8(text.substr(0, text.size() - 1))) << unsigned(c);
    }
    for (const char* wrong :
         {"\xC0\x80", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\x80", "\xFF", "\xE7\xBD"})
        EXPECT_FALSE(is_utf8(wrong));
    EXPECT_EQ(code_points("a\xFF网"), U"a\uFFFD网") << "one broken byte costs one character";
}

TEST(Utf8, RandomBytesAreReadToTheEnd) {
    std::mt19937 random(8);
    for (int i = 0; i < 5000; ++i) {
        std::string text;
        for (auto n = random() % 12; n > 0; --n) text += char(random());
        ASSERT_LE(code_points(text).size(), text.size());
        ASSERT_EQ(is_utf8(text), code_points(text).find(U'\uFFFD') == std::u32string::npos);
    }
}

TEST(DisplayWidth, GivesWideCharactersTwoCellsAndTheRestOne) {
    EXPECT_EQ(display_width(""), 0u);
    EXPECT_EQ(display_width("Tier 2 é"), 8u);
    EXPECT_EQ(display_width("凤祥社区"), 8u);
    EXPECT_EQ(display_width("（Ａ）、"), 8u) << "full-width forms and ideographic marks";
    EXPECT_EQ(display_width("한ｱ\uE000"), 4u) << "half-width katakana and private use are narrow";
    EXPECT_EQ(display_width("𠮷🏠"), 4u) << "beyond the basic plane";
    EXPECT_EQ(display_width("a\xFF网"), 4u) << "a broken byte takes one";
}

TEST(Trimmed, TakesChineseBlanksToo) {
    EXPECT_EQ(trimmed("\t\u3000 凤祥 社区\u00A0\r\n"), "凤祥 社区");
    EXPECT_EQ(trimmed(" \u3000 "), "");
}

TEST(Masked, ShowsNoMoreThanItSays) {
    EXPECT_EQ(masked_phone("13812348000"), "138****8000");
    EXPECT_EQ(masked_phone("66021234"), "******34");
    EXPECT_EQ(masked_phone("12"), "*2");
    EXPECT_EQ(masked_phone("13812348000(女儿)"), "138********(**)");
    EXPECT_EQ(masked_phone("李四13812348000"), "**1******8000") << "whose it is, is hidden as the number is";
    EXPECT_EQ(masked_phone(""), "");
    EXPECT_EQ(masked_phone("１３８１２３４８０００"), "１３８****８０００") << "full-width digits stay whole";
    EXPECT_EQ(masked_name("张三丰"), "张**");
    EXPECT_EQ(masked_name("Ann"), "A**");
    EXPECT_EQ(masked_name(""), "");
}

TEST(Colour, ReadsBackAndRefusesTheRest) {
    EXPECT_EQ(parse_colour("#d7301f"), (Colour{0xd7, 0x30, 0x1f}));
    for (const char* text : {"#000000", "#ffffff", "#0a0b0c"}) EXPECT_EQ(to_text(parse_colour(text).value()), text);
    for (const char* wrong : {"", "d7301f", "#d7301", "#d7301g", "#d7301f0", "red", "# 7301f", "#+7301f", "#d7 01f"})
        EXPECT_EQ(parse_colour(wrong), std::nullopt) << wrong;
}

TEST(WriteFile, ReplacesTheWholeAndLeavesNothingBeside) {
    const Folder folder;
    const auto path = folder.path / "报表.csv";
    const std::string zeros("a\0b\r\n", 5);
    ASSERT_TRUE(write_file(path, "old"));
    ASSERT_TRUE(write_file(path, zeros));
    EXPECT_EQ(read_file(path).value(), zeros);
    EXPECT_EQ(folder.files(), 1u);
}

// Would catch a register that becomes a list, because somebody gave its name as that of the list.
TEST(WriteFile, NeverReplacesADatabase) {
    const Folder folder;
    const auto path = folder.path / "register.csv";
    std::ofstream(path, std::ios::binary) << std::string("SQLite format 3\0 and pages", 27);
    const auto before = read_file(path).value();
    EXPECT_EQ(write_file(path, "new").error().code, ErrorCode::bad_input);
    EXPECT_EQ(read_file(path).value(), before);
}

TEST(WriteFile, KeepsTheOldWhenItFails) {
    const Folder folder;
    const auto path = folder.path / "taken";
    fs::create_directories(path / "by a folder");
    const auto written = write_file(path, "new");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::io);
    EXPECT_NE(written.error().text().find("taken"), std::string::npos) << "the message names the file";
    EXPECT_TRUE(fs::is_directory(path));
    EXPECT_EQ(folder.files(), 1u);
    EXPECT_EQ(write_file(folder.path / "absent" / "file", "x").error().code, ErrorCode::read_only);
}

TEST(ReadFile, SaysWhatIsWrong) {
    const Folder folder;
    EXPECT_EQ(read_file(folder.path / "absent").error().code, ErrorCode::not_found);
    EXPECT_EQ(read_file(folder.path).error().code, ErrorCode::bad_input) << "a folder";
    ASSERT_TRUE(write_file(folder.path / "eleven", "12345678901"));
    EXPECT_EQ(read_file(folder.path / "eleven", 10).error().code, ErrorCode::bad_input) << "too large";
    EXPECT_EQ(read_file(folder.path / "eleven", 11).value().size(), 11u);
}

}  // namespace
}  // namespace huegrid
