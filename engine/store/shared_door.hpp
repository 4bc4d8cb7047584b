/// @file shared_door.hpp
/// Households in force behind one door: a shared flat, or one that moved out and was never ended. Only the office knows which.
///
/// Layer    store, inside only.
#pragma once

#include <string>
#include <vector>

#include "engine/model/rows.hpp"
#include "engine/store/sqlite.hpp"

namespace huegrid::store {

/// SQL: the rows of `household` that stand behind a known door, and by what they are grouped to find those that share it:
/// building, unit and door, or the room where that has no door.
inline constexpr std::string_view behind_a_door = "valid_to IS NULL AND building_id IS NOT NULL AND (door IS NOT NULL OR room_id IS NOT NULL)";
inline constexpr std::string_view one_door = "building_id, unit, door, CASE WHEN door IS NULL THEN room_id END";

/// A defect "shared_door" for each door with several households. It names them by id, never the door.
[[nodiscard]] std::vector<model::DefectRow> shared_doors(const Database& db);
/// The other households behind the household's door.
[[nodiscard]] std::vector<std::int64_t> behind_same_door(const Database& db, std::int64_t household);

}  // namespace huegrid::store
