/// @file inverse.hpp
/// What takes a command back, as the journal keeps it.
///
/// Layer    store, inside only.
///
/// A command's changes of rows that were there before are an inverted changeset of SQLite's session extension. Rows that
/// it added by the thousand are told by what the highest id was before, table by table: recording them one by one would
/// take more memory than the import itself. A blob is a plain changeset (what begins with 'T' or is empty), or
/// "HGI1", the number of tables (u32), for each its name (u8 length, text), highest id and number of rows (i64), then
/// the changeset. The first classification of a file fills columns that were empty in every row: taking it back empties
/// them, so only how many cells there were is kept ("HGI2", three i64, then as after "HGI1"). "HGI0": taken back, but too large to be redone. Numbers are little-endian.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// Rows of a table that a command added: those with an id above `last_before`.
struct AddedRows {
    std::string table;
    std::int64_t last_before = 0;
    std::int64_t rows = 0;  ///< how many there were when it was done
};

/// What the first classification of a file gave, where there was nothing before.
struct FirstClasses {
    std::int64_t tiers = 0, categories = 0, holds = 0;  ///< households with one; rows of household_category and of rule_hold
};

struct Inverse {
    std::vector<AddedRows> added;
    std::optional<FirstClasses> first_classes;
    std::vector<std::uint8_t> changeset;
    bool gone = false;  ///< too large to be kept

    [[nodiscard]] bool empty() const { return added.empty() && !first_classes && changeset.empty() && !gone; }
};

[[nodiscard]] std::vector<std::uint8_t> to_blob(const Inverse& inverse);
/// nullopt when it is cut off.
[[nodiscard]] std::optional<Inverse> inverse_from(Blob blob);

}  // namespace huegrid::store
