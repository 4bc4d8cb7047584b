/// @file file_key.hpp
/// What tells one state of a file from every other.
///
/// Layer    store, inside only.
#pragma once

#include <filesystem>
#include <optional>

#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// The file as the file system sees it.
struct FileStamp {
    std::uint64_t device = 0, inode = 0, size = 0;
    std::int64_t modified_ns = 0, changed_ns = 0;
    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};
[[nodiscard]] std::optional<FileStamp> stamp_of(const std::filesystem::path& path);

/// The state that a connection reads, of a file in rollback mode: SQLite's change counter, which every transaction of
/// anybody moves (https://www.sqlite.org/fileformat.html, 1.3.7), in the file that the stamp names.
struct FileKey {
    FileStamp stamp;
    std::uint64_t change_counter = 0;
    std::uint64_t journal = 0;  ///< origin_of the last entry
    Date read_on{};             ///< which posts are held depends on the day
    friend bool operator==(const FileKey&, const FileKey&) = default;
};

/// The key of what `db` reads, inside its read transaction: as long as that lasts nobody writes to the file itself.
/// None for a file in WAL mode, whose changes may lie beside it and leave the counter alone, and for one that was replaced
/// since `before` was taken, which must be before `db` was opened.
[[nodiscard]] std::optional<FileKey> key_of(const Database& db, const std::filesystem::path& path, const FileStamp& before);

/// The change counter in the file's header, and whether it is in WAL mode.
struct FileHeader {
    std::uint32_t change_counter = 0;
    bool wal = false;
};
[[nodiscard]] std::optional<FileHeader> header_of(const Database& db);

}  // namespace huegrid::store
