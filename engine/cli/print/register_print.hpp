/// @file register_print.hpp
/// Rows of the register on a terminal and as JSON.
///
/// Layer    cli, inside only.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "engine/work/register/register.hpp"

namespace huegrid::cli {

/// Columns as wide as their widest cell, East Asian characters counted as two; a row is a line, whatever is in its cells.
void print_table(std::vector<std::vector<std::string>> rows);

/// Missing is null, a boolean true or false, a reference {"id", "name"}.
[[nodiscard]] nlohmann::ordered_json as_json(const store::RegisterPage& page, const store::RegisterRow& row, store::RegisterTable table);
[[nodiscard]] nlohmann::ordered_json as_json(const store::Override& override, Date on);
[[nodiscard]] nlohmann::ordered_json as_json(const store::Edited& edited);

/// The field's title, or its name where it has none.
[[nodiscard]] std::string title_of(const store::RegisterField& field, Language language);
/// A value as people read it: a code by what it is called, yes and no in words; "" when it is missing.
[[nodiscard]] std::string value_text(const store::RegisterField& field, const model::Value& value, Language language);

/// Tiers by key, as `store::tier_names` has them.
using TierNames = std::map<std::string, Label>;
/// A tier's name; the key of one that the file no longer has.
[[nodiscard]] std::string tier_shown(const TierNames& tiers, const std::string& key, Language language);

/// The fields that a list has room for; attributes are in `show` and in JSON.
void print_list(const store::RegisterPage& page, store::RegisterTable table, const TierNames& tiers, Language language);
/// Every field that is known, a line each.
void print_row(const store::RegisterPage& page, store::RegisterTable table, const TierNames& tiers, Language language);

}  // namespace huegrid::cli
