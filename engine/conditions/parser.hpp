/// @file parser.hpp
/// Reads a condition's text into its syntax.
///
/// Layer    conditions, inside.
///
///     or-terms    = and-terms { OR and-terms }
///     and-terms   = not-term { AND not-term }
///     not-term    = NOT not-term | comparison
///     comparison  = sum [ (= == <> != < <= > >=) sum | [NOT] IN ( literals ) | [NOT] BETWEEN sum AND sum | IS [NOT] NULL ]
///     sum         = product { (+ -) product }
///     product     = signed { (* / %) signed }
///     signed      = - signed | literal | column | ( or-terms )
///
/// SQLite and PostgreSQL rank comparisons differently among each other, so that two in a row need parentheses here.
#pragma once

#include "engine/conditions/mistake.hpp"
#include "engine/conditions/syntax.hpp"

namespace huegrid::conditions {

inline constexpr std::size_t longest_condition = 65536;  ///< bytes
inline constexpr std::size_t deepest_nesting = 200;      ///< parentheses, NOT and minus signs inside each other

/// Fails  at the first token that doesn't fit, or past the limits. Cost  O(length).
[[nodiscard]] tl::expected<Syntax, Mistake> parse_condition(std::string_view text);

}  // namespace huegrid::conditions
