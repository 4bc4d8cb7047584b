/// @file punctuation_test.cpp
/// Chinese sentences are written with Chinese punctuation, in every text under engine/ and gui/.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <regex>
#include <set>
#include <string>

namespace huegrid {
namespace {

namespace fs = std::filesystem;

const std::string chinese = "(?:[\xE3-\xE9][\x80-\xBF][\x80-\xBF]|\xE2\x80[\x9C\x9D])";  // also “ and ”

/// A comma, colon, bracket … of ASCII that stands beside a Chinese character.
bool is_half_width(const std::string& text) {
    static const std::regex behind(chinese + "[,;:?!()](?!#)"), before("[,;:()]" + chinese);
    return std::regex_search(text, behind) || std::regex_search(text, before);
}

/// Words of tables and recipes, which others write so.
const std::set<std::string> quoted_words{"注:"};

}  // namespace

// Would catch "未写入,请重试" in any sentence, catalogue or label.
TEST(Punctuation, IsFullWidthInChinese) {
    EXPECT_TRUE(is_half_width("未写入,请重试") && is_half_width("{} 户(共 {})") && !is_half_width("未写入，请重试（{}）") && !is_half_width("区域##level"));
    const std::regex literal(R"re("((?:[^"\\]|\\.)*)")re");
    for (const char* top : {"engine", "gui"})
        for (const auto& entry : fs::recursive_directory_iterator(fs::path(HUEGRID_SOURCE_DIR) / top)) {
            const auto kind = entry.path().extension();
            if (kind != ".cpp" && kind != ".hpp") continue;
            std::ifstream in(entry.path());
            int number = 0;
            for (std::string line; std::getline(in, line);) {
                ++number;
                const auto code = line.substr(0, line.find("// ") == std::string::npos ? line.find("///") : line.find("// "));
                for (std::sregex_iterator at(code.begin(), code.end(), literal), end; at != end; ++at)
                    EXPECT_TRUE(!is_half_width((*at)[1]) || quoted_words.contains((*at)[1])) << entry.path().string() << ":" << number << ": " << (*at)[1];
            }
        }
}

}  // namespace huegrid
