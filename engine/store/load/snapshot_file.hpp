/// @file snapshot_file.hpp
/// A snapshot kept beside its file as FILE-snapshot, so that a city that hasn't changed opens in a moment.
///
/// Layer    store, inside only.
///
/// It holds what a snapshot holds, no more (names of members, no contact of a household), lies where the file's own protection is
/// and has its permissions. Whoever deletes it loses time only: erasing a person does, and so does a new file under the name.
/// A copy of the file does without it.
///
/// It can't be stale. It is used when its key (file_key.hpp) equals that of the state which a connection inside its read
/// transaction reads, and it was written with the key of the state that was read, taken in that same transaction.
///   - In rollback mode, which our files are in when nobody writes them, every transaction of anybody moves the change
///     counter in the file's header, so two states of one file never share a key; and while a connection reads, nobody
///     writes into the file. A journal left by a crash is rolled back before the transaction begins.
///   - In WAL mode changes may lie beside the file and leave the counter alone: then nothing is kept and nothing is used.
///     Going into that mode and out of it are transactions in rollback mode, each of which moves the counter.
///   - Another file under the same name, be its counter the same, has another inode, or in the same inode another time of
///     change, which no program can set; and its last journal entry says another thing.
/// The day is part of the key, since who holds a post depends on it.
/// A build with other tables doesn't know the layout, and a damaged one fails its checksum: both are ignored and replaced.
#pragma once

#include "engine/model/snapshot.hpp"
#include "engine/store/database/file_key.hpp"

namespace huegrid::store {

[[nodiscard]] std::filesystem::path snapshot_file(const std::filesystem::path& path);

/// The snapshot kept for exactly this state; null when there is none that can be trusted. Cost  reading it once.
[[nodiscard]] model::SnapshotPtr kept_snapshot(const std::filesystem::path& path, const FileKey& key);

/// Keeps it, whole or not at all; where the folder or disk doesn't let it, nothing happens. To be called inside the read
/// transaction of `key`: then nobody can commit meanwhile and find gone what is about to be kept.
void keep_snapshot(const std::filesystem::path& path, const FileKey& key, const model::Snapshot& snapshot);

/// Takes away what is kept and what a stopped program left of it. False when something is still there.
bool forget_snapshot(const std::filesystem::path& path);

/// Whether every index and every end of `s` lies in the table that it points into.
[[nodiscard]] bool holds_together(const model::Snapshot& s);

}  // namespace huegrid::store
