/// @file harness.hpp
/// What the benchmarks have in common: workloads, medians, and the table that is printed.
///
/// A benchmark runs ours and its peers in one process on the same data and compares their answers; what is quoted is
/// the ratio, because seconds drift with the machine. Usage: see main.cpp.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace huegrid::bench {

/// How much of a place: a village of a thousand buildings, a town of 100,000, a city of a million.
struct Workload {
    std::string name;
    std::size_t buildings = 0;
    std::size_t grid_columns = 0, grid_rows = 0;
};
[[nodiscard]] const std::vector<Workload>& workloads();

struct Setup {
    Workload workload;
    int runs = 5;  ///< the median of these is printed
};

/// One contender on one number of threads.
struct Timing {
    std::string who;
    unsigned threads = 1;
    double seconds = 0.0;
};

/// Calls `work` `runs` times. Returns the median of the seconds.
[[nodiscard]] double median_seconds(int runs, const std::function<void()>& work);

/// "AMD EPYC 9R14, 2 cores".
[[nodiscard]] std::string machine();

/// Prints rows a second and, for each of ours, how many times as fast it is as the peer on as many threads.
void print_timings(std::size_t rows, const std::vector<Timing>& ours, const std::vector<Timing>& peers);

}  // namespace huegrid::bench
