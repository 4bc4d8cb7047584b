/// @file rulebook_check.hpp
/// What is wrong with a rulebook, and what had better be looked at: the review before anybody is classified by it.
///
/// Layer    tiers. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "engine/conditions/language/mistake.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"

namespace huegrid::tiers {

struct RulebookCheck {
    /// What read_rulebook refuses. In the text's order.
    std::vector<conditions::Mistake> mistakes;
    /// Rules and conditions that can't matter or are constant (where that can be proved), tiers that no rule gives, one language
    /// where two are wanted, colours that only just pass, delicate attributes without a stated purpose. In the text's order.
    std::vector<conditions::Mistake> warnings;
    std::optional<Rulebook> rulebook;  ///< when there are no mistakes
};

/// `register_columns` nullopt: names and types are taken as the conditions use them, and purposes aren't asked for. `layers` as for read_rulebook.
/// Cost  that of reading, and up to a second for the proofs.
[[nodiscard]] RulebookCheck check_rulebook(std::string_view text, const std::optional<std::vector<model::Attribute>>& register_columns,
                                           const std::optional<std::vector<model::Layer>>& layers = std::nullopt);

}  // namespace huegrid::tiers
