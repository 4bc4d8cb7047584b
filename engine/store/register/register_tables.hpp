/// @file register_tables.hpp
/// What reading and writing the register share: the fields of each table and the row that a name means.
///
/// Layer    store, inside only. Throws SqlError.
#pragma once

#include "engine/store/database/sqlite.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::store {

[[nodiscard]] std::vector<RegisterField> fields_of(const Database& db, RegisterTable table);

/// The id that `name` means; see `register_row`.
[[nodiscard]] Result<std::int64_t> find_row(const Database& db, RegisterTable table, const std::string& name);

/// What a tier is named for. Nobody is put into `unknown` and `not_applicable` by hand, so they aren't offered then.
enum class TierUse { find, by_hand };
/// The key of a tier by its key or its name in either language, also its name's first word: red, 红, 红档.
/// Fails  not_found with those there are for this use.
[[nodiscard]] Result<std::string> tier_key(const Database& db, const std::string& name, TierUse use);

/// A cell as a value of `type`; what isn't a day in a date column is missing.
[[nodiscard]] model::Value value_at(const Statement& row, int column, model::AttributeType type);

/// SQL for the ids of a zone and of those within it.
[[nodiscard]] std::string zones_within_sql(std::int64_t zone);

/// SQL for the name that people know a row of `table` (alias `t`) by.
[[nodiscard]] std::string name_sql(RegisterTable table, const std::string& t);

}  // namespace huegrid::store
