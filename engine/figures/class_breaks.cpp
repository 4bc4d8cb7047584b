#include "engine/figures/class_breaks.hpp"

#include <algorithm>
#include <cmath>

#include "engine/figures/fisher_jenks.hpp"
#include "engine/figures/pretty_scale.hpp"
#include "engine/figures/value_sums.hpp"

namespace huegrid::figures {
namespace {

/// The i-th of k: type 7, the rank (n - 1) i / k in whole numbers.
double quantile(const ValueSums& values, std::size_t i, std::size_t k) {
    const std::size_t position = (values.count() - 1) * i;
    const double low = values.at_rank(position / k);
    if (position % k == 0) return low;
    const double part = double(position % k) / double(k);
    return (1.0 - part) * low + part * values.at_rank(position / k + 1);
}

/// The limits and ends of a scale that reaches over all values.
void take_scale(ClassBreaks& breaks, const std::vector<double>& marks) {
    breaks.from = marks.front();
    breaks.to = marks.back();
    if (marks.size() > 2) breaks.limits.assign(marks.begin() + 1, marks.end() - 1);
}

std::vector<double> equal_intervals(double least, double greatest, std::size_t classes) {
    std::vector<double> limits;
    for (std::size_t i = 1; i < classes; ++i) limits.push_back(least + (greatest - least) * (double(i) / double(classes)));
    return limits;
}

std::vector<double> means_of_heads(const ValueSums& values, double head_share) {
    const auto& distinct = values.distinct();
    std::vector<double> limits;
    for (std::size_t begin = 0; begin + 1 < distinct.size();) {
        limits.push_back(values.mean(begin, distinct.size()));
        const auto head = std::size_t(std::upper_bound(distinct.begin(), distinct.end(), limits.back()) - distinct.begin());
        const auto in_head = double(values.count(head, distinct.size())), in_part = double(values.count(begin, distinct.size()));
        if (in_head > head_share * in_part) break;
        begin = head;
    }
    return limits;
}

std::vector<double> box(const ValueSums& values, double hinge) {
    const double low = quantile(values, 1, 4), middle = quantile(values, 2, 4), high = quantile(values, 3, 4);
    return {low - hinge * (high - low), low, middle, high, high + hinge * (high - low)};
}

/// Sets the limits, for at least two distinct values.
void divide(ClassBreaks& breaks, const ValueSums& values, const BreakOptions& options) {
    const double least = values.distinct().front(), greatest = values.distinct().back();
    const std::size_t classes = std::max<std::size_t>(1, options.classes);
    switch (options.method) {
        case BreakMethod::quantile:
            for (std::size_t i = 1; i < classes; ++i) breaks.limits.push_back(quantile(values, i, classes));
            // Below a limit at the least value there is nothing.
            std::erase_if(breaks.limits, [&](double limit) { return limit <= least; });
            breaks.limits.erase(std::unique(breaks.limits.begin(), breaks.limits.end()), breaks.limits.end());
            break;
        case BreakMethod::equal_interval: breaks.limits = equal_intervals(least, greatest, classes); break;
        case BreakMethod::standard_deviation: {
            const std::size_t n = values.distinct().size();
            const double mean = values.mean(0, n);
            const double deviation = std::sqrt(values.squared_deviations(0, n) / double(values.count() - 1));
            if (!(deviation > 0.0) || !std::isfinite(deviation)) break;  // the squares left what a double holds: one class
            auto marks = pretty_scale((least - mean) / deviation, (greatest - mean) / deviation, int(classes));
            for (double& mark : marks) mark = mean + mark * deviation;
            take_scale(breaks, marks);
            break;
        }
        case BreakMethod::fisher_jenks:
            for (const auto first : fisher_jenks(values, classes)) breaks.limits.push_back(values.distinct()[first]);
            break;
        case BreakMethod::head_tail: breaks.limits = means_of_heads(values, options.head_share); break;
        case BreakMethod::box: breaks.limits = box(values, options.hinge); break;
        case BreakMethod::fixed: breaks.limits = options.limits; break;
        case BreakMethod::pretty: take_scale(breaks, pretty_scale(least, greatest, int(classes))); break;
    }
}

/// Counts the classes and says how well they fit.
void weigh(ClassBreaks& breaks, const ValueSums& values) {
    const auto& distinct = values.distinct();
    double within = 0.0;
    std::size_t begin = 0;
    for (std::size_t c = 0; c <= breaks.limits.size(); ++c) {
        const std::size_t end = c == breaks.limits.size()
                                    ? distinct.size()
                                    : std::size_t(std::lower_bound(distinct.begin(), distinct.end(), breaks.limits[c]) - distinct.begin());
        breaks.counts.push_back(values.count(begin, end));
        within += values.squared_deviations(begin, end);
        begin = end;
    }
    if (const double all = values.squared_deviations(0, distinct.size()); all > 0.0) breaks.fit = 1.0 - within / all;
}

}  // namespace

std::optional<BreakMethod> break_method(std::string_view key) {
    const auto found = std::find(break_method_keys.begin(), break_method_keys.end(), key);
    if (found == break_method_keys.end()) return std::nullopt;
    return BreakMethod(found - break_method_keys.begin());
}

Index ClassBreaks::class_of(double value) const {
    if (!std::isfinite(value) || counts.empty()) return none;
    return Index(std::upper_bound(limits.begin(), limits.end(), value) - limits.begin());
}

ClassBreaks class_breaks(std::span<const double> column, const BreakOptions& options) {
    const ValueSums values(column);
    ClassBreaks breaks;
    breaks.missing = values.missing();
    if (values.count() == 0) return breaks;
    breaks.from = values.distinct().front();
    breaks.to = values.distinct().back();
    if (options.method == BreakMethod::fixed || breaks.from < breaks.to) divide(breaks, values, options);
    weigh(breaks, values);
    return breaks;
}

}  // namespace huegrid::figures
