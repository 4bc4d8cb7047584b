/// @file decide.hpp
/// How the rules' answers become a tier, 64 households at a time.
///
/// Layer    tiers, inside.
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

#include "engine/conditions/evaluate/planes.hpp"
#include "engine/tiers/classify/bound_rules.hpp"
#include "engine/tiers/classify/decide_kernel.hpp"

namespace huegrid::tiers {

/// The answers of all rules, eight words of 512 households together, so that who looks at a few households reads few lines of
/// memory: slot 0 says whom some rule is for, and each rule has a slot of its own, eight words of yes and eight of unknown.
struct RulePlanes {
    static constexpr std::size_t block_words = 8;

    std::uint64_t* base = nullptr;  ///< where the batch begins
    std::size_t slot_count = 1;
    std::span<const std::uint32_t> slots;  ///< of each of BoundRules::rules

    /// What so many slots take for so many words.
    [[nodiscard]] static std::size_t size(std::size_t slot_count, std::size_t words) { return 2 * slot_count * words; }

    [[nodiscard]] std::uint64_t* concerned() const { return base; }
    [[nodiscard]] std::uint64_t* yes(std::size_t rule) const { return base + 2 * block_words * slots[rule]; }
    [[nodiscard]] std::uint64_t* unknown(std::size_t rule) const { return yes(rule) + block_words; }
    /// How far a word of the batch lies behind its plane's first.
    [[nodiscard]] std::size_t offset(std::size_t word) const { return word / block_words * 2 * block_words * slot_count + word % block_words; }

    /// Puts a plane where it belongs.
    void put(const conditions::Plane& plane, std::uint64_t* kept) const {
        for (std::size_t w = 0; w < conditions::batch_words; w += block_words) std::copy_n(plane.begin() + std::ptrdiff_t(w), block_words, kept + offset(w));
    }
    /// Likewise, and adds to `differs` where it was another.
    void replace(const conditions::Plane& plane, std::uint64_t* kept, conditions::Plane& differs) const {
        for (std::size_t w = 0; w < conditions::batch_words; w += block_words) {
            std::uint64_t* words = kept + offset(w);
            for (std::size_t i = 0; i < block_words; ++i) {
                differs[w + i] |= words[i] ^ plane[w + i];
                words[i] = plane[w + i];
            }
        }
    }
};

/// How many codes there are: a rule's position, `otherwise`, `unknown`, `not_applicable`, and a tier by hand each.
[[nodiscard]] inline std::size_t codes_of(const Rulebook& rulebook, const BoundRules& bound) { return bound.rules.size() + 3 + rulebook.tiers.size(); }

/// Immutable; any thread.
class Decider {
public:
    /// `kernel`: that for another width of vector, for tests.
    Decider(const Rulebook& rulebook, const BoundRules& bound, const DecideKernel& kernel = decide_kernel());

    /// Room for `rows` households, and what the codes stand for. Keeps the memory of what it was.
    void prepare(Classes& classes, std::size_t rows) const;

    /// Decides anew the words of 64 rows that have a bit in `words`, of the batch of `rows` rows from `first`.
    /// Adds the tiers it finds to `counts`.
    void decide(std::size_t first, std::size_t rows, const RulePlanes& rules, std::uint64_t words, Classes& classes,
                std::span<std::int64_t> counts) const;

private:
    template <class Code>
    void decide_codes(std::size_t first, std::size_t rows, const RulePlanes& rules, std::uint64_t words, std::span<Code> decided,
                      std::span<Code> open, Classes& classes, std::span<std::int64_t> counts) const;
    template <class Code>
    void apply_overrides(std::size_t first, std::size_t rows, std::uint64_t words, std::span<Code> decided, std::span<std::int64_t> counts) const;

    const Rulebook& rulebook_;
    const BoundRules& bound_;
    const DecideKernel& kernel_;
    std::vector<std::size_t> tiers_;  ///< those of the rules, the highest first; then of otherwise, unknown, not applicable
    // Codes: a rule's position, then these, then a tier by hand each.
    std::size_t otherwise_, unknown_, not_applicable_, by_hand_;
};

}  // namespace huegrid::tiers
