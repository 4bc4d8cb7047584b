#include "engine/tiers/explain/explain_words.hpp"

#include <gtest/gtest.h>

#include "engine/tiers/classify/classify.hpp"
#include "engine/tiers/explain/because.hpp"
#include "tests/conditions/random_register.hpp"

namespace huegrid::tiers {
namespace {

using conditions::AttributeType;
using conditions::Value;
using Outcome = RuleFinding::Outcome;

constexpr Date as_of = std::chrono::year{2026} / 10 / 31;
constexpr Telling english{Language::en, true}, chinese{Language::zh, true}, discreet{Language::en, false};

model::Attribute attribute(std::string name, AttributeType type, Label title, model::Sensitivity sensitivity = model::Sensitivity::internal) {
    model::Attribute made;
    made.name = std::move(name);
    made.type = type;
    made.title = std::move(title);
    made.sensitivity = sensitivity;
    return made;
}

/// Households 79 and alone (row 0), 85 of unknown company (1), 30 and in company (2).
model::Snapshot three() {
    model::Snapshot snapshot;
    auto& table = snapshot.households;
    table.attributes.emplace_back(attribute("kind", AttributeType::text, {"类型", "Kind"}));
    table.attributes.emplace_back(attribute("age", AttributeType::integer, {"年龄", "Age"}, model::Sensitivity::personal));
    table.attributes.emplace_back(attribute("alone", AttributeType::boolean, {"独居", "Alone"}));
    const std::vector<std::pair<int, Value>> rows{{79, std::int64_t{1}}, {85, Value{}}, {30, std::int64_t{0}}};
    for (const auto& [age, alone] : rows) {
        table.ids.push_back(std::int64_t(table.ids.size()) + 1);
        table.attributes[0].push_back(std::string("home"));
        table.attributes[1].push_back(std::int64_t{age});
        table.attributes[2].push_back(alone);
    }
    snapshot.classification = {"t", "1", "", as_of};
    return snapshot;
}

/// Rule 0: red, 80 and alone; rule 1: yellow, 75. Otherwise blue.
Rulebook book_of(const model::Snapshot& snapshot, const std::string& more = "") {
    auto book = read_rulebook(std::string(R"(name = "t"
version = "1"
owner = "t"
basis = { en = "test", zh = "测试" }
otherwise = "blue"
tier = [
  { id = "red", name = { en = "red", zh = "红" }, colour = "#ab2f07", letter = "R", pattern = "cross" },
  { id = "yellow", name = { en = "yellow", zh = "黄" }, colour = "#f8ed12", letter = "Y", pattern = "dots" },
  { id = "blue", name = { en = "blue", zh = "蓝" }, colour = "#2268bb", letter = "B", pattern = "solid" }]
category = [{ id = "care", name = { en = "care", zh = "照料" } }]
[[rule]]
id = "old-alone"
tier = "red"
category = "care"
when = "age >= 80 AND alone"
because = { en = "old, alone", zh = "高龄独居" }
[[rule]]
id = "old"
tier = "yellow"
category = "care"
when = "age >= 75"
because = { en = "old", zh = "高龄" }
)") + more, "t.toml", conditions::attributes_of(snapshot.households));
    EXPECT_TRUE(book) << book.error().text();
    return book.value();
}

TEST(Explain, NearMissesAreSaidInBothLanguages) {
    const auto snapshot = three();
    const auto book = book_of(snapshot);
    const auto why = explain(snapshot, book, 0, as_of);
    EXPECT_EQ(near_words(why.findings[0], english), "Age 79, 1 short of 80");
    EXPECT_EQ(near_words(why.findings[0], chinese), "年龄 79，距 80 还差 1");
    EXPECT_EQ(near_words(why.findings[1], english), "") << "it is TRUE";
    EXPECT_EQ(seen_words(why.findings[0], chinese), "年龄 79 · 独居 是");
}

/// What a household of this area lacks for the condition.
std::string words_of_area(double area, const std::string& condition, Telling telling) {
    auto column = attribute("floor_area", AttributeType::real, {"建筑面积", "Floor area"});
    column.unit = "m2";
    const auto expression = conditions::Expression::parse(condition, {&column, 1});
    EXPECT_TRUE(expression) << condition;
    const std::vector<Value> values{area};
    RuleFinding finding;
    finding.seen.push_back({column, area});
    finding.near_miss = near_miss(*expression, values, as_of);
    return near_words(finding, telling);
}

// Would catch half an area told as the area, in its unit, and digits that only the arithmetic has.
TEST(Explain, AComputedValueIsNotTheAttributesAndNumbersAreRounded) {
    EXPECT_EQ(words_of_area(77.8, "floor_area / 2 <= 20", english), "floor_area / 2 = 38.9, 18.9 over 20");
    EXPECT_EQ(words_of_area(77.8, "floor_area / 2 <= 20", chinese), "floor_area / 2 = 38.9，比 20 多 18.9");
    EXPECT_EQ(words_of_area(33.45, "floor_area < 20", english), "Floor area 33.45 m2, must be below 20 (13.45 off)") << "33.45 - 20 is 13.450000000000003 in doubles";
    EXPECT_EQ(words_of_area(0.7, "floor_area + 0.1 > 0.9", english), "floor_area + 0.1 = 0.8, must be above 0.9 (0.1 off)");
    EXPECT_EQ(words_of_area(1e-9, "floor_area > 1", english), "Floor area 1e-09 m2, must be above 1 (1 off)") << "what is tiny isn't nothing";
}

// Would catch 309 digits, or "0" of what is tiny, in a reason above the line that says 1e+308.
TEST(Explain, AReasonWritesANumberAsTheLineBesideItDoes) {
    const auto column = attribute("area", AttributeType::real, {});
    Rule rule;
    rule.because = {"{area}", "{area}"};
    rule.quoted.push_back({"area", {}, conditions::Expression::parse_value("area", {&column, 1}).value()});
    for (const double area : {0.0, 0.1 + 0.2, 77.8, 1.0 / 3, 1e9 + 0.25, -1e308, 5e-324}) {
        const std::vector<Value> seen{area};
        EXPECT_EQ(because(rule, Language::en, seen), value_words(column, area, english));
        EXPECT_LT(because(rule, Language::en, seen).size(), 20u);
    }
}

// Would catch a formula told to somebody who knows it by its title, and a pattern that means something else without its ESCAPE.
TEST(Explain, WhatTheRulebookDefinesIsCalledAsItCallsIt) {
    const auto snapshot = three();
    const auto book = book_of(snapshot, R"([[attribute]]
name = "youth"
type = "integer"
title = { en = "Youth", zh = "年轻" }
unit = "years"
formula = "100 - age"
[[attribute]]
name = "years"
type = "integer"
title = { en = "Alias", zh = "别名" }
formula = "age"
[[rule]]
id = "young"
tier = "yellow"
category = "care"
when = "youth >= 25"
because = { en = "x", zh = "x" }
[[rule]]
id = "pattern"
tier = "yellow"
category = "care"
when = "kind LIKE 's!_%' ESCAPE '!'"
because = { en = "x", zh = "x" }
[[score]]
id = "points"
category = "care"
because = { en = "x", zh = "x" }
points = [{ when = "alone", points = 0.7 }, { when = "age >= 80", points = 0.1 }]
tiers = [{ tier = "red", at_least = 0.8 }]
)");
    const auto why = explain(snapshot, book, 0, as_of);
    EXPECT_EQ(near_words(why.findings[0], english), "Age 79, 1 short of 80") << "what the register calls something is not renamed";
    EXPECT_EQ(near_words(why.findings[2], english), "Youth 21 years, 4 short of 25");
    EXPECT_EQ(near_words(why.findings[2], chinese), "年轻 21 years，距 25 还差 4");
    EXPECT_EQ(near_words(why.findings[2], discreet), "Youth ***, must be at least 25") << "it tells the age";
    EXPECT_EQ(why.findings[2].near_miss[0].attributes, std::vector<std::string>{"age"});
    EXPECT_EQ(near_words(why.findings[3], english), "Kind home, must be like s!_% ESCAPE !");
    EXPECT_EQ(near_words(why.findings[4], english), "score 0.7, 0.1 short of 0.8");
}

TEST(Explain, APersonalValueCanBeReadFromNothingThatIsSaid) {
    const auto snapshot = three();
    const auto book = book_of(snapshot);
    const auto why = explain(snapshot, book, 0, as_of);
    EXPECT_EQ(seen_words(why.findings[0], discreet), "Age *** · Alone yes");
    EXPECT_EQ(near_words(why.findings[0], discreet), "Age ***, must be at least 80") << "bound and distance together would tell it";
}

TEST(Explain, AnUnknownRuleNamesWhatIsMissingInIt) {
    const auto snapshot = three();
    const auto why = explain(snapshot, book_of(snapshot), 1, as_of);
    EXPECT_EQ(why.may_be.rule, 0);
    EXPECT_EQ(why.findings[0].missing, std::vector<std::string>{"alone"});
    EXPECT_EQ(outcome_words(why.findings[0], Language::en), "not known; Alone missing");
    EXPECT_EQ(outcome_words(why.findings[0], Language::zh), "资料不全；独居缺失");
}

TEST(Explain, AStaleValueIsToldFromAMissingOne) {
    auto snapshot = three();
    auto& table = snapshot.households;
    table.attributes.emplace_back(attribute("seen_on", AttributeType::date, {"核实日期", "Seen on"}));
    for (const int days : {100, 1, 1}) table.attributes.back().push_back(as_of - std::chrono::days(days));
    const auto book = book_of(snapshot, R"([stale]
age = { after_days = 90, known_on = "seen_on" }
[[attribute]]
name = "years"
type = "integer"
title = { en = "Alias", zh = "别名" }
formula = "age"
)");
    const auto stale = explain(snapshot, book, 0, as_of);
    EXPECT_EQ(stale.findings[1].stale, std::vector<std::string>{"age"});
    EXPECT_TRUE(stale.findings[1].missing.empty());
    EXPECT_EQ(stale.stale, std::vector<std::string>{"age"});
    const auto fresh = explain(snapshot, book, 2, as_of);
    EXPECT_EQ(near_words(fresh.findings[1], english), "Age 30, 45 short of 75") << "a value that can go stale is still an attribute";
}

TEST(Explain, AHeldRuleSaysUntilWhen) {
    auto snapshot = three();
    auto book = book_of(snapshot);
    book.rules[0].hold_days = 14;
    snapshot.held_rules = {"old-alone"};
    snapshot.rule_holds.push_back({2, 0, as_of - std::chrono::days(4)});
    const auto why = explain(snapshot, book, 2, as_of);
    EXPECT_EQ(why.findings[0].outcome, Outcome::is_held);
    EXPECT_EQ(why.verdict.rule, 0);
    EXPECT_EQ(outcome_words(why.findings[0], Language::en), "held: last true on 2026-10-27, until before 2026-11-11");
    EXPECT_EQ(explain(snapshot, book, 2, *why.findings[0].held_until - std::chrono::days(1)).verdict.rule, 0);
    EXPECT_EQ(explain(snapshot, book, 2, *why.findings[0].held_until).verdict.rule, -1) << "the day said is the first on which it no longer holds";
}

// Would catch a shop that stays red by a rule for homes, since it was one last week.
TEST(Explain, ARuleHoldsForItsKindsOnly) {
    auto snapshot = three();
    auto book = book_of(snapshot);
    book.rules[0].hold_days = 14;
    book.rules[0].applies_to = {"shop"};
    snapshot.held_rules = {"old-alone"};
    snapshot.rule_holds.push_back({2, 0, as_of - std::chrono::days(4)});
    const auto why = explain(snapshot, book, 2, as_of);
    EXPECT_EQ(why.findings[0].outcome, Outcome::not_for_this_kind);
    EXPECT_EQ(why.verdict.rule, -1);
    EXPECT_EQ(classify(snapshot, book, as_of)->verdict(2), why.verdict);
    book.rules[0].applies_to = {"home"};
    EXPECT_EQ(explain(snapshot, book, 2, as_of).verdict.rule, 0);
}

TEST(Explain, ARuleForAnotherKindIsNeverNear) {
    auto snapshot = three();
    auto book = book_of(snapshot);
    book.rules[0].applies_to = {"shop"};
    const auto why = explain(snapshot, book, 0, as_of);
    EXPECT_EQ(why.findings[0].outcome, Outcome::not_for_this_kind);
    EXPECT_TRUE(why.findings[0].near_miss.empty());
}

TEST(Explain, ATierByHandSaysByWhomUntilWhenAndWhy) {
    auto snapshot = three();
    snapshot.overrides.push_back({2, "red", "after hospital", "li", as_of, as_of + std::chrono::days(90)});
    const auto book = book_of(snapshot);
    const auto why = explain(snapshot, book, 2, as_of);
    ASSERT_TRUE(why.by_hand);
    EXPECT_TRUE(why.verdict.by_hand);
    EXPECT_EQ(by_hand_words(*why.by_hand, Language::en), "set by hand by li on 2026-10-31, until before 2027-01-29: after hospital");
    EXPECT_FALSE(explain(snapshot, book, 2, why.by_hand->expires_on).by_hand) << "an expired one falls back";
    auto renamed = three();
    renamed.overrides.push_back({2, "a tier of other rules", "after hospital", "li", as_of, as_of + std::chrono::days(90)});
    const auto lost = explain(renamed, book, 2, as_of);
    EXPECT_FALSE(lost.by_hand) << "it would contradict the tier beside it";
    EXPECT_TRUE(lost.not_followed);
}

}  // namespace
}  // namespace huegrid::tiers
