/// @file writer_impl.hpp
/// What the parts of the Writer share: the open transaction and the recording of its changes.
///
/// Layer    store, inside only.
#pragma once

#include <sqlite3.h>

#include <map>
#include <set>
#include <unordered_map>

#include "engine/model/key_index.hpp"
#include "engine/store/commands/writer.hpp"
#include "engine/store/database/schema.hpp"
#include "engine/store/database/sqlite.hpp"
#include "engine/store/journal/inverse.hpp"

namespace huegrid::store {

/// A cell that somebody set by hand.
struct HandCell {
    std::int64_t id = 0;  ///< of its row in hand_value
    std::string column;
};

/// What a command knows of a table it writes.
struct TableState {
    ChangeCounts counts;
    bool known = false;            ///< what follows was read
    std::int64_t last_before = 0;  ///< the highest id before the command
    std::int64_t unrecorded = 0;   ///< rows that were added above it without being recorded
    model::IdSet seen;             ///< rows that the import under way brought
    model::IdSet ended;            ///< of an import: rows that were out of force before
    std::unordered_map<std::int64_t, std::vector<HandCell>> by_hand;  ///< of an import, by row
    std::map<std::string, std::int64_t> taken_over;  ///< of an import: rows that another source had brought, by that source

    [[nodiscard]] bool touched() const { return counts.added + counts.changed + counts.returned + unrecorded > 0; }
};

/// While it lives, changes aren't recorded: the inverse takes them back as a whole.
class Unrecorded {
public:
    Unrecorded(sqlite3_session* session, const TableState& state, std::int64_t id)
        : session_(id > state.last_before ? session : nullptr) {
        if (session_) sqlite3session_enable(session_, 0);
    }
    /// Nothing at all, whatever the row; null records as always.
    explicit Unrecorded(sqlite3_session* session) : session_(session) {
        if (session_) sqlite3session_enable(session_, 0);
    }
    ~Unrecorded() {
        if (session_) sqlite3session_enable(session_, 1);
    }
    Unrecorded(const Unrecorded&) = delete;
    Unrecorded& operator=(const Unrecorded&) = delete;

private:
    sqlite3_session* session_;
};

/// Writes rows of one table: INSERT for a new id, UPDATE for a row that differs. A cell that was set by hand is left alone
/// while the source says of it what it said then.
/// The columns are named once; `put` takes the values in the same order.
class RowWriter {
public:
    struct Options {
        std::int64_t run = 0;        ///< > 0: the row's import_run and, for a new row, valid_from are set too
        std::string_view source{};   ///< of a run: the row's new source; "" = it has none. Outlives the writer
        std::set<std::string> kept;  ///< columns that an existing row keeps
        std::set<std::string> kept_when_missing{};  ///< columns that NULL doesn't empty
        sqlite3_session* session = nullptr;
        std::vector<model::DefectRow>* notes = nullptr;  ///< where words of the hand that were replaced are told
    };
    RowWriter(const Database& db, const std::string& table, const std::vector<std::string>& columns, Options options,
              TableState& state);

    template <class... Values>
    void put(std::int64_t id, const Values&... values) {
        bind(id, [&](Statement& statement) { statement.with(values...); });
    }
    /// For a number of values known only at run time: `fill` binds parameters 1 … columns.
    template <class Fill>
    void bind(std::int64_t id, Fill fill) {
        const Unrecorded pause(options_.session, state_, id);
        if (id > last_id_ || !exists(id)) {
            fill(insert_);
            return finish(insert_, id);
        }
        if (!state_.by_hand.contains(id)) {
            fill(update_);
            return finish(update_, id);
        }
        fill(said());
        const bool stays = ends_by_hand(id);
        if (stays) tell_ended(id);
        auto& update = stays ? keeping_end() : update_;
        fill(update);
        keep_hand(update, id);
        finish(update, id);
    }

private:
    [[nodiscard]] bool exists(std::int64_t id);
    [[nodiscard]] Statement& said();          ///< gives back what is bound to it
    [[nodiscard]] Statement& keeping_end();   ///< update_, but a row that has ended stays so
    [[nodiscard]] bool ends_by_hand(std::int64_t id) const;
    void tell_ended(std::int64_t id);
    void keep_hand(Statement& update, std::int64_t id);
    void finish(Statement& statement, std::int64_t id);
    const Database& db_;
    std::string table_;
    std::vector<std::string> columns_;
    Options options_;
    std::int64_t last_id_;  ///< ids above are new, without a look
    Statement insert_, update_, find_;
    std::optional<Statement> said_, keeping_end_;
    TableState& state_;
};

struct Writer::Impl {
    std::filesystem::path path;        ///< what the user calls the file
    std::filesystem::path work_path;   ///< where it is being written; differs from `path` for a new file
    Deed deed;
    Database db;
    bool fresh = false;     ///< a new file, not yet under its name
    std::int64_t run = 0;              ///< the import under way
    std::map<std::string, TableState> tables;
    Changes changes;        ///< of `tables`, when they were asked for
    bool holds = false;     ///< the transaction is open, so there is something to tidy up
    bool finished = false;  ///< committed

    Impl(std::filesystem::path at, std::filesystem::path work_at, Deed d, Database::Mode mode);
    ~Impl();
    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    void begin_recording();
    [[nodiscard]] Inverse inverse();
    [[nodiscard]] Unrecorded unrecorded(const std::string& table, std::int64_t id) { return {session.get(), state_of(table), id}; }
    void rollback();
    void forget_holder() const;
    [[nodiscard]] Result<Reverted> revert(std::string_view find_sql, const std::string& nothing_left);
    std::int64_t reverted = 0;  ///< the journal entry that this command takes back
    bool too_large_to_redo = false;
    std::optional<FirstClasses> first_classes;  ///< that this command gave
    std::vector<model::DefectRow> notes;  ///< what an import has to say of cells set by hand

    struct DeleteSession {
        void operator()(sqlite3_session* session) const { sqlite3session_delete(session); }
    };
    std::unique_ptr<sqlite3_session, DeleteSession> session;

    void write_places(const model::Batch& batch);
    void write_households(const model::Batch& batch);
    void supplement_households(const model::Batch& batch);
    void write_people(const model::Batch& batch);
    void write_issues(const model::Batch& batch);
    void write_defects(const model::Batch& batch);
    [[nodiscard]] RowWriter rows(const std::string& table, const std::vector<std::string>& columns);
    /// Runs one row's statement and counts what it did to `table`.
    void put(Statement& statement, const std::string& table);
    [[nodiscard]] TableState& state_of(const std::string& table);

    /// Puts zones and buildings into their zones if any of them changed since that was done last.
    /// With `put` as Writer::place has it.
    [[nodiscard]] Result<void> place_buildings(const Progress& progress, const std::vector<PutBuilding>* put = nullptr);
    [[nodiscard]] Result<Placement> place(const Progress& progress, const std::vector<PutBuilding>* put);
    [[nodiscard]] std::int64_t changes_of_places() const;
    std::int64_t placed_at = -1;              ///< changes_of_places() when buildings were placed last
    std::int64_t buildings_in_several = 0;    ///< zones of one level, by then
    std::vector<model::DefectRow> in_several; ///< of them, as many as are kept
    model::IdMap grid_of, community_of;       ///< of buildings, since then

    std::string source;                       ///< of the batch that is being written
    std::map<std::string, std::set<std::string>> kept_columns;  ///< of the batch that is being written
    std::set<std::string> declared;           ///< attributes, by an earlier batch
    std::int32_t srs_id = 0;
};

/// How the commands of other files of this room get at the open transaction.
struct WriterAccess {
    [[nodiscard]] static Writer::Impl& of(Writer& writer) { return *writer.impl_; }
};

/// Gives a finished file its name, durably, and never over another file that got the name meanwhile.
[[nodiscard]] Result<void> put_in_place(const std::filesystem::path& made, const std::filesystem::path& path);

/// A text that is "" becomes NULL.
[[nodiscard]] inline std::optional<std::string_view> or_null(const std::string& text) {
    return text.empty() ? std::nullopt : std::optional<std::string_view>(text);
}
template <class Tag>
[[nodiscard]] std::optional<std::int64_t> or_null(Id<Tag> id) {
    return id ? std::optional(id.value) : std::nullopt;
}

}  // namespace huegrid::store
