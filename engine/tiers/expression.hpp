/// @file expression.hpp
/// A rule's condition: parsed, type-checked, evaluated over columns with SQL's three-valued logic.
///
/// Layer    tiers. (The tiers room fills this header in.)
#pragma once

namespace huegrid::tiers {
class Expression {};
}  // namespace huegrid::tiers
