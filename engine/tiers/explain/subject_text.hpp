/// @file subject_text.hpp
/// What a comparison is about, as a condition writes it: "oldest_age", "persons * 2", "round(floor_area)".
///
/// Layer    tiers, inside. Pure.
#pragma once

#include <span>
#include <string>

#include "engine/conditions/language/syntax.hpp"

namespace huegrid::tiers {

/// Of the nodes of one operand. Names of the rulebook are written out, since they are no longer known; a value that may be stale is
/// its attribute; parentheses stand only where they are needed. A bare attribute is its name, unquoted.
[[nodiscard]] std::string subject_text(std::span<const conditions::Node> nodes, const conditions::Syntax& syntax);

}  // namespace huegrid::tiers
