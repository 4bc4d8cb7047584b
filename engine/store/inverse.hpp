/// @file inverse.hpp
/// What takes a command back, as the journal keeps it.
///
/// Layer    store, inside only.
///
/// A command's changes of rows that were there before are an inverted changeset of SQLite's session extension. Rows that
/// it added by the thousand are told by what the highest id was before, table by table: recording them one by one would
/// take more memory than the import itself. A blob is a plain changeset (what begins with 'T' or is empty), or
/// "HGI1", the number of tables (u32), for each its name (u8 length, text), highest id and number of rows (i64), then
/// the changeset. "HGI0": taken back, but too large to be redone. Numbers are little-endian.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/sqlite.hpp"

namespace huegrid::store {

/// Rows of a table that a command added: those with an id above `last_before`.
struct AddedRows {
    std::string table;
    std::int64_t last_before = 0;
    std::int64_t rows = 0;  ///< how many there were when it was done
};

struct Inverse {
    std::vector<AddedRows> added;
    std::vector<std::uint8_t> changeset;
    bool gone = false;  ///< too large to be kept

    [[nodiscard]] bool empty() const { return added.empty() && changeset.empty() && !gone; }
};

[[nodiscard]] std::vector<std::uint8_t> to_blob(const Inverse& inverse);
/// nullopt when it is cut off.
[[nodiscard]] std::optional<Inverse> inverse_from(Blob blob);

}  // namespace huegrid::store
