/// @file bounds.hpp
/// Which values of a column stand in a comparison to a constant: always a range, also where whole numbers meet reals.
///
/// Layer    conditions, inside. Pure.
#pragma once

#include <algorithm>
#include <cstdint>

#include "engine/conditions/language/number.hpp"
#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

/// low to high, both included; none at all when low > high.
template <class T>
struct Bounds {
    T low, high;
    [[nodiscard]] bool none() const { return low > high; }
    [[nodiscard]] Bounds both(Bounds other) const { return {std::max(low, other.low), std::min(high, other.high)}; }
};

/// A literal that is no text and not NULL; a day is its number.
[[nodiscard]] Number number_of(const Literal& literal);

/// The whole numbers for which `value comparison bound`; for unequal, the equal ones.
[[nodiscard]] Bounds<std::int64_t> whole_bounds(Comparison comparison, const Number& bound);
/// The reals, likewise.
[[nodiscard]] Bounds<double> real_bounds(Comparison comparison, const Number& bound);

/// `a comparison b` is `b mirrored(comparison) a`.
[[nodiscard]] Comparison mirrored(Comparison comparison);

}  // namespace huegrid::conditions
