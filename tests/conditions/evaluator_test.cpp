#include "engine/conditions/evaluate/evaluator.hpp"

#include <gtest/gtest.h>

#include "engine/conditions/evaluate/scalar.hpp"
#include "tests/conditions/random_condition.hpp"
#include "tests/conditions/table_row.hpp"

namespace huegrid::conditions {
namespace {

constexpr Date a_day{std::chrono::days(20'034)};

Truth by_scalar(const Expression& expression, const model::HouseholdTable& table, std::size_t row) {
    const Scalar value = ScalarEvaluator(*expression.syntax(), a_day).value(TableRow(*expression.syntax(), table, row));
    return value.is_null() ? Truth::unknown : value.is_true() ? Truth::yes : Truth::no;
}

// The loops, their ranges and days, what is shared between conditions, and the last, partly filled word.
TEST(Evaluator, EveryWidthOfVectorMeansWhatTheScalarEvaluatorMeans) {
    const std::uint64_t seed = 20261128;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    const auto table = random_register(333, dice);
    const auto attributes = attributes_of(table);
    RandomCondition random(dice, Forms::shared);
    const auto widths = kernels_of_all_widths();
    ASSERT_GE(widths.size(), 1u);
    for (int n = 0; n < 300; ++n) {
        std::vector<Expression> conditions;
        std::vector<std::string> texts;
        std::vector<Asked> asked;
        while (conditions.size() < 12) {
            texts.push_back(random.condition(3));
            conditions.push_back(Expression::parse(texts.back(), attributes).value());
        }
        for (const auto& condition : conditions) asked.push_back({&condition, nullptr, nullptr});
        const auto program = Program::of(asked, table, a_day);
        ASSERT_TRUE(program);
        for (const auto& kernels : widths) {
            Evaluator evaluator(*program, kernels);
            std::size_t answered = 0;
            evaluator.run(0, table.size(), [&](std::size_t which, Planes& answer) {
                EXPECT_EQ(which, answered++);
                for (std::size_t row = 0; row < table.size(); ++row)
                    ASSERT_EQ(int(answer[row]), int(by_scalar(conditions[which], table, row))) << "row " << row << " of " << texts[which];
            });
            EXPECT_EQ(answered, conditions.size());
        }
    }
}

// A batch that is full, and one of whole words, whose reals are read where the column has them.
TEST(Evaluator, WholeWordsAndFullBatchesAreNoDifferent) {
    const std::uint64_t seed = 20261130;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    const auto table = random_register(batch_rows + 320, dice);
    const auto attributes = attributes_of(table);
    RandomCondition random(dice, Forms::shared);
    for (int n = 0; n < 25; ++n) {
        const std::string text = random.condition(3) + " OR (- r1) * 2 > r2 - i1";
        const auto condition = Expression::parse(text, attributes).value();
        const Asked asked{&condition, nullptr, nullptr};
        const auto program = Program::of({&asked, 1}, table, a_day);
        Evaluator evaluator(*program);
        for (const auto& [first, rows] : {std::pair<std::size_t, std::size_t>{0, batch_rows}, {batch_rows, 320}})
            evaluator.run(first, rows, [&, first = first, rows = rows](std::size_t, Planes& answer) {
                for (std::size_t row = 0; row < rows; ++row) ASSERT_EQ(int(answer[row]), int(by_scalar(condition, table, first + row))) << "row " << row << " of " << text;
            });
    }
}

TEST(Evaluator, ConditionsThatShareAQuestionAskItOnce) {
    model::HouseholdTable table;
    for (const char* name : {"a", "b"}) table.attributes.emplace_back(attribute(name, AttributeType::integer)).push_back(std::int64_t{1});
    table.ids.push_back(1);
    const auto attributes = attributes_of(table);
    const auto steps = [&](std::vector<std::string> texts) {
        std::vector<Expression> conditions;
        for (const auto& text : texts) conditions.push_back(Expression::parse(text, attributes).value());
        std::vector<Asked> asked;
        for (const auto& condition : conditions) asked.push_back({&condition, nullptr, nullptr});
        return Program::of(asked, table, a_day)->steps();
    };
    const std::size_t one = steps({"a > 3 AND b - a < 2"});
    EXPECT_EQ(steps({"a > 3 AND b - a < 2", "a > 3 AND b - a < 2"}), one + 1) << "only the answer itself is new";
    EXPECT_EQ(steps({"a > 3 AND b - a < 2", "b - a < 2 OR a > 3"}), one + 2) << "and how the two are joined";
}

TEST(Evaluator, WhatIsHeldIsYesAndNoLongerUnknown) {
    model::HouseholdTable table;
    auto& column = table.attributes.emplace_back(attribute("a", AttributeType::integer));
    for (int row = 0; row < 4; ++row) {
        table.ids.push_back(row);
        column.push_back(row < 2 ? Value{} : Value{std::int64_t{row}});
    }
    const auto condition = Expression::parse("a = 3", attributes_of(table)).value();
    const std::vector<std::uint64_t> held{0b0101};
    const Asked asked{&condition, nullptr, &held};
    const auto program = Program::of({&asked, 1}, table, a_day);
    Evaluator evaluator(*program);
    evaluator.run(0, 4, [&](std::size_t, Planes& answer) {
        EXPECT_EQ(answer[0], Truth::yes);
        EXPECT_EQ(answer[1], Truth::unknown);
        EXPECT_EQ(answer[2], Truth::yes);
        EXPECT_EQ(answer[3], Truth::yes);
    });
}

}  // namespace
}  // namespace huegrid::conditions
