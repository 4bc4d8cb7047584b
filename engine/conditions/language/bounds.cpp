#include "engine/conditions/language/bounds.hpp"

#include <cmath>
#include <limits>

namespace huegrid::conditions {
namespace {

using Whole = Bounds<std::int64_t>;
using Real = Bounds<double>;

constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr Whole no_whole{1, 0};

/// Do the bounds up to a value hold the value itself?
enum class Bound { excluded, included };

Whole up_to(const Number& bound, Bound itself, Whole) {
    if (!bound.is_real) {
        if (itself == Bound::included) return {least, bound.integer};
        return bound.integer == least ? no_whole : Whole{least, bound.integer - 1};
    }
    if (bound.real >= beyond_integers) return {least, most};
    if (bound.real < -beyond_integers) return no_whole;
    const double floor = std::floor(bound.real);
    return up_to({false, std::int64_t(floor), 0}, floor < bound.real ? Bound::included : itself, Whole{});
}

Real up_to(const Number& bound, Bound itself, Real) {
    const double real = bound.as_real();
    // A double that an integer rounds up to is already past it; one that it rounds down to is wholly below.
    const auto order = bound.is_real ? std::strong_ordering::equal : compare(bound.integer, real);
    const bool whole = order > 0 || (order == 0 && itself == Bound::included);
    return {-infinity, whole ? real : std::nextafter(real, -infinity)};
}

Whole above(Whole below) {
    if (below.none()) return {least, most};
    return below.high == most ? no_whole : Whole{below.high + 1, most};
}
Real above(Real below) { return {std::nextafter(below.high, infinity), infinity}; }

template <class B>
B bounds_of(Comparison comparison, const Number& bound) {
    switch (comparison) {
        case Comparison::less: return up_to(bound, Bound::excluded, B{});
        case Comparison::less_equal: return up_to(bound, Bound::included, B{});
        case Comparison::greater: return above(up_to(bound, Bound::included, B{}));
        case Comparison::greater_equal: return above(up_to(bound, Bound::excluded, B{}));
        case Comparison::equal:
        case Comparison::unequal: break;
    }
    return up_to(bound, Bound::included, B{}).both(above(up_to(bound, Bound::excluded, B{})));
}

}  // namespace

Number number_of(const Literal& literal) {
    if (const auto* real = std::get_if<double>(&literal.value)) return {true, 0, *real};
    if (const auto* date = std::get_if<Date>(&literal.value)) return {false, date->time_since_epoch().count(), 0};
    return {false, std::get<std::int64_t>(literal.value), 0};
}

Bounds<std::int64_t> whole_bounds(Comparison comparison, const Number& bound) { return bounds_of<Whole>(comparison, bound); }
Bounds<double> real_bounds(Comparison comparison, const Number& bound) { return bounds_of<Real>(comparison, bound); }

Comparison mirrored(Comparison comparison) {
    switch (comparison) {
        case Comparison::less: return Comparison::greater;
        case Comparison::less_equal: return Comparison::greater_equal;
        case Comparison::greater: return Comparison::less;
        case Comparison::greater_equal: return Comparison::less_equal;
        default: return comparison;
    }
}

}  // namespace huegrid::conditions
