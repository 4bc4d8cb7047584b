#include "engine/conditions/evaluate/compiler.hpp"

#define XXH_INLINE_ALL
#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <limits>

#include "engine/conditions/language/bounds.hpp"

namespace huegrid::conditions {

using model::AttributeType;

namespace {

constexpr std::size_t most_ranges = 8;  ///< of a list: more are looked up by value

/// Bytes that tell one thing from another.
class Bytes {
public:
    template <class T>
    Bytes& add(const T& value) requires std::is_trivially_copyable_v<T> {
        bytes_.append(reinterpret_cast<const char*>(&value), sizeof value);
        return *this;
    }
    Bytes& add(const Literal& literal) {
        add(literal.type).add(literal.value.index());
        std::visit([&]<class T>(const T& value) {
            if constexpr (std::is_same_v<T, std::string>) add(value.size()), bytes_ += value;
            else if constexpr (!std::is_same_v<T, std::monostate>) add(value);
        }, literal.value);
        return *this;
    }
    [[nodiscard]] XXH128_hash_t hash() const { return XXH3_128bits(bytes_.data(), bytes_.size()); }

private:
    std::string bytes_;
};

bool is_text(const Literal& literal) { return literal.type == AttributeType::text; }

}  // namespace

Compiler::Compiler(const model::HouseholdTable& table, Date today) : table_(table) { program_.today_ = today; }

Result<void> Compiler::add(const Asked& asked) {
    auto answer = compile(asked.condition);
    if (!answer) return fail(std::move(answer.error()));
    if (asked.held) {
        Step held;
        held.operation = Operation::held;
        held.held = asked.held;
        program_.steps_.push_back(std::move(held));
        answer = logic(Operation::disjunction, *answer, Slot(program_.steps_.size() - 1));
    }
    if (asked.only_where) {
        const auto where = compile(asked.only_where);
        if (!where) return fail(where.error());
        answer = logic(Operation::conjunction, *where, *answer);
    }
    Step emit;
    emit.operation = Operation::emit;
    emit.a = *answer;
    emit.condition = std::uint32_t(program_.conditions_++);
    program_.steps_.push_back(std::move(emit));
    return {};
}

Result<Compiler::Slot> Compiler::compile(const Expression* condition) {
    syntax_ = condition ? condition->syntax() : nullptr;
    if (!syntax_) return constant_step(Truth::no);
    std::vector<const model::AttributeColumn*> columns;
    for (std::size_t c = 0; c < syntax_->columns.size(); ++c) {
        const auto& name = syntax_->columns[c].name;
        const auto* column = table_.attribute(name);
        if (!column || column->attribute.type != syntax_->column_types[c])
            return fail(ErrorCode::bad_input, fmt::format("the register has no {} attribute '{}'; the condition was written for another one",
                                                          word(syntax_->column_types[c]), name));
        columns.push_back(column);
    }
    columns_ = std::make_shared<const std::vector<const model::AttributeColumn*>>(std::move(columns));
    Operands stack;
    for (std::uint32_t at = 0; at < syntax_->nodes.size(); ++at) {
        const std::size_t count = operand_count(syntax_->nodes[at]);
        Operands operands(std::make_move_iterator(stack.end() - std::ptrdiff_t(count)), std::make_move_iterator(stack.end()));
        stack.resize(stack.size() - count);
        stack.push_back(compiled(at, std::move(operands)));
    }
    return as_truth(stack.back());
}

Compiler::Operand Compiler::compiled(std::uint32_t at, Operands operands) {
    const Node& node = syntax_->nodes[at];
    Bytes bytes;
    bytes.add(node.kind).add(node.type).add(node.comparison).add(node.arithmetic).add(node.function).add(node.count);
    Operand made;
    made.type = node.type;
    made.begin = operands.empty() ? at : operands.front().begin;
    made.end = at + 1;
    for (const auto& operand : operands) bytes.add(operand.key);
    if (node.kind == NodeKind::column) bytes.add((*columns_)[node.first]);
    if (node.kind == NodeKind::literal) bytes.add(syntax_->literals[node.first]);
    if (node.kind == NodeKind::in_list)
        for (std::uint32_t l = 0; l < node.count; ++l) bytes.add(syntax_->literals[node.first + l]);
    const auto hash = bytes.hash();
    made.key = {hash.low64, hash.high64};

    switch (node.kind) {
        case NodeKind::column:
            made.kind = Operand::Kind::column;
            made.column = (*columns_)[node.first];
            return made;
        case NodeKind::literal: {
            const Literal& literal = syntax_->literals[node.first];
            if (std::holds_alternative<std::monostate>(literal.value)) return made;
            return constant(std::move(made), literal);
        }
        case NodeKind::today: return constant(std::move(made), {AttributeType::date, program_.today_, node.at});
        default: break;
    }
    if (node.type == AttributeType::boolean) {
        if (const auto slot = compile_truth(node, operands)) return truth(std::move(made), *slot);
    } else if (auto number = compile_number(node, made, operands)) {
        return std::move(*number);
    }
    return made;
}

Compiler::Operand Compiler::constant(Operand made, Literal literal) const {
    made.kind = Operand::Kind::constant;
    made.literal = std::move(literal);
    return made;
}
Compiler::Operand Compiler::truth(Operand made, Slot slot) const {
    made.kind = Operand::Kind::truth;
    made.slot = slot;
    return made;
}

std::optional<Compiler::Slot> Compiler::compile_truth(const Node& node, Operands& operands) {
    switch (node.kind) {
        case NodeKind::compare: return comparison(node.comparison, operands[0], operands[1]);
        case NodeKind::between: return between(operands);
        case NodeKind::in_list: return in_list(node, operands[0]);
        case NodeKind::is_null: return is_null(operands[0]);
        case NodeKind::distinct: {
            // IS [NOT] TRUE and FALSE: an answer that is never unknown.
            if (operands[1].kind != Operand::Kind::constant || operands[0].type != AttributeType::boolean ||
                operands[1].type != AttributeType::boolean)
                return std::nullopt;
            const Slot asked = as_truth(operands[0]);
            const bool yes = std::get<std::int64_t>(operands[1].literal.value) != 0;
            return logic(Operation::choice, yes ? asked : logic(Operation::negation, asked), constant_step(Truth::no), constant_step(Truth::yes));
        }
        case NodeKind::case_when: return case_of_truths(operands);
        case NodeKind::logical_not: return logic(Operation::negation, as_truth(operands[0]));
        case NodeKind::logical_and:
        case NodeKind::logical_or: {
            const Slot a = as_truth(operands[0]), b = as_truth(operands[1]);
            return logic(node.kind == NodeKind::logical_and ? Operation::conjunction : Operation::disjunction, a, b);
        }
        default: return std::nullopt;
    }
}

std::optional<Compiler::Slot> Compiler::case_of_truths(Operands& operands) {
    Slot answer = as_truth(operands.back());
    for (std::size_t i = operands.size() - 1; i >= 2; i -= 2) answer = logic(Operation::choice, as_truth(operands[i - 2]), as_truth(operands[i - 1]), answer);
    return answer;
}

std::optional<Compiler::Slot> Compiler::comparison(Comparison comparison, const Operand& left, const Operand& right) {
    using Kind = Operand::Kind;
    if (left.kind == Kind::column && right.kind == Kind::constant)
        if (const auto slot = comparison_with_constant(comparison, left, right.literal)) return slot;
    if (left.kind == Kind::constant && right.kind == Kind::column)
        if (const auto slot = comparison_with_constant(mirrored(comparison), right, left.literal)) return slot;
    if (const auto slot = days_between(comparison, left, right)) return slot;
    auto steps = as_numbers(left);
    const auto more = steps ? as_numbers(right) : std::nullopt;
    if (!more) return std::nullopt;
    Step step;
    step.operation = Operation::numbers;
    step.comparison = comparison;
    step.number_steps = std::move(*steps);
    step.number_steps.insert(step.number_steps.end(), more->begin(), more->end());
    step.fragment = {syntax_, columns_, left.begin, right.end + 1};  // with the comparison behind its operands
    const auto hash = Bytes().add('c').add(comparison).add(left.key).add(right.key).hash();
    return shared({hash.low64, hash.high64}, std::move(step));
}

std::optional<Compiler::Slot> Compiler::comparison_with_constant(Comparison comparison, const Operand& column, const Literal& literal) {
    const bool inverted = comparison == Comparison::unequal;
    switch (column.type) {
        case AttributeType::text: {
            if (comparison != Comparison::equal && !inverted) return std::nullopt;
            const auto code = std::get<model::TextColumn>(column.column->data).dictionary.find(std::get<std::string>(literal.value));
            return code < 0 ? range(column, std::int64_t{1}, std::int64_t{0}, inverted) : range(column, std::int64_t{code}, std::int64_t{code}, inverted);
        }
        case AttributeType::real: {
            const auto bounds = real_bounds(comparison, number_of(literal));
            return range(column, bounds.low, bounds.high, inverted);
        }
        case AttributeType::boolean: {
            // = 0 is NOT = 1, so that both are asked once.
            const auto bounds = whole_bounds(comparison, number_of(literal));
            const auto holds = [&](std::int64_t value) { return (bounds.low <= value && value <= bounds.high) != inverted; };
            if (holds(0) == holds(1)) return range(column, std::int64_t{0}, std::int64_t{1}, !holds(0));
            const Slot yes = as_truth(column);
            return holds(1) ? yes : logic(Operation::negation, yes);
        }
        default: {
            const auto bounds = whole_bounds(comparison, number_of(literal));
            return range(column, bounds.low, bounds.high, inverted);
        }
    }
}

std::optional<Compiler::Slot> Compiler::between(const Operands& operands) {
    using Kind = Operand::Kind;
    const auto& [value, low, high] = std::tie(operands[0], operands[1], operands[2]);
    if (value.kind == Kind::column && low.kind == Kind::constant && high.kind == Kind::constant && value.type != AttributeType::text) {
        const Number from = number_of(low.literal), to = number_of(high.literal);
        if (value.type == AttributeType::real) {
            const auto both = real_bounds(Comparison::greater_equal, from).both(real_bounds(Comparison::less_equal, to));
            return range(value, both.low, both.high, false);
        }
        const auto both = whole_bounds(Comparison::greater_equal, from).both(whole_bounds(Comparison::less_equal, to));
        return range(value, both.low, both.high, false);
    }
    return std::nullopt;
}

std::optional<Compiler::Slot> Compiler::in_list(const Node& node, const Operand& value) {
    if (value.kind != Operand::Kind::column) return std::nullopt;
    std::vector<Bounds<std::int64_t>> whole;
    std::vector<Bounds<double>> real;
    for (std::uint32_t l = node.first; l < node.first + node.count; ++l) {
        const Literal& literal = syntax_->literals[l];
        if (std::holds_alternative<std::monostate>(literal.value)) return std::nullopt;
        if (is_text(literal)) {
            const auto code = std::get<model::TextColumn>(value.column->data).dictionary.find(std::get<std::string>(literal.value));
            if (code >= 0) whole.push_back({code, code});
        } else if (value.type == AttributeType::real) {
            if (const auto bounds = real_bounds(Comparison::equal, number_of(literal)); !bounds.none()) real.push_back(bounds);
        } else if (const auto bounds = whole_bounds(Comparison::equal, number_of(literal)); !bounds.none()) {
            whole.push_back(bounds);
        }
    }
    // Neighbours are one range.
    std::sort(whole.begin(), whole.end(), [](const auto& a, const auto& b) { return a.low < b.low; });
    std::vector<Bounds<std::int64_t>> ranges;
    for (const auto& bounds : whole) {
        if (!ranges.empty() && bounds.low <= ranges.back().high) continue;
        if (!ranges.empty() && bounds.low - 1 == ranges.back().high) ranges.back().high = bounds.high;
        else ranges.push_back(bounds);
    }
    if (ranges.size() + real.size() > most_ranges) return std::nullopt;
    std::optional<Slot> answer;
    const auto also = [&](Slot slot) { answer = answer ? logic(Operation::disjunction, *answer, slot) : slot; };
    for (const auto& bounds : ranges) also(range(value, bounds.low, bounds.high, false));
    for (const auto& bounds : real) also(range(value, bounds.low, bounds.high, false));
    if (!answer) also(value.type == AttributeType::real ? range(value, 1.0, 0.0, false) : range(value, std::int64_t{1}, std::int64_t{0}, false));
    return answer;
}

std::optional<Compiler::Slot> Compiler::is_null(const Operand& value) {
    if (value.kind == Operand::Kind::truth) return logic(Operation::is_unknown, value.slot);
    if (value.kind == Operand::Kind::column) {
        const Slot any = value.type == AttributeType::real ? range(value, 1.0, 0.0, false) : range(value, std::int64_t{1}, std::int64_t{0}, false);
        return logic(Operation::is_unknown, any);
    }
    auto steps = as_numbers(value);
    if (!steps) return std::nullopt;
    Step step;
    step.operation = Operation::numbers;
    step.test = Step::Test::is_missing;
    step.number_steps = std::move(*steps);
    step.fragment = {syntax_, columns_, value.begin, value.end + 1};
    const auto hash = Bytes().add('m').add(value.key).hash();
    return shared({hash.low64, hash.high64}, std::move(step));
}

Compiler::Slot Compiler::as_truth(const Operand& operand) {
    switch (operand.kind) {
        case Operand::Kind::truth: return operand.slot;
        case Operand::Kind::column: return range(operand, std::int64_t{1}, std::int64_t{1}, false);
        case Operand::Kind::constant: return constant_step(std::get<std::int64_t>(operand.literal.value) != 0 ? Truth::yes : Truth::no);
        default: return ask_scalar(operand);
    }
}

Compiler::Slot Compiler::ask_scalar(const Operand& operand) {
    const model::AttributeColumn* only = nullptr;
    bool several = false;
    for (std::uint32_t at = operand.begin; at < operand.end; ++at) {
        const Node& node = syntax_->nodes[at];
        if (node.kind != NodeKind::column) continue;
        const auto* column = (*columns_)[node.first];
        several = several || (only && only != column);
        only = column;
    }
    Step step;
    step.operation = Operation::by_row;
    step.fragment = {syntax_, columns_, operand.begin, operand.end};
    if (only && !several && only->attribute.type != AttributeType::real) {
        step.operation = Operation::by_value;
        step.column = only;
    }
    return shared(operand.key, std::move(step));
}

Compiler::Slot Compiler::range(const Operand& column, std::int64_t low, std::int64_t high, bool inverted) {
    Step step;
    step.operation = Operation::range;
    step.column = column.column;
    step.low = low, step.high = high, step.inverted = inverted;
    const auto hash = Bytes().add('r').add(column.column).add(low).add(high).add(inverted).hash();
    return guarded(column, shared({hash.low64, hash.high64}, std::move(step)));
}
Compiler::Slot Compiler::range(const Operand& column, double low, double high, bool inverted) {
    Step step;
    step.operation = Operation::range_real;
    step.column = column.column;
    step.real_low = low, step.real_high = high, step.inverted = inverted;
    const auto hash = Bytes().add('R').add(column.column).add(low).add(high).add(inverted).hash();
    return guarded(column, shared({hash.low64, hash.high64}, std::move(step)));
}
Compiler::Slot Compiler::guarded(const Operand& column, Slot answer) {
    return column.guard ? logic(Operation::guarded, answer, *column.guard) : answer;
}

Compiler::Slot Compiler::constant_step(Truth truth) {
    Step step;
    step.operation = Operation::constant;
    step.truth = truth;
    const auto hash = Bytes().add('k').add(truth).hash();
    return shared({hash.low64, hash.high64}, std::move(step));
}
Compiler::Slot Compiler::logic(Operation operation, Slot a, Slot b, Slot c) {
    Step step;
    step.operation = operation;
    step.a = a, step.b = b, step.c = c;
    const auto hash = Bytes().add('l').add(operation).add(a).add(b).add(c).hash();
    return shared({hash.low64, hash.high64}, std::move(step));
}

Compiler::Slot Compiler::shared(const Key& key, Step step) {
    const auto [found, fresh] = known_.try_emplace(key, Slot(program_.steps_.size()));
    if (fresh) program_.steps_.push_back(std::move(step));
    return found->second;
}

}  // namespace huegrid::conditions
