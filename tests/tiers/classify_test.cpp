#include "engine/tiers/classify/classify.hpp"
#include "engine/tiers/explain/explain.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "tests/conditions/random_condition.hpp"

namespace huegrid::tiers {
namespace {

using namespace conditions;  // the random registers

constexpr Date as_of{std::chrono::days(20'700)};

struct RuleText {
    std::string tier, category, when, applies_to;  ///< applies_to as TOML, "" for all
};

/// Tiers red, yellow, blue (otherwise yellow, so that rules lie on both sides of it); categories care and health.
Rulebook rulebook_of(const std::vector<RuleText>& rules, const model::HouseholdTable& table) {
    std::string text = R"(name = "t"
version = "1"
owner = "t"
basis = { en = "test" }
otherwise = "yellow"
tier = [
  { id = "red", name = { en = "red" }, colour = "#ab2f07", letter = "R", pattern = "cross" },
  { id = "yellow", name = { en = "yellow" }, colour = "#f8ed12", letter = "Y", pattern = "dots" },
  { id = "blue", name = { en = "blue" }, colour = "#2268bb", letter = "B", pattern = "solid" }]
category = [{ id = "care", name = { en = "care" } }, { id = "health", name = { en = "health" } }]
)";
    for (std::size_t r = 0; r < rules.size(); ++r) {
        std::string when;
        for (const char c : rules[r].when) when += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
        text += fmt::format("[[rule]]\nid = \"r{}\"\ntier = \"{}\"\ncategory = \"{}\"\nwhen = \"{}\"\nbecause = {{ en = \"x\" }}\n",
                            r, rules[r].tier, rules[r].category, when);
        if (!rules[r].applies_to.empty()) text += "applies_to = " + rules[r].applies_to + "\n";
    }
    auto book = read_rulebook(text, "t.toml", attributes_of(table));
    EXPECT_TRUE(book) << book.error().text();
    return book.value();
}

std::vector<RuleText> random_rules(std::size_t count, Dice& dice) {
    RandomCondition random(dice);
    std::vector<RuleText> rules;
    for (std::size_t r = 0; r < count; ++r)
        rules.push_back({dice.one_of<std::string>({"red", "yellow", "blue"}), dice.one_of<std::string>({"care", "health"}),
                         // Random conditions are true too often for lower rules to matter.
                         random.condition(2) + " AND i1 > 2",
                         dice.one_of<std::string>({"", "[\"home\"]", "[\"home\", \"shop\"]"})});
    return rules;
}

/// What design.md says of one household, from each rule's three-valued answer (NULL kind included).
struct Expected {
    std::size_t tier;
    int may_be = -1;
    int rule = -1;
    std::uint32_t categories = 0;
};
Expected expected_of(const Rulebook& book, const std::vector<Truth>& rules, bool concerned) {
    Expected expected{book.otherwise};
    bool open = false;
    for (std::size_t tier = 0; tier < book.unknown(); ++tier)
        for (std::size_t r = 0; r < rules.size(); ++r) {
            if (book.rules[r].tier != tier) continue;
            open |= rules[r] == Truth::unknown;
            if (rules[r] == Truth::yes) expected.categories |= 1u << book.rules[r].category;
            if (rules[r] == Truth::yes && expected.rule < 0) {
                expected.rule = int(r);
                expected.tier = tier;
            }
        }
    if (expected.rule < 0) expected.tier = open ? book.unknown() : concerned ? book.otherwise : book.not_applicable();
    for (std::size_t r = 0; r < rules.size(); ++r)
        if (rules[r] == Truth::unknown && book.rules[r].tier < expected.tier &&
            (expected.may_be < 0 || int(book.rules[r].tier) < expected.may_be))
            expected.may_be = int(book.rules[r].tier);
    return expected;
}

TEST(Classify, AgreesWithSqliteOnRandomRulebooks) {
    const std::uint64_t seed = 7;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    model::Snapshot snapshot;
    snapshot.households = random_register(1100, dice);
    Oracle oracle(snapshot.households);
    std::vector<std::int64_t> seen(5);
    for (int n = 0; n < 150; ++n) {
        const auto texts = random_rules(1 + dice.below(6), dice);
        const auto book = rulebook_of(texts, snapshot.households);
        const auto classes = classify(snapshot, book, as_of);
        ASSERT_TRUE(classes);
        std::vector<std::vector<Truth>> answers, kinds;
        for (const auto& text : texts) {
            std::string kind = text.applies_to.empty() ? "1" : "kind IN (" + text.applies_to.substr(1, text.applies_to.size() - 2) + ")";
            std::replace(kind.begin(), kind.end(), '"', '\'');
            kinds.push_back(oracle.ask(kind));
            answers.push_back(oracle.ask(kind + " AND (" + text.when + ")"));
        }
        for (std::size_t row = 0; row < snapshot.households.size(); ++row) {
            std::vector<Truth> rules;
            bool concerned = false;
            for (std::size_t r = 0; r < texts.size(); ++r) {
                rules.push_back(answers[r][row]);
                concerned |= kinds[r][row] != Truth::no;
            }
            const auto expected = expected_of(book, rules, concerned);
            ASSERT_EQ(std::size_t(classes->tier(row)), expected.tier) << "row " << row << " of " << book.text;
            ASSERT_EQ(classes->may_be(row).tier, expected.may_be) << "row " << row << " of " << book.text;
            ASSERT_EQ(classes->verdict(row).rule, expected.rule) << "row " << row << " of " << book.text;
            ASSERT_EQ(classes->categories(row), expected.categories) << "row " << row << " of " << book.text;
            ++seen[expected.tier];
        }
    }
    for (const auto count : seen) EXPECT_GT(count, 1000) << "a class hardly occurs: the test is too tame";
}

TEST(Classify, TiersPartitionTheHouseholds) {
    Dice dice(11);
    model::Snapshot snapshot;
    snapshot.households = random_register(3000, dice);
    const auto book = rulebook_of(random_rules(5, dice), snapshot.households);
    const auto classes = classify(snapshot, book, as_of).value();
    EXPECT_EQ(std::accumulate(classes.tier_counts.begin(), classes.tier_counts.end(), std::int64_t{0}), 3000);
    std::vector<std::size_t> rows(3000);
    std::iota(rows.begin(), rows.end(), std::size_t{0});
    for (std::size_t tier = 0; tier < book.tiers.size(); ++tier)
        EXPECT_EQ(std::count_if(rows.begin(), rows.end(), [&](auto row) { return classes.tier(row) == std::int8_t(tier); }), classes.tier_counts[tier]);
}

TEST(Classify, ExplainAgreesForEveryHousehold) {
    Dice dice(13);
    model::Snapshot snapshot;
    snapshot.households = random_register(300, dice);
    for (int n = 0; n < 20; ++n) {
        const auto book = rulebook_of(random_rules(4, dice), snapshot.households);
        const auto classes = classify(snapshot, book, as_of).value();
        for (std::size_t row = 0; row < 300; ++row) {
            const auto why = explain(snapshot, book, Index(row), as_of);
            ASSERT_EQ(why.verdict.tier, classes.tier(row));
            ASSERT_EQ(why.may_be.tier, classes.may_be(row).tier);
            ASSERT_EQ(why.verdict.rule, classes.verdict(row).rule);
            ASSERT_EQ(why.categories, classes.categories(row));
            if (why.verdict.rule >= 0) {
                ASSERT_EQ(why.findings[std::size_t(why.verdict.rule)].outcome, RuleFinding::Outcome::is_true);
            }
            const bool some_null = std::any_of(why.findings.begin(), why.findings.end(),
                                               [](const auto& f) { return f.outcome == RuleFinding::Outcome::is_null; });
            ASSERT_TRUE(some_null || why.missing.empty());
        }
    }
}

/// The rows of `table` in another order.
model::HouseholdTable permuted(const model::HouseholdTable& table, const std::vector<std::size_t>& order) {
    model::HouseholdTable result;
    for (const auto& column : table.attributes) {
        auto& to = result.attributes.emplace_back(column.attribute);
        for (const std::size_t row : order) to.push_back(column.value(row));
    }
    for (std::size_t row = 0; row < order.size(); ++row) result.ids.push_back(std::int64_t(row) + 1);
    return result;
}

TEST(Classify, NeitherRowOrderNorThreadsMatter) {
    Dice dice(17);
    model::Snapshot snapshot, shuffled;
    const std::size_t rows = 2 * model::chunk_rows + 4321;
    snapshot.households = random_register(rows, dice);
    std::vector<std::size_t> order(rows);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), std::mt19937_64(3));
    shuffled.households = permuted(snapshot.households, order);

    const auto book = rulebook_of(random_rules(6, dice), snapshot.households);
    const auto one = classify(snapshot, book, as_of, {}, 1).value();
    const auto five = classify(snapshot, book, as_of, {}, 5).value();
    EXPECT_EQ(one.decided, five.decided);
    EXPECT_EQ(one.open, five.open);
    EXPECT_EQ(one.category_planes, five.category_planes);
    const auto other = classify(shuffled, book, as_of).value();
    EXPECT_EQ(one.tier_counts, other.tier_counts);
    for (std::size_t row = 0; row < rows; ++row) {
        ASSERT_EQ(other.tier(row), one.tier(order[row]));
        ASSERT_EQ(other.verdict(row).rule, one.verdict(order[row]).rule);
        ASSERT_EQ(other.may_be(row).tier, one.may_be(order[row]).tier);
    }
}

TEST(Classify, ALowerRuleNeverChangesWhatAHigherOneDecided) {
    Dice dice(19);
    model::Snapshot snapshot;
    snapshot.households = random_register(2000, dice);
    for (int n = 0; n < 40; ++n) {
        auto rules = random_rules(4, dice);
        const auto before = classify(snapshot, rulebook_of(rules, snapshot.households), as_of).value();
        auto added = random_rules(1, dice).front();
        added.tier = "blue";
        const std::size_t at = dice.below(rules.size() + 1);
        rules.insert(rules.begin() + std::ptrdiff_t(at), added);
        const auto after = classify(snapshot, rulebook_of(rules, snapshot.households), as_of).value();
        for (std::size_t row = 0; row < 2000; ++row)
            if (before.verdict(row).rule >= 0 && before.tier(row) < 2) {
                ASSERT_EQ(after.tier(row), before.tier(row));
                ASSERT_EQ(after.may_be(row).tier, before.may_be(row).tier);
                ASSERT_EQ(after.verdict(row).rule, before.verdict(row).rule + (std::size_t(before.verdict(row).rule) >= at));
            }
    }
}

/// One household of each line: kind, age (-1 missing), alone (-1 missing).
model::Snapshot households(const std::vector<std::tuple<std::string, int, int>>& lines) {
    model::Snapshot snapshot;
    auto& table = snapshot.households;
    table.attributes.emplace_back(attribute("kind", AttributeType::text));
    table.attributes.emplace_back(attribute("age", AttributeType::integer));
    table.attributes.emplace_back(attribute("alone", AttributeType::boolean));
    for (const auto& [kind, age, alone] : lines) {
        table.ids.push_back(std::int64_t(table.size()) + 1);
        table.attributes[0].push_back(kind.empty() ? Value{} : Value{kind});
        table.attributes[1].push_back(age < 0 ? Value{} : Value{std::int64_t{age}});
        table.attributes[2].push_back(alone < 0 ? Value{} : Value{std::int64_t{alone}});
    }
    return snapshot;
}

template <class Of>
auto every(const Classes& classes, const Of& of) {
    std::vector<decltype(of(std::size_t{0}))> values;
    for (std::size_t row = 0; row < classes.size(); ++row) values.push_back(of(row));
    return values;
}

TEST(Classify, TheDesignsCasesOneByOne) {
    const auto snapshot = households({{"home", 85, 1},    // 0 red is true
                                      {"home", 85, -1},   // 1 blue is true, red is NULL
                                      {"home", -1, 0},    // 2 red is false, blue is NULL
                                      {"home", 40, 0},    // 3 nothing is true
                                      {"shop", 85, 1},    // 4 no rule is for shops
                                      {"", 85, 1},        // 5 whether any rule is for it isn't known
                                      {"", 40, 0}});      // 6 no rule could be true whatever it is
    const auto book = rulebook_of({{"blue", "health", "age >= 80", "[\"home\"]"}, {"red", "care", "age >= 80 AND alone", "[\"home\"]"}},
                                  snapshot.households);
    const auto classes = classify(snapshot, book, as_of).value();
    const auto unknown = std::int8_t(book.unknown()), not_applicable = std::int8_t(book.not_applicable());
    const auto tiers = every(classes, [&](std::size_t row) { return classes.tier(row); });
    const auto may_be = every(classes, [&](std::size_t row) { return classes.may_be(row).tier; });
    const auto rules = every(classes, [&](std::size_t row) { return classes.verdict(row).rule; });
    const auto categories = every(classes, [&](std::size_t row) { return classes.categories(row); });
    EXPECT_EQ(tiers, (std::vector<std::int8_t>{0, 2, unknown, 1, not_applicable, unknown, 1}));
    EXPECT_EQ(may_be, (std::vector<std::int8_t>{-1, 0, 2, -1, -1, 0, -1}));
    EXPECT_EQ(rules, (std::vector<std::int16_t>{1, 0, -1, -1, -1, -1, -1}));
    EXPECT_EQ(categories, (std::vector<std::uint32_t>{3, 2, 0, 0, 0, 0, 0}));

    const auto why = explain(snapshot, book, 1, as_of);
    EXPECT_EQ(why.findings[1].outcome, RuleFinding::Outcome::is_null);
    ASSERT_EQ(why.findings[1].seen.size(), 2u);
    EXPECT_EQ(why.findings[1].seen[0].value, Value{std::int64_t{85}});
    EXPECT_EQ(why.missing, std::vector<std::string>{"alone"});
    EXPECT_EQ(explain(snapshot, book, 4, as_of).findings[0].outcome, RuleFinding::Outcome::not_for_this_kind);
    EXPECT_EQ(explain(snapshot, book, 5, as_of).missing, std::vector<std::string>{"kind"});
}

TEST(Classify, NoHouseholdsAreNoError) {
    const auto classes = classify(households({}), rulebook_of({{"red", "care", "age > 1", ""}}, households({}).households), as_of);
    ASSERT_TRUE(classes);
    EXPECT_EQ(classes->tier_counts, (std::vector<std::int64_t>(5, 0)));
}

TEST(Classify, AStopIsHeard) {
    const auto snapshot = households({{"home", 85, 1}});
    std::stop_source source;
    source.request_stop();
    const auto book = rulebook_of({{"red", "care", "age > 1", ""}}, snapshot.households);
    EXPECT_EQ(classify(snapshot, book, as_of, {{}, source.get_token()}).error().code, ErrorCode::cancelled);
}

TEST(Classify, AnotherRegisterIsNoticed) {
    const auto book = rulebook_of({{"red", "care", "age > 1", ""}}, households({}).households);
    model::Snapshot other;
    other.households.ids.push_back(1);
    EXPECT_EQ(classify(other, book, as_of).error().code, ErrorCode::bad_input);
    const auto why = explain(other, book, 0, as_of);
    EXPECT_EQ(std::size_t(why.verdict.tier), book.unknown());
    EXPECT_EQ(why.missing, std::vector<std::string>{"age"});
}

}  // namespace
}  // namespace huegrid::tiers
