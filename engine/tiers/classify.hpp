/// @file classify.hpp
/// Every household into a tier: a pure function of snapshot and rulebook.
///
/// Layer    tiers. Columns in, columns out.
///
/// The tier is that of the highest TRUE rule (the first in tier order, then in the text's order). None TRUE:
/// `unknown` if any rule for this kind is NULL; `not_applicable` if no rule is for this kind; else `otherwise`.
/// `may_be` is the tier of the highest NULL rule, if that tier is above the one decided on: what the household could turn
/// out to be (an `unknown` one has it too). Categories: the union over TRUE rules. A rule asks first whether it is for this
/// kind; a household of no known kind gets NULL there, as for any missing value.
///
/// No condition can read today's date yet: `as_of` labels the run and changes no tier so far.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/base/date.hpp"
#include "engine/base/progress.hpp"
#include "engine/tiers/rulebook.hpp"

namespace huegrid::tiers {

struct Classes {
    std::vector<std::int8_t> tiers;        ///< into Rulebook::tiers
    std::vector<std::int8_t> may_be;       ///< into Rulebook::tiers, -1 none
    std::vector<std::int16_t> rules;       ///< the deciding rule, into Rulebook::rules, -1 none
    std::vector<std::uint32_t> categories; ///< bit c = Rulebook::categories[c]
    std::vector<std::int64_t> tier_counts;  ///< one for each of Rulebook::tiers
};

/// One entry a household, in the snapshot's row order. `progress` is called back on the caller's thread only.
/// Fails  cancelled; bad_input when the snapshot's register isn't the one that the rulebook was read for.
/// Cost   O(households × rules), over `threads` (0: all cores); the result doesn't depend on their number.
[[nodiscard]] Result<Classes> classify(const model::Snapshot& snapshot, const Rulebook& rulebook, Date as_of,
                                       const Progress& progress = {}, unsigned threads = 0);

/// What one rule said about one household, with the values it saw.
struct RuleFinding {
    std::size_t rule = 0;
    enum class Outcome { is_true, is_false, is_null, not_for_this_kind } outcome = Outcome::is_false;
    struct Seen {
        std::string attribute;
        Label title;
        model::Value value;
    };
    std::vector<Seen> seen;              ///< every attribute the condition names
};

struct Explanation {
    std::int8_t tier = -1;
    std::int8_t may_be = -1;
    std::int16_t rule = -1;
    std::uint32_t categories = 0;
    std::vector<RuleFinding> findings;     ///< every rule, in the rulebook's order
    std::vector<std::string> missing;      ///< attributes that are NULL in a NULL rule
};

/// Why household `row` has its tier; agrees with classify. Against a register that lacks attributes of the rules it is
/// `unknown`, without findings, and `missing` names them. Cost  O(rules).
[[nodiscard]] Explanation explain(const model::Snapshot& snapshot, const Rulebook& rulebook, Index row, Date as_of);

}  // namespace huegrid::tiers
