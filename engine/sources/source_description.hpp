/// @file source_description.hpp
/// What is in a file somebody has: its layers, their columns and the first rows. What a recipe is guessed from.
///
/// Layer    sources. Holds personal values in memory as the file does; nothing here prints them.
#pragma once

#include <string>
#include <vector>

#include "engine/sources/source.hpp"

namespace huegrid::sources {

struct LayerDescription {
    std::string name;  ///< "" = the source's only one; "*" = all sheets that are one table in parts; the others are layers by themselves
    std::vector<std::string> columns;            ///< of "*": those that each has, and $sheet or $file where they differ
    geo::ShapeKind shape = geo::ShapeKind::none;
    std::string crs;                             ///< "" = it says none
    std::vector<std::vector<std::string>> rows;  ///< the first ones, as texts; "" is missing
    bool whole = true;                           ///< `rows` are all there are
    double median_area_m2 = 0.0;                 ///< of the polygons
    geo::WorldBox box{};                         ///< of its geometry, in `crs`
    std::size_t words_of_rows = 0;               ///< so many rows were read for `further_words`; 0 = `whole`
    std::vector<std::vector<std::string>> further_words{};  ///< of each column that holds few words: those that stand first below `rows`
    std::vector<std::string> except{};           ///< of "*": the sheets that aren't part of it, as Query::except names them
};

struct SourceDescription {
    std::string name;  ///< in the recipe
    std::string file;  ///< without its folder
    std::string kind;  ///< SourceHead::kind
    std::vector<LayerDescription> layers;
    std::vector<std::string> remarks;  ///< about its encoding, header and sheets, a sentence each
    std::string path{};                ///< as it was given
};

/// Looks at the first rows of each layer (5,000, and for new words in columns of few words 200,000; all of an OSM file is left
/// to its own recipe).
/// `likely` as for Source::head.
/// Fails  as Source::open and Source::read; bad_input for a table that holds no row.
[[nodiscard]] Result<SourceDescription> describe(const SourceOptions& options, const std::vector<std::string>& likely);

}  // namespace huegrid::sources
