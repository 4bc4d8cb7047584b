/// @file position.hpp
/// Before a layer is read: in what its coordinates are. What it says is looked at, doubted, and asked about.
///
/// Layer    ingest.
///
/// Stated        what the recipe or the layer says, if the first 500 shapes allow it at all.
/// A frame       [source.NAME.frame] fitted, residuals reported.
/// Told apart    eastings with the zone's number in front, stated as without, and the other way round; latitude or
///               northing first. The other reading is taken, and reported, only if every shape of the layer is far out
///               as it is stated and one other reading puts them all where they can be.
/// Asked         no CRS, or numbers of another kind than it has: an error that lists candidates and the line to write.
/// Else          as stated: what is far out is kept out, one by one.
#pragma once

#include <string>

#include "engine/base/result.hpp"
#include "engine/ingest/import.hpp"
#include "engine/ingest/rows/metric.hpp"
#include "engine/sources/source.hpp"

namespace huegrid::ingest {

/// The name under which `metric` knows how to read the layer of `rows` (Metric::apply's `from`).
/// Fails  bad_input with the question to answer in the recipe; as Source::read does.
/// Cost   reads 500 shapes (none of an OSM extract, which is in WGS 84 by its format); all of them only in doubt.
[[nodiscard]] Result<std::string> settle_position(const Recipe& recipe, sources::Source& source, const Rows& rows,
                                                  const sources::Query& query, Metric& metric, ImportReport& report);

}  // namespace huegrid::ingest
