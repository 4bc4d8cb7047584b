/// @file decide.hpp
/// How rules become a tier: what classify and explain share, so that they can't disagree.
///
/// Layer    tiers, inside.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "engine/conditions/evaluate.hpp"
#include "engine/tiers/rulebook.hpp"

namespace huegrid::tiers {

/// The rules in the order in which they decide, each bound to the register.
struct BoundRules {
    struct Bound {
        std::size_t rule = 0;
        conditions::Plan plan;
        conditions::Plan kind;               ///< whether it is for this kind of household; unused if for all
        bool for_all_kinds = true;
    };
    std::vector<Bound> rules;
    std::size_t depth = 1;
};

/// Fails  bad_input when the register lacks an attribute that a rule names.
[[nodiscard]] Result<BoundRules> bind(const Rulebook& rulebook, const model::HouseholdTable& households);

/// What is known of each row of a vector while the rules pass by, highest first. Positions are into BoundRules.
struct Findings {
    static constexpr std::int16_t nothing = -1;
    std::array<std::int16_t, conditions::vector_rows> decided;  ///< the first TRUE rule
    std::array<std::int16_t, conditions::vector_rows> open;     ///< the first NULL rule
    std::array<bool, conditions::vector_rows> concerned;        ///< some rule is, or may be, for this kind
    std::array<std::uint32_t, conditions::vector_rows> categories;
    std::array<conditions::Truth, conditions::vector_rows> truth;

    void clear(std::size_t rows);
};

/// What one rule says of `rows` rows from `first` (one chunk), into `findings.truth`; it says no to other kinds.
/// Whom it concerns is noted in `findings.concerned`.
void ask(const BoundRules::Bound& rule, conditions::Evaluator& evaluator, std::size_t first, std::size_t rows, Findings& findings);

/// Adds the answers of the rule at `position` to what the higher ones have said.
void note(const Rulebook& rulebook, const BoundRules& bound, std::size_t position, std::size_t rows, Findings& findings);

struct Decision {
    std::int8_t tier = -1;
    std::int8_t may_be = -1;
    std::int16_t rule = -1;  ///< into Rulebook::rules
    std::uint32_t categories = 0;
};

/// What follows for row `i` of the vector once every rule was noted.
[[nodiscard]] Decision decide(const Rulebook& rulebook, const BoundRules& bound, const Findings& findings, std::size_t i);

}  // namespace huegrid::tiers
