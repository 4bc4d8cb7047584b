#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "engine/base/text.hpp"
#include "engine/palette/palette.hpp"
#include "engine/tiers/classify/classify.hpp"
#include "tests/conditions/random_register.hpp"

namespace huegrid::tiers {
namespace {

using namespace conditions;  // the random registers

/// What the shipped rules may read: need, and nothing else.
std::vector<model::Attribute> need(bool survey) {
    std::vector<model::Attribute> columns{attribute("kind", AttributeType::text)};
    for (const char* name : {"persons", "oldest_age", "n_minors"}) columns.push_back(attribute(name, AttributeType::integer));
    for (const char* name : {"living_alone", "disability", "low_income"}) columns.push_back(attribute(name, AttributeType::boolean));
    if (survey) {
        columns.push_back(attribute("unemployed", AttributeType::boolean));
    } else {
        columns.push_back(attribute("chronic_illness", AttributeType::boolean));
        columns.push_back(attribute("needs_followup", AttributeType::boolean));
    }
    return columns;
}

Rulebook shipped(const std::string& name) {
    const auto path = std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/rulebooks" / name;
    const auto text = read_file(path);
    EXPECT_TRUE(text) << text.error().text();
    auto book = read_rulebook(text.value(), name, need(name == "eusilc.toml"));
    EXPECT_TRUE(book) << book.error().text();
    return book.value();
}

/// How far the colours are from being refused; 1 is the limit.
double margin(const Rulebook& book) {
    std::vector<palette::NamedColour> colours;
    for (const auto& tier : book.tiers)
        if (tier.key != model::not_applicable_tier) colours.push_back({tier.key, tier.colour});
    return palette::check_palette(colours).closest->margin();
}

class ShippedRulebook : public testing::TestWithParam<const char*> {};

TEST_P(ShippedRulebook, SpeaksBothLanguagesAndSaysWhatItIs) {
    const auto book = shipped(GetParam());
    EXPECT_EQ(book.basis.en, "example, not law");
    std::vector<Label> labels{book.basis};
    for (const auto& tier : book.tiers) labels.push_back(tier.name);
    for (const auto& category : book.categories) labels.push_back(category.name);
    for (const auto& rule : book.rules) labels.push_back(rule.because);
    for (const auto& label : labels) EXPECT_TRUE(!label.zh.empty() && !label.en.empty()) << label.en << label.zh;
}

TEST_P(ShippedRulebook, ColoursStandApartWithRoom) {
    EXPECT_GT(margin(shipped(GetParam())), 1.4);
}

TEST_P(ShippedRulebook, VisitsBecomeRarerDownTheLadder) {
    const auto book = shipped(GetParam());
    for (std::size_t t = 1; t < book.unknown(); ++t)
        EXPECT_LT(book.tiers[t - 1].visit_every_days.value(), book.tiers[t].visit_every_days.value());
}

/// Values around the rules' thresholds, so that every rule has somebody.
TEST_P(ShippedRulebook, EveryRuleDecidesForSomebodyAndShopsGetNoTier) {
    const auto book = shipped(GetParam());
    Dice dice(5);
    model::Snapshot snapshot;
    auto& table = snapshot.households;
    for (const auto& column : need(std::string(GetParam()) == "eusilc.toml")) table.attributes.emplace_back(column);
    for (int row = 0; row < 40'000; ++row) {
        table.ids.push_back(row + 1);
        const auto persons = std::int64_t(dice.below(6)) + 1;
        for (auto& column : table.attributes) {
            const auto& name = column.attribute.name;
            if (name == "kind") column.push_back(std::string(row % 10 == 0 ? "shop" : "home"));
            else if (name == "persons") column.push_back(persons);
            else if (name == "n_minors") column.push_back(std::int64_t(dice.below(std::size_t(persons))));
            else if (name == "oldest_age") column.push_back(std::int64_t(20 + dice.below(80)));
            else if (name == "living_alone") column.push_back(std::int64_t(persons == 1));
            else column.push_back(std::int64_t(dice.below(4) == 0));
        }
    }
    const auto classes = classify(snapshot, book, Date{}).value();
    std::set<std::int16_t> deciding;
    for (std::size_t row = 0; row < classes.size(); ++row) deciding.insert(classes.verdict(row).rule);
    for (std::size_t r = 0; r < book.rules.size(); ++r) EXPECT_TRUE(deciding.contains(std::int16_t(r))) << book.rules[r].id;
    EXPECT_EQ(classes.tier_counts[book.not_applicable()], 4000);
    EXPECT_EQ(classes.tier_counts[book.unknown()], 0);
    EXPECT_GT(classes.tier_counts[book.otherwise], 0);
}

INSTANTIATE_TEST_SUITE_P(All, ShippedRulebook, testing::Values("default.toml", "eusilc.toml"),
                         [](const auto& tested) { return std::string(tested.param).substr(0, std::string(tested.param).find('.')); });

class ShippedPalette : public testing::TestWithParam<const char*> {};

/// Pasted into a rulebook as its users do; the reader refuses colours that are too near.
TEST_P(ShippedPalette, IsReadInARulebookAndStandsApartWithRoom) {
    const auto name = std::string(GetParam()) + ".toml";
    const auto colours = read_file(std::filesystem::path(HUEGRID_SOURCE_DIR) / "geodata/palettes" / name);
    ASSERT_TRUE(colours) << colours.error().text();
    const auto text = R"(name = "Colours"
version = "1"
owner = "Us"
basis = { en = "example" }
otherwise = "blue"
category = [{ id = "care", name = { en = "care" } }]
rule = [{ id = "all", tier = "blue", category = "care", applies_to = ["home"], when = "persons > 0", because = { en = "all" } }]
)" + colours.value();
    const auto book = read_rulebook(text, name, need(false));
    ASSERT_TRUE(book) << book.error().text();
    EXPECT_EQ(book->unknown(), name.starts_with("five") ? 5u : 7u);
    EXPECT_GT(margin(book.value()), 1.4);
    if (name.find("without_red_and_green") == std::string::npos) return;
    for (const auto& tier : book->tiers) {
        const auto seen = palette::seen(tier.colour, palette::Vision::normal);
        const double hue = palette::hue(seen);
        const bool red = hue > 345 || hue < 50, green = hue > 110 && hue < 215;
        EXPECT_FALSE((red || green) && palette::chroma(seen) > 12) << tier.key;
    }
}

INSTANTIATE_TEST_SUITE_P(All, ShippedPalette, testing::Values("five", "seven", "five_without_red_and_green", "seven_without_red_and_green"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST(PeersRulebook, IsReadAndItsRulesComeInTheirOrder) {
    std::vector<model::Attribute> columns = need(false);
    columns.push_back(attribute("n_open_complaints", AttributeType::integer));
    columns.push_back(attribute("tenancy", AttributeType::text));
    columns.push_back(attribute("floor_area", AttributeType::real));
    for (const char* name : {"last_visit", "move_in"}) columns.push_back(attribute(name, AttributeType::date));
    for (const char* name : {"fee_paid", "has_volunteer"}) columns.push_back(attribute(name, AttributeType::boolean));
    const auto text = read_file(std::filesystem::path(HUEGRID_SOURCE_DIR) / "tests/tiers/peers.toml");
    const auto book = read_rulebook(text.value(), "peers.toml", columns);
    ASSERT_TRUE(book) << book.error().text();
    ASSERT_EQ(book->rules.size(), 12u);
    EXPECT_TRUE(std::is_sorted(book->rules.begin(), book->rules.end(), [](const auto& a, const auto& b) { return a.tier < b.tier; }));
}

}  // namespace
}  // namespace huegrid::tiers
