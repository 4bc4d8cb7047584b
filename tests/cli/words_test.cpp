/// What is wrong with a condition or a rulebook, in Chinese: a mistake for each that there is to make.
#include "engine/cli/words/words.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "engine/conditions/language/expression.hpp"
#include "engine/palette/palette.hpp"
#include "engine/tiers/rulebook/rulebook_check.hpp"
#include "engine/tiers/rulebook/rulebook_sql.hpp"
#include "tests/conditions/wrong_conditions.hpp"
#include "tests/tiers/wrong_rulebooks.hpp"

namespace huegrid::cli {
namespace {

/// Without what is quoted, in brackets or a list of what there is: names, and what is to be typed.
std::string own_words(std::string text) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 7> quotes{
        {{"“", "”"}, {"\"", "\""}, {"'", "'"}, {"[", "]"}, {"{ ", " }"}, {"（可用：", "）"}, {"；有 ", "\n"}}};
    for (const auto& [open, close] : quotes)
        for (auto begin = text.find(open); begin != std::string::npos; begin = text.find(open, begin)) {
            const auto end = std::min(text.find(close, begin + open.size()), text.size());
            text.replace(begin, end + close.size() - begin, "□");
        }
    return text;
}

/// English words with which no rulebook and no condition is written.
std::vector<std::string> english_in(const std::string& chinese) {
    static const std::set<std::string, std::less<>> typed{"distance_to", "within", "count_within", "round", "abs", "substr", "length", "nullif", "coalesce", "upper", "min", "max", "days_since", "age_on", "letter",
                                                          "weights", "of", "among", "limits", "method", "type", "valid_to", "valid_from", "known_on", "formula", "stale", "zone_policy", "otherwise", "true", "false",
                                                          "oldest_age", "places", "hydrant"};
    std::vector<std::string> words(1);
    for (const char c : own_words(chinese))
        if (c == '_' || c == '-' || c == '#' || std::isalnum(static_cast<unsigned char>(c))) words.back() += c;
        else if (!words.back().empty()) words.emplace_back();
    const auto is_small = [](char c) { return c == '_' || (c >= 'a' && c <= 'z'); };
    std::erase_if(words, [&](const std::string& word) { return word.size() < 2 || typed.contains(word) || !std::all_of(word.begin(), word.end(), is_small); });
    return words;
}

void expect_chinese(const std::string& english) {
    const auto chinese = error_in(english, Language::zh);
    EXPECT_NE(chinese, english);
    EXPECT_EQ(english_in(chinese), std::vector<std::string>{}) << english << "\n" << chinese;
}

void expect_chinese(const std::vector<conditions::Mistake>& mistakes) {
    for (const auto& mistake : mistakes) expect_chinese(mistake.message);
}

}  // namespace

// Would catch a parser's English in the middle of a Chinese sentence.
TEST(ErrorWords, MistakesInTomlAreChineseThroughout) {
    for (const auto* text : {"name = \"x\nversion=\"1\"", "d = 2026-02-30", "a=1\na=2", "a =\n", "a = 99999999999999999999", "[a\nb=1", "a = [1,2", "a = {b=1", "= 1", "a = \"\\q\"",
                             "[t]\n[t]", "a = 1.\n", "a b = 1", "a = tru", "[[a]]\n[a]", "a = 0x", "a = '", "a = \"\"\"x", "a = 12:70:00", "a = 2026-13-01", "a = +", "a = \"x\" b", "[a.]",
                             "a.b=1\na=2", "a = \"\xff\""}) {
        SCOPED_TRACE(text);
        const auto check = tiers::check_rulebook(text, {});
        ASSERT_EQ(check.mistakes.size(), 1u);
        expect_chinese(check.mistakes);
    }
}

// Would catch a mistake in a condition that is reworded or added without its Chinese, or half of it.
TEST(ErrorWords, MistakesInConditionsAreChineseThroughout) {
    for (const auto& [text, at, message] : conditions::wrong_conditions()) {
        const auto wrong = conditions::Expression::parse(text, conditions::attributes_of_wrong_conditions());
        ASSERT_FALSE(wrong) << text;
        expect_chinese(wrong.error().message);
    }
}

TEST(ErrorWords, MistakesInRulebooksAreChineseThroughout) {
    std::size_t told = 0;
    for (const auto& [text, message] : tiers::wrong_rulebooks()) {
        const auto check = tiers::check_rulebook(text, tiers::columns(), tiers::layers);
        expect_chinese(check.mistakes);
        told += check.mistakes.size();
    }
    EXPECT_GT(told, 100u);
    auto measured_before = tiers::columns();
    auto& there = measured_before.emplace_back(conditions::attribute("there", model::AttributeType::real));
    there.formula = "distance_to(hydrant)";
    const auto check = tiers::check_rulebook(tiers::measuring("within(flood_zone)", "boolean"), measured_before, tiers::layers);
    ASSERT_EQ(check.mistakes.size(), 1u);
    expect_chinese(check.mistakes);
}

TEST(ErrorWords, WarningsAreChineseThroughout) {
    using tiers::with;
    const std::string deep = [] {
        std::string sum = "oldest_age";
        for (int n = 0; n < 2000; ++n) sum += " + oldest_age";
        return sum + " > 1";
    }();
    const std::string condition = "oldest_age >= 80 AND living_alone";
    const auto second = [](std::string_view when) {
        return tiers::and_also(fmt::format("[[rule]]\nid = \"more\"\ntier = \"blue\"\ncategory = \"elder-care\"\napplies_to = [\"home\"]\nwhen = \"{}\"\nbecause = {{ zh = \"x\", en = \"x\" }}\n", when));
    };
    for (const auto& text : {second("oldest_age >= 90 AND living_alone"), second("1 > 2"), second("oldest_age / 0 > 1"), second("TRUE"), second("oldest_age < 70 OR oldest_age >= 70"), second(deep),
                             with("otherwise = \"blue\"", "otherwise = \"red\""), with("{ zh = \"独居\", en = \"alone\" }", "{ zh = \"独居\" }"), with("{ zh = \"独居\", en = \"alone\" }", "{ en = \"alone\" }"),
                             with("\"#2268bb\"", "\"#b05d42\""),
                             tiers::and_also("[zone_policy]\nkind = \"score\"\nweights = { red = 3, blue = 0 }\nthresholds = [{ tier = \"red\", at_least = 1 }, { tier = \"blue\", at_least = 2 }]\n")}) {
        const auto check = tiers::check_rulebook(text, tiers::columns());
        EXPECT_EQ(check.warnings.size(), 1u) << text;
        expect_chinese(check.warnings);
    }
}

TEST(ErrorWords, WhatIsDelicateIsSaidInChinese) {
    for (const char* name : {"religion", "ethnicity", "political_party", "petition", "police_record", "drug_record", "fingerprint", "disability", "health", "income", "n_minors"}) {
        auto columns = tiers::columns();
        columns.push_back(conditions::attribute(name, model::AttributeType::boolean));
        const auto check = tiers::check_rulebook(tiers::with("AND living_alone", std::string("AND ") + name), columns);
        EXPECT_EQ(check.mistakes.size() + check.warnings.size(), 1u) << name;
        expect_chinese(check.mistakes);
        expect_chinese(check.warnings);
    }
}

// Would catch a ground, a way of seeing or a tail of the sentence that the catalogue lacks.
TEST(ErrorWords, ColoursThatCannotBeToldApartAreSaidSoInChinese) {
    const std::vector<palette::NamedColour> tiers{{"red", {171, 47, 7}}, {"blue", {171, 48, 16}}};
    for (const auto vision : palette::visions)
        for (const auto ground : palette::grounds)
            for (const double opacity : {1.0, palette::laid_opacity})
                for (const auto other : {std::optional<std::size_t>(), std::optional<std::size_t>(1)})
                    for (const bool keeps_hue : {false, true})
                        for (const std::size_t remaining : {0, 1}) {
                            const auto finding = palette::sentence(palette::Comparison{0, other, vision, opacity, ground, 3.2, 7.5}, tiers);
                            expect_chinese(finding);
                            expect_chinese(finding + "; " + palette::sentence(palette::Suggestion{1, {34, 104, 187}, 9.1, keeps_hue, remaining}, tiers));
                        }
}

TEST(ErrorWords, WhatBecomesNoSqlIsSaidInChinese) {
    std::string head(tiers::good.substr(0, tiers::good.find("[[rule]]")));
    for (int n = 0; n < 1001; ++n) head += fmt::format("[[rule]]\nid=\"r{0}\"\ntier=\"red\"\ncategory=\"elder-care\"\nwhen=\"oldest_age = {0}\"\nbecause={{en=\"x\"}}\n", n);
    const auto sql = to_sql(tiers::read(head), conditions::Dialect::sqlite, Date{});
    ASSERT_FALSE(sql);
    expect_chinese(sql.error().message);
}

// Would catch a line of somebody's rulebook that is taken for a sentence of ours.
TEST(ErrorWords, TheLineWithTheMistakeStaysAsItIs) {
    EXPECT_EQ(error_in("r.toml:1:1: 'x' is empty\n    # a name is required\n    ^", Language::zh), "r.toml:1:1：“x”为空\n    # a name is required\n    ^");
}

}  // namespace huegrid::cli
