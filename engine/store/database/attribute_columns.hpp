/// @file attribute_columns.hpp
/// The columns of `household` in which attributes are kept.
///
/// Layer    store, inside only. Throws SqlError.
#pragma once

#include "engine/base/result.hpp"
#include "engine/model/attribute.hpp"
#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// Adds the attribute's column to `household` unless it is there; an empty one that no attribute has is declared as this one needs,
/// and one without a type serves as it is.
/// Fails  bad_input (another type, a taken name).
[[nodiscard]] Result<void> ensure_attribute_column(const Database& db, const model::Attribute& attribute);

}  // namespace huegrid::store
