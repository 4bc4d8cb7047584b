/// @file csv_test.cpp
/// Tables as text: what RFC 4180 says, what offices send, and in which bytes.

#include <gtest/gtest.h>

#include <random>

#include "engine/sources/source.hpp"
#include "engine/sources/tables/csv_rows.hpp"
#include "tests/ingest/fixture.hpp"

namespace huegrid::ingest {
namespace {

using Rows2 = std::vector<std::vector<std::string>>;

/// What a Source makes of a table: its records and what it said, as "place kind".
struct Outcome {
    std::vector<std::string> places;
    Rows2 values;
    std::vector<std::string> said;
    std::string error;
};

Outcome read(sources::SourceOptions options, sources::Query query) {
    Outcome outcome;
    auto source = sources::Source::open(std::move(options));
    if (!source) return outcome.error = source.error().text(), outcome;
    const auto done = source->read(
        query,
        [&](sources::Record& record) -> Result<void> {
            outcome.places.push_back(record.place);
            outcome.values.push_back(record.values);
            return {};
        },
        [&](const sources::Finding& finding) { outcome.said.push_back(finding.place + " " + finding.kind); });
    if (!done) outcome.error = done.error().text();
    return outcome;
}

Outcome read(const std::filesystem::path& path, std::vector<std::string> columns, std::string where = "") {
    sources::SourceOptions options;
    options.path = path;
    return read(options, {"", std::move(where), std::move(columns)});
}

using Texts = std::vector<std::string>;

TEST(Csv, QuotesDelimitersLineEndsAndPhysicalLinesAreThoseOfRfc4180) {
    const Folder folder;
    const auto got = read(folder.write("t.csv", "a,b\r\n1,\"x, \"\"y\"\"\"\r\n2,\"two\nlines\"\r\n\r\n3,7\"\r\n4,\"\"\r\n5,last"), {"a", "b"});
    EXPECT_EQ(got.error, "");
    EXPECT_EQ(got.values, (Rows2{{"1", "x, \"y\""}, {"2", "two\nlines"}, {"3", "7\""}, {"4", ""}, {"5", "last"}}));
    EXPECT_EQ(got.places, (Texts{"line 2", "line 3", "line 6", "line 7", "line 8"}));
    EXPECT_EQ(got.said, Texts{});
}

/// Any cells, written by the rule and read again, are the same: over block borders, with all that has to be quoted.
TEST(Csv, WhatIsWrittenByTheRuleIsReadBack) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 dice(seed);
    constexpr std::string_view alphabet[] = {"a", "\"", ",", "\n", " ", "户", "\r\n", ";", "0"};
    const Folder folder;
    Rows2 rows;
    std::string text = "k,a,b\n";
    while (text.size() < (5u << 19)) {
        std::vector<std::string> row{fmt::format("k{}", rows.size())};
        for (int c = 0; c < 2; ++c) {
            std::string cell = "x";
            for (auto n = dice() % (rows.size() % 100 == 0 ? 40000 : 40); n > 0; --n) cell += alphabet[dice() % std::size(alphabet)];
            row.push_back(cell + "x");
        }
        for (std::size_t c = 0; c < row.size(); ++c) {
            std::string quoted;
            for (const char one : row[c]) quoted += one == '"' ? std::string("\"\"") : std::string(1, one);
            text += (c ? "," : "") + (c ? "\"" + quoted + "\"" : quoted);
        }
        text += "\n";
        rows.push_back(std::move(row));
    }
    const auto got = read(folder.write("t.csv", text), {"k", "a", "b"});
    EXPECT_EQ(got.error, "");
    EXPECT_EQ(got.values.size(), rows.size());
    EXPECT_TRUE(got.values == rows);
}

// Would catch a mark that is read as part of the first column's name.
TEST(Csv, AByteOrderMarkSaysTheEncodingAndIsNoText) {
    const Folder folder;
    const std::vector<std::string> files{std::string("\xEF\xBB\xBF") + "户,a\n甲,1\n", std::string("\x84\x31\x95\x33\xBB\xA7") + ",a\n\xBC\xD7,1\n",
                                         std::string("\xFF\xFE\x37\x62,\0a\0\n\0\x32\x75,\0" "1\0\n\0", 18), std::string("\xFE\xFF\x62\x37\0,\0a\0\n\x75\x32\0,\0" "1\0\n", 18)};
    for (const auto& text : files) {
        const auto got = read(folder.write("t.csv", text), {"户", "a"});
        EXPECT_EQ(got.values, (Rows2{{"甲", "1"}})) << got.error;
    }
}

TEST(Csv, ARaggedRowIsKeptOutAndNeverShifted) {
    const Folder folder;
    const auto got = read(folder.write("t.csv", "a,b,c\n1,2,3\n1,2\n1,2,3,4\n5,6,7,,\n"), {"a", "c"});
    EXPECT_EQ(got.values, (Rows2{{"1", "3"}, {"5", "7"}}));
    EXPECT_EQ(got.said, (Texts{"line 3 ragged_row", "line 4 ragged_row"}));
}

TEST(Csv, AQuoteThatIsNeverClosedIsAnErrorWithItsLine) {
    const Folder folder;
    const auto got = read(folder.write("t.csv", "a,b\n1,2\n3,\"open\n4,5\n6,7\n"), {"a"});
    EXPECT_NE(got.error.find("the quote that opens a cell in line 3 is never closed"), std::string::npos) << got.error;
    const auto junk = read(folder.write("u.csv", "a,b\n1,\"x\"y\n3,4\n"), {"a"});
    EXPECT_EQ(junk.values, (Rows2{{"3"}}));
    EXPECT_EQ(junk.said, Texts{"line 2 bad_quotes"});
}

TEST(Csv, TheDelimiterIsFoundFromTheColumnsAskedFor) {
    const Folder folder;
    for (const std::string d : {",", "\t", ";", "|"}) {
        const auto got = read(folder.write("t.csv", "a" + d + "b c\n1" + d + "2\n"), {"b c"});
        EXPECT_EQ(got.values, (Rows2{{"2"}})) << d << got.error;
    }
    const auto wrong = read(folder.write("w.csv", "a^b\n1^2\n"), {"b"});
    EXPECT_NE(wrong.error.find("(there are: a^b); the header is one column"), std::string::npos) << wrong.error;
    sources::SourceOptions stated;
    stated.path = folder / "w.csv";
    stated.delimiter = "^";
    EXPECT_EQ(read(stated, {"", "", {"b"}}).values, (Rows2{{"2"}}));
}

TEST(Csv, DamagedFormulaLikeAndHugeCellsAreReported) {
    const Folder folder;
    const std::string huge(1'000'000, 'x');
    const auto got = read(folder.write("t.csv", "id,door,note\n5.10113E+17,3-2,=CMD(1)\n510113199001011000,3月2日," + huge +
                                                    "\n510113199001011234,2-Mar,-5\n1," + std::string("a\0b", 3) + ",#N/A\n"),
                          {"id", "door", "note"});
    EXPECT_EQ(got.values, (Rows2{{"", "3-2", "=CMD(1)"}, {"", "", ""}, {"510113199001011234", "", "-5"}, {"1", "", ""}}));
    EXPECT_EQ(got.said, (Texts{"line 2 damaged_value", "line 2 formula", "line 3 damaged_value", "line 3 damaged_value",
                               "line 3 oversized_value", "line 4 damaged_value", "line 5 broken_text", "line 5 damaged_value"}));
}

TEST(Csv, TitlesTwoRowNamesNotesAndMergedCellsAreUnderstood) {
    const Folder folder;
    sources::SourceOptions options;
    options.path = folder.write("t.csv", "2026年台账,,,\n户主,联系方式,,房号\n,电话,微信,\n张一,1,w,301\n,2,,302\n合 计,2,,\n备注：略,,,\n");
    options.fill_down = {"户主"};
    const auto got = read(options, {"", "", {"户主", "联系方式/电话", "微信", "房号", "$file"}});
    EXPECT_EQ(got.error, "");
    EXPECT_EQ(got.values, (Rows2{{"张一", "1", "w", "301", "t"}, {"张一", "2", "", "302", "t"}}));
    EXPECT_EQ(got.places, (Texts{"line 4", "line 5"}));
    EXPECT_EQ(got.said, (Texts{"line 2 two_row_header", "line 1 title_row", "line 6 note_row", "line 7 note_row"}));
    // Not asked for by their names, the lower row's are no record either.
    const auto upper = read(options, {"", "", {"户主", "房号"}});
    EXPECT_EQ(upper.values, (Rows2{{"张一", "301"}, {"张一", "302"}}));
    options.header_row = 1;
    EXPECT_NE(read(options, {"", "", {"户主"}}).error.find("there is no column '户主'"), std::string::npos);
}

TEST(Csv, AFilterIsOgrsAndEmptyCellsAreNull) {
    const Folder folder;
    const auto path = folder.write("t.csv", "a,b\n1,x\n2,\n3,y\n");
    EXPECT_EQ(read(path, {"a"}, "b IS NOT NULL AND b <> 'x'").values, (Rows2{{"3"}}));
    EXPECT_NE(read(path, {"a"}, "c = 1").error.find("the filter c = 1 can't be used"), std::string::npos);
}

const std::string gbk_zhang = "\xD5\xC5\xC8\xFD", gbk_li = "\xC0\xEE\xCB\xC4";  // 张三, 李四

TEST(Encoding, IsFoundFromTheBytesAndReported) {
    const Folder folder;
    const Rows2 names{{"张三"}, {"李四"}};
    EXPECT_EQ(read(folder.write("u.csv", "n\n张三\n李四\n"), {"n"}).said, Texts{});
    const auto gbk = read(folder.write("g.csv", "n\n" + gbk_zhang + "\n" + gbk_li + "\n"), {"n"});
    EXPECT_EQ(gbk.values, names);
    EXPECT_EQ(gbk.said, Texts{" encoding"});
    std::string utf16 = "\xFF\xFE";
    for (const char16_t c : std::u16string(u"n\n张三\n李四\n")) utf16 += {static_cast<char>(c & 0xFF), static_cast<char>(c >> 8)};
    EXPECT_EQ(read(folder.write("w.csv", utf16), {"n"}).values, names);
}

TEST(Encoding, AFileOfTwoIsReadLineByLine) {
    const Folder folder;
    // 张三 in UTF-8 is valid GB18030 too: the whole file is, and would be read as such.
    const auto got = read(folder.write("m.csv", "n,k\n张三,1\n李四,2\n" + gbk_zhang + ",3\n\xFF\xFF,4\n王,5\n"), {"n", "k"});
    EXPECT_EQ(got.values, (Rows2{{"张三", "1"}, {"李四", "2"}, {"张三", "3"}, {"王", "5"}}));
    EXPECT_EQ(got.said, (Texts{" encoding", "line 4 mixed_encoding", "line 5 broken_text"}));
}

TEST(Encoding, TheRecipeOverrulesTheBytes) {
    const Folder folder;
    sources::SourceOptions options;
    options.path = folder.write("l.csv", "n\nStra\xDF" "e\n");
    options.encoding = "ISO-8859-1";
    EXPECT_EQ(read(options, {"", "", {"n"}}).values, (Rows2{{"Straße"}}));
    options.encoding = "EBCDIK";
    EXPECT_NE(read(options, {"", "", {"n"}}).error.find("'EBCDIK' is no encoding that is known"), std::string::npos);
}

}  // namespace
}  // namespace huegrid::ingest
