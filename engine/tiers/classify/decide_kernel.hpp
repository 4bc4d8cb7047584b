/// @file decide_kernel.hpp
/// The innermost loop of a classification: rules' answers to 64 households at a time into codes. Compiled for several widths of
/// vector, as `conditions/evaluate/kernels.hpp`.
///
/// Layer    tiers, inside. Highway stays in the .cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace huegrid::tiers {

/// A rule as the loop sees it: where its answers to the batch lie, word by word.
struct RuleAnswers {
    const std::uint64_t* yes = nullptr;
    const std::uint64_t* unknown = nullptr;
    std::uint64_t* category = nullptr;  ///< to which the households are added for which it says yes
    std::uint16_t code = 0;
    bool ends_tier = false;  ///< the next rule is of a higher tier
};

struct Decision {
    std::span<const RuleAnswers> rules;  ///< the lowest first
    const std::uint64_t* concerned = nullptr;
    std::uint16_t otherwise = 0, unknown = 0, not_applicable = 0;  ///< codes; `otherwise` is also: nothing open
};

/// One word: 64 codes each into `decided` and `open`; how many households each tier got, in the order of the rules' tiers and then of
/// otherwise, unknown and not applicable, is added to `counts`. `at`: the word in the rules' planes, `word`: in the categories';
/// `rows`: households of that word.
struct DecideKernel {
    void (*bytes)(const Decision&, std::size_t at, std::size_t word, std::size_t rows, std::uint8_t* decided, std::uint8_t* open, std::span<std::int64_t> counts);
    void (*words)(const Decision&, std::size_t at, std::size_t word, std::size_t rows, std::uint16_t* decided, std::uint16_t* open, std::span<std::int64_t> counts);
};
[[nodiscard]] const DecideKernel& decide_kernel();
[[nodiscard]] std::vector<DecideKernel> decide_kernels_of_all_widths();

}  // namespace huegrid::tiers
