/// @file evaluate.hpp
/// Runs conditions over columns, a thousand rows at a time, with SQL's three-valued logic.
///
/// Layer    conditions. No allocation per row.
/// Threads  a Plan is immutable; each thread has its own Evaluator.
///
///     auto plan = Plan::of(condition, snapshot.households);
///     Evaluator evaluator(plan->depth());
///     for (Truth t : evaluator.run(*plan, 0, 1000)) …
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/model/snapshot.hpp"
#include "engine/conditions/expression.hpp"
#include "engine/conditions/syntax.hpp"

namespace huegrid::conditions {

/// In this order AND is the lesser, OR the greater, NOT 2 - x.
enum class Truth : std::uint8_t { no = 0, unknown = 1, yes = 2 };

/// Rows that are evaluated at a time. Divides model::chunk_rows.
inline constexpr std::size_t vector_rows = 1024;

/// A condition bound to the columns of one table, which must outlive it.
class Plan {
public:
    /// Fails  bad_input when the table lacks an attribute of the condition or has it with another type.
    /// Cost   O(condition), and once over the words of each text column that is compared with literals.
    [[nodiscard]] static Result<Plan> of(const Expression& condition, const model::HouseholdTable& table);

    /// Values that wait at the same time: what an Evaluator has to hold.
    [[nodiscard]] std::size_t depth() const { return depth_; }

private:
    friend class Evaluator;
    friend class Planner;

    enum class Operation : std::uint8_t {
        load, literal, negate, arithmetic, compare, between, in_numbers, in_words, is_null, logical_not, logical_and, logical_or,
        in_range,  ///< a numeric column between two literals: most of what rules ask
        by_word    ///< a text column against literals: the answer for each of its words
    };
    struct Step {
        Operation operation{};
        Comparison comparison{};
        Arithmetic arithmetic{};
        bool inverted = false;                       ///< in_range: outside instead
        const model::AttributeColumn* column = nullptr;
        Literal literal;
        std::int64_t low = 0, high = 0;              ///< in_range over whole numbers and days
        double real_low = 0, real_high = 0;          ///< in_range over reals
        std::vector<std::int64_t> integers;          ///< in_numbers, ascending
        std::vector<double> reals;                   ///< in_numbers, ascending
        std::vector<std::string> words;              ///< in_words
        std::vector<Truth> by_code;                  ///< by_word: [0] is for missing, [code + 1] for a word
    };
    /// How many values it takes from the stack; it leaves one.
    [[nodiscard]] static std::size_t operands(Operation operation);

    std::vector<Step> steps_;
    std::size_t depth_ = 1;
};

/// One thread's working memory: some 20 kB for each level of depth.
class Evaluator {
public:
    explicit Evaluator(std::size_t depth);
    Evaluator(Evaluator&&) noexcept;
    ~Evaluator();

    /// The plan for `rows` rows from `first`: at most vector_rows, all in one chunk. The plan's depth must be within
    /// this evaluator's. The answer lasts until the next run.
    [[nodiscard]] std::span<const Truth> run(const Plan& plan, std::size_t first, std::size_t rows);

private:
    struct Slot;
    void step(const Plan::Step& step, std::size_t first);
    void apply(const Plan::Step& step);
    void load(const model::AttributeColumn& column, std::size_t first, Slot& into) const;

    std::vector<std::unique_ptr<Slot>> slots_;
    std::size_t used_ = 0;
    std::size_t rows_ = 0;
};

/// The condition for every row, over all cores. Fails  as Plan::of.
[[nodiscard]] Result<std::vector<Truth>> evaluate(const Expression& condition, const model::HouseholdTable& table);

}  // namespace huegrid::conditions
