#include "engine/store/load/changes_since.hpp"

#include <algorithm>

#include "engine/store/journal/inverse.hpp"
#include "engine/store/journal/recorded_changes.hpp"

namespace huegrid::store {
namespace {

/// The columns of `household` by their place in a record.
std::vector<std::string> names_of_household(const Database& db) {
    std::vector<std::string> names;
    auto rows = db.prepare("SELECT name FROM pragma_table_info('household') ORDER BY cid");
    while (rows.step()) names.emplace_back(rows.text(0));
    return names;
}

void note_household(const RecordedChange& change, const std::vector<std::string>& names, ChangesSince& into) {
    into.households.push_back(change.number(0));
    if (change.what() != RowChange::changed) {
        ++into.households_added_or_removed;
        return;
    }
    for (std::size_t column = 0; column < names.size(); ++column)
        if (change.before(int(column))) into.household_columns.insert(names[column]);
}

/// False when the entry doesn't tell all that it did.
bool note_entry(Blob record, const std::vector<std::string>& names, ChangesSince& into) {
    const auto inverse = inverse_from(record);
    if (!inverse || inverse->gone || inverse->first_classes) return false;
    for (const auto& added : inverse->added) {
        into.tables.insert(added.table);
        if (added.table == "household") into.households_added_or_removed += std::size_t(added.rows);
        // Which households they belong to isn't told.
        if (added.table == "household_category") return false;
    }
    for_each_change(record, [&](const RecordedChange& change) {
        into.tables.emplace(change.table());
        if (change.table() == "household") note_household(change, names, into);
        else if (change.table() == "household_category") into.households.push_back(change.number(0));
        return true;
    });
    return true;
}

}  // namespace

std::optional<ChangesSince> changes_since(const Database& db, std::int64_t entry, std::int64_t most_bytes) {
    // Showing personal cells is journalled, and changes nothing.
    auto size = db.prepare("SELECT coalesce(sum(length(inverse)), 0), coalesce(sum(inverse IS NULL AND verb <> 'reveal'), 0) FROM journal WHERE id > ?");
    if (!size.with(entry).step() || size.integer(0) > most_bytes || size.integer(1) > 0) return std::nullopt;
    ChangesSince changes;
    const auto names = names_of_household(db);
    auto entries = db.prepare("SELECT inverse FROM journal WHERE id > ? AND inverse IS NOT NULL ORDER BY id");
    entries.with(entry);
    while (entries.step())
        if (!note_entry(entries.blob(0), names, changes)) return std::nullopt;
    auto& ids = changes.households;
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return changes;
}

}  // namespace huegrid::store
