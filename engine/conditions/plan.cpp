// From syntax to steps: binds columns and fuses "column against literals" into one step.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/conditions/evaluate.hpp"
#include "engine/conditions/number.hpp"

namespace huegrid::conditions {

using model::AttributeType;

namespace {

template <class T>
struct Range {
    T low, high;
};

constexpr Range<std::int64_t> all_integers{std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()};
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Range<double> all_reals{-infinity, infinity};
template <class T>
constexpr Range<T> no_range{T(1), T(0)};

Number number_of(const Literal& literal) {
    if (const auto* real = std::get_if<double>(&literal.value)) return {true, 0, *real};
    if (const auto* date = std::get_if<Date>(&literal.value)) return {false, date->time_since_epoch().count(), 0};
    return {false, std::get<std::int64_t>(literal.value), 0};
}

/// Does a range up to a bound hold the bound itself?
enum class Bound { excluded, included };

/// The integers (or reals) that are <= or < `bound`; the others follow from it.
Range<std::int64_t> integers_up_to(const Number& bound, Bound itself) {
    if (!bound.is_real) {
        if (itself == Bound::included) return {all_integers.low, bound.integer};
        return bound.integer == all_integers.low ? no_range<std::int64_t> : Range<std::int64_t>{all_integers.low, bound.integer - 1};
    }
    if (bound.real >= beyond_integers) return all_integers;
    if (bound.real < -beyond_integers) return no_range<std::int64_t>;
    const double floor = std::floor(bound.real);
    return integers_up_to({false, std::int64_t(floor), 0}, floor < bound.real ? Bound::included : itself);
}
Range<double> reals_up_to(const Number& bound, Bound itself) {
    const double real = bound.as_real();
    // A double that an integer rounds up to is already past it; one that it rounds down to is wholly below.
    const auto order = bound.is_real ? std::strong_ordering::equal : compare(bound.integer, real);
    const bool whole = order > 0 || (order == 0 && itself == Bound::included);
    return {-infinity, whole ? real : std::nextafter(real, -infinity)};
}
Range<std::int64_t> integers_above(Range<std::int64_t> below) {
    if (below.low > below.high) return all_integers;
    return below.high == all_integers.high ? no_range<std::int64_t> : Range<std::int64_t>{below.high + 1, all_integers.high};
}
Range<double> reals_above(Range<double> below) {
    return {std::nextafter(below.high, infinity), infinity};
}

template <class T>
Range<T> both(Range<T> a, Range<T> b) {
    return {std::max(a.low, b.low), std::min(a.high, b.high)};
}

/// Rows of a column for which `column comparison bound`; unequal gives the equal ones.
template <class T, class UpTo, class Above>
Range<T> range_of(Comparison comparison, const Number& bound, UpTo up_to, Above above) {
    switch (comparison) {
        case Comparison::less: return up_to(bound, Bound::excluded);
        case Comparison::less_equal: return up_to(bound, Bound::included);
        case Comparison::greater: return above(up_to(bound, Bound::included));
        case Comparison::greater_equal: return above(up_to(bound, Bound::excluded));
        case Comparison::equal:
        case Comparison::unequal: break;
    }
    const auto below = up_to(bound, Bound::excluded);
    return both(up_to(bound, Bound::included), above(below));
}

Comparison mirrored(Comparison comparison) {
    switch (comparison) {
        case Comparison::less: return Comparison::greater;
        case Comparison::less_equal: return Comparison::greater_equal;
        case Comparison::greater: return Comparison::less;
        case Comparison::greater_equal: return Comparison::less_equal;
        default: return comparison;
    }
}

bool holds(Comparison comparison, std::strong_ordering order) {
    switch (comparison) {
        case Comparison::equal: return order == 0;
        case Comparison::unequal: return order != 0;
        case Comparison::less: return order < 0;
        case Comparison::less_equal: return order <= 0;
        case Comparison::greater: return order > 0;
        case Comparison::greater_equal: return order >= 0;
    }
    return false;
}

}  // namespace

class Planner {
public:
    Planner(const Syntax& syntax, const model::HouseholdTable& table) : syntax_(syntax), table_(table) {}

    Result<Plan> run() {
        for (std::size_t c = 0; c < syntax_.columns.size(); ++c) {
            const auto& name = syntax_.columns[c].name;
            const auto* column = table_.attribute(name);
            if (!column || column->attribute.type != syntax_.column_types[c])
                return fail(ErrorCode::bad_input, fmt::format("the register has no {} attribute '{}'; the condition was "
                                                              "written for another one", word(syntax_.column_types[c]), name));
            columns_.push_back(column);
        }
        for (const auto& node : syntax_.nodes) add(node);
        std::size_t waiting = 0;
        for (const auto& step : plan_.steps_) {
            waiting += 1 - Plan::operands(step.operation);
            plan_.depth_ = std::max(plan_.depth_, waiting);
        }
        return std::move(plan_);
    }

private:
    using Operation = Plan::Operation;
    using Step = Plan::Step;

    Step& push(Operation operation) {
        Step& step = plan_.steps_.emplace_back();
        step.operation = operation;
        return step;
    }
    /// The step `back` before the end, if it is of this kind: then it is that whole operand.
    const Step* leaf(std::size_t back, Operation operation) const {
        const auto& steps = plan_.steps_;
        if (steps.size() < back || steps[steps.size() - back].operation != operation) return nullptr;
        return &steps[steps.size() - back];
    }
    void drop(std::size_t count) { plan_.steps_.resize(plan_.steps_.size() - count); }

    void add(const Node& node) {
        switch (node.kind) {
            case NodeKind::column: push(Operation::load).column = columns_[node.first]; return;
            case NodeKind::literal: push(Operation::literal).literal = syntax_.literals[node.first]; return;
            case NodeKind::negate: push(Operation::negate); return;
            case NodeKind::arithmetic: push(Operation::arithmetic).arithmetic = node.arithmetic; return;
            case NodeKind::compare: return add_compare(node.comparison);
            case NodeKind::between: return add_between();
            case NodeKind::in_list: return add_list(node);
            case NodeKind::is_null: push(Operation::is_null); return;
            case NodeKind::logical_not:
                if (leaf(1, Operation::in_range)) plan_.steps_.back().inverted ^= true;
                else push(Operation::logical_not);
                return;
            case NodeKind::logical_and: push(Operation::logical_and); return;
            case NodeKind::logical_or: push(Operation::logical_or); return;
            default: return;
        }
    }

    void add_compare(Comparison comparison) {
        const Step* column = leaf(2, Operation::load);
        const Step* literal = leaf(1, Operation::literal);
        if (!column || !literal) {
            column = leaf(1, Operation::load);
            literal = leaf(2, Operation::literal);
            if (column && literal) comparison = mirrored(comparison);
        }
        if (!column || !literal) {
            push(Operation::compare).comparison = comparison;
            return;
        }
        const auto* of = column->column;
        const Literal bound = literal->literal;
        drop(2);
        if (of->attribute.type == AttributeType::text)
            return add_by_word(*of, [&](const std::string& text) {
                return holds(comparison, text.compare(std::get<std::string>(bound.value)) <=> 0);
            });
        Step& step = push_whole_range(*of);
        step.inverted = comparison == Comparison::unequal;
        narrow(step, comparison, bound);
    }

    Step& push_whole_range(const model::AttributeColumn& column) {
        Step& step = push(Operation::in_range);
        step.column = &column;
        step.low = all_integers.low, step.high = all_integers.high;
        step.real_low = all_reals.low, step.real_high = all_reals.high;
        return step;
    }

    /// Leaves of the step's range what `comparison bound` leaves.
    static void narrow(Step& step, Comparison comparison, const Literal& bound) {
        const Number number = number_of(bound);
        if (step.column->attribute.type == AttributeType::real) {
            const auto range = range_of<double>(comparison, number, reals_up_to, reals_above);
            step.real_low = std::max(step.real_low, range.low), step.real_high = std::min(step.real_high, range.high);
        } else {
            const auto range = range_of<std::int64_t>(comparison, number, integers_up_to, integers_above);
            step.low = std::max(step.low, range.low), step.high = std::min(step.high, range.high);
        }
    }

    void add_between() {
        const Step* column = leaf(3, Operation::load);
        const Step* low = leaf(2, Operation::literal);
        const Step* high = leaf(1, Operation::literal);
        if (!column || !low || !high) {
            push(Operation::between);
            return;
        }
        const auto* of = column->column;
        const Literal from = low->literal, to = high->literal;
        drop(3);
        if (of->attribute.type == AttributeType::text)
            return add_by_word(*of, [&](const std::string& text) {
                return text >= std::get<std::string>(from.value) && text <= std::get<std::string>(to.value);
            });
        Step& step = push_whole_range(*of);
        narrow(step, Comparison::greater_equal, from);
        narrow(step, Comparison::less_equal, to);
    }

    void add_list(const Node& node) {
        std::vector<std::string> words;
        Step numbers;
        numbers.operation = Operation::in_numbers;
        for (auto l = node.first; l < node.first + node.count; ++l) {
            const Literal& literal = syntax_.literals[l];
            if (literal.type == AttributeType::text) {
                words.push_back(std::get<std::string>(literal.value));
                continue;
            }
            // Each number goes where rows can equal it: whole reals to the integers too, and the other way round.
            const Number number = number_of(literal);
            const double real = number.as_real();
            if (compare(Number{true, 0, real}, number) == 0) numbers.reals.push_back(real);
            const Number whole{false, as_integer(number), 0};
            if (compare(whole, number) == 0) numbers.integers.push_back(whole.integer);
        }
        std::sort(words.begin(), words.end());
        std::sort(numbers.integers.begin(), numbers.integers.end());
        std::sort(numbers.reals.begin(), numbers.reals.end());
        if (words.empty()) {
            plan_.steps_.push_back(std::move(numbers));
        } else if (const Step* column = leaf(1, Operation::load)) {
            const auto* of = column->column;
            drop(1);
            add_by_word(*of, [&](const std::string& text) { return std::binary_search(words.begin(), words.end(), text); });
        } else {
            push(Operation::in_words).words = std::move(words);
        }
    }

    template <class Test>
    void add_by_word(const model::AttributeColumn& column, Test test) {
        const auto& words = std::get<model::TextColumn>(column.data).dictionary.words();
        Step& step = push(Operation::by_word);
        step.column = &column;
        step.by_code.push_back(Truth::unknown);
        for (const auto& text : words) step.by_code.push_back(test(text) ? Truth::yes : Truth::no);
    }

    const Syntax& syntax_;
    const model::HouseholdTable& table_;
    std::vector<const model::AttributeColumn*> columns_;
    Plan plan_;
};

std::size_t Plan::operands(Operation operation) {
    switch (operation) {
        case Operation::load:
        case Operation::literal:
        case Operation::in_range:
        case Operation::by_word: return 0;
        case Operation::between: return 3;
        case Operation::arithmetic:
        case Operation::compare:
        case Operation::logical_and:
        case Operation::logical_or: return 2;
        default: return 1;
    }
}

Result<Plan> Plan::of(const Expression& condition, const model::HouseholdTable& table) {
    if (condition.syntax()) return Planner(*condition.syntax(), table).run();
    Plan never;
    Step& no = never.steps_.emplace_back();
    no.operation = Operation::literal;
    no.literal = {AttributeType::boolean, std::int64_t{0}, 0};
    return never;
}

}  // namespace huegrid::conditions
