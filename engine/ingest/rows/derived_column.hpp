/// @file derived_column.hpp
/// Columns that stand for what another column says: what of an identity number may be kept, an age, a unit without its word.
///
/// Layer    ingest. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/address/address.hpp"
#include "engine/base/date.hpp"
#include "engine/base/result.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::ingest {

/// What a recipe writes before the column that is read: "age_from_id:身份证号", "age_from_birth:出生年月", "unit_of:单元".
inline constexpr std::string_view birth_date_from_id = "birth_date_from_id:";
inline constexpr std::string_view age_from_id = "age_from_id:";
inline constexpr std::string_view age_from_birth = "age_from_birth:";
inline constexpr std::string_view unit_of = "unit_of:";
inline constexpr std::string_view door_of = "door_of:";

struct DerivedColumn {
    enum class Says : std::uint8_t { birth_date_of_id, age_of_id, age_of_birth, unit, door };
    Says says;
    std::string of;  ///< the source's column

    [[nodiscard]] bool is_of_id() const { return says == Says::birth_date_of_id || says == Says::age_of_id; }
    [[nodiscard]] bool is_age() const { return says == Says::age_of_id || says == Says::age_of_birth; }
    /// What it fills an attribute with.
    [[nodiscard]] model::AttributeType type() const;
    /// Can an attribute of the type be filled with what is said?
    [[nodiscard]] bool fits(model::AttributeType type) const;
};

/// Nullopt for a column of the source's own.
[[nodiscard]] std::optional<DerivedColumn> derived_column(std::string_view name);

/// A birth date as 1958-03-17, or the whole years somebody has lived on the day `on`; who was born on a 29 February is a year
/// older on 1 March. Of a birth that says only a month or a year, its first day is taken. A unit or door as address::stated_part,
/// or of a cell that holds both, its own: of 1-101 and 3栋1单元101室 the unit is 1 and the door 101; 101 has no unit.
/// Fails  bad_input, for an ID number that is damaged or doesn't check, what is no birth date, and of somebody not yet born;
/// the message is the end of a sentence about the cell, and doesn't quote it.
[[nodiscard]] Result<std::string> said_by(const std::string& cell, DerivedColumn::Says says, Date on);

}  // namespace huegrid::ingest
