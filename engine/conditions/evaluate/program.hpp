/// @file program.hpp
/// Many conditions compiled into one list of steps over a register's columns, so that what they share is asked once.
///
/// Layer    conditions. Evaluation is in `evaluator.hpp`.
/// Threads  immutable once made; any number of evaluators at a time.
///
///     auto program = Program::of(asked, snapshot.households, as_of);
///     Evaluator evaluator(*program);
///     evaluator.run(first, rows, [](std::size_t condition, const Planes& answer) { … });
///
/// A condition is cut into questions of one column against constants, comparisons of numbers, and logic. What no loop is
/// made for is asked of the scalar evaluator: once a distinct value where it reads one column, else row by row.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/result.hpp"
#include "engine/conditions/evaluate/planes.hpp"
#include "engine/conditions/language/expression.hpp"
#include "engine/conditions/language/syntax.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::conditions {

/// One condition of a program, and what is beside it.
struct Asked {
    const Expression* condition = nullptr;
    /// Joined by AND with all of it; null for none.
    const Expression* only_where = nullptr;
    /// Rows that count as yes whatever `condition` says, a bit a row of the table; null for none. Must outlive the program.
    const std::vector<std::uint64_t>* held = nullptr;
};

class Program {
public:
    /// The table must outlive it. Answers come in the order of `asked`.
    /// Fails  bad_input when the table lacks a column of a condition or has it with another type.
    /// Cost   O(size of the conditions).
    [[nodiscard]] static Result<Program> of(std::span<const Asked> asked, const model::HouseholdTable& table, Date today);

    [[nodiscard]] std::size_t conditions() const { return conditions_; }
    /// How many steps a batch takes: fewer than the conditions have parts where they share some.
    [[nodiscard]] std::size_t steps() const { return steps_.size(); }

    // ---- what the compiler writes and the evaluator reads

    using Slot = std::uint32_t;  ///< where a step's answer lies while it is needed

    /// Part of a condition: nodes [begin, end) of its syntax, with the columns they name.
    struct Fragment {
        std::shared_ptr<const Syntax> syntax;
        std::shared_ptr<const std::vector<const model::AttributeColumn*>> columns;
        std::uint32_t begin = 0, end = 0;
    };

    /// A stack machine of numbers: what stands on either side of a comparison.
    struct NumberStep {
        enum class Kind : std::uint8_t { column, integer, real, truth, calculate, keep, within_calendar };
        Kind kind = Kind::column;
        const model::AttributeColumn* column = nullptr;
        std::int64_t integer = 0;
        double real = 0;
        Arithmetic arithmetic{};
        Slot slot = 0;  ///< truth, keep: a condition's answer; integer, real: which of the constants
    };

    enum class Operation : std::uint8_t {
        constant,   ///< `truth`
        range,      ///< whole numbers, days, codes of words, 0 and 1: low to high
        range_real,
        by_value,   ///< one column: the fragment's answer to each of its values, remembered
        numbers,    ///< `number_steps` leave two numbers to compare, or one that may be missing
        by_row,     ///< the fragment, row by row
        held,
        conjunction, disjunction, negation,
        choice,      ///< b where a says yes, else c
        is_unknown,  ///< yes where a is unknown, else no
        guarded,     ///< a where b says yes, else unknown
        emit        ///< a is the answer to condition `condition`
    };
    struct Step {
        Operation operation{};
        Slot a = 0, b = 0, c = 0, out = 0;
        Truth truth = Truth::no;
        bool inverted = false;
        const model::AttributeColumn* column = nullptr;
        std::int64_t low = 0, high = 0;
        double real_low = 0, real_high = 0;
        enum class Test : std::uint8_t { compare, is_missing } test = Test::compare;
        Comparison comparison{};
        std::vector<NumberStep> number_steps;
        Fragment fragment;
        const std::vector<std::uint64_t>* held = nullptr;
        std::uint32_t condition = 0;
        std::uint32_t memory = 0;  ///< by_value: which of the evaluator's
    };

private:
    friend class Evaluator;
    friend class Compiler;

    std::vector<Step> steps_;
    std::size_t conditions_ = 0;
    std::vector<NumberStep> constants_;
    std::size_t slots_ = 0, memories_ = 0;
    Date today_{};
};

}  // namespace huegrid::conditions
