/// @file value_text.hpp
/// Values as tables write them.
///
/// Layer    ingest.
#pragma once

#include <optional>
#include <string>

#include "engine/model/attribute.hpp"

namespace huegrid::ingest {

/// "" is missing (monostate). Nullopt when the text is no value of the type: damaged, and not to be guessed.
/// Booleans: 1 0, true false, yes no, 是 否. Integers may be written 18.0; dates 2026-10-31 or 2026/10/31.
[[nodiscard]] std::optional<model::Value> value_from(const std::string& text, model::AttributeType type);

/// A finite decimal number, nothing around it.
[[nodiscard]] std::optional<double> number_from(const std::string& text);

/// A date, or the day of an instant; slashes are understood.
[[nodiscard]] std::optional<Date> date_from(std::string text);
[[nodiscard]] std::optional<Instant> instant_from(std::string text);

}  // namespace huegrid::ingest
