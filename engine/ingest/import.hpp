/// @file import.hpp
/// Sources in, rows and a report out: what a recipe makes of the files an office has.
///
/// Layer    ingest. GDAL stays in the .cpp. Reads only; the store writes.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/geo/crs.hpp"
#include "engine/ingest/recipe.hpp"
#include "engine/model/rows.hpp"

namespace huegrid::ingest {

/// One thing that was wrong with the input and what was done about it. Bad data is not an error.
struct Defect {
    std::string source, layer;
    std::string feature;  ///< "line 12", "feature 7", "sheet 1 row 3"
    std::string kind;     ///< a stable word: "self_intersection", "missing_key", "duplicate_key", "no_building" …
    std::string what;     ///< a sentence
    std::string done;     ///< "repaired", "kept out", "kept without …"
};

/// How many of each kind, and the first examples of each (at most `examples_kept`).
struct ImportReport {
    static constexpr std::size_t examples_kept = 20;
    std::map<std::string, std::int64_t> read;     ///< rows read for each target: "zone", "building" …
    std::map<std::string, std::int64_t> defects;  ///< by Defect::kind
    std::vector<Defect> examples;

    void add(Defect defect);
};

struct Import {
    geo::Crs crs;       ///< of every shape in the batch
    std::string title;  ///< the recipe's title for the place, or ""
    model::Batch batch;
    ImportReport report;
};

/// What the recipe makes of `sources` (name in the recipe → path).
/// `file_crs` is the file's, once it has one; otherwise the recipe's, or the one for the place the first geometry lies
/// in. `keys` holds the file's ids and receives new ones. Fails  not_found (source, layer or column, with the nearest
/// name), bad_input (driver not allowed, unknown CRS,
///        cut-off file), cancelled.
[[nodiscard]] Result<Import> read_sources(const Recipe& recipe,
                                          const std::map<std::string, std::filesystem::path>& sources,
                                          const std::optional<geo::Crs>& file_crs, model::ExistingKeys& keys,
                                          const Progress& progress = {});

}  // namespace huegrid::ingest
