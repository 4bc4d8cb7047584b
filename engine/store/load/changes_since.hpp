/// @file changes_since.hpp
/// Which rows the commands since a journal entry touched, as the journal's inverses tell.
///
/// Layer    store, inside only.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

struct ChangesSince {
    std::set<std::string> tables;                  ///< with any change
    std::vector<std::int64_t> households;          ///< whose row or categories changed, ascending
    std::set<std::string> household_columns;       ///< that changed in any of them
    std::size_t households_added_or_removed = 0;
};

/// Everything that was recorded after `entry`. None when an entry in between recorded nothing or can't be read, or when there is
/// more than `most_bytes` of it: then nobody knows, and the file has to be read anew.
[[nodiscard]] std::optional<ChangesSince> changes_since(const Database& db, std::int64_t entry, std::int64_t most_bytes);

}  // namespace huegrid::store
