/// @file rule_counts.hpp
/// How many households each rule is TRUE for, and for how many of them it is the one that decides.
///
/// Layer    tiers.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::tiers {

struct RuleCounts {
    std::int64_t matches = 0;   ///< it is TRUE
    std::int64_t decides = 0;   ///< it is the highest TRUE one, so its tier is the household's unless one is set by hand
    std::int64_t overlaps = 0;  ///< it is TRUE, and another rule too
    std::int64_t missing = 0;   ///< it is NULL
};

/// One for each rule, on one day. Fails  as classify.
[[nodiscard]] Result<std::vector<RuleCounts>> count_rules(const model::Snapshot& snapshot, const Rulebook& rulebook, Date as_of);

}  // namespace huegrid::tiers
