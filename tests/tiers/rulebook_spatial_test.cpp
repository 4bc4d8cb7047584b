/// Spatial attributes in a rulebook.
#include "engine/conditions/language/spatial_formula.hpp"
#include "engine/tiers/rulebook/rulebook_check.hpp"
#include "engine/tiers/rulebook/rulebook_sql.hpp"
#include "tests/tiers/wrong_rulebooks.hpp"

namespace huegrid::tiers {
namespace {

/// The last mistake's place and words: the attribute stands behind the rules.
std::string mistake_in(const std::string& text, const std::vector<model::Attribute>& register_columns = columns()) {
    const auto check = check_rulebook(text, register_columns, layers);
    if (check.mistakes.empty()) return "";
    const auto at = conditions::position_of(text, check.mistakes.back().at);
    return fmt::format("{}:{} {}", at.line, at.column, check.mistakes.back().message);
}

TEST(RulebookSpatial, AMeasureIsAColumnForTheRules) {
    auto book = read(measuring("DISTANCE_TO( hydrant )"));
    ASSERT_EQ(book.measured.size(), 1u);
    EXPECT_EQ(book.measured[0].formula, "distance_to(hydrant)");
    EXPECT_EQ(book.measured[0].origin, model::Origin::spatial);
    EXPECT_EQ(book.measured[0].unit, "m");
    EXPECT_TRUE(book.derived.empty());
    EXPECT_EQ(book.rules[0].condition.attributes(), (std::vector<std::string>{"oldest_age", "there"}));
    for (const auto dialect : {conditions::Dialect::sqlite, conditions::Dialect::postgres}) {
        const auto sql = to_sql(book, dialect, *parse_date("2026-10-31"));
        ASSERT_TRUE(sql);
        EXPECT_EQ(sql->find("distance_to"), sql->rfind("distance_to")) << "only the comment tells of it";
        EXPECT_NE(sql->find("-- household.there is distance_to(hydrant)"), std::string::npos);
    }
    EXPECT_EQ(mistake_in(measuring("within(flood_zone)", "boolean")), "");
    EXPECT_EQ(mistake_in(measuring("count_within(\"fire station\", 500)", "integer")), "");
}

TEST(RulebookSpatial, WhoUsesAMeasureWithAMistakeHasMadeNone) {
    EXPECT_EQ(check_rulebook(measuring("distance_to("), columns(), layers).mistakes.size(), 1u);
    EXPECT_TRUE(check_rulebook(measuring("distance_to(anything)"), std::nullopt).mistakes.empty()) << "without a register nobody knows the layers";
}

/// Once classified, the register has the column; what the rulebook says of it counts, and its layer may be empty by now.
TEST(RulebookSpatial, TheRegistersOwnColumnIsTakenForIt) {
    auto known = columns();
    auto& stored = known.emplace_back(conditions::attribute("there", model::AttributeType::real));
    EXPECT_NE(mistake_in(measuring("distance_to(hydrant)"), known).find("the register has 'there' already"), std::string::npos) << "an imported one";
    stored.origin = model::Origin::spatial;
    stored.formula = "distance_to(gone)";
    EXPECT_EQ(mistake_in(measuring("distance_to(gone)"), known), "");
    EXPECT_EQ(mistake_in(measuring("distance_to(hydrant)"), known), "");
    EXPECT_NE(mistake_in(measuring("within(flood_zone)", "boolean"), known).find("'there' is real in the file"), std::string::npos);
    EXPECT_EQ(check_rulebook(measuring("distance_to(消火栓)"), known, layers).mistakes.size(), 1u) << "its name is no second mistake";
}

TEST(RulebookSpatial, FormulasAreKeptAsTheyRead) {
    for (const char* text : {"distance_to(hydrant)", "within(\"a \"\"b\"\" 消火栓\")", "count_within(\"and\", 12.5)", "count_within(x, 0)"}) {
        const auto formula = conditions::parse_spatial(text);
        ASSERT_TRUE(formula) << text;
        EXPECT_EQ(to_text(*formula), text);
    }
}

TEST(RulebookSpatial, WhatNoRuleMayReadIsRefusedByReadingToo) {
    auto more = columns();
    more.push_back(conditions::attribute("faith", model::AttributeType::text));
    const auto book = read_rulebook(with("living_alone", "faith = 'x'"), "r.toml", more);
    ASSERT_FALSE(book);
    EXPECT_NE(book.error().text().find("31:30"), std::string::npos) << book.error().text();
}

}  // namespace
}  // namespace huegrid::tiers
