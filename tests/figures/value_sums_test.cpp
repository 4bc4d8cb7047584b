#include "engine/figures/value_sums.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <random>

namespace huegrid::figures {
namespace {

TEST(ValueSums, KnowRanksAndCountsOfEqualAndMissingValues) {
    constexpr double nan = std::numeric_limits<double>::quiet_NaN(), infinite = std::numeric_limits<double>::infinity();
    const std::vector<double> values{3, nan, 1, 3, 2, infinite, 3, -infinite};
    const ValueSums sums(values);
    EXPECT_EQ(sums.distinct(), (std::vector<double>{1, 2, 3}));
    EXPECT_EQ(sums.missing(), 3u);
    EXPECT_EQ(sums.count(), 5u);
    EXPECT_EQ(sums.count(1, 3), 4u);
    EXPECT_EQ(sums.at_rank(1), 2.0);
    EXPECT_EQ(sums.at_rank(2), 3.0);
    EXPECT_EQ(sums.at_rank(4), 3.0);
}

// Sums in doubles or long doubles lose the small run beside 1e12.
TEST(ValueSums, SpreadOfASmallRunSurvivesLargeValuesAndAFarOrigin) {
    std::mt19937 random(3);
    for (const double origin : {0.0, 1e11, -1e11}) {
        std::vector<double> values{origin - 1e12, origin + 1e12};
        for (int i = 0; i < 200; ++i) values.push_back(origin + double(random() % 4096) / 256.0);
        const ValueSums sums(values);
        const std::size_t n = sums.distinct().size();
        long double mean = 0.0L, squares = 0.0L;
        for (std::size_t i = 2; i < values.size(); ++i) mean += (values[i] - origin) / 200.0L;
        for (std::size_t i = 2; i < values.size(); ++i) squares += (values[i] - origin - mean) * (values[i] - origin - mean);
        EXPECT_NEAR(sums.squared_deviations(1, n - 1), double(squares), 1e-9 * double(squares)) << origin;
        EXPECT_NEAR(sums.mean(1, n - 1) - origin, double(mean), 1e-3) << origin;
    }
}

}  // namespace
}  // namespace huegrid::figures
