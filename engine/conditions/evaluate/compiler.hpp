/// @file compiler.hpp
/// From syntax to a program's steps: binds columns, finds what a loop is made for, shares what is asked twice.
///
/// Layer    conditions, inside.
#pragma once

#include <optional>
#include <unordered_map>

#include "engine/conditions/evaluate/program.hpp"

namespace huegrid::conditions {

class Compiler {
public:
    Compiler(const model::HouseholdTable& table, Date today);

    /// Fails  bad_input for a column that the table lacks.
    [[nodiscard]] Result<void> add(const Asked& asked);
    [[nodiscard]] Program finish();

private:
    using Slot = Program::Slot;
    using Step = Program::Step;
    using NumberStep = Program::NumberStep;
    using Operation = Program::Operation;

    /// What a part of a condition is, whatever columns it names: equal parts are asked once.
    struct Key {
        std::uint64_t low = 0, high = 0;
        friend bool operator==(const Key&, const Key&) = default;
    };
    struct KeyHash {
        std::size_t operator()(const Key& key) const { return std::size_t(key.low); }
    };

    /// What a node left for the one that uses it. Only when that one is known is it decided how to compute it.
    struct Operand {
        enum class Kind : std::uint8_t { truth, numbers, column, constant, opaque };
        Kind kind = Kind::opaque;
        model::AttributeType type{};
        std::uint32_t begin = 0, end = 0;  ///< its nodes
        Key key;
        Slot slot = 0;                             ///< truth
        std::vector<NumberStep> steps;             ///< numbers
        const model::AttributeColumn* column = nullptr;
        std::optional<Slot> guard;                 ///< of a column: missing unless this says yes
        Literal literal;                           ///< constant; never NULL
    };
    using Operands = std::vector<Operand>;

    Result<Slot> compile(const Expression* condition);
    Operand compiled(std::uint32_t at, Operands operands);
    Operand constant(Operand made, Literal literal) const;
    Operand truth(Operand made, Slot slot) const;

    // Each gives nullopt when no loop is made for it: the operand stays opaque.
    std::optional<Operand> compile_number(const Node& node, Operand made, const Operands& operands);
    std::optional<Slot> compile_truth(const Node& node, Operands& operands);
    std::optional<Slot> comparison(Comparison comparison, const Operand& left, const Operand& right);
    std::optional<Slot> comparison_with_constant(Comparison comparison, const Operand& column, const Literal& literal);
    std::optional<Slot> days_between(Comparison comparison, const Operand& left, const Operand& right);
    std::optional<Slot> between(const Operands& operands);
    std::optional<Slot> in_list(const Node& node, const Operand& value);
    std::optional<Slot> is_null(const Operand& value);
    std::optional<Slot> case_of_truths(Operands& operands);
    std::optional<std::vector<NumberStep>> as_numbers(const Operand& operand);
    std::optional<std::vector<NumberStep>> case_of_numbers(const Operands& operands);

    Slot as_truth(const Operand& operand);
    Slot ask_scalar(const Operand& operand);
    Slot range(const Operand& column, std::int64_t low, std::int64_t high, bool inverted);
    Slot range(const Operand& column, double low, double high, bool inverted);
    Slot guarded(const Operand& column, Slot answer);
    Slot constant_step(Truth truth);
    Slot logic(Operation operation, Slot a, Slot b = 0, Slot c = 0);
    Slot shared(const Key& key, Step step);

    const model::HouseholdTable& table_;
    Program program_;
    std::shared_ptr<const Syntax> syntax_;  ///< of the condition at hand
    std::shared_ptr<const std::vector<const model::AttributeColumn*>> columns_;
    std::unordered_map<Key, Slot, KeyHash> known_;
};

}  // namespace huegrid::conditions
