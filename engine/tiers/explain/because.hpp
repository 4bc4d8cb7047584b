/// @file because.hpp
/// A rule's reason with the values it saw: "{oldest_age} years old, living alone" becomes "84 years old, living alone".
///
/// Layer    tiers. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/conditions/language/mistake.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::tiers {

/// A value as reasons and explanations write it. Six decimals are finer than anything here is measured; what a sum of doubles has
/// behind them is the arithmetic's, not the household's.
[[nodiscard]] std::string plain_text(const model::Value& value);

/// `values` are those of `rule.quoted`, in its order, as the register has them: a boolean is 0 or 1. A missing one is 不详, "not known".
/// In the template {{ and }} are braces.
[[nodiscard]] std::string because(const Rule& rule, Language language, std::span<const model::Value> values);

/// Of nobody in particular: quoted values are their titles, [oldest age].
[[nodiscard]] std::string because(const Rule& rule, Language language);

/// What a template is made of, in order.
struct ReasonPart {
    std::string text;    ///< as it is, or a name
    bool quotes = false;
    std::size_t at = 0;  ///< where it begins in the template
};
/// Fails  at a brace without its other half, or braces around nothing.
[[nodiscard]] tl::expected<std::vector<ReasonPart>, conditions::Mistake> parts_of_reason(std::string_view reason);

}  // namespace huegrid::tiers
