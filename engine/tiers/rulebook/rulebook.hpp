/// @file rulebook.hpp
/// A rulebook: tiers in order, categories, and the rules that anyone can read. TOML, one versioned text; RULEBOOK.md has its keys.
///
/// Layer    tiers.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/conditions/language/expression.hpp"
#include "engine/figures/zone_policy.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::tiers {

/// A value that a reason quotes as `{name}`: an attribute, a derived one, or `{score}`. Stale ones are NULL in it.
struct Quoted {
    std::string name;
    Label title;
    conditions::Expression value;
};

struct Rule {
    std::string id;
    std::size_t tier = 0;      ///< into Rulebook::tiers
    std::size_t category = 0;  ///< into Rulebook::categories
    std::string when;          ///< the condition's text; of a score's rule its SQL
    Label because;             ///< may quote values, `{oldest_age}`: see because.hpp
    std::vector<Quoted> quoted;  ///< each name that `because` quotes, once
    std::vector<std::string> applies_to;  ///< household kinds; empty = every kind
    int hold_days = 0;                    ///< it counts as TRUE this long after it was
    std::optional<Date> valid_from, valid_to;  ///< the days it is in force: from the first, until before the second
    std::optional<std::size_t> score;          ///< into Rulebook::scores, if it is one of a score's
    conditions::Expression condition;          ///< names written out, stale values NULL
};

/// Points for conditions, whose sum gives a tier where it reaches a threshold: a rule for each threshold.
struct Score {
    struct Part {
        std::string when;
        double points = 0;
        conditions::Expression condition;
    };
    std::string id;
    std::vector<Part> parts;
    conditions::Expression least;  ///< the sum if what isn't known counts for the least
    conditions::Expression most;
};

inline constexpr std::size_t most_tiers = 12;  ///< without `unknown` and `not_applicable`

inline const Label score_title{"得分", "score"};

/// An attribute that the rulebook defines from others.
struct DerivedAttribute {
    model::Attribute attribute;
    std::string formula;
    conditions::Expression value;
};

/// A value of `attribute` counts as missing when the day in `known_on` is more than `after_days` ago, or missing.
struct Staleness {
    std::string attribute, known_on;
    int after_days = 0;
};

struct Rulebook {
    std::string name, version, owner;
    Label basis;                          ///< what the scheme rests on; "example, not law" for shipped ones
    std::vector<model::Tier> tiers;       ///< as a snapshot holds them: unknown and not_applicable at the end
    std::vector<model::Category> categories;  ///< at most 32
    std::size_t otherwise = 0;            ///< into tiers: when no rule is TRUE and none is NULL
    std::vector<Rule> rules;              ///< in the text's order, those of the scores last
    std::vector<Score> scores;
    std::vector<DerivedAttribute> derived;
    std::vector<model::Attribute> measured;  ///< spatial ones: columns of the register from the first classification on
    std::vector<Staleness> stale;
    figures::ZonePolicy zone_policy;
    std::string text;                     ///< as it was read

    [[nodiscard]] std::size_t unknown() const { return tiers.size() - 2; }
    [[nodiscard]] std::size_t not_applicable() const { return tiers.size() - 1; }
    /// The tier that a household can be put into by hand under this key; nullopt where the rules have none.
    [[nodiscard]] std::optional<std::size_t> tier_by_hand(std::string_view key) const {
        for (std::size_t t = 0; t < unknown(); ++t)
            if (tiers[t].key == key) return t;
        return std::nullopt;
    }
};

/// Reads and type-checks against `register_columns` (which hold `kind` and `occupancy` too). `file` names it in messages.
/// Fails  bad_input with file:line:column, the line and a caret, and the nearest name for an unknown one; also for rules
///        that read what no rule may read (`sensitive.hpp`), and for a palette in which two tiers, or a tier and the map's ground,
///        can't be told apart, with a colour that would do.
/// Without `layers` any name passes for one that spatial attributes are measured to.
[[nodiscard]] Result<Rulebook> read_rulebook(std::string_view text, const std::string& file, const std::vector<model::Attribute>& register_columns,
                                             const std::optional<std::vector<model::Layer>>& layers = std::nullopt);

}  // namespace huegrid::tiers
