#include "engine/store/journal/recorded_changes.hpp"

#include "engine/store/journal/inverse.hpp"

#include <memory>

namespace huegrid::store {
namespace {

sqlite3_changeset_iter* iterator_of(void* iterator) { return static_cast<sqlite3_changeset_iter*>(iterator); }

}  // namespace

// The record is the inverse: its "old" is how the command left the row, its "new" how the command had found it.
sqlite3_value* RecordedChange::before(int column) const {
    sqlite3_value* value = nullptr;
    if (what_ != RowChange::added) sqlite3changeset_new(iterator_of(iterator_), column, &value);
    return value;
}

sqlite3_value* RecordedChange::after(int column) const {
    sqlite3_value* value = nullptr;
    if (what_ != RowChange::removed) sqlite3changeset_old(iterator_of(iterator_), column, &value);
    return value;
}

std::int64_t RecordedChange::number(int column) const {
    sqlite3_value* value = after(column);
    if (!value) value = before(column);
    return value ? sqlite3_value_int64(value) : 0;
}

void for_each_change(Blob inverse, const std::function<bool(const RecordedChange&)>& see) {
    auto record = inverse_from(inverse);
    if (!record) throw SqlError{SQLITE_CORRUPT, "a journal entry's record is damaged"};
    sqlite3_changeset_iter* begun = nullptr;
    const int started = sqlite3changeset_start(&begun, int(record->changeset.size()), record->changeset.data());
    const std::unique_ptr<sqlite3_changeset_iter, decltype(&sqlite3changeset_finalize)> rows(begun, sqlite3changeset_finalize);
    if (started != SQLITE_OK) throw SqlError{started, "a journal entry's record can't be read"};
    int step = 0;
    while ((step = sqlite3changeset_next(begun)) == SQLITE_ROW) {
        const char* table = nullptr;
        int columns = 0, operation = 0, indirect = 0;
        sqlite3changeset_op(begun, &table, &columns, &operation, &indirect);
        const auto what = operation == SQLITE_DELETE ? RowChange::added : operation == SQLITE_INSERT ? RowChange::removed : RowChange::changed;
        if (!see(RecordedChange(table, what, begun))) return;
    }
    if (step != SQLITE_DONE) throw SqlError{step, "a journal entry's record is damaged"};
}

}  // namespace huegrid::store
