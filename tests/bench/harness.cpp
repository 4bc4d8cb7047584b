#include "harness.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <thread>

namespace huegrid::bench {

const std::vector<Workload>& workloads() {
    static const std::vector<Workload> all{{"village", 8'000}, {"town", 800'000}, {"city", 8'000'000}};
    return all;
}

void measure(std::vector<Contender>& contenders, int runs) {
    std::vector<std::vector<double>> seconds(contenders.size());
    for (int run = 0; run < runs; ++run)
        for (std::size_t c = 0; c < contenders.size(); ++c) {
            const auto start = std::chrono::steady_clock::now();
            contenders[c].work();
            const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - start;
            seconds[c].push_back(spent.count());
        }
    for (std::size_t c = 0; c < contenders.size(); ++c) {
        std::sort(seconds[c].begin(), seconds[c].end());
        contenders[c].seconds = seconds[c][seconds[c].size() / 2];
    }
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

void print_timings(const std::vector<Contender>& contenders, std::size_t rows) {
    for (const Contender& c : contenders) {
        fmt::print("  {:<14} {:>2} thread{} {:>9.4f} s {:>12.0f} rows/s", c.who, c.threads, c.threads == 1 ? " " : "s",
                   c.seconds, double(rows) / c.seconds);
        for (const Contender& peer : contenders)
            if (c.side == Side::ours && peer.side == Side::peer && peer.threads == c.threads)
                fmt::print("   {:.2f} x as fast as {}", peer.seconds / c.seconds, peer.who);
        fmt::print("\n");
    }
}

}  // namespace huegrid::bench
