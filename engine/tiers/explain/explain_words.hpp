/// @file explain_words.hpp
/// An explanation in words, Chinese or English: what the command prints and the window shows.
///
/// Layer    tiers. Pure.
#pragma once

#include <string>

#include "engine/tiers/explain/explain.hpp"

namespace huegrid::tiers {

struct Telling {
    Language language = Language::zh;
    bool personal = false;  ///< values of personal and sensitive attributes too; else they are ***
};

/// Whether its values are told only when asked for.
[[nodiscard]] bool is_personal(const model::Attribute& attribute);

/// Whether one of these attributes, of those the rule saw, isn't told.
[[nodiscard]] bool is_hidden(const RuleFinding& finding, const std::vector<std::string>& names, Telling telling);

/// The title, or the name of what has none.
[[nodiscard]] std::string title_of(const model::Attribute& attribute, Language language);

/// "84", "yes", "54 m2"; what is missing is "none".
[[nodiscard]] std::string value_words(const model::Attribute& attribute, const model::Value& value, Telling telling);

/// Every value a rule saw: "Oldest age 84 · Living alone yes".
[[nodiscard]] std::string seen_words(const RuleFinding& finding, Telling telling);

/// The rule's reason, with the values it quotes.
[[nodiscard]] std::string reason_words(const Rulebook& rulebook, const RuleFinding& finding, Telling telling);

/// By how much it nearly matches: "Oldest age 79, 1 short of 80; Living alone no, must be yes". "" when it doesn't nearly.
[[nodiscard]] std::string near_words(const RuleFinding& finding, Telling telling);

/// "true", "held: last true on 2026-10-01, until 2026-10-15", "not known: Oldest age is missing" …
[[nodiscard]] std::string outcome_words(const RuleFinding& finding, Language language);

/// "set by hand by li until 2026-12-01: after hospital".
[[nodiscard]] std::string by_hand_words(const model::Override& override, Language language);

}  // namespace huegrid::tiers
