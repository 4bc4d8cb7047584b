/// @file alike.hpp
/// Rows in force that may be one thing entered twice. Households behind one door are a shared flat, or one that moved out and
/// was never ended; two estates can have one name, and two members too. Only the office knows which.
///
/// Layer    store, inside only.
#pragma once

#include <string>
#include <vector>

#include "engine/model/rows.hpp"
#include "engine/store/database/sqlite.hpp"
#include "engine/store/register/register.hpp"

namespace huegrid::store {

/// SQL: the rows of `household` that stand behind a known door, and by what they are grouped to find those that share it:
/// building, unit and door, or the room where that has no door.
inline constexpr std::string_view behind_a_door = "valid_to IS NULL AND building_id IS NOT NULL AND (door IS NOT NULL OR room_id IS NOT NULL)";
inline constexpr std::string_view one_door = "building_id, unit, door, CASE WHEN door IS NULL THEN room_id END";

/// A defect "shared_door" for each door with several households. It names them by id, never the door.
[[nodiscard]] std::vector<model::DefectRow> shared_doors(const Database& db);
/// The other rows like this one: households behind its door, rooms of its building with its unit, floor and door, estates of its name,
/// members of its name and telephone. In the order of their ids.
[[nodiscard]] std::vector<std::int64_t> alike(const Database& db, RegisterTable table, std::int64_t id);

}  // namespace huegrid::store
