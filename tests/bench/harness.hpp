/// @file harness.hpp
/// What the benchmarks have in common: workloads, medians, and the table that is printed.
///
/// A benchmark runs ours and its peers in one process on the same data and compares their answers; what is quoted is
/// the ratio, because seconds drift with the machine. Usage: see main.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace huegrid::bench {

/// How much of a place: a village of a thousand buildings in 20 grids, a town of 100,000 in 2,000, a city of a million
/// in 20,000.
struct Workload {
    std::string name;
    std::int64_t households = 0;
};
[[nodiscard]] const std::vector<Workload>& workloads();

struct Setup {
    Workload workload;
    int runs = 5;      ///< the median of these is printed
    std::string only{};  ///< the one benchmark to run; "" = all
    std::string file{};  ///< instead of a workload
};

enum class Side { ours, peer };

/// One way to do the work on a number of threads.
struct Contender {
    Side side = Side::ours;
    std::string who;
    unsigned threads = 1;
    std::function<void()> work;
    double seconds = 0.0;  ///< the median, once measured
};

/// Lets the contenders work in turn, `runs` times each, so that a machine that slows down slows all of them.
void measure(std::vector<Contender>& contenders, int runs);

/// "AMD EPYC 9R14, 2 cores".
[[nodiscard]] std::string machine();

/// Prints rows a second and, for each of ours, how many times as fast it is as the peer on as many threads.
void print_timings(const std::vector<Contender>& contenders, std::size_t rows);

}  // namespace huegrid::bench
