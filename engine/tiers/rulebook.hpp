/// @file rulebook.hpp
/// A rulebook: tiers in order, categories, and the rules that anyone can read. TOML, one versioned text.
///
/// Layer    tiers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/model/snapshot.hpp"
#include "engine/conditions/expression.hpp"

namespace huegrid::tiers {

struct Rule {
    std::string id;
    std::size_t tier = 0;      ///< into Rulebook::tiers
    std::size_t category = 0;  ///< into Rulebook::categories
    std::string when;          ///< the condition's text
    Label because;
    std::vector<std::string> applies_to;  ///< household kinds; empty = every kind
    int hold_days = 0;                    ///< it counts as TRUE this long after it was
    std::optional<Date> valid_from, valid_to;  ///< the days it is in force: from the first, until before the second
    conditions::Expression condition;
};

struct Rulebook {
    std::string name, version, owner;
    Label basis;                          ///< what the scheme rests on; "example, not law" for shipped ones
    std::vector<model::Tier> tiers;       ///< as a snapshot holds them: unknown and not_applicable at the end
    std::vector<model::Category> categories;  ///< at most 32
    std::size_t otherwise = 0;            ///< into tiers: when no rule is TRUE and none is NULL
    std::vector<Rule> rules;              ///< in the text's order
    std::string text;                     ///< as it was read

    [[nodiscard]] std::size_t unknown() const { return tiers.size() - 2; }
    [[nodiscard]] std::size_t not_applicable() const { return tiers.size() - 1; }
};

/// Reads and type-checks against `register_columns` (which hold `kind` and `occupancy` too). `file` names it in messages.
/// Fails  bad_input with file:line:column, the line and a caret, and the nearest name for an unknown one; also for a
///        palette in which two tiers, or a tier and the map's ground, can't be told apart, with a colour that would do.
[[nodiscard]] Result<Rulebook> read_rulebook(std::string_view text, const std::string& file,
                                             const std::vector<model::Attribute>& register_columns);

}  // namespace huegrid::tiers
