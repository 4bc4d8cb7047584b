/// @file decide.hpp
/// How the rules' answers become a tier, 64 households at a time.
///
/// Layer    tiers, inside.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/conditions/planes.hpp"
#include "engine/tiers/bound_rules.hpp"

namespace huegrid::tiers {

/// The answers of all rules to one batch, wherever they lie: slot s's yes begins at base + 2 s stride, its unknown one stride
/// behind.
struct RulePlanes {
    std::uint64_t* base = nullptr;
    std::size_t stride = 0;  ///< words
    std::span<const std::uint32_t> slots;  ///< of each of BoundRules::rules

    [[nodiscard]] std::uint64_t* yes(std::size_t rule) const { return base + 2 * slots[rule] * stride; }
    [[nodiscard]] std::uint64_t* unknown(std::size_t rule) const { return yes(rule) + stride; }
};

/// How many codes there are: a rule's position, `otherwise`, `unknown`, `not_applicable`, and a tier by hand each.
[[nodiscard]] inline std::size_t codes_of(const Rulebook& rulebook, const BoundRules& bound) { return bound.rules.size() + 3 + rulebook.tiers.size(); }

/// Immutable; any thread.
class Decider {
public:
    Decider(const Rulebook& rulebook, const BoundRules& bound);

    /// Room for `rows` households, and what the codes stand for. Keeps the memory of what it was.
    void prepare(Classes& classes, std::size_t rows) const;

    /// Decides anew the words of 64 rows that have a bit in `words`, of the batch of `rows` rows from `first`.
    /// `concerned`: the households that some rule is for. Adds the tiers it finds to `counts`.
    void decide(std::size_t first, std::size_t rows, const RulePlanes& rules, const conditions::Plane& concerned, std::uint64_t words,
                Classes& classes, std::span<std::int64_t> counts) const;

private:
    template <class Code>
    void decide_codes(std::size_t first, std::size_t rows, const RulePlanes& rules, const conditions::Plane& concerned, std::uint64_t words,
                      std::span<Code> decided, std::span<Code> open, Classes& classes, std::span<std::int64_t> counts) const;
    template <class Code>
    void apply_overrides(std::size_t first, std::size_t rows, std::uint64_t words, std::span<Code> decided, std::span<std::int64_t> counts) const;

    const Rulebook& rulebook_;
    const BoundRules& bound_;
    std::vector<std::size_t> tiers_;  ///< those of the rules, the highest first; then of otherwise, unknown, not applicable
    // Codes: a rule's position, then these, then a tier by hand each.
    std::size_t otherwise_, unknown_, not_applicable_, by_hand_;
};

}  // namespace huegrid::tiers
