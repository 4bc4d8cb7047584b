#include "tests/tiers/small_rulebook.hpp"

namespace huegrid::tiers {
namespace {

TEST(Rulebook, IsReadAsWritten) {
    const auto book = read_rulebook(good, "r.toml", columns());
    ASSERT_TRUE(book) << book.error().text();
    EXPECT_EQ(book->name, "Care");
    EXPECT_EQ(book->basis, (Label{"示例", "example"}));
    ASSERT_EQ(book->tiers.size(), 4u);
    EXPECT_EQ(book->tiers[0], (model::Tier{"red", {"红", "red"}, {0xab, 0x2f, 0x07}, "R", "cross", 7}));
    EXPECT_EQ(book->tiers[1].visit_every_days, std::nullopt);
    EXPECT_EQ(book->tiers[book->unknown()].key, model::unknown_tier);
    EXPECT_EQ(book->tiers[book->not_applicable()].key, model::not_applicable_tier);
    EXPECT_EQ(book->otherwise, 1u);
    ASSERT_EQ(book->rules.size(), 1u);
    EXPECT_EQ(book->rules[0].condition.attributes(), (std::vector<std::string>{"oldest_age", "living_alone"}));
    EXPECT_EQ(book->rules[0].applies_to, std::vector<std::string>{"home"});
    EXPECT_EQ(book->text, good);
}

TEST(Rulebook, AMistakeInAConditionIsShownInTheFile) {
    EXPECT_EQ(error_in(with("living_alone", "living_alon")),
              "r.toml:31:30: the register has no attribute 'living_alon'; did you mean 'living_alone'?\n"
              "    when = \"oldest_age >= 80 AND living_alon\"\n"
              "                                 ^");
}

TEST(Rulebook, TheCaretStandsUnderWideCharactersToo) {
    EXPECT_EQ(error_in(with("{ zh = \"独居\", en = \"alone\" }", "{ zh = \"独居\", eng = \"alone\" }")),
              "r.toml:32:24: 'eng' isn't a key here; did you mean 'en'?\n"
              "    because = { zh = \"独居\", eng = \"alone\" }\n"
              "                             ^");
}

TEST(Rulebook, EveryKindOfTomlStringKeepsItsPositions) {
    const std::string condition = "\"oldest_age >= 80 AND living_alone\"";
    const auto where = [&](const std::string& string) {
        const auto book = read_rulebook(with(condition, string), "r", columns());
        return book ? "no error" : book.error().where;
    };
    EXPECT_EQ(where("'oldest_age > eighty'"), "r:31:22");
    EXPECT_EQ(where("\"\"\"oldest_age > eighty\"\"\""), "r:31:24");
    EXPECT_EQ(where("\"\"\"\noldest_age > 80\n  AND eighty\"\"\""), "r:33:7");
    EXPECT_EQ(where("\"\"\"\noldest_age > 80 \\\n   AND eighty\"\"\""), "r:33:8");
    EXPECT_EQ(where("'''\noldest_age > 80\n AND eighty'''"), "r:33:6");
    EXPECT_EQ(where("\"\\\"oldest_age\\\" > eighty\""), "r:31:26");
    EXPECT_EQ(where("\"kind = '\\u72ec\\U00005c45' AND eighty\""), "r:31:39");
    EXPECT_EQ(where("\"kind = '独居' AND eighty\""), "r:31:25");
    EXPECT_EQ(where("\"oldest_age >\""), "r:31:21") << "the end of the condition is its closing quote";
}

struct Bad {
    std::string_view from, to;
    const char* message;
};

TEST(Rulebook, EveryMistakeIsNamedAtItsPlace) {
    const std::vector<Bad> mistakes{
        {"owner = \"Us\"", "owner = \"Us\"\nhold_days = 14", "r.toml:4:1: 'hold_days' isn't a key here"},
        {"applies_to", "aplies_to", "r.toml:30:1: 'aplies_to' isn't a key here; did you mean 'applies_to'?"},
        {"version = \"1\"\n", "", "r.toml:1:1: 'version' is missing here"},
        {"version = \"1\"", "version = 1", "r.toml:2:11: 'version' is text: put it in quotes"},
        {"owner = \"Us\"", "owner = \" \"", "r.toml:3:9: 'owner' is empty"},
        {"basis = { zh = \"示例\", en = \"example\" }", "basis = \"mine\"", "r.toml:4:9: 'basis' is { zh"},
        {"otherwise = \"blue\"", "otherwise = \"blu\"", "r.toml:5:13: there is no tier 'blu'; did you mean 'blue'?"},
        {"tier = \"red\"", "tier = \"rad\"", "r.toml:28:8: there is no tier 'rad'; did you mean 'red'?"},
        {"tier = \"red\"", "tier = \"unknown\"", "r.toml:28:8: there is no tier 'unknown'"},
        {"category = \"elder-care\"", "category = \"elder\"", "r.toml:29:12: there is no category 'elder'"},
        {"id = \"blue\"", "id = \"red\"", "r.toml:16:6: the id 'red' is taken already"},
        {"id = \"blue\"", "id = \"Blue\"", "r.toml:16:6: an id is written with a-z"},
        {"id = \"blue\"", "id = \"unknown\"", "r.toml:16:6: the id 'unknown' is taken already"},
        {"\"#2268bb\"", "\"blue\"", "r.toml:18:10: 'blue' is no colour; write \"#rrggbb\""},
        {"\"#2268bb\"", "\"#ab3010\"", "r.toml:18:10: 'red' #ab2f07 and 'blue' #ab3010 can't be told apart"},
        {"\"#2268bb\"", "\"#ab3010\"", "; give 'blue' #"},
        {"\"#2268bb\"", "\"#fbfbf0\"", "r.toml:18:10: 'blue' #fbfbf0 can't be told from the light ground"},
        {"\"#2268bb\"", "\"#888888\"", "'blue' #888888 and 'unknown' #8c8c8c can't be told apart"},
        {"pattern = \"cross\"", "pattern = \"cros\"", "r.toml:12:11: there is no pattern 'cros'; did you mean 'cross'?"},
        {"letter = \"B\"", "letter = \"Bl\"", "r.toml:19:10: 'letter' is one character"},
        {"letter = \"B\"", "letter = \"R\"", "r.toml:19:10: tier 'red' has the letter 'R' already"},
        {"visit_every_days = 7", "visit_every_days = 0", "r.toml:13:20: 'visit_every_days' is a whole number"},
        {"visit_every_days = 7", "visit_every_days = \"weekly\"", "r.toml:13:20: 'visit_every_days' is a whole number"},
        {"[\"home\"]", "[\"hom\"]", "r.toml:30:15: there is no kind of household 'hom'; did you mean 'home'?"},
        {"[\"home\"]", "[]", "r.toml:30:14: 'applies_to' is a list"},
        {"[[category]]", "[category]", "r.toml:22:1: each category is headed by [[category]]"},
        {"[[category]]\nid = \"elder-care\"\nname = { zh = \"助老\", en = \"elder care\" }", "",
         "r.toml:1:1: 1 to 32 [[category]] are needed, here are 0"},
        {"\"oldest_age >= 80 AND living_alone\"", "80", "r.toml:31:8: 'when' is text"},
        {"\"oldest_age >= 80 AND living_alone\"", "\"\"", "r.toml:31:8: 'when' is empty"},
        {"\"Care\"", "\"Care", "r.toml:1:"},
        {"owner =", "owner", "r.toml:3:"},
    };
    for (const auto& [from, to, message] : mistakes) {
        const auto error = error_in(with(from, to));
        EXPECT_NE(error.find(message), std::string::npos) << error;
        EXPECT_NE(error.find("^"), std::string::npos) << error;
    }
}

TEST(Rulebook, AllMistakesAreTold) {
    auto text = with("living_alone", "living_alon");
    text.replace(text.find("owner"), 5, "owned");
    const auto error = error_in(text);
    EXPECT_TRUE(error.starts_with("r.toml:1:1: 'owner' is missing here")) << error;
    EXPECT_NE(error.find("\nr.toml:3:1: 'owned' isn't a key here; did you mean 'owner'?"), std::string::npos) << error;
    EXPECT_NE(error.find("\nr.toml:31:30: the register has no attribute 'living_alon'"), std::string::npos) << error;
}

TEST(Rulebook, BytesThatAreNoRulebookAreRefused) {
    for (std::size_t length = 0; length < good.size(); length += 3)
        EXPECT_NE(error_in(std::string(good.substr(0, length))), "no error") << length;
    EXPECT_NE(error_in(std::string(100'000, '[')), "no error");
    EXPECT_NE(error_in("[,"), "no error");
    EXPECT_NE(error_in("name = \"\xff\xfe\"\n"), "no error");
    EXPECT_NE(error_in(std::string("name = \"a\0b\"", 12)), "no error");
}

TEST(Rulebook, TenThousandRulesAreReadAndMoreRefused) {
    const std::string head(good.substr(0, good.find("[[rule]]")));
    const auto rules = [&](std::size_t count) {
        std::string text = head;
        for (std::size_t n = 0; n < count; ++n)
            text += fmt::format("[[rule]]\nid=\"r{0}\"\ntier=\"red\"\ncategory=\"elder-care\"\nwhen=\"oldest_age = {0}\"\n"
                                "because={{en=\"x\"}}\n", n);
        return text;
    };
    const auto book = read_rulebook(rules(10'000), "r", columns());
    ASSERT_TRUE(book) << book.error().text();
    EXPECT_EQ(book->rules.size(), 10'000u);
    EXPECT_NE(error_in(rules(10'001)).find("1 to 10000 [[rule]] are needed, here are 10001"), std::string::npos);
}

}  // namespace
}  // namespace huegrid::tiers
