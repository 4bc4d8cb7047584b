/// @file import.hpp
/// Sources in, batches of rows and a report out: what a recipe makes of the files an office has.
///
/// Layer    ingest. GDAL stays in the .cpp. Reads only; the store writes.
#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/geo/crs/datum_check.hpp"
#include "engine/ingest/recipe/recipe.hpp"
#include "engine/model/homes.hpp"

namespace huegrid::ingest {

using Defect = model::DefectRow;

/// How many of each kind, and the first examples of each (at most `examples_kept`).
struct ImportReport {
    static constexpr std::size_t examples_kept = 20;
    std::map<std::string, std::int64_t> read;             ///< rows read for each target: "zone", "building" …
    std::map<std::string, std::int64_t> matched;          ///< rows that say where they are, by what was found: key, exact, rule, point, none
    std::map<std::string, std::int64_t> defects;          ///< by Defect::kind
    std::map<std::string, std::int64_t> taken_for_utc;    ///< by source: times of which neither they nor the recipe say the zone
    std::vector<Defect> examples;
    std::vector<Defect> unwritten;  ///< those that go into the file with the next batch
    std::optional<Date> ages_as_of;  ///< the import's day, where ages were read from ID numbers or births
    std::optional<geo::DatumCheck> datum_check;  ///< of zones against buildings or points: the import's or else the file's; no readings: one side is nowhere

    void add(Defect defect);
};

/// A table of the file that a source was read for, whether or not it had a row: what the source no longer holds may end.
struct SourceRead {
    std::string table, source;
    friend auto operator<=>(const SourceRead&, const SourceRead&) = default;
};

struct Import {
    geo::Crs crs;       ///< of every shape
    std::string title;  ///< the recipe's title for the place, or ""
    ImportReport report;
    std::set<SourceRead> read;
    /// Of `read`, the sources with rows whose keys nobody could tell (a ragged line, an empty key): any row that these
    /// sources seem to lack may be one of those, so none of it ends.
    std::set<std::string> unsure;
    /// Attributes of a recipe whose household tables are all supplements: households that none of them lists lose these.
    std::vector<std::string> list_attributes;
};

/// Takes a batch into the file, whose CRS is told with the first one that has a shape (epsg 0: none had one at all).
using TakeBatch = std::function<Result<void>(const geo::Crs&, model::Batch&&)>;

struct ReadOptions {
    /// Rows of a batch, but for zones, issues with events, and households that persons or supplements fill: those are
    /// handed over when they are complete. A batch has rows of one table of the recipe.
    std::size_t batch_rows = 65'536;
    /// What the file has already, for links by address, name or point; asked only by a recipe that has such links, and
    /// only once. Homes that the recipe's sources hold are passed over in favour of what those say now.
    model::FileHomes file_homes{};
};

/// What the recipe makes of `sources` (name in the recipe → path), in batches whose rows refer only to rows of the same
/// or earlier batches, or of the file. Batch::source is "RECIPE/SOURCE" by the recipe's file name.
/// `file_crs` is the file's, once it has one; otherwise the recipe's, or the one for the place the first geometry lies
/// in. `keys` holds the file's ids and receives new ones. Fails  not_found (source, layer or column, with the nearest
/// name), bad_input (driver not allowed, unknown CRS, cut-off file), cancelled, and as `take` does.
[[nodiscard]] Result<Import> read_sources(const Recipe& recipe,
                                          const std::map<std::string, std::filesystem::path>& sources,
                                          const std::optional<geo::Crs>& file_crs, model::ExistingKeys& keys,
                                          const TakeBatch& take, const Progress& progress = {},
                                          const ReadOptions& options = {});

}  // namespace huegrid::ingest
