/// @file type_check.hpp
/// Whether a parsed condition makes sense for a register: every name known, every comparison between like and like.
///
/// Layer    conditions, inside.
///
/// Numbers (boolean, integer, real) compare and calculate with each other; text with text; dates with dates and with
/// a text literal that is a day. A date takes whole days more or less; two dates differ by days. SQL would silently give
/// text < number some meaning; here it is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "engine/conditions/language/definitions.hpp"
#include "engine/conditions/language/mistake.hpp"
#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

/// What the whole is to be: a condition, or a value of any type.
enum class Wanted : std::uint8_t { condition, value };

/// Fills in the types of `syntax` and turns text literals beside dates into dates. The first mistake, or nullopt.
/// An unknown name is compared with those of `definitions` too, to suggest the nearest.
[[nodiscard]] std::optional<Mistake> check_types(Syntax& syntax, std::span<const model::Attribute> columns, Wanted wanted,
                                                 const Definitions& definitions);

}  // namespace huegrid::conditions
