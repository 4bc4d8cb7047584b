/// @file ogr_reader.hpp
/// Features of the kinds of files that GDAL reads and that we trust: OSM, GeoPackage, GeoJSON, Shapefile, FlatGeobuf …
///
/// Layer    sources. GDAL stays in the .cpp.
#pragma once

#include "engine/sources/reader.hpp"

namespace huegrid::sources {

/// The kinds that are read, for messages.
inline constexpr const char* allowed_kinds =
    "OSM, GeoPackage, GeoJSON, Shapefile, FlatGeobuf, KML, SQLite, CSV, TSV, XLSX, XLS";

/// `options` must outlive the reader.
/// Fails  bad_input (a kind of file that isn't read, a broken one).
[[nodiscard]] Result<ReaderPtr> ogr_reader(const SourceOptions& options);

}  // namespace huegrid::sources
