/// @file journal_changes.hpp
/// What a journal entry changed, counted.
///
/// Layer    store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/base/result.hpp"

namespace huegrid::store {

struct RowCounts {
    std::int64_t added = 0, changed = 0, ended = 0, removed = 0;  ///< ended: given a last day
    std::vector<std::int64_t> examples;                           ///< ids, the first 5
};

/// By table; empty for an entry without a record (it made the file, changed nothing, or may not be undone).
/// Fails  not_found (no such entry), wrong_file, io. Cost  the size of the entry's record.
[[nodiscard]] Result<std::map<std::string, RowCounts>> changes_of(const std::filesystem::path& path, std::int64_t entry);

}  // namespace huegrid::store
