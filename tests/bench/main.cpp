/// @file main.cpp
/// huegrid_bench [--workload village|town|city] [--only place|classify|open|import|polygons|breaks|divide] [--file FILE] [--runs N]
///
/// Runs every benchmark on one workload (default city, whose file takes minutes to make), ours and the peers in turn, or
/// one of them; with --file only `open` on that file. Prints the machine, the rows, the median seconds of N runs (default
/// 5) and the ratios. Build it optimised: `cmake --preset release`. Exit  0 the answers agree, 1 they differ, 2 usage.

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <span>
#include <string_view>

#include "breaks_bench.hpp"
#include "classify_bench.hpp"
#include "divide_bench.hpp"
#include "import_bench.hpp"
#include "open_bench.hpp"
#include "place_bench.hpp"
#include "polygons_bench.hpp"

namespace {

using huegrid::bench::Setup;

struct Benchmark {
    std::string_view name;
    bool (*run)(const Setup&);
};
constexpr std::array<Benchmark, 7> benchmarks{{{"place", huegrid::bench::place},
                                               {"classify", huegrid::bench::classify},
                                               {"open", huegrid::bench::open},
                                               {"import", huegrid::bench::import_register},
                                               {"polygons", huegrid::bench::polygons},
                                               {"breaks", huegrid::bench::breaks},
                                               {"divide", huegrid::bench::divide}}};

std::optional<Setup> setup_from(std::span<char*> arguments) {
    const auto& all = huegrid::bench::workloads();
    Setup setup{all.back()};
    for (std::size_t i = 1; i < arguments.size(); i += 2) {
        const std::string_view name = arguments[i];
        if (i + 1 == arguments.size()) return std::nullopt;
        const std::string_view value = arguments[i + 1];
        bool understood = false;
        if (name == "--workload") {
            for (const auto& workload : all)
                if (workload.name == value) setup.workload = workload, understood = true;
        } else if (name == "--only") {
            setup.only = value;
            understood = std::any_of(benchmarks.begin(), benchmarks.end(), [&](const Benchmark& b) { return b.name == value; });
        } else if (name == "--file") {
            setup.file = value;
            understood = true;
        } else if (name == "--runs") {
            const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), setup.runs);
            understood = error == std::errc() && end == value.data() + value.size() && setup.runs > 0;
        }
        if (!understood) return std::nullopt;
    }
    return setup;
}

}  // namespace

int main(int argc, char** argv) {
    const auto setup = setup_from(std::span(argv, std::size_t(argc)));
    if (!setup) {
        fmt::print(stderr, "usage: huegrid_bench [--workload village|town|city] [--only place|classify|open|import|polygons|breaks|divide] [--file FILE] [--runs N]\n");
        return 2;
    }
#ifdef HUEGRID_DEBUG_BUILD
    fmt::print("this build isn't optimised: the seconds mean nothing\n");
#endif
    fmt::print("{}; medians of {} runs\n", huegrid::bench::machine(), setup->runs);
    if (!setup->file.empty()) return huegrid::bench::open_file(setup->file, setup->runs) ? 0 : 1;
    bool agreed = true;
    for (const auto& benchmark : benchmarks)
        if (setup->only.empty() || setup->only == benchmark.name) agreed = benchmark.run(*setup) && agreed;
    return agreed ? 0 : 1;
}
