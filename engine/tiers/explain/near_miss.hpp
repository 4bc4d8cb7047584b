/// @file near_miss.hpp
/// By how much a rule fails: the one or two comparisons that are FALSE where all else in its condition is TRUE.
///
/// Layer    tiers.
///
///     near_miss(rule.condition, {79, 1}, today)   // oldest_age >= 80 AND living_alone: oldest_age 79, 1 short of 80
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/conditions/language/expression.hpp"

namespace huegrid::tiers {

/// One comparison that is FALSE, and what would make it TRUE.
struct Shortfall {
    enum class Wanted : std::uint8_t {
        equal, unequal, less, less_equal, greater, greater_equal, between, outside, one_of, none_of, like, unlike, missing, present
    };
    std::string subject;                  ///< what is compared, as a condition writes it: "oldest_age", "persons * 2"
    model::AttributeType type{};          ///< the subject's
    std::optional<model::Attribute> named{};  ///< what the rulebook calls a subject that it defines: a derived attribute, a score
    std::vector<std::string> attributes;  ///< those the comparison names, the subject's first
    Wanted wanted{};
    model::Value seen;                 ///< the subject's value
    std::vector<model::Value> bounds;  ///< two of between and outside, any number of one_of and none_of, none of missing and present; of like its ESCAPE too
    /// How far `seen` is from the nearest value that would do; days between dates, and from the bound where a real must be
    /// beyond it. Missing where that can't be measured: of words, of truth values.
    model::Value by;
};

/// Most comparisons that may fail for a miss to be near.
inline constexpr std::size_t most_shortfalls = 2;

/// What `condition` lacks in a row in which it is FALSE; `values` are those of Expression::attributes, in order.
/// Nothing when it isn't FALSE, more comparisons fail, something else in it is FALSE or NULL (an OR, a missing value), or they
/// can't all hold at once.
/// A score counts as one comparison, of the most it may be.
/// Law    with every attribute that is compared by itself moved to the nearest value that would do, and every other
///        comparison named here taken for TRUE, the condition is TRUE.
/// Cost   O(condition).
[[nodiscard]] std::vector<Shortfall> near_miss(const conditions::Expression& condition, std::span<const model::Value> values, Date today);

}  // namespace huegrid::tiers
