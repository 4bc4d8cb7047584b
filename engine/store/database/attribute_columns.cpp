#include "engine/store/database/attribute_columns.hpp"

#include <fmt/format.h>

#include <array>
#include <optional>

#include "engine/store/database/schema.hpp"

namespace huegrid::store {
namespace {

using model::AttributeType;

constexpr std::array<std::string_view, 5> sql_types{"BOOLEAN", "INTEGER", "REAL", "TEXT", "DATE"};

/// Columns of every register, which the schema declares.
std::optional<AttributeType> type_in_every_register(std::string_view column) {
    if (column == "last_visit") return AttributeType::date;
    if (column == "open_issues") return AttributeType::integer;
    return std::nullopt;
}

/// "" of a column without a type; nullopt where there is no such column.
std::optional<std::string> declared_type(const Database& db, const std::string& column) {
    auto declared = db.prepare("SELECT upper(type) FROM pragma_table_info('household') WHERE name = ?");
    return declared.with(column).step() ? std::optional(std::string(declared.text(0))) : std::nullopt;
}

/// While it lives the schema can be written as a table.
class WritableSchema {
public:
    explicit WritableSchema(const Database& db) : db_(db) { db_.run("PRAGMA writable_schema = ON"); }
    ~WritableSchema() { sqlite3_exec(db_.handle(), "PRAGMA writable_schema = OFF", nullptr, nullptr, nullptr); }
    WritableSchema(const WritableSchema&) = delete;
    WritableSchema& operator=(const WritableSchema&) = delete;

private:
    const Database& db_;
};

/// A column that an undone command left, empty, is declared anew: its type decides how SQLite keeps what comes into it. The table
/// isn't written again, and no column changes its place, on which the journal's changesets rest.
Result<void> declare_again(const Database& db, const std::string& column, const std::string& was, std::string_view type) {
    const auto name = sql_name(column);
    if (db.integer(fmt::format("SELECT 1 FROM household WHERE {} IS NOT NULL LIMIT 1", name)))
        return fail(ErrorCode::bad_input, fmt::format("household has a column {} already, declared {} and not empty; call the attribute another name", name, was));
    const auto version = db.integer("PRAGMA schema_version").value_or(0);
    {
        const WritableSchema writable(db);
        db.prepare("UPDATE sqlite_schema SET sql = replace(sql, ?1, ?2) WHERE type = 'table' AND name = 'household'")
            .with(fmt::format(", {} {}", name, was), fmt::format(", {} {}", name, type))
            .run();
        db.run(fmt::format("PRAGMA schema_version = {}", version + 1));
    }
    if (declared_type(db, column) == type) return {};
    return fail(ErrorCode::bad_input, fmt::format("household has a column {} already, declared {} by another program; call the attribute another name", name, was));
}

/// Fails  when the file knows an attribute of that name as something else.
Result<void> refuse_another(const model::Attribute& attribute, std::string_view type, std::string_view formula) {
    if (attribute.formula.empty() && !formula.empty())
        return fail(ErrorCode::bad_input, fmt::format("attribute '{}' is measured in the file, as {}; call the recipe's another name", attribute.name, formula));
    if (type != model::word(attribute.type))
        return fail(ErrorCode::bad_input, fmt::format("attribute '{}' is {} in the file, but {} in the {}", attribute.name, type, model::word(attribute.type),
                                                      attribute.formula.empty() ? "recipe" : "rulebook; choose another name"));
    return {};
}

}  // namespace

Result<void> ensure_attribute_column(const Database& db, const model::Attribute& attribute) {
    const auto& name = attribute.name;
    if (model::is_household_column(name) || name == "kind" || name == "occupancy")
        return fail(ErrorCode::bad_input, fmt::format("an attribute can't be called '{}': the register uses that name", name));
    auto known = db.prepare("SELECT type, coalesce(formula, '') FROM attribute WHERE name = ?");
    const bool is_known = known.with(name).step();
    if (is_known)
        if (auto same = refuse_another(attribute, known.text(0), known.text(1)); !same) return same;
    known.reset();
    if (const auto fixed = type_in_every_register(name)) {
        if (*fixed == attribute.type || is_known) return {};
        return fail(ErrorCode::bad_input, fmt::format("attribute '{}' is {} in every register, not {}; call it another name", name, model::word(*fixed), model::word(attribute.type)));
    }
    const auto type = sql_types[std::size_t(attribute.type)];
    const auto declared = declared_type(db, name);
    if (!declared) db.run(fmt::format("ALTER TABLE household ADD COLUMN {} {}", sql_name(name), type));
    else if (!is_known && !declared->empty() && *declared != type) return declare_again(db, name, *declared, type);
    return {};
}

}  // namespace huegrid::store
