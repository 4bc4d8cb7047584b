/// @file spatial_attributes.hpp
/// The attributes measured from the buildings to the layers of the file, kept as columns of the households.
///
/// Layer    store, inside only. Throws SqlError.
///
/// `attribute.formula` says what is measured, with origin `spatial`; `household` has the value of the household's building.
/// The column is a function of the file: of its formula, of what is in force in its layer, and of the building's position. So
/// nothing records it. A command watches what it writes, and its commit measures again what that can have changed: all
/// rows when the formula or the layer did, else the households whose building is another or was moved. Undo and redo are
/// commands like any other.
#pragma once

#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// From here on, what is written is watched. Triggers that live as long as the connection.
void watch_spatial(const Database& db);
/// Before the changes are taken down. What it writes must not be recorded.
void keep_spatial_attributes(const Database& db);

}  // namespace huegrid::store
