#include "engine/figures/class_breaks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

namespace huegrid::figures {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

BreakOptions options_of(std::size_t method, std::size_t classes) {
    return {.method = BreakMethod(method), .classes = classes, .limits = {-3.0, 0.0, 10.0}};
}

/// Tied or not, skewed or not, some missing.
std::vector<double> random_column(std::mt19937& random) {
    std::vector<double> column(1 + random() % 80);
    const auto distinct = 1 + random() % 200;
    const bool skewed = random() % 2;
    for (double& v : column) {
        const double even = double(random() % distinct) - double(distinct) / 4.0;
        v = random() % 10 == 0 ? missing : skewed ? std::exp(even / 40.0) : even;
    }
    return column;
}

// Would catch: closure on the wrong side in the counts, missing values in a class, a method that reads the rows' order.
TEST(ClassBreaks, OfEveryMethodCountEachValueOnceInTheClassItIsIn) {
    std::mt19937 random(5);
    for (int round = 0; round < 400; ++round) {
        auto column = random_column(random);
        for (std::size_t method = 0; method < break_method_keys.size(); ++method) {
            SCOPED_TRACE(testing::Message() << "seed 5, round " << round << ", " << break_method_keys[method]);
            const auto options = options_of(method, 1 + random() % 8);
            const auto breaks = class_breaks(column, options);
            ASSERT_TRUE(std::is_sorted(breaks.limits.begin(), breaks.limits.end()));
            std::vector<std::size_t> counts(breaks.classes());
            std::size_t left = 0;
            for (const double v : column) {
                const Index c = breaks.class_of(v);
                ASSERT_EQ(c == none, std::isnan(v));
                if (c == none) {
                    ++left;
                    continue;
                }
                ASSERT_LT(std::size_t(c), breaks.classes());
                ++counts[std::size_t(c)];
                const auto at = std::size_t(c);
                ASSERT_TRUE(at == 0 || v >= breaks.limits[at - 1]);
                ASSERT_TRUE(at == breaks.limits.size() || v < breaks.limits[at]);
            }
            ASSERT_EQ(counts, breaks.counts);
            ASSERT_EQ(left, breaks.missing);

            std::shuffle(column.begin(), column.end(), random);
            const auto again = class_breaks(column, options);
            ASSERT_EQ(again.limits, breaks.limits);
            ASSERT_EQ(again.fit, breaks.fit);
        }
    }
}

TEST(ClassBreaks, FitIsTheShareOfVarianceBetweenClasses) {
    const std::vector<double> column{1, 2, 3, missing, 11, 12, 16};
    const auto breaks = class_breaks(column, {.method = BreakMethod::fixed, .limits = {5.0}});
    // By hand: the means are 2, 13 and, of all, 7.5.
    EXPECT_DOUBLE_EQ(breaks.fit, 1.0 - 16.0 / (42.25 + 30.25 + 20.25 + 12.25 + 20.25 + 72.25));
}

TEST(ClassBreaks, NoMethodFitsBetterThanFisherJenks) {
    std::mt19937 random(6);
    for (int round = 0; round < 200; ++round) {
        const auto column = random_column(random);
        for (std::size_t method = 0; method < break_method_keys.size(); ++method) {
            const auto other = class_breaks(column, options_of(method, 2 + random() % 6));
            if (other.classes() == 0) continue;
            const auto best = class_breaks(column, {.method = BreakMethod::fisher_jenks, .classes = other.classes()});
            ASSERT_GE(best.fit, other.fit - 1e-12) << "seed 6, round " << round << ", " << break_method_keys[method];
        }
    }
}

TEST(ClassBreaks, EqualValuesAreOneClassAndMissingOnesNone) {
    for (std::size_t method = 0; method < break_method_keys.size(); ++method) {
        if (BreakMethod(method) != BreakMethod::fixed) {
            const auto equal = class_breaks(std::vector<double>(7, 0.1), options_of(method, 5));
            EXPECT_EQ(equal.counts, std::vector<std::size_t>{7}) << break_method_keys[method];
            EXPECT_EQ(equal.fit, 1.0);
        }
        const auto empty = class_breaks(std::vector<double>(3, missing), options_of(method, 5));
        EXPECT_EQ(empty.classes(), 0u) << break_method_keys[method];
        EXPECT_EQ(empty.missing, 3u);
        EXPECT_EQ(empty.class_of(1.0), none);
    }
}

// 0.1 + 0.1 × … in place of the value itself would put some of these into the class below.
TEST(ClassBreaks, AQuantileThatIsAValueIsExactlyThatValue) {
    std::vector<double> column;
    for (int i = 0; i <= 70; ++i) column.push_back(i * 0.1);
    const auto breaks = class_breaks(column, {.method = BreakMethod::quantile, .classes = 7});
    for (std::size_t c = 1; c < 7; ++c) EXPECT_EQ(breaks.limits[c - 1], column[10 * c]);
    EXPECT_EQ(breaks.counts, (std::vector<std::size_t>{10, 10, 10, 10, 10, 10, 11}));
}

TEST(ClassBreaks, QuantilesOfTiedValuesAreFewerClasses) {
    const auto breaks = class_breaks(std::vector<double>{0, 0, 0, 0, 0, 0, 1, 2}, {.method = BreakMethod::quantile, .classes = 4});
    EXPECT_EQ(breaks.limits, std::vector<double>{0.25});
    EXPECT_EQ(breaks.counts, (std::vector<std::size_t>{6, 2}));
}

TEST(ClassBreaks, HeadsAreDividedWhileTheyAreFew) {
    // Mean 15.9 with 3 of 10 above; of these 48.3 with 1 of 3 above; one value has no head.
    const std::vector<double> column{1, 1, 2, 2, 2, 3, 3, 25, 30, 90};
    const auto breaks = class_breaks(column, {.method = BreakMethod::head_tail});
    EXPECT_EQ(breaks.counts, (std::vector<std::size_t>{7, 2, 1}));
    const auto halved = class_breaks(column, {.method = BreakMethod::head_tail, .head_share = 0.2});
    EXPECT_EQ(halved.counts, (std::vector<std::size_t>{7, 3}));
}

TEST(ClassBreaks, ABoxHasSixClassesWithOrWithoutOutliers) {
    std::vector<double> column{1, 2, 3, 4, 5, 6, 7, 8, 9};
    EXPECT_EQ(class_breaks(column, {.method = BreakMethod::box}).counts, (std::vector<std::size_t>{0, 2, 2, 2, 3, 0}));
    column.insert(column.end(), {-40, 60});
    EXPECT_EQ(class_breaks(column, {.method = BreakMethod::box}).counts, (std::vector<std::size_t>{1, 2, 2, 3, 2, 1}));
}

TEST(ClassBreaks, BeyondFixedLimitsTheOuterClassesGoOn) {
    const auto breaks = class_breaks(std::vector<double>{-1e9, 1, 2, 1e9}, {.method = BreakMethod::fixed, .limits = {1.0, 2.0}});
    EXPECT_EQ(breaks.counts, (std::vector<std::size_t>{1, 1, 2}));
    EXPECT_EQ(breaks.class_of(-1e300), 0);
    EXPECT_EQ(breaks.class_of(1e300), 2);
}

TEST(ClassBreaks, MethodsAreFoundByTheirKeys) {
    for (std::size_t method = 0; method < break_method_keys.size(); ++method)
        EXPECT_EQ(break_method(break_method_keys[method]), BreakMethod(method));
    EXPECT_EQ(break_method("jenks"), std::nullopt);
}

}  // namespace
}  // namespace huegrid::figures
