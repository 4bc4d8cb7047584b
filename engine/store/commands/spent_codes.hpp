/// @file spent_codes.hpp
/// A code that zones have had is spent, though it is taken from them or what gave it is undone: somebody may have printed it.
/// Codes that no zone has any more are left behind, outside the tables that undo knows of.
///
/// Layer    store, inside.
#pragma once

#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// Before codes go: all that there are.
inline void note_codes(const Database& db) {
    db.run("INSERT OR IGNORE INTO huegrid_meta(key, value) SELECT 'spent_code ' || code, level || ' ' || coalesce(parent_id, '') FROM zone WHERE code IS NOT NULL");
}
/// Afterwards: those that are there still, or again.
inline void forget_codes_in_use(const Database& db) {
    db.run("DELETE FROM huegrid_meta WHERE key GLOB 'spent_code *' AND substr(key, 12) IN (SELECT code FROM zone)");
}

}  // namespace huegrid::store
