/// @file measure_layers.hpp
/// What spatial attributes measure, worked out from the file: from each building to the features of a layer.
///
/// Layer    store, inside only. Throws SqlError.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/conditions/language/spatial_formula.hpp"
#include "engine/store/database/sqlite.hpp"

namespace huegrid::store {

/// A table whose features in force make layers, and the column of their word; "" when only the table's name is one.
struct LayerTable {
    std::string_view name, word;
};
[[nodiscard]] std::vector<LayerTable> layer_tables(const Database& db);

struct Measured {
    std::string name;  ///< the attribute's
    conditions::SpatialFormula formula;
};
/// The spatial attributes of the file.
[[nodiscard]] std::vector<Measured> measured_attributes(const Database& db);

/// A number for each building by its id, not a number where it is missing: for buildings without a position, and the distance to
/// an empty layer. Of `within` 0 or 1.
using ByBuilding = std::vector<double>;

/// One for each of `attributes`, of all buildings, or of these `only`; ended ones too, since households may name them.
/// A distance begins at the footprint, or at the building's point where the footprint is nominal; `within` asks for that point.
/// Cost  a pass through the buildings; each layer is read once.
[[nodiscard]] std::vector<ByBuilding> measure(const Database& db, const std::vector<Measured>& attributes,
                                              const std::optional<std::vector<std::int64_t>>& only = std::nullopt);

/// What a household in this building has, as the column's type; missing for 0, which is no building.
[[nodiscard]] model::Value value_of(const Measured& attribute, const ByBuilding& numbers, std::int64_t building);

}  // namespace huegrid::store
