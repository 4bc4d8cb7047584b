/// @file source.hpp
/// One file somebody has, or a folder of tables: its layers' features and its sheets' rows as plain records.
///
/// Layer    sources. A kind of file is a Reader (reader.hpp): CSV is our own, workbooks by expat and FreeXL, the rest by
///          GDAL with the drivers we trust.
/// Threads  one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/progress.hpp"
#include "engine/base/result.hpp"
#include "engine/geo/shapes/flaw.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::sources {

struct SourceOptions {
    std::string name;  ///< in the recipe
    std::filesystem::path path;
    std::string encoding;              ///< of a CSV or a Shapefile's table; "" = as its bytes say
    std::string delimiter;             ///< of a CSV; "" = found
    std::string crs;                   ///< instead of the layer's own; "" = its own
    std::string x, y;                  ///< columns that hold a point's coordinates; "" = none
    std::vector<std::string> missing;  ///< cells that mean "not known"
    std::int64_t header_row = 0;       ///< of a table, from 1; 0 = the first that has the columns asked for
    std::vector<std::string> fill_down;  ///< columns whose empty cells mean "as above"
    Progress progress{};                 ///< of what takes long before the first record: unpacking
};

/// What to read of a layer.
struct Query {
    std::string layer;  ///< "" = the only one; "*" = every sheet
    std::string where;  ///< OGR's SQL; "" = all
    std::vector<std::string> columns;
    geo::ShapeKind shape = geo::ShapeKind::none;  ///< the kind that is needed; `none` leaves geometry unread
    /// Those of `columns` that may hold dates; a cell that a spreadsheet made a date is damaged in any other. Not given:
    /// dates are as good as text everywhere.
    std::optional<std::vector<std::string>> dates{};
    /// Those of `columns` that are read as identity numbers: what is damaged is handed over, for the reader to judge and mask.
    std::vector<std::string> id_numbers{};
    std::vector<std::string> except{};  ///< sheets that "*" doesn't take, as 2栋 or, in a folder of workbooks, 风华苑/2栋
    geo::ShapeKind or_else = geo::ShapeKind::none;  ///< a kind that will do where the geometry is of this kind as it is
};

/// Record::unusable of a feature that has no geometry at all, which need not be a defect.
inline constexpr const char* no_geometry = "it has no geometry";

/// A feature or table row.
struct Record {
    std::string place;                ///< "feature 7", "line 12", "row 3"
    std::vector<std::string> values;  ///< of Query::columns, without blanks around; "" is missing
    geo::Shape shape;                 ///< in the layer's CRS; empty when there is none or it is of no use
    std::vector<geo::Flaw> flaws;     ///< what was wrong with the geometry as it was read
    std::string unusable;  ///< why there is no shape, if `flaws` doesn't say it: `no_geometry`, or what is wrong with its columns
};

/// Something wrong with, or decided for, what is no record: a ragged line, the encoding. Bad data is not an error.
struct Finding {
    std::string place;  ///< "line 12"; "" = the file
    std::string kind;   ///< Defect::kind
    std::string what;   ///< a sentence
    std::string done;   ///< what was done about it
    bool hides_rows = false;  ///< rows were kept out with it whose cells nobody could tell
};

/// A layer before it is read.
struct LayerHead {
    std::string name;  ///< two files of a folder may have a sheet of one name
    std::vector<std::string> columns;
    geo::ShapeKind shape = geo::ShapeKind::none;  ///< of most of its first features
    std::string whole_name{};  ///< of a table's sheet, as Query::except knows it: 2栋, and in a folder 风华苑/2栋
};

/// What a source says of itself.
struct SourceHead {
    std::string kind;  ///< "OSM", "GeoJSON" … as GDAL names it, or "table"
    std::vector<LayerHead> layers;  ///< without sheets that hold nothing
};

using EachRecord = std::function<Result<void>(Record&)>;
using EachFinding = std::function<void(Finding)>;

class Reader;

class Source {
public:
    /// Fails  not_found; bad_input (a kind of file we don't read, a broken one); cancelled.
    [[nodiscard]] static Result<Source> open(SourceOptions options);
    Source(Source&&) noexcept;
    Source& operator=(Source&&) noexcept;
    ~Source();

    [[nodiscard]] const SourceOptions& options() const;
    /// The layer's CRS as "EPSG:n" or WKT; "" if it has none. Fails  not_found.
    [[nodiscard]] Result<std::string> crs(const std::string& layer) const;

    /// Its layers and their columns. `likely` are names that a table's header may have, by which it is found.
    /// Fails  as `read` does.  Cost  the first features and rows.
    [[nodiscard]] Result<SourceHead> head(const std::vector<std::string>& likely);

    /// Hands over every record of the query in the file's order; `each` may stop it by failing. The record is used again
    /// for the next one. What is wrong with a table's cells and rows, and what was decided for it, goes to `found`; what
    /// is said of a layer as a whole, or of what never becomes a record, is said once in the Source's life.
    /// Fails  not_found (layer, column; with the nearest name), bad_input (filter), io (a cut-off file), `each`'s
    /// error.
    [[nodiscard]] Result<void> read(const Query& query, const EachRecord& each, const EachFinding& found = {});

private:
    Source(std::unique_ptr<SourceOptions> options, std::unique_ptr<Reader> reader);
    std::unique_ptr<SourceOptions> options_;  ///< stay where they are: the reader looks at them
    std::unique_ptr<Reader> reader_;
};

}  // namespace huegrid::sources
