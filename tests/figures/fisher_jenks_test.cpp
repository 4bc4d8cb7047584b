#include "engine/figures/fisher_jenks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace huegrid::figures {
namespace {

/// By definition, from the values of a run.
long double squared_deviations(const std::vector<double>& sorted, std::size_t begin, std::size_t end) {
    long double mean = 0.0L, sum = 0.0L;
    for (std::size_t i = begin; i < end; ++i) mean += sorted[i];
    mean /= (long double)(end - begin);
    for (std::size_t i = begin; i < end; ++i) sum += (sorted[i] - mean) * (sorted[i] - mean);
    return sum;
}

/// Fisher's dynamic programme as he states it, over each value: the least sum for at most k runs.
long double least_sum(const std::vector<double>& sorted, std::size_t k) {
    const std::size_t n = sorted.size();
    std::vector<long double> row(n + 1);
    for (std::size_t p = 1; p <= n; ++p) row[p] = squared_deviations(sorted, 0, p);
    for (std::size_t j = 2; j <= k; ++j) {
        auto next = row;
        for (std::size_t p = 1; p <= n; ++p) {
            long double mean = 0.0L, spread = 0.0L;  // of q … p, as q falls (Welford)
            for (std::size_t q = p; q-- > 0;) {
                const long double step = sorted[q] - mean;
                mean += step / (long double)(p - q);
                spread += step * (sorted[q] - mean);
                next[p] = std::min(next[p], row[q] + spread);
            }
        }
        row = next;
    }
    return row[n];
}

long double sum_of(const std::vector<double>& sorted, const ValueSums& values, const std::vector<std::size_t>& breaks) {
    long double sum = 0.0L;
    std::size_t begin = 0;
    for (std::size_t c = 0; c <= breaks.size(); ++c) {
        const std::size_t end = c == breaks.size() ? sorted.size() : values.count(0, breaks[c]);
        EXPECT_LT(begin, end) << "an empty run";
        if (begin >= end) return -1.0L;
        sum += squared_deviations(sorted, begin, end);
        begin = end;
    }
    return sum;
}

/// Several shapes: even, tied, skewed, in clusters, negative.
std::vector<double> random_values(std::mt19937& random, std::size_t n) {
    const auto shape = random() % 5;
    const auto ties = 1 + random() % 20;
    std::vector<double> values(n);
    for (double& v : values) {
        const double even = double(random() % 10'000);
        switch (shape) {
            case 0: v = even; break;
            case 1: v = double(random() % ties); break;
            case 2: v = std::floor(100.0 * std::pow(even / 10'000.0 + 1e-3, -1.5)); break;
            case 3: v = double(random() % 4) * 1e6 + double(random() % 50); break;
            default: v = 5'000.0 - even;
        }
    }
    std::sort(values.begin(), values.end());
    return values;
}

// Would catch: a window that loses the best break, a row that looks at too few places, ties counted once.
TEST(FisherJenks, EqualsTheDynamicProgrammeOnThousandsOfSmallInputs) {
    std::mt19937 random(20'261);
    for (int round = 0; round < 6'000; ++round) {
        const std::size_t n = 1 + random() % 60, k = 1 + random() % 9;
        const auto sorted = random_values(random, n);
        const ValueSums values(sorted);
        const auto least = least_sum(sorted, k);
        for (const std::size_t blocks : {std::size_t(1), std::size_t(2 + random() % 6), std::size_t(1024)}) {
            const auto breaks = fisher_jenks(values, k, blocks);
            ASSERT_EQ(breaks.size() + 1, std::min(k, values.distinct().size()));
            ASSERT_NEAR(double(sum_of(sorted, values, breaks)), double(least), 1e-12 * double(least))
                << "seed 20261, round " << round << ", n " << n << ", k " << k << ", blocks " << blocks;
        }
    }
}

TEST(FisherJenks, AnyNumberOfBlocksGivesTheSameBreaks) {
    std::mt19937 random(7);
    for (int round = 0; round < 20; ++round) {
        std::vector<double> column(5'000);
        for (double& v : column) v = std::exp(double(random()) / 4e8 * (round % 3));  // even when 0: all 1
        if (round % 3 == 0) for (double& v : column) v = double(random());
        const ValueSums values(column);
        const auto all = fisher_jenks(values, 7, column.size());
        for (const std::size_t blocks : {5, 40, 300}) EXPECT_EQ(fisher_jenks(values, 7, blocks), all) << "seed 7, round " << round;
    }
}

TEST(FisherJenks, OfEquallyGoodPartitionsTheLowestBreaksWin) {
    EXPECT_EQ(fisher_jenks(ValueSums(std::vector<double>{0, 1, 2}), 2), (std::vector<std::size_t>{1}));
    EXPECT_EQ(fisher_jenks(ValueSums(std::vector<double>{0, 1, 2, 3, 4}), 3), (std::vector<std::size_t>{1, 3}));
}

// Sums in doubles see no difference among values near 1 once a value of -1e12 stands before them.
TEST(FisherJenks, AFarValueIsAClassAndLeavesTheOthersAsTheyAre) {
    std::mt19937 random(11);
    std::vector<double> column(400);
    for (double& v : column) v = double(random() % 100'000) / 1024.0;
    const auto without = fisher_jenks(ValueSums(column), 5);
    std::vector<std::size_t> expected{1};
    for (const auto b : without) expected.push_back(b + 1);
    column.push_back(-1e12);
    EXPECT_EQ(fisher_jenks(ValueSums(column), 6), expected);
}

}  // namespace
}  // namespace huegrid::figures
