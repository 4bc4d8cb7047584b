/// @file explain.hpp
/// Why a household has its tier: what every rule said of it, with the values it saw.
///
/// Layer    tiers. The evaluation is classify's own, for one household. `explain_words.hpp` says it in words.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/tiers/classify/classes.hpp"
#include "engine/tiers/explain/near_miss.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::tiers {

/// What one rule said about one household.
struct RuleFinding {
    std::size_t rule = 0;
    enum class Outcome {
        is_true,
        is_held,  ///< TRUE not longer ago than its hold_days
        is_false,
        is_null,
        not_for_this_kind,
        not_valid  ///< on that day
    } outcome = Outcome::is_false;
    struct Seen {
        model::Attribute attribute;
        model::Value value;
    };
    std::vector<Seen> seen;            ///< every attribute the condition names
    std::vector<Shortfall> near_miss;  ///< of one that is FALSE by a comparison or two
    std::optional<Date> last_true, held_until;  ///< of one that is held: it no longer is from `held_until` on
    std::vector<std::string> missing, stale;  ///< of one that is NULL: the attributes it names that are missing, or known for too long
    std::vector<model::Value> quoted;         ///< what its reason quotes: those of Rule::quoted
};

struct Explanation {
    Verdict verdict;                    ///< tier and deciding rule
    Verdict may_be;                     ///< tier and rule, -1 when it can't be anything else
    std::uint32_t categories = 0;
    std::vector<RuleFinding> findings;  ///< every rule, in the rulebook's order
    std::vector<std::string> missing, stale;  ///< of all NULL rules
    std::optional<model::Override> by_hand;       ///< in force
    std::optional<model::Override> not_followed;  ///< in force, but the rulebook has no such tier
};

/// Why household `row` has its tier; agrees with classify. Against a register that lacks attributes of the rules it is
/// `unknown`, without findings, and `missing` names them. Cost  O(rules); a millisecond takes some hundred.
[[nodiscard]] Explanation explain(const model::Snapshot& snapshot, const Rulebook& rulebook, Index row, Date as_of);

}  // namespace huegrid::tiers
