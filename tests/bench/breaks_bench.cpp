#include "breaks_bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "engine/figures/class_breaks.hpp"

namespace huegrid::bench {
namespace {

/// Like incomes: most near the middle, few very large, all different.
std::vector<double> skewed_values(std::size_t count) {
    std::mt19937_64 random(1);
    std::vector<double> values(count);
    for (double& value : values) {
        double sum = 0.0;
        for (int i = 0; i < 12; ++i) sum += double(random() >> 11) * 0x1p-53;
        value = 20'000.0 * std::exp(0.6 * (sum - 6.0));
    }
    return values;
}

/// A value further from its own class's mean than from the neighbour's would better the sum by moving.
bool each_value_is_nearest_its_mean(const std::vector<double>& sorted, const figures::ClassBreaks& breaks) {
    std::vector<long double> means;
    std::size_t begin = 0;
    for (const auto count : breaks.counts) {
        long double sum = 0.0L;
        for (std::size_t i = begin; i < begin + count; ++i) sum += sorted[i];
        means.push_back(sum / (long double)(count));
        begin += count;
    }
    begin = 0;
    for (std::size_t c = 0; c + 1 < means.size(); ++c) {
        begin += breaks.counts[c];
        const long double middle = (means[c] + means[c + 1]) / 2;
        if (begin == 0 || begin >= sorted.size() || sorted[begin - 1] > middle || sorted[begin] < middle) return false;
    }
    return begin + breaks.counts.back() == sorted.size();
}

}  // namespace

bool breaks(const Setup& setup) {
    const auto values = skewed_values(std::size_t(setup.workload.households) / 8);
    fmt::print("breaks, {}: {} values into 7 classes by Fisher–Jenks, exact\n", setup.workload.name, values.size());
    std::vector<double> sorted;
    figures::ClassBreaks ours;
    const figures::BreakOptions options{.method = figures::BreakMethod::fisher_jenks, .classes = 7};
    std::vector<Contender> contenders{
        {Side::ours, "Huegrid", 1, [&] { ours = figures::class_breaks(values, options); }},
        {Side::peer, "std::sort", 1, [&] { sorted = values, std::sort(sorted.begin(), sorted.end()); }}};
    measure(contenders, setup.runs);
    print_timings(contenders, values.size());
    const bool right = ours.classes() == 7 && each_value_is_nearest_its_mean(sorted, ours);
    fmt::print("  {}; {:.2f} x the time of sorting; fit {:.6f}\n",
               right ? "no value is nearer another class's mean" : "THE CLASSES ARE WRONG",
               contenders[0].seconds / contenders[1].seconds, ours.fit);
    return right;
}

}  // namespace huegrid::bench
