/// @file id_column.hpp
/// Columns that stand for what an identity number says, so that the number itself needn't be kept.
///
/// Layer    ingest. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/date.hpp"
#include "engine/base/result.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::ingest {

/// What a recipe writes before the column of the numbers: "birth_date_from_id:身份证号", "age_from_id:身份证号".
inline constexpr std::string_view birth_date_from_id = "birth_date_from_id:";
inline constexpr std::string_view age_from_id = "age_from_id:";

struct IdColumn {
    enum class Says : std::uint8_t { birth_date, age };
    Says says;
    std::string numbers;  ///< the source's column

    /// Can an attribute of the type be filled with what is said?
    [[nodiscard]] bool fits(model::AttributeType type) const;
};

/// Nullopt for a column of the source's own.
[[nodiscard]] std::optional<IdColumn> id_column(std::string_view name);

/// 1958-03-17, or the whole years somebody has lived on the day `on`; who was born on a 29 February is a year older on 1 March.
/// Fails  bad_input, for a number that is damaged, doesn't check, or is of somebody not yet born; the message is the end of a
/// sentence about the number, and doesn't quote it.
[[nodiscard]] Result<std::string> said_by_id(const std::string& number, IdColumn::Says says, Date on);

}  // namespace huegrid::ingest
