/// @file rulebook_sql.hpp
/// A rulebook as one SQL statement: how a database classifies by itself, and how anybody checks what Huegrid says.
///
/// Layer    tiers. Pure text.
///
/// It yields `id`, `tier`, `rule` (NULL when none decides) and `categories` (their ids in the rulebook's order, with commas between)
/// of every row of table `household` that hasn't ended, by id: what `classify` says on that day without overrides and holds, which aren't
/// in it. The table has `id`, `valid_to`, `kind` and the register's columns, typed as `conditions/sql/sql.hpp` says.
#pragma once

#include <string>

#include "engine/conditions/sql/sql.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::tiers {

/// Fails  bad_input when more than 1000 rules are in force, more columns than a statement holds, or a condition is too deep for the
///        database (named with its rule).
[[nodiscard]] Result<std::string> to_sql(const Rulebook& rulebook, conditions::Dialect dialect, Date as_of);

}  // namespace huegrid::tiers
