#include "engine/figures/value_sums.hpp"

#include <algorithm>
#include <cmath>

namespace huegrid::figures {

// Arithmetic on pairs after T. J. Dekker, "A floating-point technique for extending the available precision" (1971). It
// relies on each operation being rounded on its own: these files must not be compiled with -ffast-math.
ValueSums::Sum ValueSums::plus(Sum a, Sum b) {
    const double high = a.high + b.high;
    const double part = high - a.high;
    const double low = (a.high - (high - part)) + (b.high - part) + (a.low + b.low);
    const double sum = high + low;
    return {sum, low - (sum - high)};
}
ValueSums::Sum ValueSums::times(Sum a, Sum b) {
    const double high = a.high * b.high;
    const double low = std::fma(a.high, b.high, -high) + (a.high * b.low + a.low * b.high);
    const double product = high + low;
    return {product, low - (product - high)};
}
ValueSums::Sum ValueSums::over(Sum a, double divisor) {
    const double high = a.high / divisor;
    const double low = (std::fma(-high, divisor, a.high) + a.low) / divisor;
    const double quotient = high + low;
    return {quotient, low - (quotient - high)};
}

ValueSums::ValueSums(std::span<const double> values) {
    std::vector<double> sorted;
    sorted.reserve(values.size());
    std::copy_if(values.begin(), values.end(), std::back_inserter(sorted), [](double v) { return std::isfinite(v); });
    missing_ = values.size() - sorted.size();
    std::sort(sorted.begin(), sorted.end());
    if (!sorted.empty()) centre_ = sorted[sorted.size() / 2];

    distinct_.reserve(sorted.size());
    before_.reserve(sorted.size() + 1);
    sums_.reserve(sorted.size() + 1);
    squares_.reserve(sorted.size() + 1);
    Sum sum, square;
    for (std::size_t i = 0; i < sorted.size();) {
        distinct_.push_back(sorted[i]);
        before_.push_back(i);
        sums_.push_back(sum);
        squares_.push_back(square);
        const std::size_t first = i;
        while (i < sorted.size() && sorted[i] == sorted[first]) ++i;
        const Sum times_seen{double(i - first), 0.0};
        const Sum deviation = minus({sorted[first], 0.0}, {centre_, 0.0});
        sum = plus(sum, times(times_seen, deviation));
        square = plus(square, times(times_seen, times(deviation, deviation)));
    }
    before_.push_back(sorted.size());
    sums_.push_back(sum);
    squares_.push_back(square);
}

double ValueSums::at_rank(std::size_t rank) const {
    return distinct_[std::size_t(std::upper_bound(before_.begin(), before_.end(), rank) - before_.begin()) - 1];
}

double ValueSums::mean(std::size_t begin, std::size_t end) const {
    return plus({centre_, 0.0}, over(minus(sums_[end], sums_[begin]), double(count(begin, end)))).high;
}

double ValueSums::squared_deviations(std::size_t begin, std::size_t end) const {
    if (end <= begin + 1) return 0.0;
    const Sum sum = minus(sums_[end], sums_[begin]);
    const Sum spread = minus(minus(squares_[end], squares_[begin]), over(times(sum, sum), double(count(begin, end))));
    return std::max(0.0, spread.high);
}

}  // namespace huegrid::figures
