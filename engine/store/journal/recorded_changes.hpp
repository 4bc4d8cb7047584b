/// @file recorded_changes.hpp
/// What a journal entry's inverse says that its command did, row by row.
///
/// Layer    store, inside only. Throws SqlError.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>

#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

enum class RowChange : std::uint8_t { added, removed, changed };

/// One row that a command touched, lent for the call. Columns count from 0 in the table's order.
class RecordedChange {
public:
    RecordedChange(std::string_view table, RowChange what, void* iterator) : table_(table), what_(what), iterator_(iterator) {}
    [[nodiscard]] std::string_view table() const { return table_; }
    [[nodiscard]] RowChange what() const { return what_; }
    /// The cell before and after the command; null where the record has none: not changed, or no such row then.
    [[nodiscard]] sqlite3_value* before(int column) const;
    [[nodiscard]] sqlite3_value* after(int column) const;
    /// A whole number from either side, or 0: an id.
    [[nodiscard]] std::int64_t number(int column) const;

private:
    std::string_view table_;
    RowChange what_;
    void* iterator_;
};

/// Calls `see` for each row in the inverse of one entry until it returns false.
void for_each_change(Blob inverse, const std::function<bool(const RecordedChange&)>& see);

}  // namespace huegrid::store
