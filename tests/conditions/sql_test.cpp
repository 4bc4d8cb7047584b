#include "engine/conditions/sql/sql.hpp"

#include <gtest/gtest.h>

#include "engine/conditions/evaluate/evaluator.hpp"
#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/conditions/language/expression.hpp"
#include "tests/conditions/random_condition.hpp"
#include "tests/conditions/table_row.hpp"

namespace huegrid::conditions {
namespace {

using namespace std::chrono_literals;

constexpr Date a_day = std::chrono::sys_days{2024y / 11 / 7};  // within the random register's days

Truth truth_of(const Value& value) {
    const auto* integer = std::get_if<std::int64_t>(&value);
    return !integer ? Truth::unknown : *integer ? Truth::yes : Truth::no;
}

TEST(Sql, SqliteReadsItAsItIsMeantRowForRow) {
    const std::uint64_t seed = 20261128;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    const auto table = random_register(120, dice);
    const auto attributes = attributes_of(table);
    Oracle oracle(table);
    RandomCondition random(dice, Forms::all);
    for (int n = 0; n < 8000; ++n) {
        const std::string text = dice.below(3) ? random.condition(3) : random.any(4);
        const auto expression = Expression::parse_value(text, attributes);
        ASSERT_TRUE(expression) << text << "\n" << expression.error().message << "\n" << line_with_caret(text, expression.error().at);
        const auto sql = to_sql(*expression->syntax(), Dialect::sqlite, a_day);
        ASSERT_TRUE(sql) << text << "\n" << sql.error().text();
        ScalarEvaluator evaluator(*expression->syntax(), a_day);
        const auto theirs = oracle.values(*sql);
        ASSERT_EQ(theirs.size(), table.size()) << text;
        const bool condition = expression->type() == AttributeType::boolean;
        const auto at_once = condition ? evaluate(*expression, table, a_day).value() : std::vector<Truth>(table.size());
        for (std::size_t row = 0; row < table.size(); ++row) {
            if (condition) {
                ASSERT_EQ(at_once[row], truth_of(theirs[row])) << "row " << row << " of " << text << "\n" << *sql;
            }
            const auto ours = as_stored(evaluator.value(TableRow(*expression->syntax(), table, row)));
            ASSERT_EQ(ours, theirs[row]) << "row " << row << " of " << text << "\n" << *sql << "\nours " << shown(ours) << ", theirs " << shown(theirs[row]);
        }
    }
}

/// A condition over every column of the random register, as SQL.
std::string sql(const std::string& text, Dialect dialect) {
    Dice dice(1);
    const auto attributes = attributes_of(random_register(0, dice));
    const auto expression = Expression::parse_value(text, attributes);
    if (!expression) return expression.error().message;
    const auto written = to_sql(*expression->syntax(), dialect, a_day);
    return written ? *written : written.error().message;
}

TEST(Sql, WhatBothReadAlikeStaysAsItWasWritten) {
    for (const std::string text : {"i1 >= 80 AND b1", "i1 < 3 OR (i2 = 4 OR NOT b2) AND t1 IN ('own', 'it''s')", "d1 IS NOT NULL AND d1 <> d2",
                                   "t1 NOT IN ('a') AND i1 NOT BETWEEN 1 AND 10", "NOT (b1 OR b2) AND b1 IS NOT TRUE",
                                   "CASE WHEN b1 THEN i1 ELSE 0 END > 3", "coalesce(i1, 0) <> 2 AND nullif(t1, '') IS NULL", "i1 / 2 = 3 AND i1 % 7 > 0",
                                   "r1 > 80 AND r1 <= 0.5 AND i1 > 0.5", "t1 || t2 = 'ownlet' AND length(t1) > 2 AND substr(t1, 2, 3) = 'wn'", "i1 IS DISTINCT FROM i2"})
        for (const auto dialect : {Dialect::sqlite, Dialect::postgres}) EXPECT_EQ(sql(text, dialect), text);
}

TEST(Sql, ParenthesesStandWhereTheyMust) {
    for (const std::string text : {"i1 - (i2 - 1) = 0", "(i1 + i2) * 2 = 0", "(b1 OR b2) AND NOT (b1 AND b2)", "(b1 = b2) = b1", "NOT NOT b1",
                                   "-(-i1) = 1", "(b1 AND b2) IS NULL", "(t1 LIKE 'a') IS FALSE", "i1 + (b1 = b2) > 1"})
        EXPECT_EQ(sql(text, Dialect::sqlite), text);
}

TEST(Sql, LongIsWrittenAndDeepIsRefusedBeforeSqliteRefusesIt) {
    std::string flat = "b1", sum = "i1";
    for (int n = 0; n < 8000; ++n) flat += " OR i1=3";
    for (int n = 0; n < 2000; ++n) sum += " + i1";
    Dice dice(1);
    const auto table = random_register(1, dice);
    const auto attributes = attributes_of(table);
    Oracle oracle(table);
    EXPECT_EQ(oracle.values(sql(flat, Dialect::sqlite)).size(), 1u);
    EXPECT_NE(sql(sum, Dialect::sqlite).find("nested deeper"), std::string::npos);
    std::size_t written = 0, refused = 0;
    for (int depth = 1; depth < 60; ++depth)
        for (const auto& text : nested_conditions(depth)) {
            const auto expression = Expression::parse(text, attributes);
            ASSERT_TRUE(expression) << text << "\n" << expression.error().message;
            const auto deep = to_sql(*expression->syntax(), Dialect::sqlite, a_day);
            ++(deep ? written : refused);
            if (deep) {
                ASSERT_EQ(oracle.values(*deep).size(), 1u) << depth << ": " << text;
            }
        }
    EXPECT_GT(written, 12u * 8);
    EXPECT_GT(refused, 12u * 20);
}

TEST(Sql, NamesAreQuotedWhereTheyMust) {
    EXPECT_EQ(sql_name("oldest_age"), "oldest_age");
    EXPECT_EQ(sql_name("order"), "\"order\"");
    EXPECT_EQ(sql_name("Age"), "\"Age\"");
    EXPECT_EQ(sql_name("2nd"), "\"2nd\"");
    EXPECT_EQ(sql_name("年龄"), "\"年龄\"");
    EXPECT_EQ(sql_name("a\"b"), "\"a\"\"b\"");
}

}  // namespace
}  // namespace huegrid::conditions
