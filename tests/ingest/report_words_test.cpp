/// Whoever reads Chinese reads the whole import report in Chinese.
#include "engine/ingest/report_words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

namespace huegrid::ingest {
namespace {

const std::filesystem::path root = HUEGRID_SOURCE_DIR;

std::string text_of(const std::filesystem::path& file) {
    std::ifstream in(file);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// The words with which our sources report a defect.
std::set<std::string> kinds_in_sources() {
    const std::regex reports(R"re((?:report\(|defect\(|say\(|say\(row\.number, |say\(head\.row, |flaws_?\.(?:push_back|insert)\([^"]*\{|flaws = \{\{|useless\([^"]*|without\(|leave_out\(|found_?\(\{[^"]*|found_\(\{fmt::format\("line \{\}", line_\), |findings\.push_back\(\{[^"]*|Finding\{"", |kind = )\s*"([a-z]+(?:_[a-z]+)+|encoding|spike|sliver|collapsed|curve)")re");
    std::set<std::string> kinds;
    for (const char* room : {"sources", "geo", "ingest", "store"})
        for (const auto& entry : std::filesystem::recursive_directory_iterator(root / "engine" / room)) {
            const auto name = entry.path().filename().string();
            if (entry.path().extension() != ".cpp" || name.starts_with("guess") || name == "check.cpp" || name.starts_with("register_")) continue;
            const auto text = text_of(entry.path());
            for (std::sregex_iterator at(text.begin(), text.end(), reports), end; at != end; ++at) kinds.insert((*at)[1]);
        }
    return kinds;
}

bool is_chinese(const std::string& english) { return sentence_in(english, Language::zh) != english; }

TEST(ReportWords, EveryKindThatTheSourcesReportHasBothLanguages) {
    std::set<std::string> known;
    for (const auto& words : defect_kinds()) {
        known.emplace(words.kind);
        EXPECT_FALSE(words.title.zh.empty() || words.title.en.empty()) << words.kind;
        EXPECT_TRUE(std::all_of(words.title.en.begin(), words.title.en.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) << words.kind;
        EXPECT_FALSE(std::any_of(words.title.zh.begin(), words.title.zh.end(), [](char c) { return c >= 'a' && c <= 'z'; })) << words.kind;
    }
    EXPECT_EQ(known.size(), defect_kinds().size()) << "a kind stands there twice";
    const auto reported = kinds_in_sources();
    EXPECT_GT(reported.size(), 45u) << "the search finds them no more";
    for (const auto& kind : reported) EXPECT_TRUE(known.contains(kind)) << kind;
}

/// What broken files give is the independent list of sentences; it is written down where broken input is tested.
TEST(ReportWords, WhatIsSaidOfBrokenInputIsSaidInChineseToo) {
    std::ifstream lines(root / "tests/data/broken/expected.txt");
    int defects = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto blank = line.find(' '), colon = line.find(": ");
        if (blank == std::string::npos || colon == std::string::npos || line.find("; ", colon) == std::string::npos) continue;
        const auto kind = line.substr(0, blank);
        if (kind_title(kind, Language::zh) == kind) continue;
        ++defects;
        // Both may hold a semicolon of their own.
        bool both = false;
        for (auto at = line.find("; ", colon); at != std::string::npos && !both; at = line.find("; ", at + 1))
            both = is_chinese(line.substr(colon + 2, at - colon - 2)) && is_chinese(line.substr(at + 2));
        EXPECT_TRUE(both) << line;
    }
    EXPECT_GT(defects, 80);
}

TEST(ReportWords, WhatASourceSaysIsNeverTranslated) {
    EXPECT_EQ(sentence_in("the key 'kept out' was there before", Language::zh), "标识“kept out”此前已出现");
    EXPECT_EQ(sentence_in("'is empty' is empty", Language::zh), "“is empty”为空");
    EXPECT_EQ(sentence_in("a sentence of tomorrow", Language::zh), "a sentence of tomorrow");
    EXPECT_EQ(sentence_in("kept out", Language::en), "kept out");
}

TEST(ReportWords, ASentenceInsideASentenceIsTranslatedWithIt) {
    EXPECT_EQ(sentence_in("hole 1 (25.0 m²) lies outside its outline (at 104.25094 30.88090)", Language::zh), "第 1 个洞（25.0 m²）在轮廓之外（位于 104.25094 30.88090）");
    EXPECT_EQ(sentence_in("21245 in 'birth' is a date as a spreadsheet counts days", Language::zh), "“birth”中的 21245 是表格软件以天数存的日期");
    EXPECT_EQ(sentence_in("'1*********0' is a mobile number, which has no place in age", Language::zh), "“1*********0”是手机号码，不能放在 age 中");
}

}  // namespace
}  // namespace huegrid::ingest
