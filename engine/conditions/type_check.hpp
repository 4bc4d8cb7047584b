/// @file type_check.hpp
/// Whether a parsed condition makes sense for a register: every name known, every comparison between like and like.
///
/// Layer    conditions, inside.
///
/// Numbers (boolean, integer, real) compare and calculate with each other; text with text; dates with dates and with
/// a text literal that is a day. SQL would silently give text < number some meaning; here it is refused.
#pragma once

#include <optional>
#include <span>

#include "engine/conditions/mistake.hpp"
#include "engine/conditions/syntax.hpp"

namespace huegrid::conditions {

/// Fills in the types of `syntax` and turns text literals beside dates into dates. The first mistake, or nullopt.
[[nodiscard]] std::optional<Mistake> check_types(Syntax& syntax, std::span<const model::Attribute> columns);

}  // namespace huegrid::conditions
