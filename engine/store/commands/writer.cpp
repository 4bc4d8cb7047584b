#include "engine/store/commands/writer.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <thread>

#include "engine/address/identity.hpp"
#include "engine/base/date.hpp"
#include "engine/base/text.hpp"
#include "engine/store/commands/spatial_attributes.hpp"
#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/database/schema.hpp"
#include "engine/store/journal/recorded_changes.hpp"
#include "engine/store/load/snapshot_file.hpp"

namespace huegrid::store {
namespace {

/// A note beside the file that says who writes it. SQLite's lock is the truth; the note is for the one who waits.
std::filesystem::path holder_note(const std::filesystem::path& path) {
    auto note = path;
    note += "-writer";
    return note;
}

bool is_running(pid_t process) { return process > 0 && (::kill(process, 0) == 0 || errno == EPERM); }

/// The note is "PROCESS TEXT"; one left by a process that is gone names nobody.
Error held(const std::filesystem::path& path, std::chrono::milliseconds waited) {
    std::string holder = "another program";
    if (auto note = read_file(holder_note(path), 4096); note && !note->empty()) {
        const auto blank = note->find(' ');
        const auto process = pid_t(std::strtol(note->c_str(), nullptr, 10));
        if (blank != std::string::npos && is_running(process)) holder = note->substr(blank + 1);
    }
    return {ErrorCode::locked,
            fmt::format("{} is writing this file; waited {:.1f} s. Nothing was changed, try again when it is done", holder,
                        double(waited.count()) / 1000),
            path.string()};
}

/// A file that is being made is called "NAME.partPROCESS"; what killed processes left of theirs goes.
void remove_parts_of_the_dead(const std::filesystem::path& path) {
    const auto prefix = path.filename().string() + ".part";
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    std::error_code ignored;
    for (const auto& entry : std::filesystem::directory_iterator(folder, ignored)) {
        const auto name = entry.path().filename().string();
        if (name.size() == prefix.size() || !name.starts_with(prefix)) continue;
        const auto digits_end = name.find_first_not_of("0123456789", prefix.size());
        if (digits_end != std::string::npos && name.substr(digits_end) != "-journal") continue;
        if (!is_running(pid_t(std::strtol(name.c_str() + prefix.size(), nullptr, 10)))) std::filesystem::remove(entry.path(), ignored);
    }
}

}  // namespace

Result<void> put_in_place(const std::filesystem::path& made, const std::filesystem::path& path) {
    const auto sync = [](const std::filesystem::path& what) {
        const int file = ::open(what.c_str(), O_RDONLY);
        const bool done = file >= 0 && ::fsync(file) == 0;
        if (file >= 0) ::close(file);
        return done;
    };
    if (!sync(made)) return fail(ErrorCode::io, fmt::format("could not be made durable: {}", std::strerror(errno)), path.string());
    int moved = ::renameat2(AT_FDCWD, made.c_str(), AT_FDCWD, path.c_str(), RENAME_NOREPLACE);
    // Some network file systems know no such rename; there a plain one has to do.
    if (moved != 0 && errno == EINVAL) moved = ::rename(made.c_str(), path.c_str());
    if (moved != 0 && errno == EEXIST)
        return fail(ErrorCode::bad_input, "somebody made this file meanwhile; run the command again", path.string());
    if (moved != 0) return fail(ErrorCode::io, fmt::format("could not be put in place: {}", std::strerror(errno)), path.string());
    sync(path.has_parent_path() ? path.parent_path() : std::filesystem::path("."));
    forget_snapshot(path);
    return {};
}

namespace {

/// A file that SQLite can read but may not write fails late and vaguely; say it at once.
Result<void> check_writable(const std::filesystem::path& path) {
    if (::access(path.c_str(), W_OK) != 0)
        return fail(ErrorCode::read_only, "this file can't be written; make it writable, or work on a copy", path.string());
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (::access(folder.c_str(), W_OK) != 0)
        return fail(ErrorCode::read_only,
                    fmt::format("its folder '{}' can't be written, and the database needs a journal beside the file", folder.string()),
                    path.string());
    return {};
}

/// The tables whose rows a record holds; none when it doesn't say.
std::optional<std::set<std::string>> tables_in(Blob record) {
    const auto inverse = inverse_from(record);
    if (!inverse || inverse->gone) return std::nullopt;
    std::set<std::string> tables;
    for (const auto& added : inverse->added) tables.insert(added.table);
    for_each_change(record, [&](const RecordedChange& change) {
        tables.emplace(change.table());
        return true;
    });
    return tables;
}

}  // namespace

bool anything(const Changes& changes) {
    return std::any_of(changes.begin(), changes.end(),
                       [](const auto& table) {
        const auto& counts = table.second;
        return counts.added + counts.changed + counts.ended + counts.returned > 0;
    });
}

Writer::Impl::Impl(std::filesystem::path at, std::filesystem::path work_at, Deed d, Database::Mode mode)
    : path(std::move(at)), work_path(std::move(work_at)), deed(std::move(d)), db(work_path, mode) {}

void Writer::Impl::begin_recording() {
    sqlite3_session* made = nullptr;
    if (sqlite3session_create(db.handle(), "main", &made) != SQLITE_OK) throw SqlError{SQLITE_NOMEM, "no session"};
    session.reset(made);
    for (const auto table : recorded_tables())
        if (sqlite3session_attach(made, std::string(table).c_str()) != SQLITE_OK) throw SqlError{SQLITE_NOMEM, "no session"};
}

Inverse Writer::Impl::inverse() {
    Inverse result;
    if (!session) return result;
    result.gone = too_large_to_redo;
    if (result.gone) return result;
    for (const auto& [table, state] : tables)
        if (state.unrecorded > 0) result.added.push_back({table, state.last_before, state.unrecorded});
    result.first_classes = first_classes;
    const auto take = [](int code, int size, void* data) {
        std::unique_ptr<void, decltype(&sqlite3_free)> owned(data, sqlite3_free);
        if (code != SQLITE_OK) throw SqlError{code, "the changes could not be recorded"};
        const auto* bytes = static_cast<const std::uint8_t*>(data);
        return std::vector<std::uint8_t>(bytes, bytes + size);
    };
    int size = 0;
    void* data = nullptr;
    int code = sqlite3session_changeset(session.get(), &size, &data);
    const auto forward = take(code, size, data);
    if (forward.empty()) return result;
    data = nullptr;
    code = sqlite3changeset_invert(int(forward.size()), forward.data(), &size, &data);
    result.changeset = take(code, size, data);
    return result;
}

void Writer::Impl::rollback() {
    session.reset();
    forget_holder();
    sqlite3_exec(db.handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

/// Before the lock goes, so that the next writer's note is not the one that is removed.
void Writer::Impl::forget_holder() const {
    std::error_code ignored;
    if (!fresh) std::filesystem::remove(holder_note(path), ignored);
}

Writer::Impl::~Impl() {
    if (!holds) return;
    std::error_code ignored;
    if (!finished) rollback();
    if (fresh) {
        db.close();
        if (!finished) {
            std::filesystem::remove(work_path, ignored);
            auto journal = work_path;
            std::filesystem::remove(journal += "-journal", ignored);
        }
    } else {
        // One plain file when nobody else has it open; with readers about, SQLite refuses and it stays in WAL mode.
        sqlite3_busy_timeout(db.handle(), 0);
        sqlite3_exec(db.handle(), "PRAGMA journal_mode = DELETE", nullptr, nullptr, nullptr);
    }
}

Writer::Writer(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Writer::Writer(Writer&&) noexcept = default;
Writer& Writer::operator=(Writer&&) noexcept = default;
Writer::~Writer() = default;

Result<Writer> Writer::open(const std::filesystem::path& path, Deed deed) {
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return fail(ErrorCode::not_found, "there is no such file; `huegrid import` makes one", path.string());
    if (std::filesystem::is_directory(path, error))
        return fail(ErrorCode::bad_input, "this is a folder; a Huegrid file is needed", path.string());
    if (address::without_identity_numbers(deed.actor.reason))
        return fail(ErrorCode::bad_input, "there is an ID number in the reason, which the journal would keep for good; leave it out", "--reason");
    return guarded(path, [&]() -> Result<Writer> {
        {  // Whose file it is comes before whether it can be written.
            const Database look(path, Database::Mode::read);
            sqlite3_busy_timeout(look.handle(), int(deed.wait.count()));
            if (auto ours = check_version(look, path); !ours) return fail(std::move(ours.error()));
        }
        if (auto writable = check_writable(path); !writable) return fail(std::move(writable.error()));
        const auto waited = deed.wait;
        auto impl = std::make_unique<Impl>(path, path, std::move(deed), Database::Mode::write);
        sqlite3_busy_timeout(impl->db.handle(), int(waited.count()));
        impl->db.run("PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
        // Going into WAL mode takes the file alone for a moment, and SQLite doesn't wait for that by itself.
        const auto until = std::chrono::steady_clock::now() + waited;
        for (;;) {
            try {
                impl->db.run("PRAGMA journal_mode = WAL");
                break;
            } catch (const SqlError& busy) {
                if ((busy.code & 0xFF) != SQLITE_BUSY) throw;
                if (std::chrono::steady_clock::now() >= until)
                    return fail(ErrorCode::locked, "another program is using this file right now; try again in a moment, or with a longer --wait", path.string());
            }
            std::this_thread::sleep_for(std::chrono::milliseconds(20));
        }
        try {
            impl->db.run("BEGIN IMMEDIATE");
        } catch (const SqlError& busy) {
            if ((busy.code & 0xFF) != SQLITE_BUSY) throw;
            return fail(held(path, waited));
        }
        impl->holds = true;
        if (auto noted = write_file(holder_note(path),
                                    fmt::format("{0} {1} ({2}, process {0}, since {3})", ::getpid(), impl->deed.actor.user,
                                                impl->deed.verb, to_text(now())));
            !noted)
            return fail(std::move(noted.error()));
        migrate(impl->db);
        impl->srs_id = std::int32_t(impl->db.integer("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = 'zone'").value_or(0));
        watch_spatial(impl->db);
        impl->begin_recording();
        return Writer(std::move(impl));
    });
}

Result<Writer> Writer::create(const std::filesystem::path& path, Deed deed, const geo::Crs& crs, const std::string& title) {
    std::error_code error;
    if (std::filesystem::exists(path, error)) return fail(ErrorCode::bad_input, "there is such a file already", path.string());
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!std::filesystem::is_directory(folder, error))
        return fail(ErrorCode::not_found, fmt::format("there is no folder '{}'", folder.string()), path.string());
    if (::access(folder.c_str(), W_OK) != 0)
        return fail(ErrorCode::read_only, fmt::format("the folder '{}' can't be written", folder.string()), path.string());
    auto beside = path;
    beside += fmt::format(".part{}", ::getpid());
    std::filesystem::remove(beside, error);
    remove_parts_of_the_dead(path);
    return guarded(path, [&]() -> Result<Writer> {
        auto impl = std::make_unique<Impl>(path, beside, std::move(deed), Database::Mode::create);
        impl->fresh = impl->holds = true;
        // Nobody sees this file before it is whole, so it needs no journal of its own: what fails is deleted. References are
        // checked all at once in the end, which is less work than row by row. Indices are sorted by a second thread.
        impl->db.run("PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA cache_size = -65536; "
                     "PRAGMA threads = 1; PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE;");
        create_schema(impl->db, crs, title);
        impl->srs_id = crs.epsg;
        return Writer(std::move(impl));
    });
}

Result<std::int64_t> Writer::version() const {
    return guarded(impl_->path, [&]() -> Result<std::int64_t> {
        return impl_->db.integer("SELECT max(id) FROM journal").value_or(0);
    });
}

Result<std::int64_t> Writer::begin_import(const std::string& recipe, const std::string& sources) {
    return guarded(impl_->path, [&]() -> Result<std::int64_t> {
        impl_->db.prepare("INSERT INTO import_run(at, recipe, sources, report) VALUES (?, ?, ?, '')")
            .with(datetime(now()), recipe, sources)
            .run();
        return impl_->run = impl_->db.last_id();
    });
}

Result<void> Writer::readmit(const std::string& table, std::int64_t id) {
    return guarded(impl_->path, [&]() -> Result<void> {
        impl_->db.prepare("DELETE FROM erased WHERE table_name = ? AND row_id = ?").with(table, id).run();
        return {};
    });
}

Result<void> Writer::end_import(const std::string& report_json) {
    return guarded(impl_->path, [&]() -> Result<void> {
        impl_->db.prepare("UPDATE import_run SET report = ? WHERE id = ?").with(report_json, impl_->run).run();
        return {};
    });
}

const Changes& Writer::changes() const {
    for (const auto& [table, state] : impl_->tables) {
        const auto& c = state.counts;
        if (c.added + c.changed + c.same + c.ended + c.returned > 0) impl_->changes[table] = c;
    }
    return impl_->changes;
}

Result<std::int64_t> Writer::commit(const std::string& summary) {
    return guarded(impl_->path, [&]() -> Result<std::int64_t> {
        auto& db = impl_->db;
        if (impl_->fresh) {
            if (db.integer("SELECT 1 FROM pragma_foreign_key_check LIMIT 1"))
                throw SqlError{SQLITE_CONSTRAINT_FOREIGNKEY, "FOREIGN KEY constraint failed"};
            create_indices(db);
        } else {
            // Who has left has no tier by hand any more, whatever ended it. What is taken back stays as it was.
            if (impl_->reverted == 0)
                db.run("UPDATE override SET ended_on = max(set_on, h.valid_to) FROM household h WHERE h.id = override.household_id AND h.valid_to IS NOT NULL "
                       "AND ended_on IS NULL AND expires_on > h.valid_to");
            const Unrecorded pause(impl_->session.get());
            keep_spatial_attributes(db);
        }
        const auto inverse = to_blob(impl_->inverse());
        impl_->session.reset();
        auto entry = db.prepare("INSERT INTO journal(at, by, verb, reason, summary, inverse, undoes) VALUES (?, ?, ?, ?, ?, ?, ?)");
        const std::optional<Blob> blob = inverse.empty() ? std::nullopt : std::optional<Blob>(inverse);
        const auto undoes = impl_->reverted == 0 ? std::nullopt : std::optional(impl_->reverted);
        entry.with(datetime(now()), impl_->deed.actor.user, impl_->deed.verb, impl_->deed.actor.reason, summary, blob, undoes).run();
        const auto id = db.last_id();
        if (undoes) db.prepare("UPDATE journal SET undone_by = ? WHERE id = ?").with(id, *undoes).run();
        const auto taken_back = undoes ? tables_in(inverse) : std::nullopt;
        for (const auto& table : feature_tables()) {
            // A scan of the R-tree: only where something was written.
            const std::string name(table.name);
            const auto written = impl_->tables.find(name);
            const bool touched = undoes ? !taken_back || taken_back->contains(name) : written != impl_->tables.end() && written->second.touched();
            if (!touched) continue;
            db.run(fmt::format("UPDATE gpkg_contents SET (min_x, max_x, min_y, max_y) = (SELECT min(minx), max(maxx), "
                               "min(miny), max(maxy) FROM rtree_{0}_geom) WHERE table_name = '{0}'",
                               table.name));
        }
        impl_->forget_holder();
        db.run("COMMIT");
        if (impl_->fresh) {
            db.close();
            if (auto placed = put_in_place(impl_->work_path, impl_->path); !placed) return fail(std::move(placed.error()));
        }
        impl_->finished = true;
        return id;
    });
}

}  // namespace huegrid::store
