#include "engine/store/commands/erase.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "engine/base/text.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/journal/recorded_changes.hpp"
#include "engine/store/load/snapshot_file.hpp"
#include "engine/store/register/register_tables.hpp"

namespace huegrid::store {
namespace {

/// Rows about the person, now or in the journal: those of `owner` whose column `at` holds the id.
struct Trace {
    std::string table;
    int at = 0;  ///< counted as the table's columns are
};

int column_index(const Database& db, const std::string& table, const std::string& column) {
    return int(db.integer(fmt::format("SELECT cid FROM pragma_table_info('{}') WHERE name = '{}'", table, column)).value_or(0));
}

std::vector<Trace> traces_of(const Database& db, RegisterTable table) {
    std::vector<Trace> traces{{std::string(word(table)), 0}, {"hand_value", column_index(db, "hand_value", "row_id")}};
    const auto add = [&](const char* other, const char* column) { traces.push_back({other, column_index(db, other, column)}); };
    if (table == RegisterTable::household) add("visit", "household_id"), add("override", "household_id"), add("household_category", "household_id"), add("tier_change", "household_id"), add("rule_hold", "household_id");
    else add("member_skill", "member_id"), add("assignment", "member_id");
    return traces;
}

/// What was blanked in rows that don't carry the person's id in every record: (table, row id).
using Rows = std::set<std::pair<std::string, std::int64_t>>;

bool tells_of(const RecordedChange& change, const std::vector<Trace>& traces, const Rows& rows, std::int64_t id) {
    const std::string table(change.table());
    if (rows.contains({table, change.number(0)})) return true;
    for (const auto& trace : traces)
        if (trace.table == table && change.number(trace.at) == id) return true;
    return false;
}

/// Takes the inverse from every entry that holds one of the rows.
std::int64_t close_entries(const Database& db, const std::vector<Trace>& traces, const Rows& rows, std::int64_t id) {
    std::vector<std::int64_t> holding;
    auto entries = db.prepare("SELECT id, inverse FROM journal WHERE inverse IS NOT NULL");
    while (entries.step()) {
        bool holds = false;
        for_each_change(entries.blob(1), [&](const RecordedChange& change) { return !(holds = tells_of(change, traces, rows, id)); });
        if (holds) holding.push_back(entries.integer(0));
    }
    auto close = db.prepare("UPDATE journal SET inverse = NULL WHERE id = ?");
    for (const auto entry : holding) close.with(entry).run();
    return std::int64_t(holding.size());
}

/// The ids a query gives, as rows of `table`.
void collect(const Database& db, const std::string& table, const std::string& sql, Rows& rows) {
    auto found = db.prepare(sql);
    while (found.step()) rows.emplace(table, found.integer(0));
}

void blank_cells(const Database& db, RegisterTable table, std::int64_t id, Erased& erased) {
    for (const auto& field : fields_of(db, table)) {
        if (field.personal == Personal::no) continue;
        // A required name can't be NULL: nothing is left of it all the same.
        const auto blank = field.required ? "''" : "NULL";
        db.run(fmt::format("UPDATE {0} SET {1} = {2} WHERE id = {3} AND {1} IS NOT {2}", word(table), sql_name(field.column), blank, id));
        if (db.changes() > 0) erased.fields.push_back(field.name);
    }
    db.run(fmt::format("DELETE FROM hand_value WHERE table_name = '{}' AND row_id = {}", word(table), id));
}

void blank_household(const Database& db, std::int64_t id, Erased& erased, Rows& rows) {
    collect(db, "visit", fmt::format("SELECT id FROM visit WHERE household_id = {}", id), rows);
    collect(db, "override", fmt::format("SELECT id FROM override WHERE household_id = {}", id), rows);
    // What was concluded from what is gone says it still.
    collect(db, "tier_change", fmt::format("SELECT id FROM tier_change WHERE household_id = {}", id), rows);
    for (const auto* table : {"household_category", "tier_change", "rule_hold"}) db.run(fmt::format("DELETE FROM {} WHERE household_id = {}", table, id));
    db.run(fmt::format("UPDATE household SET tier = NULL, category = NULL, rule = NULL, may_be = NULL WHERE id = {} AND tier IS NOT NULL", id));
    if (db.changes() > 0) erased.fields.push_back("tier");
    for (const auto* sql : {"UPDATE visit SET note = '' WHERE household_id = {} AND note <> ''",
                            "UPDATE override SET reason = '' WHERE household_id = {} AND reason <> ''"}) {
        db.run(fmt::format(fmt::runtime(sql), id));
        erased.notes += db.changes();
    }
}

void blank_member(const Database& db, std::int64_t id, const std::string& name, Erased& erased, Rows& rows) {
    collect(db, "assignment", fmt::format("SELECT id FROM assignment WHERE member_id = {}", id), rows);
    db.run(fmt::format("DELETE FROM member_skill WHERE member_id = {}", id));
    db.run(fmt::format("UPDATE assignment SET reason = '' WHERE member_id = {} AND reason <> ''", id));
    erased.notes += db.changes();
    // Issue histories say names, not ids; one that two members share stays the other's.
    auto others = db.prepare("SELECT count(*) FROM member WHERE name = ?");
    if (name.empty() || (others.with(name).step() && others.integer(0) > 0)) return;
    auto events = db.prepare("SELECT id FROM issue_event WHERE by = ?");
    events.with(name);
    while (events.step()) rows.emplace("issue_event", events.integer(0));
    db.prepare("UPDATE issue_event SET by = '' WHERE by = ?").with(name).run();
    erased.notes += db.changes();
}

/// What an import passes over from now on: the row, and the events that named its person. It says which rows, not who.
void mark(const Database& db, RegisterTable table, std::int64_t id, const Rows& rows) {
    auto put = db.prepare("INSERT OR IGNORE INTO erased(table_name, row_id) VALUES (?, ?)");
    put.with(word(table), id).run();
    for (const auto& [other, row] : rows)
        if (other == "issue_event") put.with(other, row).run();
}

/// Rewrites the file page by page, so that what was overwritten long ago is gone from its unused space too.
std::string sweep(const std::filesystem::path& path) {
    const auto swept = guarded(path, [&]() -> Result<void> {
        const Database db(path, Database::Mode::write);
        sqlite3_busy_timeout(db.handle(), 5000);
        db.run("PRAGMA secure_delete = ON; VACUUM");
        return {};
    });
    return swept ? "" : swept.error().message;
}

}  // namespace

Result<Erased> erase_person(const std::filesystem::path& path, const Deed& deed, RegisterTable table, const std::string& row, Erasing erasing) {
    if (table != RegisterTable::household && table != RegisterTable::member)
        return fail(ErrorCode::bad_input, fmt::format("a {} is no person; only a household or a member can be erased", word(table)), path.string());
    if (trimmed(deed.actor.reason).empty())
        return fail(ErrorCode::bad_input, "erasing can't be undone and needs its reason; give it with --reason", path.string());
    Erased erased;
    {
        auto writer = Writer::open(path, deed);
        if (!writer) return fail(std::move(writer.error()));
        auto& impl = WriterAccess::of(*writer);
        impl.session.reset();  // what is erased must not be written down again as its own inverse
        const auto changed = [&] { return sqlite3_total_changes64(impl.db.handle()); };
        const auto before = changed();
        auto done = guarded(path, [&]() -> Result<void> {
            const auto& db = impl.db;
            db.run("PRAGMA secure_delete = ON");
            const auto id = find_row(db, table, row);
            if (!id) return fail(id.error().code, id.error().message, path.string());
            erased.id = *id;
            const auto name = table == RegisterTable::member ? db.text(fmt::format("SELECT name FROM member WHERE id = {}", *id)) : "";
            Rows rows;
            blank_cells(db, table, *id, erased);
            if (table == RegisterTable::household) blank_household(db, *id, erased, rows);
            else blank_member(db, *id, name, erased, rows);
            mark(db, table, *id, rows);
            erased.entries_closed = close_entries(db, traces_of(db, table), rows, *id);
            return {};
        });
        if (!done) return fail(std::move(done.error()));
        if (erasing == Erasing::rehearsed) return erased;
        if (changed() > before) {
            auto entry = writer->commit(fmt::format("{} {}: {}", word(table), erased.id, fmt::join(erased.fields, ", ")));
            if (!entry) return fail(std::move(entry.error()));
            erased.journal_entry = *entry;
        }
    }
    erased.not_swept = sweep(path);
    // After the commit: a reader of the state before it has kept its snapshot by then.
    if (!forget_snapshot(path) && erased.not_swept.empty())
        erased.not_swept = fmt::format("'{}' can't be deleted and may hold the name; delete it", snapshot_file(path).string());
    return erased;
}

}  // namespace huegrid::store
