/// @file journal.hpp
/// What was done to a file, by whom and when; the newest first.
///
/// Layer    store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/result.hpp"

namespace huegrid::store {

struct JournalEntry {
    std::int64_t id = 0;
    std::string at, by, verb, reason, summary;
    bool can_be_undone = false;
    std::optional<std::int64_t> undoes, undone_by;
};

/// At most `most` entries. Fails  not_found, wrong_file, io.
[[nodiscard]] Result<std::vector<JournalEntry>> journal(const std::filesystem::path& path, std::size_t most);

/// The id of the newest entry: it grows with every command, so a viewer polls it. Cheap.
[[nodiscard]] Result<std::int64_t> file_version(const std::filesystem::path& path);

}  // namespace huegrid::store
