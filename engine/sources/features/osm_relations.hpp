/// @file osm_relations.hpp
/// What GDAL's OSM driver passes over without a word: areas whose outline isn't whole in the file, because the extract's
/// edge cuts it (a relation with a way missing, or whose ways don't close) or somebody broke it.
///
/// Layer    sources. libosmium and GDAL stay in the .cpp.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_set>

#include "engine/sources/source.hpp"

class OGRFeatureDefn;

namespace huegrid::sources {

/// Tells `found` of every relation of type boundary or multipolygon that passes the filter `where` on `fields` (the layer
/// "multipolygons") and isn't in `whole`: "boundary_cut" for one with the tag boundary, else "area_cut".
/// `told` holds those that were told of before and receives the others.
/// Cost  reads the file's relations.
void note_cut_relations(const std::filesystem::path& file, OGRFeatureDefn& fields, const std::string& where,
                        const std::unordered_set<std::int64_t>& whole, std::unordered_set<std::int64_t>& told, const EachFinding& found);

}  // namespace huegrid::sources
