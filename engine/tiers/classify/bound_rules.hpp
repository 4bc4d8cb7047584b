/// @file bound_rules.hpp
/// A rulebook bound to a register and a day: which rules are in force, in which order they decide, and how they are asked.
///
/// Layer    tiers, inside: what classify and explain share, so that they can't disagree.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/conditions/evaluate/program.hpp"
#include "engine/model/snapshot.hpp"
#include "engine/tiers/classify/classes.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::tiers {

struct BoundRules {
    struct Bound {
        std::size_t rule = 0;  ///< into Rulebook::rules
        std::size_t tier = 0, category = 0;
        conditions::Expression kinds;  ///< whether it is for this kind of household; no condition: for all
        std::vector<std::uint64_t> held;  ///< households for which it still holds, a bit each; empty: for none
    };
    std::vector<Bound> rules;  ///< those valid on the day, highest tier first, then in the text's order
    std::vector<conditions::Expression> kinds;  ///< each once; a household is concerned if one isn't FALSE
    bool concerns_all = false;
    std::vector<std::pair<Index, std::uint8_t>> overrides;  ///< household and tier, ascending; in force on the day
};

/// `only`: of that household's overrides and held rules alone, which spares a look at everybody's.
[[nodiscard]] BoundRules bind(const model::Snapshot& snapshot, const Rulebook& rulebook, Date as_of, Index only = none);

/// What a program is asked, and what becomes of its answers.
struct Questions {
    struct Answer {
        enum class Kind : std::uint8_t { concerned, condition, rule } kind = Kind::rule;
        std::size_t position = 0;  ///< into BoundRules::rules
    };
    std::vector<conditions::Asked> asked;
    std::vector<Answer> answers;
};

/// Whether a rule with hold_days is asked twice: its bare condition (Kind::condition), and with what it holds for.
enum class Bare : std::uint8_t { left_out, asked };

/// The rules for which `wanted` (one a rule) isn't 0, the lowest first; before them whom some rule is for, unless it is for all.
/// Borrows from both.
[[nodiscard]] Questions questions(const Rulebook& rulebook, const BoundRules& bound, std::span<const std::uint8_t> wanted, Bare bare);

}  // namespace huegrid::tiers
