/// @file value_sums.hpp
/// A column's values in order, and the spread of any run of them in constant time: what class breaks are computed from.
///
/// Layer    figures. Immutable once built.
///
/// Sums are kept to twice a double's precision (106 bits, each sum as an unevaluated pair of doubles), about a value in the
/// middle of the data. A spread is a small difference of large sums: in doubles, one value of 1e9 would take every
/// difference among a million values near 1 with it.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace huegrid::figures {

class ValueSums {
public:
    /// Of the finite ones among `values`; NaN and infinities are missing.
    /// Cost  that of sorting.
    explicit ValueSums(std::span<const double> values);

    /// The distinct values in order; runs below are of these: [begin, end).
    [[nodiscard]] const std::vector<double>& distinct() const { return distinct_; }
    [[nodiscard]] std::size_t missing() const { return missing_; }
    /// All values that aren't missing, equal ones each.
    [[nodiscard]] std::size_t count() const { return before_.back(); }
    [[nodiscard]] std::size_t count(std::size_t begin, std::size_t end) const { return before_[end] - before_[begin]; }
    /// The value at `rank` from 0 among all in order, equal ones each.
    [[nodiscard]] double at_rank(std::size_t rank) const;
    [[nodiscard]] double mean(std::size_t begin, std::size_t end) const;
    /// The sum of squared deviations from the run's own mean; 0 where end <= begin.
    [[nodiscard]] double squared_deviations(std::size_t begin, std::size_t end) const;

private:
    struct Sum {
        double high = 0.0, low = 0.0;
    };
    static Sum plus(Sum a, Sum b);
    static Sum times(Sum a, Sum b);
    static Sum over(Sum a, double divisor);
    static Sum minus(Sum a, Sum b) { return plus(a, {-b.high, -b.low}); }

    std::vector<double> distinct_;
    std::vector<std::size_t> before_;  ///< how many values lie before each distinct one; then all
    std::vector<Sum> sums_, squares_;  ///< of the deviations from `centre_`, before each distinct one; then of all
    double centre_ = 0.0;
    std::size_t missing_ = 0;
};

}  // namespace huegrid::figures
