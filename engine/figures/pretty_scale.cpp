#include "engine/figures/pretty_scale.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace huegrid::figures {
namespace {

// How much larger a step may be than asked before the next smaller one is preferred; 5 is liked a little more than 1 and 2.
constexpr double larger_bias = 1.5;
constexpr double five_bias = 0.5 + 1.5 * larger_bias;
// A number this near a multiple of the step, in steps, is on it.
constexpr double on_mark = 1e-10;

/// The length that the steps are rounded from; the range may be too narrow to part.
double wished_step(double least, double greatest, int intervals, int fewest) {
    const double range = greatest - least;
    const double size = std::max(std::abs(least), std::abs(greatest));
    const double noise = 3.0 * size * (1.0 + 1.0 / (1.0 + larger_bias)) * std::max(1, intervals) * std::numeric_limits<double>::epsilon();
    if (range > 0.0 && range >= noise) return range / intervals;
    if (size == 0.0) return 0.75 / std::max(1, fewest);
    return (size > 10.0 ? 9.0 + size / 10.0 : size) * 0.75 / std::max(1, fewest);
}

double rounded_step(double wished) {
    const double unit = std::pow(10.0, std::floor(std::log10(wished)));
    double step = unit;
    if (2.0 * unit - wished < larger_bias * (wished - unit)) step = 2.0 * unit;
    if (5.0 * unit - wished < five_bias * (wished - step)) step = 5.0 * unit;
    if (10.0 * unit - wished < larger_bias * (wished - step)) step = 10.0 * unit;
    return step;
}

}  // namespace

std::vector<double> pretty_scale(double least, double greatest, int intervals) {
    const int fewest = intervals / 3;
    const double step = rounded_step(wished_step(least, greatest, intervals, fewest));
    if (!(step > 0.0) || !std::isfinite(step) || !std::isfinite(least / step) || !std::isfinite(greatest / step)) return {least, greatest};
    double first = std::floor(least / step + on_mark), last = std::ceil(greatest / step - on_mark);
    // A quotient's rounding may have left out a step.
    while (first * step > least + on_mark * step) --first;
    while (last * step < greatest - on_mark * step) ++last;
    if (const int lacking = fewest - int(last - first); lacking > 0) {
        // From 0 the scale grows away from it; otherwise on both sides, by the odd step at the side of 0.
        const int half = lacking / 2, rest = lacking - half;
        if (least == 0.0 && first == 0.0 && greatest != 0.0) last += lacking;
        else if (greatest == 0.0 && last == 0.0 && least != 0.0) first -= lacking;
        else if (first >= 0.0) last += half, first -= rest;
        else first -= half, last += rest;
    }
    std::vector<double> marks;
    for (double mark = first; mark <= last; ++mark) marks.push_back(mark == 0.0 ? 0.0 : mark * step);
    return marks;
}

}  // namespace huegrid::figures
