/// @file osm_recipe.hpp
/// geodata/recipes/osm.toml as text, put into the program when it is built.
///
/// Layer    ingest.
#pragma once

#include <string_view>

namespace huegrid::ingest {

extern const std::string_view osm_recipe;

}  // namespace huegrid::ingest
