/// @file register.hpp
/// The register a row at a time: what there is to know of a household, room, estate or member, and finding one.
///
/// Layer    store. Reads only; `register_writer.hpp` changes. Nothing here is masked.
///
///     auto page = register_rows(path, {.table = RegisterTable::household, .tier = "red", .limit = 20});
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::store {

/// Buildings and zones are looked up, not set, by these commands.
enum class RegisterTable : std::uint8_t { household, room, estate, member, building, zone };
/// "household" …: the table's name in the file and the word for one row.
[[nodiscard]] std::string_view word(RegisterTable table);
/// 户, Household …: the word on a screen.
[[nodiscard]] Label title(RegisterTable table);

/// What a cell says of a person, and so how it is hidden.
enum class Personal : std::uint8_t { no, name, phone, door, text };

/// A cell that can be set by hand.
struct RegisterField {
    std::string name;    ///< as in FIELD=VALUE: "building", "door", "oldest_age"
    std::string column;  ///< in the file
    model::AttributeType type = model::AttributeType::text;
    Label title;
    std::vector<std::string> words;          ///< all it may be; empty = anything of its type
    std::optional<RegisterTable> refers_to;  ///< its value is the id of a row there
    Personal personal = Personal::no;
    bool required = false;  ///< can't be emptied
    model::Bounds bounds{};  ///< of a number
    model::Value initial{};  ///< what a new row has where nothing else is said
};

struct Override {
    std::int64_t id = 0;
    std::int64_t household = 0;
    std::string tier, reason, author;
    Date set_on{}, expires_on{};
    std::optional<Date> ended_on;
    /// From set_on until the day before expires_on or ended_on.
    [[nodiscard]] bool in_force(Date on) const { return set_on <= on && on < expires_on && !(ended_on && *ended_on <= on); }
};

struct RegisterRow {
    std::int64_t id = 0;
    std::string source_key, valid_from, valid_to;
    std::vector<model::Value> values;  ///< one for each field
    std::vector<std::string> names;    ///< of what the value refers to; "" for fields that refer to nothing
    std::string tier, may_be, rule, category, grid, community;  ///< of a household, as the file has them
};

struct RegisterPage {
    std::vector<RegisterField> fields;
    std::vector<RegisterRow> rows;
    std::int64_t total = 0;  ///< also those beyond the limit
};

enum class RowsIn : std::uint8_t { force, ended };

/// All conditions that are given must hold; "" asks nothing. Rows are named by id, source key or name, as `find_row` takes them.
struct RegisterQuery {
    RegisterTable table = RegisterTable::household;
    std::string condition{};  ///< over household columns, as `conditions::to_sql` writes it, since it goes into SQL
    std::string zone{}, building{}, estate{};
    std::string tier{}, kind{}, occupancy{};
    RowsIn rows_in = RowsIn::force;
    std::int64_t limit = 50;  ///< 0: all
};

/// The fields of a table in this file; a household's are followed by the register's attributes.
/// Fails  not_found, wrong_file, io, as all below.
[[nodiscard]] Result<std::vector<RegisterField>> register_fields(const std::filesystem::path& path, RegisterTable table);

/// Ascending ids. Fails also  not_found or bad_input (a zone or building that isn't there, or several of that name).
[[nodiscard]] Result<RegisterPage> register_rows(const std::filesystem::path& path, const RegisterQuery& query);

/// One row, in force or ended. `name`: an id ("17", "id:17"), a source key ("B3-2-501", "key:17"), or the name of an
/// estate, member, building or zone in force. Fails also  not_found; bad_input when several rows answer to it.
[[nodiscard]] Result<RegisterPage> register_row(const std::filesystem::path& path, RegisterTable table, const std::string& name);

/// Of one household, or of all (0); the newest first.
[[nodiscard]] Result<std::vector<Override>> overrides(const std::filesystem::path& path, std::int64_t household);

/// What the file's tiers are called, by key.
[[nodiscard]] Result<std::map<std::string, Label>> tier_names(const std::filesystem::path& path);

/// Of an estate: its buildings in force. Of a member: skills and posts held, as "grid_head in 3 (第一网格) since 2026-01-02".
struct RelatedRows {
    std::vector<std::pair<std::int64_t, std::string>> buildings;
    std::vector<std::string> skills, posts;
};
[[nodiscard]] Result<RelatedRows> related_rows(const std::filesystem::path& path, RegisterTable table, std::int64_t id);

}  // namespace huegrid::store
