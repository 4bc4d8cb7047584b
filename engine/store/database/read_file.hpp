/// @file read_file.hpp
/// Opens a Huegrid file for reading one consistent state of it.
///
/// Layer    store, inside only.
#pragma once

#include "engine/store/database/schema.hpp"
#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// Pages straight from the page cache, as many as SQLite maps.
inline constexpr const char* read_quickly = "PRAGMA mmap_size = 2147418112";

/// Runs `body(db)` inside one read transaction. Fails  not_found, wrong_file, io, and as `body` does.
template <class Body>
[[nodiscard]] auto reading(const std::filesystem::path& path, Body body) -> decltype(body(std::declval<const Database&>())) {
    std::error_code error;
    if (!std::filesystem::exists(path, error))
        return fail(ErrorCode::not_found, "there is no such file; `huegrid import` makes one", path.string());
    if (std::filesystem::is_directory(path, error))
        return fail(ErrorCode::bad_input, "this is a folder; a Huegrid file is needed", path.string());
    return guarded(path, [&]() -> decltype(body(std::declval<const Database&>())) {
        const Database db(path, Database::Mode::read);
        sqlite3_busy_timeout(db.handle(), 5000);
        db.run(read_quickly);
        db.run("BEGIN");
        if (auto ours = check_version(db, path); !ours) return fail(std::move(ours.error()));
        return body(db);
    });
}

}  // namespace huegrid::store
