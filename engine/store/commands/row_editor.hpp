/// @file row_editor.hpp
/// Edits one row of a table by hand, and keeps the book of what was done.
///
/// Layer    store, inside only.
#pragma once

#include <fmt/format.h>

#include <string>

#include "engine/store/database/schema.hpp"
#include "engine/store/register/register_tables.hpp"

namespace huegrid::store {

/// A cell of an imported row is noted in `hand_value` with what its source had said; set back to that, the note goes.
class RowEditor {
public:
    RowEditor(const Database& db, std::string_view table, std::int64_t id)
        : db_(db),
          table_(table),
          id_(id),
          imported_(db.integer(fmt::format("SELECT 1 FROM {} WHERE id = {} AND import_run IS NOT NULL", table_, id)).has_value()) {}

    [[nodiscard]] model::Value get(const RegisterField& field) const {
        auto row = db_.prepare(fmt::format("SELECT {} FROM {} WHERE id = {}", sql_name(field.column), table_, id_));
        return row.step() ? value_at(row, 0, field.type) : model::Value{};
    }

    /// `value` is anything a statement binds. True if the cell was another before.
    template <class Value>
    bool set(const std::string& column, const Value& value) const {
        if (imported_)
            db_.prepare(fmt::format("INSERT OR IGNORE INTO hand_value(table_name, row_id, column_name, imported) "
                                    "SELECT '{0}', id, ?2, {1} FROM {0} WHERE id = {2} AND {1} IS NOT ?1", table_, sql_name(column), id_))
                .with(value, column)
                .run();
        db_.prepare(fmt::format("UPDATE {0} SET {1} = ?1 WHERE id = {2} AND {1} IS NOT ?1", table_, sql_name(column), id_)).with(value).run();
        const bool changed = db_.changes() > 0;
        if (imported_)
            db_.prepare(fmt::format("DELETE FROM hand_value WHERE table_name = '{0}' AND row_id = {2} AND column_name = ?1 "
                                    "AND imported IS (SELECT {1} FROM {0} WHERE id = {2})", table_, sql_name(column), id_))
                .with(column)
                .run();
        return changed;
    }

private:
    const Database& db_;
    std::string table_;
    std::int64_t id_;
    bool imported_;
};

}  // namespace huegrid::store
