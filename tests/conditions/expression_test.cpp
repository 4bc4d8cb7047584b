#include "engine/conditions/language/expression.hpp"

#include <gtest/gtest.h>

#include "engine/conditions/evaluate/evaluator.hpp"
#include "tests/conditions/random_condition.hpp"
#include "tests/conditions/wrong_conditions.hpp"

namespace huegrid::conditions {
namespace {

constexpr Date a_day{std::chrono::days(20'034)};  // within the random register's days

TEST(Expression, MeansWhatSqliteMeansRowForRow) {
    const std::uint64_t seed = 20261122;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    const auto table = random_register(1500, dice);  // more than one vector, the last one partly filled
    const auto attributes = attributes_of(table);
    Oracle oracle(table);
    RandomCondition random(dice);
    std::size_t decided = 0, open = 0;
    for (int n = 0; n < 4000; ++n) {
        const std::string text = random.condition(3);
        const auto expression = Expression::parse(text, attributes);
        ASSERT_TRUE(expression) << text << "\n" << expression.error().message << "\n"
                                << line_with_caret(text, expression.error().at);
        const auto ours = evaluate(*expression, table, a_day);
        ASSERT_TRUE(ours) << ours.error().text();
        const auto theirs = oracle.ask(text);
        ASSERT_EQ(theirs.size(), table.size());
        for (std::size_t row = 0; row < table.size(); ++row) {
            ASSERT_EQ(int((*ours)[row]), int(theirs[row])) << "row " << row << " of " << text;
            ++((*ours)[row] == Truth::unknown ? open : decided);
        }
    }
    EXPECT_GT(open, decided / 20) << "the conditions are too tame to test NULLs";
}

/// What one condition says of a household with these values.
Truth said(const std::string& condition, const std::vector<std::pair<model::Attribute, Value>>& values) {
    model::HouseholdTable table;
    table.ids.push_back(1);
    for (const auto& [attribute, value] : values) table.attributes.emplace_back(attribute).push_back(value);
    const auto expression = Expression::parse(condition, attributes_of(table));
    EXPECT_TRUE(expression) << condition;
    return evaluate(expression.value(), table, a_day).value().at(0);
}

TEST(Expression, TheLeastIntegerIsAValueWhenItIsComputed) {
    // Columns use it for "missing"; a result must not be taken for that.
    const auto i = attribute("i", AttributeType::integer);
    EXPECT_EQ(said("i - 1 = -9223372036854775808", {{i, INT64_MIN + 1}}), Truth::yes);
    EXPECT_EQ(said("(i - 1) IS NULL", {{i, INT64_MIN + 1}}), Truth::no);
}

TEST(Expression, ChunksAreJoinedInOrder) {
    model::HouseholdTable table;
    table.attributes.emplace_back(attribute("i", AttributeType::integer));
    const std::size_t rows = 2 * model::chunk_rows + 77;
    for (std::size_t row = 0; row < rows; ++row) {
        table.ids.push_back(std::int64_t(row));
        table.attributes[0].push_back(std::int64_t(row));
    }
    const auto expression = Expression::parse("i % 3 = 1 AND i > 65000", attributes_of(table));
    const auto truths = evaluate(expression.value(), table, a_day).value();
    ASSERT_EQ(truths.size(), rows);
    for (std::size_t row = 0; row < rows; ++row)
        ASSERT_EQ(truths[row] == Truth::yes, row % 3 == 1 && row > 65000) << row;
}

TEST(Expression, NamesItsAttributesOnceInOrderOfMention) {
    const std::vector attributes{attribute("a", AttributeType::integer), attribute("b", AttributeType::integer)};
    EXPECT_EQ(Expression::parse("b > 1 OR (a = 2 AND B < \"b\" + a)", attributes)->attributes(),
              (std::vector<std::string>{"b", "a"}));
}

TEST(Expression, EveryMistakeIsRefusedAtItsPlace) {
    for (const auto& [text, at, message] : wrong_conditions()) {
        const auto expression = Expression::parse(text, attributes_of_wrong_conditions());
        ASSERT_FALSE(expression) << text;
        EXPECT_EQ(expression.error().at, at) << text << "\n" << expression.error().message;
        EXPECT_NE(expression.error().message.find(message), std::string::npos) << expression.error().message;
    }
}

TEST(Expression, DepthAndLengthAreLimitedNotFatal) {
    const std::vector attributes{attribute("b", AttributeType::boolean), attribute("i", AttributeType::integer)};
    const auto nested = [](std::size_t depth, const std::string& open, const std::string& core, const std::string& close) {
        std::string text;
        for (std::size_t n = 0; n < depth; ++n) text += open;
        text += core;
        for (std::size_t n = 0; n < depth; ++n) text += close;
        return text;
    };
    EXPECT_TRUE(Expression::parse(nested(200, "(", "b", ")"), attributes));
    for (const auto& text : {nested(201, "(", "b", ")"), nested(20'000, "(", "b", ")"), nested(16'000, "NOT ", "b", ""),
                             nested(30'000, "- ", "i", "") + " = 1", nested(30'000, "(", "", "")})
        EXPECT_NE(Expression::parse(text, attributes).error().message.find("nested more than 200"), std::string::npos);
    EXPECT_NE(Expression::parse(std::string(70'000, ' ') + "b", attributes).error().message.find("longer than"),
              std::string::npos);
    const std::string inner = "CASE WHEN b THEN ";
    EXPECT_TRUE(Expression::parse(nested(200, inner, "b", " END"), attributes));
    EXPECT_FALSE(Expression::parse(nested(3'000, inner, "b", " END"), attributes));
    EXPECT_FALSE(Expression::parse(nested(9'000, "abs(", "i", ")") + " = 1", attributes));
    // What stands behind CASE is written out for each WHEN: twice in twice in twice.
    EXPECT_NE(Expression::parse(nested(40, "CASE ", "b", " WHEN b THEN b WHEN NOT b THEN b END"), attributes).error().message.find("too large"),
              std::string::npos);
    // Long but flat is fine.
    std::string flat = "b";
    while (flat.size() < 60'000) flat += " OR i=3";
    EXPECT_TRUE(Expression::parse(flat, attributes));
}

TEST(Expression, AStandingConditionShowsLineAndCaret) {
    const std::vector attributes{attribute("oldest_age", AttributeType::integer)};
    EXPECT_EQ(read_condition("oldest_age >= 80 AND\n  alter > 3", "--where", attributes).error().text(),
              "--where:2:3: the register has no attribute 'alter'\n"
              "      alter > 3\n"
              "      ^");
}

TEST(Expression, AnotherRegisterIsNoticed) {
    const std::vector attributes{attribute("oldest_age", AttributeType::integer)};
    const auto expression = Expression::parse("oldest_age > 80", attributes);
    model::HouseholdTable other;
    other.attributes.emplace_back(attribute("oldest_age", AttributeType::text));
    EXPECT_EQ(evaluate(*expression, other, a_day).error().code, ErrorCode::bad_input);
}

}  // namespace
}  // namespace huegrid::conditions
