#include "harness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

namespace huegrid::bench {

const std::vector<Workload>& workloads() {
    static const std::vector<Workload> all{
        {"village", 1'000, 5, 4}, {"town", 100'000, 50, 40}, {"city", 1'000'000, 160, 125}};
    return all;
}

double median_seconds(int runs, const std::function<void()>& work) {
    std::vector<double> seconds;
    for (int run = 0; run < runs; ++run) {
        const auto start = std::chrono::steady_clock::now();
        work();
        seconds.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
    std::sort(seconds.begin(), seconds.end());
    return seconds[seconds.size() / 2];
}

std::string machine() {
    std::string model = "unknown processor";
    std::ifstream in("/proc/cpuinfo");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("model name")) {
            model = line.substr(std::min(line.size(), line.find(':') + 2));
            break;
        }
    return fmt::format("{}, {} cores", model, std::thread::hardware_concurrency());
}

void print_timings(std::size_t rows, const std::vector<Timing>& ours, const std::vector<Timing>& peers) {
    const auto line = [&](const Timing& t) {
        return fmt::format("  {:<28} {:>2} thread{} {:>9.4f} s {:>12.0f} rows/s", t.who, t.threads,
                           t.threads == 1 ? " " : "s", t.seconds, double(rows) / t.seconds);
    };
    for (const Timing& peer : peers) fmt::print("{}\n", line(peer));
    for (const Timing& our : ours) {
        std::string ratios;
        for (const Timing& peer : peers)
            if (peer.threads == our.threads)
                ratios += fmt::format("   {:.2f} x as fast as {}", peer.seconds / our.seconds, peer.who);
        fmt::print("{}{}\n", line(our), ratios);
    }
}

}  // namespace huegrid::bench
