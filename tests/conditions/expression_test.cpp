#include "engine/conditions/expression.hpp"

#include <gtest/gtest.h>

#include "engine/conditions/evaluator.hpp"
#include "tests/conditions/random_condition.hpp"

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

struct Bad {
    const char* text;
    std::size_t at;
    const char* message;
};

TEST(Expression, EveryMistakeIsRefusedAtItsPlace) {
    const std::vector attributes{attribute("oldest_age", AttributeType::integer), attribute("living_alone", AttributeType::boolean),
        attribute("tenancy", AttributeType::text), attribute("floor_area", AttributeType::real), attribute("move_in", AttributeType::date)};
    const std::vector<Bad> mistakes{
        {"", 0, "the condition ends where a column, a value or ( is expected"},
        {"oldest_agee > 80", 0, "no attribute 'oldest_agee'; did you mean 'oldest_age'?"},
        {"\"Living_alone\"", 0, "did you mean 'living_alone'?"},
        {"living_alone AND oldest_age", 17, "each side of AND is true or false, but 'oldest_age' is an integer"},
        {"oldest_age OR living_alone", 0, "each side of OR"},
        {"oldest_age", 0, "a condition is true or false, but 'oldest_age' is an integer"},
        {"NOT floor_area", 4, "NOT turns round"},
        {"1", 0, "a condition is true or false"},
        {"tenancy < 3", 10, "an integer can't be compared with text: 'tenancy' is text"},
        {"tenancy = move_in", 10, "a date can't be compared with text"},
        {"move_in > 20", 10, "an integer can't be compared with a date"},
        {"move_in > '2026-02-30'", 10, "'2026-02-30' is no day; write 'YYYY-MM-DD'"},
        {"move_in IN ('2026-01-01', '2026-1-1')", 26, "is no day"},
        {"tenancy IN ('own', 3)", 19, "an integer can't be compared with text"},
        {"oldest_age BETWEEN 1 AND 'x'", 25, "text can't be compared with an integer"},
        {"tenancy + 1 > 2", 0, "only numbers can be calculated with, but 'tenancy' is text"},
        {"- tenancy = 'own'", 2, "only numbers"},
        {"oldest_age = NULL", 13, "IS NULL"},
        {"oldest_age IN (1, NULL)", 18, "expected a number"},
        {"oldest_age IN (-'x')", 16, "minus sign"},
        {"oldest_age IN ()", 15, "expected a number, 'text', TRUE or FALSE, found ')'"},
        {"oldest_age IN 3", 14, "expected a list such as (1, 2)"},
        {"oldest_age IN (1 2)", 17, "expected a comma"},
        {"oldest_age IS 3", 14, "expected NULL, NOT NULL, TRUE, FALSE or DISTINCT FROM"},
        {"oldest_age BETWEEN 1 OR 2", 21, "the AND of BETWEEN"},
        {"1 < oldest_age < 80", 15, "two comparisons in a row"},
        {"oldest_age > 1 IS NULL", 15, "two comparisons in a row"},
        {"(oldest_age > 80", 16, "ends where AND, OR or )"},
        {"oldest_age > 80)", 15, "expected AND, OR or the end, found ')'"},
        {"oldest_age >", 12, "the condition ends where"},
        {"oldest_age 80", 11, "expected an operator or the end, found '80'"},
        {"oldest_age LIKE 'x'", 0, "only text can be compared with LIKE, but 'oldest_age' is an integer"},
        {"oldest_age ≥ 80", 11, "'≥' isn't understood; write >="},
        {"tenancy = ‘own’", 10, "write '"},
        {"tenancy = 'own", 10, "isn't closed"},
        {"oldest_age > 80years", 15, "'y' can't follow a number"},
        {"oldest_age > 1e999", 13, "too large"},
        {"oldest_age > 8 # old", 15, "'#' isn't understood"},
        {"oldest_age--1 > 3", 10, "begins a comment"},
        {"tenancy LIKE 'a!' ESCAPE '!'", 13, "ends in its escape character"},
        {"tenancy LIKE 'a%' ESCAPE 'ab'", 25, "one character in quotes that is no letter"},
        {"tenancy LIKE 'a%' ESCAPE 'x'", 25, "no letter"},
        {"tenancy LIKE tenancy ESCAPE '!'", 13, "with ESCAPE the pattern is written out"},
        {"tenancy NOT LIKE 'a' = TRUE", 21, "two comparisons in a row"},
        {"oldest_age || 'x' = 'y'", 0, "only text can be joined with ||, but 'oldest_age' is an integer"},
        {"tenancy | 'x'", 8, "'|' isn't understood"},
        {"oldest_age IS DISTINCT 3", 23, "the FROM of IS DISTINCT FROM"},
        {"oldest_age IS NOT TRUE", 0, "what IS TRUE or FALSE asks is true or false, but 'oldest_age' is an integer"},
        {"CASE WHEN oldest_age THEN 1 END = 1", 10, "what stands behind WHEN is true or false"},
        {"CASE oldest_age WHEN 'x' THEN 1 END = 1", 21, "text can't be compared with an integer"},
        {"CASE WHEN living_alone THEN NULL END IS NULL", 0, "NULL alone has no type; CASE needs"},
        {"CASE WHEN living_alone THEN 1 ELSE 'x' END = 1", 35, "text can't be compared with an integer"},
        {"CASE living_alone END", 18, "expected WHEN, found 'END'"},
        {"CASE WHEN living_alone THEN TRUE", 32, "WHEN, ELSE or the END of CASE"},
        {"coalesce(oldest_age) = 1", 0, "coalesce takes at least 2 values, not 1"},
        {"max(NULL, oldest_age) = 1", 4, "IS NULL"},
        {"min(oldest_age, tenancy) = 1", 16, "text can't be compared with an integer"},
        {"round(floor_area, 2) = 1", 0, "databases round decimals differently"},
        {"substr(tenancy, 1.5) = 'x'", 16, "substr counts with integers"},
        {"lenght(tenancy) = 3", 0, "no function 'lenght'; did you mean 'length'?"},
        {"upper(move_in) = 'X'", 6, "only text can be given to upper, but 'move_in' is a date"},
        {"days_since(oldest_age) > 3", 11, "days_since is asked of a date"},
        {"age_on('soon') > 3", 7, "'soon' is no day"},
        {"move_in + 0.5 > today", 8, "a date takes + or - of whole days"},
        {"move_in * 2 > today", 8, "a date takes + or -"},
        {"7 - move_in > today", 2, "a date takes + or -"},
        {"move_in + living_alone > today", 8, "a date takes + or -"},
        {"today", 0, "a condition is true or false, but this is a date"},
        {"oldest_age IN frail", 14, "there is no list 'frail'"}};
    for (const auto& [text, at, message] : mistakes) {
        const auto expression = Expression::parse(text, attributes);
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
