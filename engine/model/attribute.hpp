/// @file attribute.hpp
/// What the register knows about a household: typed, described columns, and single values of them.
///
/// Layer    model.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "engine/base/date.hpp"
#include "engine/base/language.hpp"

namespace huegrid::model {

enum class AttributeType : std::uint8_t { boolean, integer, real, text, date };
enum class Origin : std::uint8_t { imported, aggregated, spatial, event };
enum class Sensitivity : std::uint8_t { open, internal, personal, sensitive };

/// What a number may be; others are mistakes.
struct Bounds {
    std::optional<double> at_least, at_most;
    /// "at least 0": what the number is not; nullopt when it is within.
    [[nodiscard]] std::optional<Label> broken_by(double number) const;
    friend bool operator==(const Bounds&, const Bounds&) = default;
};

/// One column of the register.
struct Attribute {
    std::string name;  ///< the column's name in the file and in rules: lower_snake_case
    AttributeType type = AttributeType::integer;
    Label title;
    std::string unit;  ///< "m2", "years" …; "" for none
    Origin origin = Origin::imported;
    Sensitivity sensitivity = Sensitivity::internal;
    std::string purpose;  ///< why a sensitive attribute is kept
    Bounds bounds{};      ///< of what is imported or entered; a snapshot doesn't know them
    std::string formula{};  ///< of a spatial one: what is measured, "distance_to(hydrant)"
    friend bool operator==(const Attribute&, const Attribute&) = default;
};

/// A single value; monostate is missing. Booleans are integers 0 and 1.
using Value = std::variant<std::monostate, std::int64_t, double, std::string, Date>;

/// "boolean", "integer", "real", "text", "date"; "imported" …; "public" ….
[[nodiscard]] std::string_view word(AttributeType type);
[[nodiscard]] std::string_view word(Origin origin);
[[nodiscard]] std::string_view word(Sensitivity sensitivity);
[[nodiscard]] std::optional<AttributeType> attribute_type_from(std::string_view word);
[[nodiscard]] std::optional<Origin> origin_from(std::string_view word);
[[nodiscard]] std::optional<Sensitivity> sensitivity_from(std::string_view word);

/// For people: `true`/`false` are written 1/0, a date YYYY-MM-DD, missing "".
[[nodiscard]] std::string to_text(const Value& value);

/// The columns of the household table that are no attribute, so that no attribute may take their name.
[[nodiscard]] bool is_household_column(std::string_view name);

}  // namespace huegrid::model
