/// @file source.hpp
/// One file somebody has, opened through GDAL with the drivers we trust: its layers' features as plain records.
///
/// Layer    ingest. GDAL stays in the .cpp.
/// Threads  one at a time.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/geo/shape.hpp"

namespace huegrid::ingest {

struct SourceOptions {
    std::string name;  ///< in the recipe
    std::filesystem::path path;
    std::string encoding;              ///< of a Shapefile's table; "" = as it says itself
    std::string crs;                   ///< instead of the layer's own; "" = its own
    std::string x, y;                  ///< columns that hold a point's coordinates; "" = none
    std::vector<std::string> missing;  ///< cells that mean "not known"
};

/// What to read of a layer.
struct Query {
    std::string layer;  ///< "" = the only one
    std::string where;  ///< OGR's SQL; "" = all
    std::vector<std::string> columns;
    geo::ShapeKind shape = geo::ShapeKind::none;  ///< the kind that is needed; `none` leaves geometry unread
};

/// Record::unusable of a feature that has no geometry at all, which need not be a defect.
inline constexpr const char* no_geometry = "it has no geometry";

/// A feature or table row.
struct Record {
    std::string place;                ///< "feature 7", "line 12", "row 3"
    std::vector<std::string> values;  ///< of Query::columns, without blanks around; "" is missing
    geo::Shape shape;                 ///< in the layer's CRS; empty when there is none or it is of no use
    std::string repaired;             ///< why the geometry had to be repaired; "" = it hadn't
    std::string unusable;  ///< why there is no shape of the kind that is needed; "" = there is one, or none asked
};

class Source {
public:
    /// Fails  not_found; bad_input (a kind of file we don't read, a broken one).
    [[nodiscard]] static Result<Source> open(SourceOptions options);
    Source(Source&&) noexcept;
    Source& operator=(Source&&) noexcept;
    ~Source();

    [[nodiscard]] const SourceOptions& options() const;
    /// The layer's CRS as "EPSG:n" or WKT; "" if it has none. Fails  not_found.
    [[nodiscard]] Result<std::string> crs(const std::string& layer) const;

    /// Hands over every record of the query in the file's order; `each` may stop it by failing.
    /// Fails  not_found (layer, column; with the nearest name), bad_input (filter), io (a cut-off file), `each`'s
    /// error.
    [[nodiscard]] Result<void> read(const Query& query, const std::function<Result<void>(Record&)>& each);

private:
    struct Impl;
    explicit Source(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::ingest
