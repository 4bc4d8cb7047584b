#include "tests/tiers/wrong_rulebooks.hpp"

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

TEST(Rulebook, EveryMistakeIsNamedAtItsPlace) {
    for (const auto& [text, message] : wrong_rulebooks()) {
        const auto book = read_rulebook(text, "r.toml", columns(), layers);
        const auto error = book ? "no error" : book.error().text();
        const bool placed = message[0] >= '0' && message[0] <= '9';
        EXPECT_NE(error.find((placed ? "r.toml:" : "") + std::string(message)), std::string::npos) << message << "\n" << error;
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
    EXPECT_TRUE(error_in(with("\"Care\"", "\"Care")).starts_with("r.toml:1:"));
    EXPECT_TRUE(error_in(with("owner =", "owner")).starts_with("r.toml:3:"));
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
