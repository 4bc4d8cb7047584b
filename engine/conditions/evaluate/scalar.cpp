#include "engine/conditions/evaluate/scalar.hpp"

#include <algorithm>

#include "engine/conditions/evaluate/text_functions.hpp"

namespace huegrid::conditions {
namespace {

Scalar scalar(const std::optional<Number>& number) {
    if (!number) return {};
    return number->is_real ? Scalar::of(number->real) : Scalar::of(number->integer);
}

Scalar inverse(const Scalar& truth) { return truth.is_null() ? truth : Scalar::of(truth.integer == 0); }

/// FALSE decides AND, TRUE decides OR, whatever the other says.
Scalar joined(const Scalar& a, const Scalar& b, bool deciding) {
    for (const auto& one : {a, b})
        if (!one.is_null() && one.is_true() == deciding) return one;
    return a.is_null() ? a : b;
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

Scalar compared(Comparison comparison, const Scalar& a, const Scalar& b) {
    return a.is_null() || b.is_null() ? Scalar{} : Scalar::of(holds(comparison, compare(a, b)));
}

/// `days` after `date`; NULL past the calendar's ends.
Scalar day_after(const Scalar& date, const Scalar& days) {
    std::int64_t day = 0;
    if (__builtin_add_overflow(date.integer, as_integer(days.number()), &day) || !in_calendar(day)) return {};
    return Scalar::of(Date(std::chrono::days(day)));
}

Scalar calculated(Arithmetic sign, const Scalar& a, const Scalar& b) {
    if (a.is_null() || b.is_null()) return {};
    const bool from_date = a.kind == Scalar::Kind::date, to_date = b.kind == Scalar::Kind::date;
    if (from_date && to_date) return Scalar::of(a.integer - b.integer);
    if (to_date) return day_after(b, a);
    if (from_date) return day_after(a, sign == Arithmetic::add ? b : scalar(calculate(Arithmetic::subtract, {}, b.number())));
    return scalar(calculate(sign, a.number(), b.number()));
}

Scalar absolute(const Scalar& value) {
    const bool negative = value.kind == Scalar::Kind::real ? value.real < 0 : value.integer < 0;
    return negative ? scalar(calculate(Arithmetic::subtract, {}, value.number())) : value;
}

/// Half away from zero, by way of an integer; beyond 2^52 every real is whole.
Scalar rounded(const Scalar& value) {
    constexpr double whole = 4503599627370496.0;
    const double real = value.number().as_real();
    if (real < -whole || real > whole) return Scalar::of(real);
    return Scalar::of(double(std::int64_t(real + (real < 0 ? -0.5 : 0.5))));
}

/// The later of equal values for the least, the earlier for the greatest: they may be of different kinds.
Scalar extreme(Function function, std::span<const Scalar> values) {
    Scalar best = values.front();
    for (const auto& value : values) {
        if (value.is_null() || best.is_null()) return {};
        const auto order = compare(best, value);
        if (function == Function::min ? order >= 0 : order < 0) best = value;
    }
    return best;
}

std::int64_t year_month_day(std::int64_t day) {
    const std::chrono::year_month_day d{Date(std::chrono::days(day))};
    return int(d.year()) * 10'000 + std::int64_t(unsigned(d.month())) * 100 + unsigned(d.day());
}

}  // namespace

Scalar Scalar::of(const model::Value& value) {
    if (const auto* integer = std::get_if<std::int64_t>(&value)) return of(*integer);
    if (const auto* real = std::get_if<double>(&value)) return of(*real);
    if (const auto* text = std::get_if<std::string>(&value)) return of(std::string_view(*text));
    if (const auto* date = std::get_if<Date>(&value)) return of(*date);
    return {};
}

std::strong_ordering compare(const Scalar& a, const Scalar& b) {
    if (a.kind == Scalar::Kind::text) return a.text.compare(b.text) <=> 0;
    if (a.kind == Scalar::Kind::date) return a.integer <=> b.integer;
    return compare(a.number(), b.number());
}

ScalarEvaluator::ScalarEvaluator(const Syntax& syntax, Date today) : syntax_(syntax), today_(today) {
    for (const auto& literal : syntax.literals) literals_.push_back(Scalar::of(literal.value));
    for (const auto& node : syntax.nodes) {
        if (node.kind != NodeKind::in_list) continue;  // `first` is another table's
        const auto list = literals_.begin() + node.first;
        std::sort(list, list + node.count, [](const Scalar& a, const Scalar& b) { return compare(a, b) < 0; });
    }
}

Scalar ScalarEvaluator::value(std::span<const Node> nodes, const Row& row) {
    stack_.clear();
    texts_used_ = 0;
    for (const auto& node : nodes) {
        switch (node.kind) {
            case NodeKind::column: stack_.push_back(row.value(node.first)); break;
            case NodeKind::literal: stack_.push_back(literals_[node.first]); break;
            case NodeKind::today: stack_.push_back(Scalar::of(today_)); break;
            default: {
                const std::size_t begin = stack_.size() - operand_count(node);
                const Scalar result = result_of(node, std::span(stack_).subspan(begin));
                stack_.resize(begin);
                stack_.push_back(result);
            }
        }
    }
    return stack_.back();
}

Scalar ScalarEvaluator::result_of(const Node& node, std::span<const Scalar> operands) {
    const Scalar& first = operands.front();
    const auto some_null = [&] { return std::any_of(operands.begin(), operands.end(), [](const Scalar& s) { return s.is_null(); }); };
    switch (node.kind) {
        case NodeKind::negate: return first.is_null() ? first : scalar(calculate(Arithmetic::subtract, {}, first.number()));
        case NodeKind::arithmetic: return calculated(node.arithmetic, first, operands[1]);
        case NodeKind::concat: {
            if (some_null()) return {};
            auto& text = new_text();
            text.append(first.text).append(operands[1].text);
            return Scalar::of(std::string_view(text));
        }
        case NodeKind::compare: return compared(node.comparison, first, operands[1]);
        case NodeKind::distinct:
            if (first.is_null() || operands[1].is_null()) return Scalar::of(first.is_null() != operands[1].is_null());
            return Scalar::of(compare(first, operands[1]) != 0);
        case NodeKind::between:
            return joined(compared(Comparison::greater_equal, first, operands[1]),
                          compared(Comparison::less_equal, first, operands[2]), false);
        case NodeKind::in_list: return first.is_null() ? first : Scalar::of(in_list(node, first));
        case NodeKind::is_null: return Scalar::of(first.is_null());
        case NodeKind::like:
            if (some_null()) return {};
            return Scalar::of(like(first.text, operands[1].text, operands.size() == 3 ? operands[2].text : std::string_view{}));
        case NodeKind::case_when:
            for (std::size_t o = 0; o + 1 < operands.size(); o += 2)
                if (operands[o].is_true()) return operands[o + 1];
            return operands.back();
        case NodeKind::call: return call(node.function, operands);
        case NodeKind::logical_not: return inverse(first);
        case NodeKind::logical_and: return joined(first, operands[1], false);
        case NodeKind::logical_or: return joined(first, operands[1], true);
        case NodeKind::column:
        case NodeKind::literal:
        case NodeKind::today: break;
    }
    return {};
}

Scalar ScalarEvaluator::call(Function function, std::span<const Scalar> operands) {
    const Scalar& first = operands.front();
    if (function == Function::coalesce) {
        const auto found = std::find_if(operands.begin(), operands.end(), [](const Scalar& s) { return !s.is_null(); });
        return found == operands.end() ? Scalar{} : *found;
    }
    if (first.is_null()) return {};
    if (function == Function::nullif) return !operands[1].is_null() && compare(first, operands[1]) == 0 ? Scalar{} : first;
    if (std::any_of(operands.begin(), operands.end(), [](const Scalar& s) { return s.is_null(); })) return {};
    switch (function) {
        case Function::abs: return absolute(first);
        case Function::round: return rounded(first);
        case Function::min:
        case Function::max: return extreme(function, operands);
        case Function::lower: {
            auto& text = new_text();
            append_lower(text, first.text);
            return Scalar::of(std::string_view(text));
        }
        case Function::upper: {
            auto& text = new_text();
            append_upper(text, first.text);
            return Scalar::of(std::string_view(text));
        }
        case Function::length: return Scalar::of(length(first.text));
        case Function::substr: {
            const std::int64_t position = as_integer(operands[1].number());
            return Scalar::of(operands.size() == 2 ? substr(first.text, position)
                                                   : substr(first.text, position, as_integer(operands[2].number())));
        }
        case Function::trim: return Scalar::of(trim(first.text, operands.size() == 2 ? operands[1].text : " "));
        case Function::days_since: return Scalar::of(today_.time_since_epoch().count() - first.integer);
        case Function::age_on: return Scalar::of((year_month_day(operands[1].integer) - year_month_day(first.integer)) / 10'000);
        case Function::coalesce:
        case Function::nullif: break;
    }
    return {};
}

bool ScalarEvaluator::in_list(const Node& node, const Scalar& value) const {
    const auto list = literals_.begin() + node.first;
    return std::binary_search(list, list + node.count, value, [](const Scalar& a, const Scalar& b) { return compare(a, b) < 0; });
}

std::string& ScalarEvaluator::new_text() {
    if (texts_used_ == texts_.size()) texts_.emplace_back();
    auto& text = texts_[texts_used_++];
    text.clear();
    return text;
}

}  // namespace huegrid::conditions
