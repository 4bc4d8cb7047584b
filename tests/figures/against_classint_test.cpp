// R's classInt as the judge of our class breaks, method by method, where class_breaks.hpp says that the definitions are the same.

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <random>
#include <sstream>

#include "engine/figures/class_breaks.hpp"

namespace huegrid::figures {
namespace {

struct Sample {
    std::string name;
    std::vector<double> values;
};

std::vector<Sample> samples() {
    std::mt19937_64 random(1);
    const auto even = [&] { return double(random() >> 11) * 0x1p-53; };
    const auto bell = [&] { return even() + even() + even() + even() - 2.0; };
    std::vector<Sample> all{{"tiny", {3.5, 1.25, 9.75}},
                            {"few", {0.1, 0.2, 0.7, 0.75, 4.0}},
                            {"years", {2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026}},
                            {"wide", {-1e9, -3, 0, 1e-3, 2e-3, 5, 1e9}}};
    const auto add = [&](const char* name, int n, const auto& value) {
        Sample sample{name, {}};
        for (int i = 0; i < n; ++i) sample.values.push_back(value());
        all.push_back(sample);
    };
    add("even", 200, even);
    add("bell, negative too", 500, [&] { return 40.0 * bell(); });
    add("skewed", 300, [&] { return std::exp(3.0 * bell()); });
    add("very skewed", 400, [&] { return std::pow(even() + 1e-6, -1.5); });
    add("shares", 150, [&] { return double(random() % 40) / 40.0; });
    add("ties", 300, [&] { return std::floor(6.0 * bell()); });
    add("many zeros", 250, [&] { return std::max(0.0, std::floor(10.0 * bell())); });
    add("two clusters", 120, [&] { return random() % 2 ? 1000.0 + bell() : bell(); });
    add("all negative", 90, [&] { return -5.0 - 100.0 * even(); });
    return all;
}

constexpr std::size_t class_counts[] = {2, 3, 4, 5, 6, 7, 9};

/// What classInt gives for `style`: for each sample, for each number of classes.
std::vector<std::vector<std::vector<double>>> classint(const std::string& style, const std::vector<Sample>& all) {
    const auto folder = std::filesystem::temp_directory_path() / ("huegrid_classint_" + style + std::to_string(::getpid()));
    std::filesystem::create_directories(folder);
    {
        std::ofstream data(folder / "data.txt");
        data << std::setprecision(17);
        for (const auto& sample : all) {
            for (const double v : sample.values) data << v << ' ';
            data << '\n';
        }
        std::ofstream script(folder / "script.R");
        script << "suppressWarnings(for (line in readLines('data.txt')) {\n"
                  "  v <- scan(text = line, quiet = TRUE)\n"
                  "  for (k in c(";
        for (const std::size_t k : class_counts) script << (k == class_counts[0] ? "" : ", ") << k;
        script << "))\n"
                  "    cat(sprintf('%.17g', classInt::classIntervals(v, n = k, style = '" << style << "')$brks), '\\n')\n"
                  "})\n";
    }
    std::vector<std::vector<std::vector<double>>> results(all.size());
    std::FILE* pipe = ::popen(("cd '" + folder.string() + "' && Rscript --vanilla script.R").c_str(), "r");
    std::string output;
    char buffer[4096];
    while (const auto n = std::fread(buffer, 1, sizeof buffer, pipe)) output.append(buffer, n);
    EXPECT_EQ(::pclose(pipe), 0) << output;
    std::istringstream lines(output);
    for (auto& result : results)
        for (std::size_t i = 0; i < std::size(class_counts); ++i) {
            std::string line, word;
            EXPECT_TRUE(std::getline(lines, line));
            std::istringstream words(line);
            auto& breaks = result.emplace_back();
            while (words >> word) breaks.push_back(std::stod(word));  // knows Inf
        }
    std::filesystem::remove_all(folder);
    return results;
}

/// Breaks that differ by rounding are one.
std::vector<double> merged(std::vector<double> breaks, double tolerance) {
    breaks.erase(std::unique(breaks.begin(), breaks.end(), [&](double a, double b) { return std::abs(a - b) <= tolerance; }), breaks.end());
    return breaks;
}

double range_of(const Sample& sample) {
    const auto [least, greatest] = std::minmax_element(sample.values.begin(), sample.values.end());
    return *greatest - *least;
}

std::size_t distinct(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return std::size_t(std::unique(values.begin(), values.end()) - values.begin());
}

class AgainstClassInt : public testing::Test {
protected:
    void SetUp() override {
        if (std::system("Rscript --vanilla -e 'library(classInt)' >/dev/null 2>&1") != 0) GTEST_SKIP() << "r-cran-classint isn't installed";
    }

    /// `compare(sample, k, theirs, ours)` wherever classInt doesn't make a class of each value.
    template <class Compare>
    void each(const std::string& style, BreakMethod method, const Compare& compare) {
        const auto all = samples();
        const auto theirs = classint(style, all);
        int compared = 0;
        for (std::size_t s = 0; s < all.size(); ++s)
            for (std::size_t i = 0; i < std::size(class_counts); ++i) {
                const std::size_t k = class_counts[i];
                const bool counts = method != BreakMethod::head_tail && method != BreakMethod::box;
                if (counts && k >= distinct(all[s].values)) continue;
                SCOPED_TRACE(all[s].name + ", " + std::to_string(k) + " classes");
                compare(all[s], theirs[s][i], class_breaks(all[s].values, {.method = method, .classes = k}));
                ++compared;
            }
        EXPECT_GT(compared, 60);
    }

    /// All breaks, the ends too.
    void breaks_are_the_same(const std::string& style, BreakMethod method) {
        each(style, method, [](const Sample& sample, const std::vector<double>& theirs, const ClassBreaks& ours) {
            std::vector<double> all{ours.from};
            all.insert(all.end(), ours.limits.begin(), ours.limits.end());
            all.push_back(ours.to);
            const double tolerance = 1e-9 * range_of(sample);
            const auto a = merged(all, tolerance), b = merged(theirs, tolerance);
            ASSERT_EQ(a.size(), b.size()) << testing::PrintToString(a) << " is not " << testing::PrintToString(b);
            for (std::size_t c = 0; c < a.size(); ++c) EXPECT_NEAR(a[c], b[c], tolerance);
        });
    }
};

TEST_F(AgainstClassInt, QuantilesAreTheSame) { breaks_are_the_same("quantile", BreakMethod::quantile); }
TEST_F(AgainstClassInt, EqualIntervalsAreTheSame) { breaks_are_the_same("equal", BreakMethod::equal_interval); }
TEST_F(AgainstClassInt, StandardDeviationsAreTheSame) { breaks_are_the_same("sd", BreakMethod::standard_deviation); }
TEST_F(AgainstClassInt, HeadsAndTailsAreTheSame) { breaks_are_the_same("headtails", BreakMethod::head_tail); }
TEST_F(AgainstClassInt, PrettyBreaksAreTheSame) { breaks_are_the_same("pretty", BreakMethod::pretty); }

TEST_F(AgainstClassInt, BoxesHaveTheSameFencesAndQuartiles) {
    each("box", BreakMethod::box, [](const Sample& sample, const std::vector<double>& theirs, const ClassBreaks& ours) {
        ASSERT_EQ(theirs.size(), 7u);
        for (std::size_t c = 0; c < 5; ++c) EXPECT_NEAR(ours.limits[c], theirs[c + 1], 1e-9 * range_of(sample));
    });
}

// Their limits lie between two classes, so the classes are compared; where ties make several partitions equally good, their fit.
TEST_F(AgainstClassInt, FisherJenksClassesAreTheSameOrAsGood) {
    int same = 0;
    each("fisher", BreakMethod::fisher_jenks, [&](const Sample& sample, const std::vector<double>& theirs, const ClassBreaks& ours) {
        const auto judged = class_breaks(sample.values, {.method = BreakMethod::fixed, .limits = {theirs.begin() + 1, theirs.end() - 1}});
        EXPECT_NEAR(ours.fit, judged.fit, 1e-12);
        same += ours.counts == judged.counts;
    });
    EXPECT_GT(same, 60);
}

}  // namespace
}  // namespace huegrid::figures
