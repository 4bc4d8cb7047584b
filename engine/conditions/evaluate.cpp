#include "engine/conditions/evaluate.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <type_traits>

#include "engine/base/parallel.hpp"
#include "engine/conditions/number.hpp"

namespace huegrid::conditions {

using model::AttributeType;

/// One value of each row on the stack.
struct Evaluator::Slot {
    enum class Kind : std::uint8_t { truth, integers, reals, mixed, text };
    Kind kind = Kind::truth;
    std::array<Truth, vector_rows> truth;
    std::array<bool, vector_rows> missing;          ///< of all kinds but truth
    std::array<bool, vector_rows> is_real;          ///< of mixed: an integer that overflowed
    std::array<std::int64_t, vector_rows> integers; ///< 0 where missing; days of a date
    std::array<double, vector_rows> reals;          ///< 0 where missing
    const std::int32_t* codes = nullptr;            ///< of text: a column's, or null for a literal
    const std::string* words = nullptr;             ///< the column's words, or the literal

    [[nodiscard]] Number number(std::size_t row) const {
        const bool real = kind == Kind::reals || (kind == Kind::mixed && is_real[row]);
        return {real, integers[row], reals[row]};
    }
    [[nodiscard]] const std::string& text(std::size_t row) const { return codes ? words[codes[row]] : *words; }

    /// A condition as 0 and 1.
    void to_numbers(std::size_t rows) {
        if (kind != Kind::truth) return;
        kind = Kind::integers;
        for (std::size_t i = 0; i < rows; ++i) {
            missing[i] = truth[i] == Truth::unknown;
            integers[i] = truth[i] == Truth::yes;
        }
    }
    void integers_to_reals(std::size_t rows) {
        if (kind != Kind::integers) return;
        kind = Kind::reals;
        for (std::size_t i = 0; i < rows; ++i) reals[i] = double(integers[i]);
    }
};

namespace {

Truth truth_of(bool value) { return value ? Truth::yes : Truth::no; }
Truth inverse(Truth t) { return Truth(2 - std::uint8_t(t)); }

/// Calls `use` with the comparison as a function object, so that the row loop holds no switch.
template <class Use>
void with_comparison(Comparison comparison, const Use& use) {
    switch (comparison) {
        case Comparison::equal: return use(std::equal_to<>{});
        case Comparison::unequal: return use(std::not_equal_to<>{});
        case Comparison::less: return use(std::less<>{});
        case Comparison::less_equal: return use(std::less_equal<>{});
        case Comparison::greater: return use(std::greater<>{});
        case Comparison::greater_equal: return use(std::greater_equal<>{});
    }
}

template <class Slot>
void compare_rows(Comparison comparison, Slot& a, Slot& b, std::size_t rows, std::array<Truth, vector_rows>& out) {
    using Kind = typename Slot::Kind;
    a.to_numbers(rows);
    b.to_numbers(rows);
    with_comparison(comparison, [&](auto holds) {
        const auto each = [&](auto value) {
            for (std::size_t i = 0; i < rows; ++i)
                out[i] = a.missing[i] || b.missing[i] ? Truth::unknown : truth_of(value(i));
        };
        if (a.kind == Kind::text) each([&](std::size_t i) { return holds(a.text(i), b.text(i)); });
        else if (a.kind == Kind::integers && b.kind == Kind::integers)
            each([&](std::size_t i) { return holds(a.integers[i], b.integers[i]); });
        else if (a.kind == Kind::reals && b.kind == Kind::reals)
            each([&](std::size_t i) { return holds(a.reals[i], b.reals[i]); });
        else
            each([&](std::size_t i) {
                const auto order = compare(a.number(i), b.number(i));
                return holds(order < 0 ? -1 : order > 0 ? 1 : 0, 0);
            });
    });
}

/// Puts the numbers (nullopt is NULL) that `value(row)` gives into `a`; the kind of the result is that of its rows.
template <class Slot, class Value>
void fill_rows(Slot& a, std::size_t rows, const Value& value) {
    std::size_t reals = 0, present = 0;
    for (std::size_t i = 0; i < rows; ++i) {
        const std::optional<Number> result = value(i);
        a.missing[i] = !result;
        const Number number = result.value_or(Number{});
        a.is_real[i] = number.is_real;
        a.integers[i] = number.integer;
        a.reals[i] = number.real;
        present += result.has_value();
        reals += number.is_real;
    }
    a.kind = reals == 0 ? Slot::Kind::integers : reals == present ? Slot::Kind::reals : Slot::Kind::mixed;
}

/// `a = a sign b` row by row, as SQLite defines it.
template <class Slot>
void calculate_each(Arithmetic sign, Slot& a, const Slot& b, std::size_t rows) {
    fill_rows(a, rows, [&](std::size_t i) {
        return a.missing[i] || b.missing[i] ? std::nullopt : calculate(sign, a.number(i), b.number(i));
    });
}

/// A minus sign is 0 - a.
template <class Slot>
void negate_rows(Slot& a, std::size_t rows) {
    a.to_numbers(rows);
    fill_rows(a, rows, [&](std::size_t i) {
        return a.missing[i] ? std::nullopt : calculate(Arithmetic::subtract, Number{}, a.number(i));
    });
}

/// False when some row overflows; then `a` is as it was.
template <class Slot>
bool calculate_integers(Arithmetic sign, Slot& a, const Slot& b, std::size_t rows) {
    std::array<std::int64_t, vector_rows> result;
    bool all_fit = true;
    const auto each = [&](auto constant) {
        for (std::size_t i = 0; i < rows; ++i)
            all_fit &= fits(decltype(constant)::value, a.integers[i], b.integers[i], result[i]);
    };
    switch (sign) {
        case Arithmetic::add: each(std::integral_constant<Arithmetic, Arithmetic::add>{}); break;
        case Arithmetic::subtract: each(std::integral_constant<Arithmetic, Arithmetic::subtract>{}); break;
        case Arithmetic::multiply: each(std::integral_constant<Arithmetic, Arithmetic::multiply>{}); break;
        default: return false;
    }
    if (!all_fit) return false;
    for (std::size_t i = 0; i < rows; ++i) {
        a.missing[i] = a.missing[i] || b.missing[i];
        a.integers[i] = a.missing[i] ? 0 : result[i];
    }
    return true;
}

template <class Slot>
void calculate_reals(Arithmetic sign, Slot& a, const Slot& b, std::size_t rows) {
    const auto each = [&](auto value) {
        for (std::size_t i = 0; i < rows; ++i) {
            const double result = value(a.reals[i], b.reals[i]);
            a.missing[i] = a.missing[i] || b.missing[i] || std::isnan(result);
            a.reals[i] = a.missing[i] ? 0 : result;
        }
    };
    constexpr double null = std::numeric_limits<double>::quiet_NaN();
    switch (sign) {
        case Arithmetic::add: return each(std::plus<>{});
        case Arithmetic::subtract: return each(std::minus<>{});
        case Arithmetic::multiply: return each(std::multiplies<>{});
        default: return each([](double x, double y) { return y == 0 ? null : x / y; });
    }
}

template <class Slot>
void calculate_rows(Arithmetic sign, Slot& a, Slot& b, std::size_t rows) {
    using Kind = typename Slot::Kind;
    a.to_numbers(rows);
    b.to_numbers(rows);
    if (a.kind == Kind::integers && b.kind == Kind::integers) {
        if (!calculate_integers(sign, a, b, rows)) calculate_each(sign, a, b, rows);
        return;
    }
    if (a.kind == Kind::mixed || b.kind == Kind::mixed || sign == Arithmetic::remainder) return calculate_each(sign, a, b, rows);
    a.integers_to_reals(rows);
    b.integers_to_reals(rows);
    calculate_reals(sign, a, b, rows);
}

/// Whether each value is among the step's numbers; into `top.truth`.
template <class Slot, class Step>
void find_numbers(const Step& step, Slot& top, std::size_t rows) {
    top.to_numbers(rows);
    const auto found = [](const auto& values, auto value) { return std::binary_search(values.begin(), values.end(), value); };
    for (std::size_t i = 0; i < rows; ++i) {
        const Number number = top.number(i);
        const bool in = number.is_real ? found(step.reals, number.real) : found(step.integers, number.integer);
        top.truth[i] = top.missing[i] ? Truth::unknown : truth_of(in);
    }
}

template <class T>
std::span<const T> rows_of(const model::Column<T>& column, std::size_t first, std::size_t rows) {
    return column.chunk(first / model::chunk_rows).subspan(first % model::chunk_rows, rows);
}

/// Whole numbers of any width; `missing` is never compared with as a value.
template <class T, class Step>
void find_whole(std::span<const T> values, T missing, const Step& step, std::array<Truth, vector_rows>& out) {
    const auto inside = truth_of(!step.inverted), outside = truth_of(step.inverted);
    const T low = T(std::clamp<std::int64_t>(step.low, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    const T high = T(std::clamp<std::int64_t>(step.high, std::numeric_limits<T>::min(), std::numeric_limits<T>::max()));
    const bool none = step.low > step.high || step.low > std::numeric_limits<T>::max() ||
                      step.high < std::numeric_limits<T>::min();
    const Truth hit = none ? outside : inside;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const Truth t = (values[i] >= low) & (values[i] <= high) ? hit : outside;
        out[i] = values[i] == missing ? Truth::unknown : t;
    }
}

template <class Step>
void find_range(const model::AttributeColumn& column, const Step& step, std::size_t first, std::size_t rows,
                std::array<Truth, vector_rows>& out) {
    switch (column.attribute.type) {
        case AttributeType::boolean:
            return find_whole(rows_of(std::get<0>(column.data), first, rows), model::missing_boolean, step, out);
        case AttributeType::integer:
            return std::visit(
                [&]<class T>(const std::vector<T>& values) {
                    find_whole(std::span(values).subspan(first % model::chunk_rows, rows), std::numeric_limits<T>::min(), step, out);
                },
                std::get<1>(column.data).chunk(first / model::chunk_rows));
        case AttributeType::real: {
            const auto values = rows_of(std::get<2>(column.data), first, rows);
            const auto inside = truth_of(!step.inverted), outside = truth_of(step.inverted);
            for (std::size_t i = 0; i < rows; ++i) {
                const Truth t = values[i] >= step.real_low && values[i] <= step.real_high ? inside : outside;
                out[i] = values[i] != values[i] ? Truth::unknown : t;
            }
            return;
        }
        case AttributeType::date:
            return find_whole(rows_of(std::get<4>(column.data), first, rows), model::missing_date, step, out);
        case AttributeType::text: return;
    }
}

}  // namespace

Evaluator::Evaluator(std::size_t depth) {
    for (std::size_t s = 0; s < depth; ++s) slots_.push_back(std::make_unique<Slot>());
}
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator::~Evaluator() = default;

std::span<const Truth> Evaluator::run(const Plan& plan, std::size_t first, std::size_t rows) {
    used_ = 0;
    rows_ = rows;
    for (const auto& s : plan.steps_) step(s, first);
    return {slots_[0]->truth.data(), rows};
}

void Evaluator::load(const model::AttributeColumn& column, std::size_t first, Slot& into) const {
    const auto each = [&](const auto& values, auto is_missing, auto& out) {
        for (std::size_t i = 0; i < rows_; ++i) {
            into.missing[i] = is_missing(values[i]);
            out[i] = into.missing[i] ? 0 : values[i];
        }
    };
    using Kind = Slot::Kind;
    switch (column.attribute.type) {
        case AttributeType::boolean: {
            into.kind = Kind::truth;
            const auto values = rows_of(std::get<model::Column<std::int8_t>>(column.data), first, rows_);
            for (std::size_t i = 0; i < rows_; ++i)
                into.truth[i] = values[i] == model::missing_boolean ? Truth::unknown : truth_of(values[i] != 0);
            return;
        }
        case AttributeType::integer:
            into.kind = Kind::integers;
            return std::visit(
                [&]<class T>(const std::vector<T>& values) {
                    each(std::span(values).subspan(first % model::chunk_rows, rows_),
                         [](T v) { return v == std::numeric_limits<T>::min(); }, into.integers);
                },
                std::get<model::IntegerColumn>(column.data).chunk(first / model::chunk_rows));
        case AttributeType::real:
            into.kind = Kind::reals;
            return each(rows_of(std::get<model::Column<double>>(column.data), first, rows_),
                        [](double v) { return std::isnan(v); }, into.reals);
        case AttributeType::date:
            into.kind = Kind::integers;
            return each(rows_of(std::get<model::Column<std::int32_t>>(column.data), first, rows_),
                        [](std::int32_t v) { return v == model::missing_date; }, into.integers);
        case AttributeType::text: {
            const auto& text = std::get<model::TextColumn>(column.data);
            into.kind = Kind::text;
            into.codes = rows_of(text.codes, first, rows_).data();
            into.words = text.dictionary.words().data();
            for (std::size_t i = 0; i < rows_; ++i) into.missing[i] = into.codes[i] < 0;
            return;
        }
    }
}

void Evaluator::step(const Plan::Step& step, std::size_t first) {
    using Operation = Plan::Operation;
    using Kind = Slot::Kind;
    switch (step.operation) {
        case Operation::load:
            load(*step.column, first, *slots_[used_++]);
            return;
        case Operation::literal: {
            Slot& slot = *slots_[used_++];
            std::fill_n(slot.missing.begin(), rows_, false);
            if (const auto* text = std::get_if<std::string>(&step.literal.value)) {
                slot.kind = Kind::text;
                slot.codes = nullptr;
                slot.words = text;
            } else if (const auto* real = std::get_if<double>(&step.literal.value)) {
                slot.kind = Kind::reals;
                std::fill_n(slot.reals.begin(), rows_, *real);
            } else if (const auto* date = std::get_if<Date>(&step.literal.value)) {
                slot.kind = Kind::integers;
                std::fill_n(slot.integers.begin(), rows_, date->time_since_epoch().count());
            } else {
                const auto integer = std::get<std::int64_t>(step.literal.value);
                const bool boolean = step.literal.type == AttributeType::boolean;
                slot.kind = boolean ? Kind::truth : Kind::integers;
                if (boolean) std::fill_n(slot.truth.begin(), rows_, truth_of(integer != 0));
                else std::fill_n(slot.integers.begin(), rows_, integer);
            }
            return;
        }
        case Operation::in_range: {
            Slot& slot = *slots_[used_++];
            slot.kind = Kind::truth;
            find_range(*step.column, step, first, rows_, slot.truth);
            return;
        }
        case Operation::by_word: {
            Slot& slot = *slots_[used_++];
            slot.kind = Kind::truth;
            const auto codes = rows_of(std::get<model::TextColumn>(step.column->data).codes, first, rows_);
            for (std::size_t i = 0; i < rows_; ++i) slot.truth[i] = step.by_code[std::size_t(codes[i]) + 1];
            return;
        }
        default: apply(step);
    }
}

void Evaluator::apply(const Plan::Step& step) {
    using Operation = Plan::Operation;
    used_ -= Plan::operands(step.operation) - 1;
    // The leftmost operand's place is the result's.
    Slot& top = *slots_[used_ - 1];
    switch (step.operation) {
        case Operation::negate: return negate_rows(top, rows_);
        case Operation::arithmetic: return calculate_rows(step.arithmetic, top, *slots_[used_], rows_);
        case Operation::compare: compare_rows(step.comparison, top, *slots_[used_], rows_, top.truth); break;
        case Operation::between: {
            Slot& low = *slots_[used_];
            Slot& high = *slots_[used_ + 1];
            compare_rows(Comparison::greater_equal, top, low, rows_, low.truth);
            compare_rows(Comparison::less_equal, top, high, rows_, high.truth);
            for (std::size_t i = 0; i < rows_; ++i) top.truth[i] = std::min(low.truth[i], high.truth[i]);
            break;
        }
        case Operation::in_numbers: find_numbers(step, top, rows_); break;
        case Operation::in_words:
            for (std::size_t i = 0; i < rows_; ++i)
                top.truth[i] = truth_of(std::binary_search(step.words.begin(), step.words.end(), top.text(i)));
            break;
        case Operation::is_null:
            for (std::size_t i = 0; i < rows_; ++i)
                top.truth[i] = truth_of(top.kind == Slot::Kind::truth ? top.truth[i] == Truth::unknown : top.missing[i]);
            break;
        case Operation::logical_not:
            for (std::size_t i = 0; i < rows_; ++i) top.truth[i] = inverse(top.truth[i]);
            break;
        case Operation::logical_and:
            for (std::size_t i = 0; i < rows_; ++i) top.truth[i] = std::min(top.truth[i], slots_[used_]->truth[i]);
            break;
        default:  // logical_or; the others put values on the stack
            for (std::size_t i = 0; i < rows_; ++i) top.truth[i] = std::max(top.truth[i], slots_[used_]->truth[i]);
            break;
    }
    top.kind = Slot::Kind::truth;
}

Result<std::vector<Truth>> evaluate(const Expression& condition, const model::HouseholdTable& table) {
    auto plan = Plan::of(condition, table);
    if (!plan) return fail(std::move(plan.error()));
    std::vector<Truth> result(table.size());
    const std::size_t chunks = table.ids.chunk_count();
    const std::size_t workers = workers_for(chunks, 0);
    std::vector<Evaluator> evaluators;
    for (std::size_t w = 0; w < workers; ++w) evaluators.emplace_back(plan->depth());
    for_each_chunk(workers, chunks, [&](std::size_t worker, std::size_t chunk) {
        const std::size_t end = std::min(result.size(), (chunk + 1) * model::chunk_rows);
        for (std::size_t first = chunk * model::chunk_rows; first < end; first += vector_rows) {
            const auto truths = evaluators[worker].run(*plan, first, std::min(vector_rows, end - first));
            std::copy(truths.begin(), truths.end(), result.begin() + std::ptrdiff_t(first));
        }
    });
    return result;
}

}  // namespace huegrid::conditions
