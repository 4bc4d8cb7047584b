#include "engine/tiers/classify/decide.hpp"

#include <gtest/gtest.h>

#include "tests/conditions/random_register.hpp"

namespace huegrid::tiers {
namespace {

using conditions::Dice;
using conditions::Truth;

/// Rules of four tiers with random answers for one batch, and what follows for each household, worked out one by one.
void compare(std::size_t rules, std::size_t rows, Dice& dice) {
    Rulebook book;
    book.tiers.resize(6);
    book.categories.resize(3);
    book.otherwise = 2;
    BoundRules bound;
    for (std::size_t r = 0; r < rules; ++r) {
        book.rules.emplace_back();
        bound.rules.push_back({r, r * 4 / rules, dice.below(3), {}, {}});
    }
    std::vector<std::uint32_t> slots;
    for (std::size_t r = 0; r < rules; ++r) slots.push_back(std::uint32_t(rules - r));  // any order will do
    std::vector<std::uint64_t> memory(RulePlanes::size(rules + 1, conditions::batch_words));
    const RulePlanes planes{memory.data(), rules + 1, slots};
    std::vector<std::vector<Truth>> said(rules);
    for (auto& answers : said) answers.resize(rows);
    std::vector<bool> concerned(rows);
    conditions::Plane whom{};
    for (std::size_t row = 0; row < rows; ++row) {
        concerned[row] = dice.below(3) != 0;
        whom[row / 64] |= std::uint64_t(concerned[row]) << (row % 64);
    }
    planes.put(whom, planes.concerned());
    for (std::size_t r = 0; r < rules; ++r) {
        conditions::Planes answer{};
        for (std::size_t row = 0; row < rows; ++row) {
            said[r][row] = dice.below(rules) == 0 ? Truth::yes : dice.below(rules) == 0 ? Truth::unknown : Truth::no;
            answer.set(row, said[r][row]);
        }
        planes.put(answer.yes, planes.yes(r));
        planes.put(answer.unknown, planes.unknown(r));
    }
    for (const auto& kernel : decide_kernels_of_all_widths()) {
        const Decider decider(book, bound, kernel);
        Classes classes;
        decider.prepare(classes, rows);
        std::vector<std::int64_t> counts(6), expected_counts(6);
        decider.decide(0, rows, planes, ~std::uint64_t{0}, classes, counts);
        for (std::size_t row = 0; row < rows; ++row) {
            Verdict decided, open;
            std::uint32_t categories = 0;
            for (std::size_t r = rules; r-- > 0;)
                if (said[r][row] == Truth::yes) decided = {std::int8_t(bound.rules[r].tier), std::int16_t(r), false}, categories |= 1u << bound.rules[r].category;
            for (std::size_t r = rules; r-- > 0;)
                if (said[r][row] == Truth::unknown && (decided.rule < 0 || std::int8_t(bound.rules[r].tier) < decided.tier))
                    open = {std::int8_t(bound.rules[r].tier), std::int16_t(r), false};
            if (decided.rule < 0) decided.tier = open.rule >= 0 ? 4 : concerned[row] ? 2 : 5;
            ++expected_counts[std::size_t(decided.tier)];
            ASSERT_EQ(classes.verdict(row), decided) << row;
            ASSERT_EQ(classes.may_be(row), open) << row;
            ASSERT_EQ(classes.categories(row), categories) << row;
        }
        EXPECT_EQ(counts, expected_counts);
    }
}

// A width of vector that takes another lane, a code too large for a byte, a partly filled word.
TEST(Decide, EveryWidthDecidesAsOneWouldByHand) {
    const std::uint64_t seed = 20261129;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    for (const std::size_t rules : {1u, 2u, 5u, 12u, 60u, 300u})
        for (const std::size_t rows : {std::size_t{1}, std::size_t{64}, std::size_t{333}, conditions::batch_rows}) compare(rules, rows, dice);
}

}  // namespace
}  // namespace huegrid::tiers
