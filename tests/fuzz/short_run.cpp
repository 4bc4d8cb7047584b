// The short run of a fuzzer without libFuzzer.
#include <gtest/gtest.h>

#include <random>

#include "tests/fuzz/fuzz.hpp"

namespace {

constexpr unsigned seed = 20261122;
constexpr int runs = HUEGRID_FUZZ_RUNS;

/// One to four edits: a byte changed, taken away or doubled, or a piece of another seed put in.
std::string mutated(std::string text, const std::vector<std::string>& seeds, std::mt19937& random) {
    for (auto edits = random() % 4 + 1; edits > 0; --edits) {
        const std::size_t at = text.empty() ? 0 : random() % text.size();
        switch (random() % 5) {
            case 0:
                if (!text.empty()) text[at] = static_cast<char>(random());
                break;
            case 1:
                if (!text.empty()) text.erase(at, random() % 4 + 1);
                break;
            case 2:
                text.insert(at, text.substr(at, random() % 9));
                break;
            default: {
                const auto& other = seeds[random() % seeds.size()];
                if (!other.empty()) text.insert(at, other.substr(random() % other.size(), random() % 12));
            }
        }
    }
    return text;
}

TEST(ShortRun, LawsHoldForMutationsOfTheSeeds) {
    std::mt19937 random(seed);
    const auto seeds = fuzz_seeds();
    const auto try_out = [](const std::string& text) {
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    };
    try_out("");
    for (const auto& one : seeds) try_out(one);
    std::printf("seed %u\n", seed);
    for (int i = 0; i < runs; ++i) try_out(mutated(seeds[random() % seeds.size()], seeds, random));
}

}  // namespace
