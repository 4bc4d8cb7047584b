#include "engine/conditions/evaluate/scalar.hpp"

#include <gtest/gtest.h>

#include "engine/conditions/language/expression.hpp"
#include "tests/conditions/random_condition.hpp"
#include "tests/conditions/table_row.hpp"

namespace huegrid::conditions {
namespace {

using namespace std::chrono_literals;

constexpr Date a_day = std::chrono::sys_days{2024y / 11 / 7};  // within the random register's days

TEST(Scalar, MeansWhatSqliteMeansRowForRow) {
    const std::uint64_t seed = 20261127;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    const auto table = random_register(120, dice);
    const auto attributes = attributes_of(table);
    Oracle oracle(table);
    RandomCondition random(dice, Forms::shared);
    std::size_t nulls = 0, values = 0;
    for (int n = 0; n < 6000; ++n) {
        const std::string text = dice.below(3) ? random.condition(3) : random.any(3);
        const auto expression = Expression::parse_value(text, attributes);
        ASSERT_TRUE(expression) << text << "\n" << expression.error().message << "\n" << line_with_caret(text, expression.error().at);
        ScalarEvaluator evaluator(*expression->syntax(), a_day);
        const auto theirs = oracle.values(text);
        ASSERT_EQ(theirs.size(), table.size()) << text;
        for (std::size_t row = 0; row < table.size(); ++row) {
            const auto ours = evaluator.value(TableRow(*expression->syntax(), table, row));
            ASSERT_EQ(as_stored(ours), theirs[row]) << "row " << row << " of " << text << ": " << shown(as_stored(ours)) << " or " << shown(theirs[row]);
            ++(ours.is_null() ? nulls : values);
        }
    }
    EXPECT_GT(nulls, values / 20) << "the conditions are too tame to test NULLs";
}

/// What an expression without columns is worth.
std::string worth(const std::string& text) {
    const auto expression = Expression::parse_value(text, {});
    if (!expression) return expression.error().message;
    return shown(as_stored(ScalarEvaluator(*expression->syntax(), a_day).value(TableRow(*expression->syntax(), {}, 0))));
}

TEST(Scalar, DatesAreCountedInDays) {
    const std::vector<std::pair<std::string, std::string>> expected{
        {"today", "2024-11-07"}, {"CURRENT_DATE + 24", "2024-12-01"}, {"today - 312", "2023-12-31"}, {"-7 + today", "2024-10-31"},
        {"today - '2024-02-28'", "253"}, {"days_since('2024-11-08')", "-1"}, {"'2024-02-28' + 1", "2024-02-29"},
        {"'9999-12-31' + 1", "NULL"}, {"'0000-01-01' - 1", "NULL"}, {"today + 9223372036854775807", "NULL"},
        {"today - (-9223372036854775808)", "NULL"}};
    for (const auto& [text, value] : expected) EXPECT_EQ(worth(text), value) << text;
}

TEST(Scalar, AgesAreWholeYearsOnTheDay) {
    const std::vector<std::pair<std::string, std::string>> expected{
        {"age_on('1944-11-07')", "80"}, {"age_on('1944-11-08')", "79"}, {"age_on('2004-02-29', '2005-02-28')", "0"},
        {"age_on('2004-02-29', '2005-03-01')", "1"}, {"age_on('2024-11-08')", "0"}, {"age_on('2026-11-08')", "-2"},
        {"age_on('0000-01-01', '9999-12-31')", "9999"}};
    for (const auto& [text, value] : expected) EXPECT_EQ(worth(text), value) << text;
}

// SQLite itself raises an error for the first, and cuts positions to 32 bits in ways that differ between versions.
TEST(Scalar, ExtremesHaveAMeaning) {
    EXPECT_EQ(worth("abs(-9223372036854775808) = 9223372036854775808.0"), "1");
    EXPECT_EQ(worth("substr('abc', 4294967297)"), "''");
    EXPECT_EQ(worth("substr('abc', -9223372036854775808)"), "'abc'");
    EXPECT_EQ(worth("substr('abc', 3, -9223372036854775808)"), "'ab'");
}

}  // namespace
}  // namespace huegrid::conditions
