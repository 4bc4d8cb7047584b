#include <array>
#include <map>

#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/tiers/explain/because.hpp"
#include "tests/tiers/wrong_rulebooks.hpp"

namespace huegrid::tiers {
namespace {

using conditions::Scalar;

constexpr Date as_of{std::chrono::days(20'700)};

/// Values by the attributes' names; what isn't there is missing.
struct Household : conditions::Row {
    const conditions::Syntax& syntax;
    std::map<std::string, Scalar> values;

    Household(const conditions::Expression& expression, std::map<std::string, Scalar> known) : syntax(*expression.syntax()), values(std::move(known)) {}
    [[nodiscard]] Scalar value(std::uint32_t index) const override {
        const auto found = values.find(syntax.columns[index].name);
        return found == values.end() ? Scalar{} : found->second;
    }
};

Scalar asked(const conditions::Expression& expression, std::map<std::string, Scalar> values) {
    const Household household(expression, std::move(values));
    return conditions::ScalarEvaluator(*expression.syntax(), as_of).value(household);
}
Scalar old(std::int64_t age) { return Scalar::of(age); }
Scalar truth(bool is) { return Scalar::of(is); }
Scalar days_ago(int days) { return Scalar::of(as_of - std::chrono::days(days)); }
/// 'T', 'F' or 'N'.
char answer(const Scalar& value) { return value.is_null() ? 'N' : value.is_true() ? 'T' : 'F'; }

TEST(RulebookKeys, ARuleHasAHoldAndDays) {
    const auto book = read(with("when =", "hold_days = 14\nvalid_from = 2026-01-01\nvalid_to = 2027-01-01\nwhen ="));
    EXPECT_EQ(book.rules[0].hold_days, 14);
    EXPECT_EQ(book.rules[0].valid_from, parse_date("2026-01-01"));
    EXPECT_EQ(book.rules[0].valid_to, parse_date("2027-01-01"));
    EXPECT_EQ(read(with("visit_every_days = 7", "visit_within_hours_of_change = 72")).tiers[0].visit_within_hours_of_change, 72);
}

TEST(RulebookKeys, NamesStandForConditionsValuesAndLists) {
    const auto book = read(with("\"oldest_age >= 80 AND living_alone\"", "\"frail AND kind IN places\"") + R"(
[[list]]
name = "places"
values = ["home", "shop"]
[[condition]]
name = "frail"
when = "age_in_decades >= 8 AND living_alone"
[[attribute]]
name = "age_in_decades"
type = "integer"
title = { en = "age in decades" }
formula = "oldest_age / 10"
)");
    const auto& condition = book.rules.at(0).condition;
    EXPECT_EQ(answer(asked(condition, {{"oldest_age", old(80)}, {"living_alone", truth(true)}, {"kind", Scalar::of(std::string_view("shop"))}})), 'T');
    EXPECT_EQ(answer(asked(condition, {{"oldest_age", old(79)}, {"living_alone", truth(true)}, {"kind", Scalar::of(std::string_view("shop"))}})), 'F');
    EXPECT_EQ(answer(asked(condition, {{"oldest_age", old(80)}, {"living_alone", truth(true)}, {"kind", Scalar::of(std::string_view("firm"))}})), 'F');
    ASSERT_EQ(book.derived.size(), 1u);
    EXPECT_EQ(book.derived[0].value.type(), model::AttributeType::integer);
}

TEST(RulebookKeys, AStaleValueIsNullHoweverItIsNamed) {
    const std::string stale = "[stale]\noldest_age = { after_days = 365, known_on = \"last_visit\" }\n";
    for (const char* mention : {"oldest_age >= 80", "OLDEST_AGE >= 80", "\\\"oldest_age\\\" >= 80", "eighty", "years >= 80"}) {
        const auto book = read(with("oldest_age >= 80 AND living_alone", mention) + stale +
            "[[condition]]\nname = \"eighty\"\nwhen = \"oldest_age >= 80\"\n"
            "[[attribute]]\nname = \"years\"\ntype = \"integer\"\ntitle = { en = \"years\" }\nformula = \"oldest_age\"\n");
        const auto& condition = book.rules.at(0).condition;
        EXPECT_EQ(answer(asked(condition, {{"oldest_age", old(80)}, {"last_visit", days_ago(365)}})), 'T') << mention;
        EXPECT_EQ(answer(asked(condition, {{"oldest_age", old(80)}, {"last_visit", days_ago(366)}})), 'N') << mention;
        EXPECT_EQ(answer(asked(condition, {{"oldest_age", old(80)}})), 'N') << mention << ": of unknown age";
        EXPECT_EQ(answer(asked(condition, {{"oldest_age", old(79)}, {"last_visit", days_ago(0)}})), 'F') << mention;
    }
}

constexpr std::string_view frailty = R"(
[[score]]
id = "frailty"
category = "elder-care"
points = [
  { when = "oldest_age >= 80", points = 3 },
  { when = "living_alone", points = 2 },
  { when = "kind = 'shop'", points = -4 }]
tiers = [{ tier = "red", at_least = 5 }, { tier = "blue", at_least = 1 }]
because = { en = "{score} points" }
)";

/// By hand over all three answers of each part: the points that are sure and those that are possible.
TEST(RulebookKeys, AScoreIsAnIntervalWhereSomethingIsMissing) {
    const auto book = read(and_also(frailty));
    ASSERT_EQ(book.rules.size(), 3u);
    const std::vector<std::pair<std::string, double>> thresholds{{"frailty-red", 5}, {"frailty-blue", 1}};
    const std::array<double, 3> points{3, 2, -4};
    const std::array<std::pair<const char*, std::array<Scalar, 3>>, 3> parts{{{"oldest_age", {old(80), old(2), Scalar{}}},
        {"living_alone", {truth(true), truth(false), Scalar{}}}, {"kind", {Scalar::of(std::string_view("shop")), Scalar::of(std::string_view("home")), Scalar{}}}}};
    for (int n = 0; n < 27; ++n) {
        double least = 0, most = 0;
        std::map<std::string, Scalar> values;
        for (int rest = n, p = 0; p < 3; ++p, rest /= 3) {
            values[parts[std::size_t(p)].first] = parts[std::size_t(p)].second[std::size_t(rest % 3)];
            const double one = points[std::size_t(p)];
            if (rest % 3 == 0) least += one, most += one;
            if (rest % 3 == 2) (one < 0 ? least : most) += one;
        }
        for (std::size_t t = 0; t < 2; ++t) {
            const auto& rule = book.rules[t + 1];
            EXPECT_EQ(rule.id, thresholds[t].first);
            EXPECT_EQ(answer(asked(rule.condition, values)), least >= thresholds[t].second ? 'T' : most < thresholds[t].second ? 'F' : 'N') << rule.id << " " << n;
        }
    }
    const auto again = conditions::Expression::parse(book.rules[1].when, columns());
    ASSERT_TRUE(again) << "its SQL is a condition too: " << again.error().message;
}

// In doubles 0.7 + 0.1 is below 0.8. The oracle counts in hundredths.
TEST(RulebookKeys, PointsThatAddUpToAThresholdReachIt) {
    for (int first = 1; first < 100; first += 3)
        for (int second = 1; second < 100; second += 7) {
            const auto text = fmt::format("[[score]]\nid = \"s\"\ncategory = \"elder-care\"\nbecause = {{ en = \"{{score}}\" }}\npoints = [{{ when = \"oldest_age >= 80\", points = {} }}, "
                                          "{{ when = \"living_alone\", points = {} }}]\ntiers = [{{ tier = \"red\", at_least = {} }}]\n",
                                          first / 100.0, second / 100.0, (first + second) / 100.0);
            const auto rule = read(and_also(text)).rules.at(1);
            ASSERT_EQ(answer(asked(rule.condition, {{"oldest_age", old(80)}, {"living_alone", truth(true)}})), 'T') << first << " " << second;
            ASSERT_EQ(answer(asked(rule.condition, {{"oldest_age", old(80)}, {"living_alone", truth(false)}})), 'F') << first << " " << second;
            ASSERT_EQ(asked(rule.quoted.at(0).value, {{"oldest_age", old(80)}, {"living_alone", truth(true)}}).number().as_real(), (first + second) / 100.0);
        }
}

TEST(RulebookKeys, AReasonQuotesWhatWasSeen) {
    auto book = read(with("{ zh = \"独居\", en = \"alone\" }", "{ zh = \"{oldest_age} 岁{{独居}}：{living_alone}\", en = \"{oldest_age}, {living_alone}, {last_visit}\" }"));
    const auto& rule = book.rules[0];
    ASSERT_EQ(rule.quoted.size(), 3u);
    const std::vector<model::Value> values{std::int64_t{84}, std::int64_t{1}, {}};
    EXPECT_EQ(because(rule, Language::zh, values), "84 岁{独居}：是");
    EXPECT_EQ(because(rule, Language::en, values), "84, yes, not known");
    EXPECT_EQ(because(rule, Language::en), "[oldest_age], [living_alone], [last_visit]");
    EXPECT_EQ(because(read(and_also(frailty)).rules[1], Language::en, std::vector<model::Value>{5.25}), "5.25 points");
}

TEST(RulebookKeys, EveryPolicyForZonesIsRead) {
    const auto policy = [](std::string_view text) { return read(and_also("[zone_policy]\n" + std::string(text))).zone_policy; };
    EXPECT_EQ(std::get<figures::WorstTier>(policy("kind = \"worst\"\nhouseholds = 3\nat_least_share = 0.1")).households, 3);
    const auto shares = std::get<figures::ShareThresholds>(policy("kind = \"shares\"\nthresholds = [{ tier = \"red\", at_least = 0.05 }]"));
    EXPECT_EQ(shares.thresholds.at(0).at_least, 0.05);
    const auto score = std::get<figures::WeightedScore>(policy("kind = \"score\"\nweights = { red = 3, blue = 0 }\nthresholds = [{ tier = \"red\", at_least = 1.5 }]"));
    EXPECT_EQ(score.weights, (std::vector<double>{3, 0}));
    const auto rate = std::get<figures::RateClasses>(policy("kind = \"rate\"\nof = [\"red\"]\nmethod = \"fixed\"\nlimits = [0.05, 0.2]"));
    EXPECT_EQ(rate.of, std::vector<std::size_t>{0});
    EXPECT_EQ(rate.breaks.limits, (std::vector<double>{0.05, 0.2}));
    EXPECT_EQ(std::get<figures::RateClasses>(policy("kind = \"rate\"\nof = [\"red\"]\nmethod = \"fixed\"\nlimits = [" + limits(62) + "]")).breaks.limits.size(), 62u);
    EXPECT_TRUE(std::holds_alternative<figures::WorstTier>(read(std::string(good)).zone_policy)) << "without one it is the worst tier";
}

TEST(RulebookKeys, AMistakeIsToldOnce) {
    const auto circle = error_in(with("\"oldest_age >= 80 AND living_alone\"", "\"c1\"") + "[[condition]]\nname = \"c1\"\nwhen = \"c2\"\n[[condition]]\nname = \"c2\"\nwhen = \"c1\"");
    EXPECT_EQ(circle.find("no attribute"), std::string::npos) << "c1 is no unknown word\n" << circle;
    const auto pink = error_in(std::string(good) + "[zone_policy]\nkind = \"rate\"\nof = [\"red\", \"pink\"]");
    EXPECT_NE(pink.find("there is no tier 'pink'"), std::string::npos) << pink;
    EXPECT_EQ(pink.find("twice"), std::string::npos) << pink;
}

}  // namespace
}  // namespace huegrid::tiers
