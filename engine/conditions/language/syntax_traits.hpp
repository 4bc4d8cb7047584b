/// @file syntax_traits.hpp
/// What can be said of a condition without asking any row.
///
/// Layer    conditions.
#pragma once

#include "engine/conditions/language/expression.hpp"

namespace huegrid::conditions {

/// The same questions in the same order; where they stand in the text doesn't matter.
[[nodiscard]] bool same(const Expression& a, const Expression& b);

/// Whether another day can give another answer.
[[nodiscard]] bool depends_on_today(const Expression& expression);

}  // namespace huegrid::conditions
