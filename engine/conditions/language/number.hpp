/// @file number.hpp
/// SQLite's arithmetic and comparison of numbers, one value at a time: what the columns' fast loops must equal.
///
/// Layer    conditions, inside.
/// Source   SQLite 3.40 vdbe.c (OP_Add … OP_Remainder) as documented at sqlite.org/lang_expr.html: integers stay
///          integers unless they overflow, then the operation is done in reals; integer division truncates; division
///          and remainder by zero, and a result that is no number, are NULL; % works on integers cut from reals.
#pragma once

#include <cmath>
#include <compare>
#include <cstdint>
#include <limits>
#include <optional>

#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

struct Number {
    bool is_real = false;
    std::int64_t integer = 0;
    double real = 0;

    [[nodiscard]] double as_real() const { return is_real ? real : double(integer); }
};

/// 2^63, the first real beyond the integers.
inline constexpr double beyond_integers = 9223372036854775808.0;

/// Towards zero; what is too large is cut to the nearest integer there is.
[[nodiscard]] inline std::int64_t as_integer(const Number& n) {
    if (!n.is_real) return n.integer;
    if (n.real <= -beyond_integers) return std::numeric_limits<std::int64_t>::min();
    if (n.real >= beyond_integers) return std::numeric_limits<std::int64_t>::max();
    return std::int64_t(n.real);
}

/// Exact, also where a double can't hold the integer.
[[nodiscard]] inline std::strong_ordering compare(std::int64_t i, double r) {
    if (r < -beyond_integers) return std::strong_ordering::greater;
    if (r >= beyond_integers) return std::strong_ordering::less;
    const auto whole = std::int64_t(r);
    if (i != whole) return i <=> whole;
    const double fraction = r - double(whole);
    return fraction > 0 ? std::strong_ordering::less : fraction < 0 ? std::strong_ordering::greater : std::strong_ordering::equal;
}

[[nodiscard]] inline std::strong_ordering compare(double a, double b) {
    return a < b ? std::strong_ordering::less : a > b ? std::strong_ordering::greater : std::strong_ordering::equal;
}

[[nodiscard]] inline std::strong_ordering compare(const Number& a, const Number& b) {
    if (a.is_real) return b.is_real ? compare(a.real, b.real) : 0 <=> compare(b.integer, a.real);
    return b.is_real ? compare(a.integer, b.real) : a.integer <=> b.integer;
}

/// False when the result doesn't fit in 64 bits. Division isn't among them.
[[nodiscard]] inline bool fits(Arithmetic sign, std::int64_t a, std::int64_t b, std::int64_t& result) {
    switch (sign) {
        case Arithmetic::add: return !__builtin_add_overflow(a, b, &result);
        case Arithmetic::subtract: return !__builtin_sub_overflow(a, b, &result);
        default: return !__builtin_mul_overflow(a, b, &result);
    }
}

/// nullopt is NULL.
[[nodiscard]] inline std::optional<Number> calculate(Arithmetic sign, const Number& a, const Number& b) {
    const bool integers = !a.is_real && !b.is_real;
    if (sign == Arithmetic::remainder) {
        const std::int64_t left = as_integer(a), right = as_integer(b);
        if (right == 0) return std::nullopt;
        const std::int64_t rest = right == -1 ? 0 : left % right;
        return integers ? Number{false, rest, 0} : Number{true, 0, double(rest)};
    }
    if (integers && sign == Arithmetic::divide) {
        if (b.integer == 0) return std::nullopt;
        const bool overflows = b.integer == -1 && a.integer == std::numeric_limits<std::int64_t>::min();
        if (!overflows) return Number{false, a.integer / b.integer, 0};
    } else if (integers) {
        Number result;
        if (fits(sign, a.integer, b.integer, result.integer)) return result;
    }
    const double left = a.as_real(), right = b.as_real();
    double real = 0;
    switch (sign) {
        case Arithmetic::add: real = left + right; break;
        case Arithmetic::subtract: real = left - right; break;
        case Arithmetic::multiply: real = left * right; break;
        default:
            if (right == 0) return std::nullopt;
            real = left / right;
    }
    if (std::isnan(real)) return std::nullopt;
    return Number{true, 0, real};
}

}  // namespace huegrid::conditions
