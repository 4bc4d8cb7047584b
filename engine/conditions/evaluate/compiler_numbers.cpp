// What stands on either side of a comparison, and the last step: where each answer lies while it is needed.
#include <algorithm>
#include <limits>

#include "engine/conditions/evaluate/compiler.hpp"
#include "engine/conditions/language/bounds.hpp"
#include "engine/conditions/language/number.hpp"

namespace huegrid::conditions {

using model::AttributeType;

namespace {

using NumberStep = Program::NumberStep;
using Kind = NumberStep::Kind;

bool is_real(AttributeType type) { return type == AttributeType::real; }

std::optional<std::int64_t> whole_value(const Literal& literal) {
    if (const auto* date = std::get_if<Date>(&literal.value)) return date->time_since_epoch().count();
    if (const auto* integer = std::get_if<std::int64_t>(&literal.value)) return *integer;
    return std::nullopt;
}

NumberStep whole_step(std::int64_t value) {
    NumberStep step;
    step.kind = Kind::integer;
    step.integer = value;
    return step;
}

NumberStep arithmetic_step(Arithmetic sign) {
    NumberStep step;
    step.kind = Kind::calculate;
    step.arithmetic = sign;
    return step;
}

}  // namespace

std::optional<std::vector<NumberStep>> Compiler::as_numbers(const Operand& operand) {
    NumberStep step;
    switch (operand.kind) {
        case Operand::Kind::numbers: return operand.steps;
        case Operand::Kind::truth:
            step.kind = Kind::truth;
            step.slot = operand.slot;
            return std::vector{step};
        case Operand::Kind::constant: {
            if (operand.type == AttributeType::text) return std::nullopt;
            if (const auto whole = whole_value(operand.literal)) return std::vector{whole_step(*whole)};
            step.kind = Kind::real;
            step.real = std::get<double>(operand.literal.value);
            return std::vector{step};
        }
        case Operand::Kind::column: {
            if (operand.type == AttributeType::text || operand.guard) return std::nullopt;
            if (operand.type == AttributeType::boolean) {
                step.kind = Kind::truth;
                step.slot = as_truth(operand);
                return std::vector{step};
            }
            step.column = operand.column;
            return std::vector{step};
        }
        case Operand::Kind::opaque: return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Compiler::Operand> Compiler::compile_number(const Node& node, Operand made, const Operands& operands) {
    const auto numbers = [&](std::vector<NumberStep> steps) {
        made.kind = Operand::Kind::numbers;
        made.steps = std::move(steps);
        return std::move(made);
    };
    const auto joined = [&](std::vector<NumberStep> left, const std::vector<NumberStep>& right, Arithmetic sign) {
        left.insert(left.end(), right.begin(), right.end());
        left.push_back(arithmetic_step(sign));
        return left;
    };
    switch (node.kind) {
        case NodeKind::negate: {
            const auto of = as_numbers(operands[0]);
            if (!of) return std::nullopt;
            return numbers(joined({whole_step(0)}, *of, Arithmetic::subtract));
        }
        case NodeKind::arithmetic: {
            const auto& [left, right] = std::tie(operands[0], operands[1]);
            const bool divides = node.arithmetic == Arithmetic::divide || node.arithmetic == Arithmetic::remainder;
            if (divides && (node.arithmetic == Arithmetic::remainder || !is_real(node.type))) return std::nullopt;
            // A day that is reckoned from today is one as well.
            if (left.kind == Operand::Kind::constant && right.kind == Operand::Kind::constant && !divides) {
                const auto a = whole_value(left.literal), b = whole_value(right.literal);
                const auto result = a && b ? calculate(node.arithmetic, {false, *a, 0}, {false, *b, 0}) : std::nullopt;
                if (result && !result->is_real && node.type == AttributeType::integer) return constant(std::move(made), {node.type, result->integer, node.at});
                if (result && !result->is_real && node.type == AttributeType::date && in_calendar(result->integer))
                    return constant(std::move(made), {node.type, Date(std::chrono::days(result->integer)), node.at});
            }
            const auto a = as_numbers(left);
            const auto b = a ? as_numbers(right) : std::nullopt;
            if (!b) return std::nullopt;
            auto steps = joined(*a, *b, node.arithmetic);
            if (node.type == AttributeType::date) {
                NumberStep within;
                within.kind = Kind::within_calendar;
                steps.push_back(within);
            }
            return numbers(std::move(steps));
        }
        case NodeKind::call: {
            if (node.function != Function::days_since) return std::nullopt;
            const auto day = as_numbers(operands[0]);
            if (!day) return std::nullopt;
            return numbers(joined({whole_step(program_.today_.time_since_epoch().count())}, *day, Arithmetic::subtract));
        }
        case NodeKind::case_when: {
            // A column that is missing unless a condition holds: how values too old are left out.
            const auto& value = operands.size() == 3 ? operands[1] : operands.back();
            const auto& rest = operands.back();
            const bool null = rest.kind == Operand::Kind::opaque && rest.end - rest.begin == 1;  // the literal NULL
            if (operands.size() == 3 && null && value.kind == Operand::Kind::column && !value.guard) {
                made.kind = Operand::Kind::column;
                made.column = value.column;
                made.guard = as_truth(operands[0]);
                return made;
            }
            auto steps = case_of_numbers(operands);
            if (!steps) return std::nullopt;
            return numbers(std::move(*steps));
        }
        default: return std::nullopt;
    }
}

std::optional<std::vector<NumberStep>> Compiler::case_of_numbers(const Operands& operands) {
    // The last value first; each earlier one then takes its place where its condition says yes.
    std::vector<NumberStep> steps;
    const auto add = [&](const Operand& value) {
        // A whole number beside a real stays whole in SQL, which one kind of number a row can't show.
        if (is_real(value.type) != is_real(operands[1].type)) return false;
        const auto more = as_numbers(value);
        if (!more) return false;
        steps.insert(steps.end(), more->begin(), more->end());
        return true;
    };
    if (!add(operands.back())) return std::nullopt;
    for (std::size_t i = operands.size() - 1; i >= 2; i -= 2) {
        if (!add(operands[i - 1])) return std::nullopt;
        NumberStep keep;
        keep.kind = Kind::keep;
        keep.slot = as_truth(operands[i - 2]);
        steps.push_back(keep);
    }
    return steps;
}

/// Days between a column's and a fixed one against a number: a range of days.
std::optional<Compiler::Slot> Compiler::days_between(Comparison comparison, const Operand& left, const Operand& right) {
    constexpr std::int64_t far = std::int64_t{1} << 40;
    if (left.kind != Operand::Kind::numbers || right.kind != Operand::Kind::constant || left.steps.size() != 3) return std::nullopt;
    const auto& [from, column, sign] = std::tie(left.steps[0], left.steps[1], left.steps[2]);
    const auto days = whole_value(right.literal);
    if (from.kind != Kind::integer || column.kind != Kind::column || column.column->attribute.type != AttributeType::date ||
        sign.kind != Kind::calculate || sign.arithmetic != Arithmetic::subtract || !days || *days > far || *days < -far || from.integer > far ||
        from.integer < -far)
        return std::nullopt;
    Operand day;
    day.type = AttributeType::date;
    day.column = column.column;
    return comparison_with_constant(mirrored(comparison), day, {AttributeType::integer, from.integer - *days, 0});
}

Program Compiler::finish() {
    auto& steps = program_.steps_;
    // What is an answer's number so far becomes the place it lies in, which is free again behind its last use.
    std::vector<std::size_t> last_use(steps.size());
    const auto each_input = [](Step& step, const auto& use) {
        switch (step.operation) {
            case Operation::choice: use(step.a), use(step.b), use(step.c); break;
            case Operation::conjunction:
            case Operation::disjunction:
            case Operation::guarded: use(step.a), use(step.b); break;
            case Operation::negation:
            case Operation::is_unknown:
            case Operation::emit: use(step.a); break;
            default: break;
        }
        for (auto& number : step.number_steps)
            if (number.kind == Kind::truth || number.kind == Kind::keep) use(number.slot);
    };
    for (std::size_t s = 0; s < steps.size(); ++s) each_input(steps[s], [&](Slot& slot) { last_use[slot] = s; });

    std::vector<Slot> place(steps.size()), unused;
    for (std::size_t s = 0; s < steps.size(); ++s) {
        std::vector<Slot> ended;
        each_input(steps[s], [&](Slot& slot) {
            if (last_use[slot] == s && std::find(ended.begin(), ended.end(), place[slot]) == ended.end()) ended.push_back(place[slot]);
            slot = place[slot];
        });
        if (steps[s].operation != Operation::emit) {
            if (unused.empty()) unused.push_back(Slot(program_.slots_++));
            place[s] = steps[s].out = unused.back();
            unused.pop_back();
        }
        unused.insert(unused.end(), ended.begin(), ended.end());

        for (auto& number : steps[s].number_steps) {
            if (number.kind != Kind::integer && number.kind != Kind::real) continue;
            number.slot = Slot(program_.constants_.size());
            program_.constants_.push_back(number);
        }
        if (steps[s].operation == Operation::by_value) steps[s].memory = std::uint32_t(program_.memories_++);
    }
    return std::move(program_);
}

Result<Program> Program::of(std::span<const Asked> asked, const model::HouseholdTable& table, Date today) {
    Compiler compiler(table, today);
    for (const auto& condition : asked)
        if (auto added = compiler.add(condition); !added) return fail(std::move(added.error()));
    return compiler.finish();
}

}  // namespace huegrid::conditions
