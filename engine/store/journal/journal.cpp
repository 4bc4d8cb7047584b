#include "engine/store/journal/journal.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/store/commands/spent_codes.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/database/read_file.hpp"

namespace huegrid::store {
namespace {

/// Any row that isn't as the command left it means that somebody else has built on it since.
int refuse(void*, int, sqlite3_changeset_iter*) { return SQLITE_CHANGESET_ABORT; }

constexpr std::int64_t most_recorded = 200'000;  ///< rows that an undo takes away or empties and a redo can still bring back

/// What is linked to goes after what links: children first, so that few rows are left to be looked through for them.
std::vector<AddedRows> children_first(std::vector<AddedRows> added) {
    const auto tables = recorded_tables();
    const auto position = [&](const AddedRows& rows) { return std::find(tables.begin(), tables.end(), rows.table) - tables.begin(); };
    std::sort(added.begin(), added.end(), [&](const AddedRows& a, const AddedRows& b) { return position(a) > position(b); });
    return added;
}

FirstClasses counted_classes(const Database& db) {
    return {db.integer("SELECT count(tier) FROM household").value_or(0), db.integer("SELECT count(*) FROM household_category").value_or(0),
            db.integer("SELECT count(*) FROM rule_hold").value_or(0)};
}

/// Why an entry has no inverse.
std::string why_not(const Database& db, std::int64_t entry, std::string_view verb) {
    if (entry == db.integer("SELECT min(id) FROM journal")) return "it made the file; delete the file instead";
    if (verb == "erase") return "it erased a person, which is for good";
    // An erasure takes the inverses that hold the person; of a command before one nobody can tell whether it did.
    const auto erased = db.integer(fmt::format("SELECT max(id) FROM journal WHERE verb = 'erase' AND id > {}", entry));
    if (erased) return fmt::format("#{} erased a person since, of whom it would bring something back", *erased);
    return "it changed no row";
}

}  // namespace

Result<Writer::Reverted> Writer::Impl::revert(std::string_view find_sql, const std::string& nothing_left) {
    auto find = db.prepare(find_sql);
    if (!find.step()) return fail(ErrorCode::not_found, nothing_left, path.string());
    Reverted what{find.integer(0), find.text(1) == "undo" ? std::string(find.text(2))
                                                         : fmt::format("{} #{} ({})", find.text(1), find.integer(0), find.text(2))};
    if (find.is_null(3))
        return fail(ErrorCode::bad_input, fmt::format("{} can't be taken back: {}", what.summary, why_not(db, what.entry, find.text(1))),
                    path.string());
    const auto inverse = inverse_from(find.blob(3));
    find.reset();
    if (!inverse) throw SqlError{SQLITE_CORRUPT, "the journal is damaged"};
    if (inverse->gone)
        return fail(ErrorCode::bad_input, fmt::format("{} did too much to be kept twice; run it again", what.summary),
                    path.string());
    const auto changed = [&] {
        return fail(ErrorCode::bad_input, fmt::format("{} can't be taken back: its rows have changed since", what.summary), path.string());
    };
    note_codes(db);
    std::int64_t total = 0;
    for (const auto& added : inverse->added) {
        const auto now = db.integer(fmt::format("SELECT count(*) FROM {} WHERE id > {}", sql_name(added.table), added.last_before));
        if (now != added.rows) return changed();
        total += added.rows;
    }
    if (const auto& first = inverse->first_classes) {
        const auto now = counted_classes(db);
        if (now.tiers != first->tiers || now.categories != first->categories || now.holds != first->holds) return changed();
        total += first->tiers + first->categories + first->holds;
    }
    if (!inverse->changeset.empty()) {
        auto changes_back = inverse->changeset;
        const int code = sqlite3changeset_apply(db.handle(), int(changes_back.size()), changes_back.data(), nullptr, refuse, nullptr);
        if (code == SQLITE_ABORT) return changed();
        if (code != SQLITE_OK) throw SqlError{code, sqlite3_errmsg(db.handle())};
    }
    too_large_to_redo = total > most_recorded;
    if (too_large_to_redo) sqlite3session_enable(session.get(), 0);
    if (inverse->first_classes)
        db.run("DELETE FROM rule_hold; DELETE FROM household_category; UPDATE household SET tier = NULL, category = NULL, rule = NULL, "
               "may_be = NULL, tier_since = NULL, visit_due = NULL WHERE tier IS NOT NULL");
    for (const auto& added : children_first(inverse->added))
        db.run(fmt::format("DELETE FROM {} WHERE id > {}", sql_name(added.table), added.last_before));
    forget_codes_in_use(db);
    reverted = what.entry;
    return what;
}

Result<Writer::Reverted> Writer::undo() {
    return guarded(impl_->path, [&] {
        return impl_->revert("SELECT id, verb, summary, inverse FROM journal WHERE undone_by IS NULL AND verb NOT IN ('undo', 'reveal') "
                             "ORDER BY id DESC LIMIT 1",
                             "there is nothing left to undo");
    });
}

Result<Writer::Reverted> Writer::redo() {
    // Only what was undone last, and only while nothing new has been done on top. An undo's summary names what it undid.
    return guarded(impl_->path, [&] {
        return impl_->revert("SELECT id, verb, summary, inverse FROM journal WHERE undone_by IS NULL AND verb = 'undo' AND "
                             "id > (SELECT coalesce(max(id), 0) FROM journal WHERE verb NOT IN ('undo', 'redo', 'reveal')) "
                             "ORDER BY id DESC LIMIT 1",
                             "there is nothing to redo");
    });
}

Result<std::vector<JournalEntry>> journal(const std::filesystem::path& path, std::size_t most) {
    return reading(path, [&](const Database& db) -> Result<std::vector<JournalEntry>> {
        std::vector<JournalEntry> entries;
        auto rows = db.prepare("SELECT id, at, by, verb, reason, summary, inverse IS NOT NULL, undoes, undone_by "
                               "FROM journal ORDER BY id DESC LIMIT ?");
        rows.bind(1, std::int64_t(most));
        while (rows.step()) {
            JournalEntry e{rows.integer(0),           std::string(rows.text(1)), std::string(rows.text(2)),
                           std::string(rows.text(3)), std::string(rows.text(4)), std::string(rows.text(5)),
                           rows.integer(6) != 0,      std::nullopt,              std::nullopt};
            if (!rows.is_null(7)) e.undoes = rows.integer(7);
            if (!rows.is_null(8)) e.undone_by = rows.integer(8);
            entries.push_back(std::move(e));
        }
        return entries;
    });
}

Result<std::int64_t> file_version(const std::filesystem::path& path) {
    return reading(path, [](const Database& db) -> Result<std::int64_t> {
        return db.integer("SELECT max(id) FROM journal").value_or(0);
    });
}

}  // namespace huegrid::store
