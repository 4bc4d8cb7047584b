/// @file parser.hpp
/// Reads a condition's text into its syntax.
///
/// Layer    conditions, inside.
///
///     or-terms    = and-terms { OR and-terms }
///     and-terms   = not-term { AND not-term }
///     not-term    = NOT not-term | comparison
///     comparison  = sum [ (= == <> != < <= > >=) sum | IS [NOT] (NULL | TRUE | FALSE | DISTINCT FROM sum) | [NOT] tested ]
///     tested      = IN (( literals ) | name) | BETWEEN sum AND sum | LIKE sum [ESCAPE sum]
///     sum         = product { (+ -) product }
///     product     = joined { (* / %) joined }
///     joined      = signed { || signed }
///     signed      = - signed | literal | name | TODAY | function ( or-terms { , or-terms } ) | case | ( or-terms )
///     case        = CASE [or-terms] WHEN or-terms THEN or-terms { WHEN … } [ELSE or-terms] END
///
/// NULL stands for a whole value of CASE or coalesce, nowhere else. SQLite and PostgreSQL rank comparisons differently among
/// each other, so that two in a row need parentheses here.
#pragma once

#include "engine/conditions/language/definitions.hpp"
#include "engine/conditions/language/mistake.hpp"
#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

inline constexpr std::size_t longest_condition = 65536;  ///< bytes
inline constexpr std::size_t deepest_nesting = 200;      ///< parentheses, CASE, functions, NOT and minus signs inside each other

/// Names of `definitions` are replaced by what they stand for. Fails  at the first token that doesn't fit, or past the
/// limits. Cost  O(length, names written out).
[[nodiscard]] tl::expected<Syntax, Mistake> parse_condition(std::string_view text, const Definitions& definitions);

}  // namespace huegrid::conditions
