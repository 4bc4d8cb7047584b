#include <fmt/format.h>
#include <unistd.h>

#include "engine/store/commands/writer_impl.hpp"
#include "engine/store/copies/copies.hpp"
#include "engine/store/database/read_file.hpp"

namespace huegrid::store {
namespace {

constexpr int pages_at_a_time = 4096;

/// Page by page under the reader's own state: what is committed meanwhile isn't seen.
Result<void> back_up(const Database& from, const Database& to, const Progress& progress) {
    sqlite3_backup* begun = sqlite3_backup_init(to.handle(), "main", from.handle(), "main");
    if (!begun) throw SqlError{sqlite3_extended_errcode(to.handle()), sqlite3_errmsg(to.handle())};
    int step = SQLITE_OK;
    while ((step = sqlite3_backup_step(begun, pages_at_a_time)) == SQLITE_OK && !progress.stopped())
        progress.at("copying", std::int64_t(sqlite3_backup_pagecount(begun)) - sqlite3_backup_remaining(begun), sqlite3_backup_pagecount(begun));
    sqlite3_backup_finish(begun);
    if (step == SQLITE_OK) return Progress::cancelled();
    if (step != SQLITE_DONE) throw SqlError{step, sqlite3_errstr(step)};
    return {};
}

}  // namespace

Result<void> make_copy(const std::filesystem::path& path, const std::filesystem::path& to, const Progress& progress) {
    std::error_code error;
    if (std::filesystem::exists(to, error)) return fail(ErrorCode::bad_input, "there is such a file already; choose another name", to.string());
    auto beside = to;
    beside += fmt::format(".part{}", ::getpid());
    auto copied = reading(path, [&](const Database& from) -> Result<void> {
        return guarded(to, [&]() -> Result<void> {
            const Database made(beside, Database::Mode::create);
            if (auto done = back_up(from, made, progress); !done) return done;
            made.run("PRAGMA journal_mode = DELETE");  // the state it was copied in may have been WAL
            return {};
        });
    });
    if (copied) copied = put_in_place(beside, to);
    if (!copied) std::filesystem::remove(beside, error);
    return copied;
}

}  // namespace huegrid::store
