/// @file event_attributes.hpp
/// The attributes that events keep: the day of a household's last visit, and how many issues of its building are open.
///
/// Layer    store, inside only. Throws SqlError.
///
/// `last_visit` and `open_issues` are columns of every register; `attribute` knows them, with origin `event`, from the first
/// visit and from the first issue of a building on. A register that brings an attribute of that name has the last word: its
/// origin is `imported` then, and events leave it alone. A day is
/// UTC's, as the file's instants are, and a visit never makes a later one earlier. When the next one is due follows.
#pragma once

#include <cstdint>
#include <functional>

#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

class Unrecorded;

/// Brings both up to date with the visits and issues of the file. `pause` is held while a household's row is written.
/// Cost  a pass through visits, issues and households.
void keep_event_attributes(const Database& db, const std::function<Unrecorded(std::int64_t household)>& pause = {});

/// Whether events alone say what the attribute is, so that nobody sets it by hand.
[[nodiscard]] bool is_counted(const Database& db, std::string_view attribute);

/// The same of one household's `open_issues`, which is in another building now.
void count_open_issues(const Database& db, std::int64_t household);

}  // namespace huegrid::store
