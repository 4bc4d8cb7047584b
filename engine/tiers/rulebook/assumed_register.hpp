/// @file assumed_register.hpp
/// The register that a rulebook speaks of, guessed from how its conditions use each name: for a check without a register.
///
/// Layer    tiers, inside.
#pragma once

#include <vector>

#include "engine/model/attribute.hpp"
#include "engine/tiers/rulebook/toml_reader.hpp"

namespace huegrid::tiers {

/// Every name that no definition explains, with the type that its first use demands. What can't be parsed is left out: reading
/// will say so.
[[nodiscard]] std::vector<model::Attribute> assumed_register(const toml::table& rulebook);

}  // namespace huegrid::tiers
