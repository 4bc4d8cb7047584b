#include "engine/store/database/file_key.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include "engine/store/load/load.hpp"
#include "engine/store/load/load_parts.hpp"

namespace huegrid::store {
namespace {

std::int64_t nanoseconds(const timespec& time) { return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec; }

std::string words_of(const FileStamp& s) {
    return fmt::format("{} {} {} {} {}", s.device, s.inode, s.size, s.modified_ns, s.changed_ns);
}

}  // namespace

std::optional<FileStamp> stamp_of(const std::filesystem::path& path) {
    struct stat found {};
    if (::stat(path.c_str(), &found) != 0) return std::nullopt;
    return FileStamp{std::uint64_t(found.st_dev), std::uint64_t(found.st_ino), std::uint64_t(found.st_size),
                     nanoseconds(found.st_mtim), nanoseconds(found.st_ctim)};
}

std::optional<FileHeader> header_of(const Database& db) {
    // Through SQLite's own handle: closing another one on this file would drop the locks that its connections hold.
    sqlite3_file* file = nullptr;
    if (sqlite3_file_control(db.handle(), "main", SQLITE_FCNTL_FILE_POINTER, &file) != SQLITE_OK || !file || !file->pMethods)
        return std::nullopt;
    std::uint8_t header[28] = {};
    if (file->pMethods->xRead(file, header, sizeof header, 0) != SQLITE_OK) return std::nullopt;
    FileHeader found;
    for (int at = 24; at < 28; ++at) found.change_counter = found.change_counter << 8 | header[at];
    found.wal = header[18] != 1 || header[19] != 1;
    return found;
}

std::optional<FileKey> key_of(const Database& db, const std::filesystem::path& path, const FileStamp& before) {
    const auto header = header_of(db);
    const auto stamp = stamp_of(path);
    if (!header || header->wal || !stamp || stamp->device != before.device || stamp->inode != before.inode) return std::nullopt;
    const auto version = db.integer("SELECT max(id) FROM journal").value_or(0);
    return FileKey{*stamp, header->change_counter, origin_of(db, path, version), today()};
}

std::uint64_t origin_of(const Database& db, const std::filesystem::path& path, std::int64_t entry) {
    auto row = db.prepare("SELECT id, at, by, verb, reason, summary FROM journal WHERE id = ?");
    row.bind(1, entry);
    const auto stamp = stamp_of(path);
    if (!row.step() || !stamp) return 0;
    auto words = fmt::format("{} {}", stamp->device, stamp->inode);
    for (int column = 0; column < 6; ++column) (words += '\0') += row.text(column);
    return std::max<std::uint64_t>(1, XXH3_64bits(words.data(), words.size()));
}

Result<std::uint64_t> file_mark(const std::filesystem::path& path) {
    return reading(path, [&](const Database& db) -> Result<std::uint64_t> {
        auto beside = path;
        auto wal = stamp_of(beside += "-wal").value_or(FileStamp{});
        if (wal.size == 0) wal = {};  // made and removed by whoever reads, this look included
        const auto words = fmt::format("{} {} {}", words_of(stamp_of(path).value_or(FileStamp{})), words_of(wal),
                                       db.integer("SELECT max(id) FROM journal").value_or(0));
        return XXH3_64bits(words.data(), words.size());
    });
}

}  // namespace huegrid::store
