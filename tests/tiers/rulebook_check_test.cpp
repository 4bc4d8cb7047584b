#include "engine/tiers/rulebook/rulebook_check.hpp"

#include "engine/base/text.hpp"
#include "engine/tiers/classify/classify.hpp"
#include "engine/tiers/classify/rule_counts.hpp"
#include "engine/tiers/rulebook/rule_logic.hpp"
#include "engine/tiers/rulebook/sensitive.hpp"
#include "tests/conditions/random_condition.hpp"
#include "tests/tiers/small_rulebook.hpp"

namespace huegrid::tiers {
namespace {

using conditions::Dice;
using conditions::Expression;
using conditions::Truth;

constexpr Date as_of{std::chrono::days(20'700)};

/// "line:column message", each on a line.
std::string said(const std::string& text, const std::vector<conditions::Mistake>& found) {
    std::string all;
    for (const auto& [at, message] : found) {
        const auto position = conditions::position_of(text, at);
        all += fmt::format("{}:{} {}\n", position.line, position.column, message);
    }
    return all;
}
std::string warnings(const std::string& text) {
    const auto check = check_rulebook(text, columns());
    EXPECT_EQ(said(text, check.mistakes), "");
    return said(text, check.warnings);
}

/// A rule more, in tier blue for the same category.
std::string with_rule(std::string_view when, std::string_view more = "") {
    return and_also(fmt::format("[[rule]]\nid = \"more\"\ntier = \"blue\"\ncategory = \"elder-care\"\napplies_to = [\"home\"]\nwhen = \"{}\"\n"
                                "because = {{ zh = \"x\", en = \"x\" }}\n{}", when, more));
}

TEST(RulebookCheck, AGoodOneHasNothingToSay) { EXPECT_EQ(warnings(std::string(good)), ""); }

TEST(RulebookCheck, WhatCannotMatterIsProved) {
    EXPECT_EQ(warnings(with_rule("oldest_age >= 90 AND living_alone")),
              "39:8 rule 'more' can't matter: whenever it is TRUE, so is 'elder-alone', which gives 'red' for the same category\n");
    EXPECT_NE(warnings(with_rule("oldest_age BETWEEN 80 AND 85 AND living_alone AND last_visit IS NULL")).find("can't matter"), std::string::npos);
    EXPECT_NE(warnings(with_rule("oldest_age > 79.5 AND NOT (living_alone = FALSE OR oldest_age IS NULL)")).find("can't matter"), std::string::npos);
    EXPECT_EQ(warnings(with_rule("oldest_age >= 79 AND living_alone")), "") << "one year of difference";
    EXPECT_EQ(warnings(with_rule("oldest_age > 79.5")), "");
    EXPECT_EQ(warnings(with_rule("oldest_age >= 90 AND living_alone", "hold_days = 3")), "") << "it may still hold when the other is over";
}

TEST(RulebookCheck, WhatIsAlwaysTheSameIsProved) {
    EXPECT_EQ(warnings(with_rule("oldest_age > 80 AND oldest_age < 81")), "39:8 rule 'more' is never TRUE: its condition contradicts itself\n");
    EXPECT_NE(warnings(with_rule("kind = 'shop'")).find("never TRUE"), std::string::npos) << "it is for homes only";
    EXPECT_NE(warnings(with_rule("days_since(last_visit) > 30 AND days_since(last_visit) <= 30")).find("never TRUE"), std::string::npos);
    EXPECT_EQ(warnings(with_rule("oldest_age / 0 > 1 AND NOT oldest_age % 0.0 > 3")), "39:8 rule 'more' is never TRUE: its condition is always NULL\n");
    EXPECT_NE(warnings(with_rule("oldest_age < 70 OR oldest_age >= 70")).find("never FALSE: it asks nothing but whether a value is there"), std::string::npos);
    EXPECT_NE(warnings(with_rule("TRUE")).find("never FALSE: it asks nothing\n"), std::string::npos);
    EXPECT_EQ(warnings(with_rule("days_since(last_visit) > 30 AND last_visit < '2026-01-01'")), "");
}

// Would catch a rule that we read and the database can't, of which its user first hears when he exports it.
TEST(RulebookCheck, ARuleWithoutSqlIsPointedAt) {
    std::string deep = "oldest_age";
    for (int n = 0; n < 2000; ++n) deep += " + oldest_age";
    EXPECT_NE(warnings(with_rule(deep + " > 1")).find("39:8 rule 'more' has no SQL: this condition is nested deeper"), std::string::npos);
}

/// The law: what is proved is so on every row of a register with the values that go wrong.
TEST(RulebookCheck, NothingIsProvedThatSomeHouseholdContradicts) {
    const std::uint64_t seed = 11;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    const auto table = conditions::random_register(700, dice);
    const auto attributes = conditions::attributes_of(table);
    conditions::RandomCondition random(dice);
    int proofs = 0;
    for (int n = 0; n < 400; ++n) {
        const auto condition = random.condition(1), other = dice.below(2) == 0 ? condition + " OR " + random.condition(1) : random.condition(1);
        const auto a = Expression::parse(condition, attributes), b = Expression::parse(other, attributes);
        ASSERT_TRUE(a && b);
        RuleLogic logic;
        const auto first = logic.add(*a, {}), second = logic.add(*b, {});
        const auto outcomes = logic.outcomes(first);
        const bool implies = logic.implies(first, second);
        proofs += implies;
        const auto is = conditions::evaluate(*a, table, as_of).value(), and_other = conditions::evaluate(*b, table, as_of).value();
        for (std::size_t row = 0; row < is.size(); ++row) {
            ASSERT_TRUE(!implies || is[row] != Truth::yes || and_other[row] == Truth::yes) << condition << "\n" << other << "\n" << row;
            ASSERT_TRUE(!outcomes.known || is[row] != Truth::yes || outcomes.yes) << condition << "\n" << row;
            ASSERT_TRUE(!outcomes.known || is[row] != Truth::no || outcomes.no) << condition << "\n" << row;
        }
    }
    EXPECT_GT(proofs, 40);
}

TEST(RulebookCheck, TiersLanguagesAndColoursAreLookedAt) {
    auto text = with("otherwise = \"blue\"", "otherwise = \"red\"");
    EXPECT_EQ(warnings(text), "15:1 no rule gives tier 'blue', and it isn't 'otherwise': a household gets it by hand only\n");
    EXPECT_EQ(warnings(with("{ zh = \"独居\", en = \"alone\" }", "{ zh = \"独居\" }")), "32:11 'because' is in Chinese only; the other readers get that too\n");
    EXPECT_NE(warnings(with("\"#2268bb\"", "\"#b05d42\"")).find("18:10 only just passes"), std::string::npos);
}

TEST(RulebookCheck, WhatIsDelicateIsBlockedOrNeedsAPurpose) {
    const auto topic = [](std::string name, std::string zh) {
        auto column = conditions::attribute(std::move(name), model::AttributeType::boolean);
        column.title = {std::move(zh), ""};
        const auto found = sensitive_topic(column);
        return found ? fmt::format("{}{}", found->name, found->blocked ? "!" : "") : "";
    };
    EXPECT_EQ(topic("religion", ""), "religion!");
    EXPECT_EQ(topic("hasFaceId", ""), "biometrics!");
    EXPECT_EQ(topic("x", "是否党员"), "politics!");
    EXPECT_EQ(topic("x", "信访次数"), "petitions!");
    EXPECT_EQ(topic("x", "民族"), "ethnicity!");
    EXPECT_EQ(topic("drug_record", ""), "drug records!");
    EXPECT_EQ(topic("police_visits", ""), "police records!");
    EXPECT_EQ(topic("n_minors", ""), "minors");
    EXPECT_EQ(topic("low_income", ""), "income");
    EXPECT_EQ(topic("chronic_illness", ""), "health");
    EXPECT_EQ(topic("x", "残疾人数"), "disability");
    EXPECT_EQ(topic("oldest_age", "最高年龄"), "");
    EXPECT_EQ(topic("traces", "竞赛"), "") << "a word inside another";

    auto with_more = columns();
    with_more.push_back(conditions::attribute("disability", model::AttributeType::boolean));
    with_more.push_back(conditions::attribute("faith", model::AttributeType::text));
    auto text = with("AND living_alone", "AND disability");
    EXPECT_EQ(said(text, check_rulebook(text, with_more).warnings), "31:30 'disability' speaks of disability: the register states no purpose for keeping it\n");
    with_more[with_more.size() - 2].purpose = "visits";
    EXPECT_EQ(said(text, check_rulebook(text, with_more).warnings), "");
    text = with("AND living_alone", "AND faith = 'x'");
    const auto check = check_rulebook(text, with_more);
    EXPECT_EQ(said(text, check.mistakes), "31:30 'faith' speaks of religion, which no rule may read: a tier says how much help a household needs\n");
    EXPECT_FALSE(check.rulebook);
}

TEST(RulebookCheck, WithoutARegisterTypesFollowFromUse) {
    for (const char* when : {"oldest_age >= 80 AND living_alone", "n * 2 > m", "d < TODAY - 30 AND e = d", "name LIKE 'a%' AND lower(street) = 'x'",
                             "x IS NULL OR days_since(y) > 3", "CASE WHEN a THEN b ELSE 3 END > 2", "coalesce(day, '2026-10-31') > moved", "size > 2.5 AND kind IN ('home')"}) {
        const auto check = check_rulebook(with("oldest_age >= 80 AND living_alone", when), std::nullopt);
        EXPECT_EQ(said("", check.mistakes), "") << when;
    }
    const auto check = check_rulebook(with("oldest_age >= 80 AND living_alone", "age >= 80 AND age = 'old'"), std::nullopt);
    EXPECT_EQ(check.mistakes.size(), 1u) << "but it can't be both";
}

TEST(RulebookCheck, ShippedRulebooksPass) {
    for (const char* name : {"default.toml", "eusilc.toml"}) {
        const auto text = read_file(std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/rulebooks" / name).value();
        const auto check = check_rulebook(text, std::nullopt);
        EXPECT_EQ(said(text, check.mistakes) + said(text, check.warnings), "") << name;
    }
}

TEST(RuleCounts, AreThoseOfCountingOneByOne) {
    Dice dice(3);
    model::Snapshot snapshot;
    for (const auto& column : columns()) snapshot.households.attributes.emplace_back(column);
    for (int row = 0; row < 9000; ++row) {
        snapshot.households.ids.push_back(row + 1);
        for (auto& column : snapshot.households.attributes) {
            if (column.attribute.name == "kind") column.push_back(dice.one_of<std::string>({"home", "shop"}));
            else if (column.attribute.name == "oldest_age") column.push_back(std::int64_t(60 + dice.below(40)));
            else if (column.attribute.name == "living_alone") column.push_back(dice.below(9) == 0 ? model::Value{} : model::Value{std::int64_t(dice.below(2))});
            else column.push_back(model::Value{});
        }
    }
    const auto book = read(with_rule("oldest_age >= 70"));
    std::vector<RuleCounts> expected(2);
    for (std::size_t row = 0; row < snapshot.households.size(); ++row) {
        const auto value = [&](const char* name) { return snapshot.households.attribute(name)->value(row); };
        const bool home = std::get<std::string>(value("kind")) == "home";
        const auto age = std::get<std::int64_t>(value("oldest_age"));
        const auto lives_alone = value("living_alone");
        const auto* alone = std::get_if<std::int64_t>(&lives_alone);
        const bool missing = home && age >= 80 && !alone;
        const bool red = home && age >= 80 && alone && *alone == 1, blue = home && age >= 70;
        expected[0].matches += red, expected[0].decides += red, expected[0].overlaps += red, expected[0].missing += missing;
        expected[1].matches += blue, expected[1].decides += blue && !red, expected[1].overlaps += blue && red;
    }
    const auto counts = count_rules(snapshot, book, as_of).value();
    for (std::size_t r = 0; r < 2; ++r) {
        EXPECT_EQ(counts[r].matches, expected[r].matches);
        EXPECT_EQ(counts[r].decides, expected[r].decides);
        EXPECT_EQ(counts[r].overlaps, expected[r].overlaps);
        EXPECT_EQ(counts[r].missing, expected[r].missing);
    }
}

}  // namespace
}  // namespace huegrid::tiers
