/// @file erase.hpp
/// A person out of a file for good.
///
/// Layer    store.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/store/commands/writer.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::store {

struct Erased {
    std::int64_t id = 0;
    std::vector<std::string> fields;   ///< those that held something
    std::int64_t notes = 0;            ///< of visits and overrides
    std::int64_t entries_closed = 0;   ///< journal entries that can't be undone any more
    std::int64_t journal_entry = 0;
    std::string not_swept;             ///< why unused pages or the kept snapshot couldn't be cleared; "" when they were
};

enum class Erasing : std::uint8_t { for_good, rehearsed };  ///< rehearsed: says what would go, and changes nothing

/// Blanks what is personal of a household (contact, door, attributes of sensitivity personal and sensitive, notes of its
/// visits, reasons of its overrides) or of a member (name, phone, home, skills, its name in issue histories). Journal
/// entries that could bring any of it back lose their inverse; then the file is rewritten, so that no unused page keeps it,
/// and the snapshot kept beside it goes. An import passes the row over from then on, until `Writer::readmit`.
/// Rows stay, and tiers with them. This can't be undone, nor can what was done before it.
/// Fails  not_found, locked, read_only, io; bad_input (no reason given, another table).
/// Cost   the whole file is written anew.
[[nodiscard]] Result<Erased> erase_person(const std::filesystem::path& path, const Deed& deed, RegisterTable table, const std::string& row,
                                          Erasing erasing = Erasing::for_good);

}  // namespace huegrid::store
