/// @file explain_print.hpp
/// An explanation on a terminal and as JSON.
///
/// Layer    cli, inside only.
#pragma once

#include <nlohmann/json.hpp>

#include "engine/tiers/explain/explain_words.hpp"
#include "engine/work/rules/explain.hpp"

namespace huegrid::cli {

/// What is hidden is "***" among the values seen, and null beside "masked": true in a near miss.
[[nodiscard]] nlohmann::ordered_json as_json(const work::Why& why, std::int64_t household, tiers::Telling telling);
void print(const work::Why& why, std::int64_t household, tiers::Telling telling);

/// Says on stderr that attributes are newer than the day that counts as today, if they are.
void note_newer_attributes(std::optional<Date> imported_after, Date as_of, Language language);
/// The same in a document: "attributes_newer", and "imported_on" when they are.
void add_newer_attributes(nlohmann::ordered_json& document, std::optional<Date> imported_after);

}  // namespace huegrid::cli
