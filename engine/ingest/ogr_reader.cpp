#include "engine/ingest/ogr_reader.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <mutex>

#include "engine/base/date.hpp"
#include "engine/base/text.hpp"
#include "engine/ingest/gdal_messages.hpp"
#include "engine/ingest/hstore.hpp"
#include "engine/ingest/ogr_shape.hpp"
#include "engine/ingest/value_text.hpp"

namespace huegrid::ingest {
namespace {

/// Drivers that open one local file (a Shapefile: its siblings) and nothing it points to.
constexpr std::array<const char*, 11> allowed_drivers{"OSM",    "GPKG",   "GeoJSON", "ESRI Shapefile", "FlatGeobuf", "LIBKML",
                                                      "KML",    "SQLite", "XLSX",    "XLS",            nullptr};

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
};
using DatasetPtr = std::unique_ptr<GDALDataset, CloseDataset>;
using FeaturePtr = std::unique_ptr<OGRFeature>;

constexpr std::string_view tag_prefix = "tag:";

/// Where a record's value comes from: a field, or a tag inside the field.
struct ValueSource {
    int field = -1;
    std::string tag;
};

enum class Part { date, date_and_time };

/// "2026-10-31", "2026-10-31T08:30:00Z": OGR's own form has slashes.
std::string iso_text(const OGRFeature& feature, int field, Part part) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    if (!feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone)) return "";
    const auto date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (part == Part::date) return date;
    // OGR counts zones in quarters of an hour from 100 = UTC; 0 and 1 are "not known" and "local".
    const auto text = fmt::format("{}T{:02}:{:02}:{:02}Z", date, hour, minute, static_cast<int>(second));
    const auto instant = parse_instant(text);
    if (!instant || zone <= 1) return text;
    return to_text(*instant - std::chrono::minutes((zone - 100) * 15));
}

std::string field_text(const OGRFeature& feature, int field) {
    if (!feature.IsFieldSetAndNotNull(field)) return "";
    switch (feature.GetFieldDefnRef(field)->GetType()) {
        case OFTDate:
            return iso_text(feature, field, Part::date);
        case OFTDateTime:
            return iso_text(feature, field, Part::date_and_time);
        default:
            return trimmed(feature.GetFieldAsString(field));
    }
}

class OgrReader final : public Reader {
public:
    OgrReader(const SourceOptions& asked, DatasetPtr opened) : options(asked), dataset(std::move(opened)), driver(dataset->GetDriverName()) {}

    Result<std::string> crs(const std::string& layer_name) const override;
    Result<void> read(const Query& query, const EachRecord& each, const EachFinding& found) override;

private:
    const SourceOptions& options;
    DatasetPtr dataset;
    std::string driver;

    [[nodiscard]] std::string where(const std::string& layer) const {
        return layer.empty() ? options.path.string() : fmt::format("{} ({})", options.path.string(), layer);
    }

    [[nodiscard]] Result<OGRLayer*> layer(const std::string& name) const {
        std::vector<std::string> names;
        for (auto* one : dataset->GetLayers()) {
            if (one->GetName() == name) return one;
            names.emplace_back(one->GetName());
        }
        if (names.empty()) return fail(ErrorCode::bad_input, "the file has no layers", where(""));
        if (name.empty() && names.size() == 1) return dataset->GetLayer(0);
        if (name.empty())
            return fail(ErrorCode::bad_input, fmt::format("say which layer: there are {}", fmt::join(names, ", ")),
                        where(""));
        return fail(ErrorCode::not_found,
                    fmt::format("there is no layer '{}'{} (there are: {})", name, did_you_mean(name, names),
                                fmt::join(names, ", ")),
                    where(""));
    }

    [[nodiscard]] Result<ValueSource> value_source(const OGRFeatureDefn& fields, const std::string& column) const {
        const bool tag = column.starts_with(tag_prefix);
        const auto name = tag ? column.substr(tag_prefix.size()) : column;
        std::vector<std::string> names;
        for (int i = 0; i < fields.GetFieldCount(); ++i) {
            names.emplace_back(fields.GetFieldDefn(i)->GetNameRef());
            if (names.back() == name) return ValueSource{i, ""};
        }
        if (tag) {
            const int tags = fields.GetFieldIndex("other_tags");
            if (tags >= 0) return ValueSource{tags, name};
            return fail(ErrorCode::not_found, fmt::format("this layer has no OSM tags to look for '{}' in", name),
                        where(fields.GetName()));
        }
        return fail(ErrorCode::not_found,
                    fmt::format("there is no column '{}'{} (there are: {})", name, did_you_mean(name, names),
                                fmt::join(names, ", ")),
                    where(fields.GetName()));
    }

    [[nodiscard]] std::string place_of(const OGRFeature& feature) const {
        return fmt::format("{} {}", driver == "XLSX" || driver == "XLS" ? "row" : "feature", feature.GetFID());
    }

    /// The next feature of `layer`. OSM's layers come interleaved, and only the dataset can read them so.
    [[nodiscard]] FeaturePtr next(OGRLayer& layer) const {
        if (driver != "OSM") return FeaturePtr(layer.GetNextFeature());
        for (;;) {
            OGRLayer* from = nullptr;
            FeaturePtr feature(dataset->GetNextFeature(&from, nullptr, nullptr, nullptr));
            if (!feature || from == &layer) return feature;
        }
    }

    [[nodiscard]] Result<void> filter(OGRLayer& layer, const std::string& where_text) const {
        const GdalMessages messages;
        if (layer.SetAttributeFilter(where_text.empty() ? nullptr : where_text.c_str()) == OGRERR_NONE &&
            !messages.failed())
            return {};
        return fail(ErrorCode::bad_input,
                    fmt::format("the filter {} can't be used: {}", where_text, messages.text("unknown reason")),
                    where(layer.GetName()));
    }
};

Result<std::string> OgrReader::crs(const std::string& layer_name) const {
    const auto found = layer(layer_name);
    if (!found) return fail(found.error());
    const auto* crs = (*found)->GetSpatialRef();
    if (!crs) return std::string();
    const char* authority = crs->GetAuthorityName(nullptr);
    const char* code = crs->GetAuthorityCode(nullptr);
    if (authority && code && std::string_view(authority) == "EPSG") return fmt::format("EPSG:{}", code);
    char* wkt = nullptr;
    crs->exportToWkt(&wkt);
    std::string text = wkt ? wkt : "";
    CPLFree(wkt);
    return text;
}

Result<void> OgrReader::read(const Query& query, const EachRecord& each, const EachFinding&) {
    const auto named = layer(query.layer);
    if (!named) return fail(named.error());
    auto& from = **named;
    const auto& fields = *from.GetLayerDefn();
    std::vector<ValueSource> columns;
    auto wanted = query.columns;
    const bool by_columns = !options.x.empty() && query.shape != geo::ShapeKind::none;
    if (by_columns) wanted.insert(wanted.end(), {options.x, options.y});
    for (const auto& column : wanted) {
        auto value = value_source(fields, column);
        if (!value) return fail(value.error());
        columns.push_back(*value);
    }
    if (auto filtered = filter(from, query.where); !filtered) return fail(filtered.error());

    const auto& missing = options.missing;
    const GdalMessages messages;
    if (driver == "OSM")
        dataset->ResetReading();
    else
        from.ResetReading();
    Record record;
    while (const auto feature = next(from)) {
        if (messages.failed()) break;
        record = Record{};
        record.place = place_of(*feature);
        for (const auto& column : columns) {
            auto text = field_text(*feature, column.field);
            if (!column.tag.empty()) text = trimmed(tag_value(text, column.tag));
            if (std::find(missing.begin(), missing.end(), text) != missing.end()) text.clear();
            record.values.push_back(std::move(text));
        }
        if (by_columns) {
            const auto y_text = std::move(record.values.back());
            const auto x_text = std::move(record.values[query.columns.size()]);
            record.values.resize(query.columns.size());
            const auto x = number_from(x_text), y = number_from(y_text);
            if (x && y)
                record.shape = geo::make_point({*x, *y});
            else if (x_text.empty() && y_text.empty())
                record.unusable = no_geometry;
            else
                record.unusable =
                    fmt::format("'{}' and '{}' are not {} and {}", x_text, y_text, options.x, options.y);
        } else if (query.shape != geo::ShapeKind::none) {
            auto reading = shape_from(feature->GetGeometryRef(), query.shape);
            record.shape = std::move(reading.shape);
            record.flaws = std::move(reading.flaws);
            if (reading.missing) record.unusable = no_geometry;
        }
        if (auto done = each(record); !done) return done;
    }
    if (messages.failed())
        return fail(ErrorCode::io, fmt::format("can't be read to its end: {}", messages.text("")),
                    where(from.GetName()));
    return {};
}

}  // namespace

Result<ReaderPtr> ogr_reader(const SourceOptions& options) {
    static std::once_flag registered;
    std::call_once(registered, [] { GDALAllRegister(); });
    const auto path = options.path.string();
    const GdalMessages messages;
    CPLStringList open_options;
    if (!options.encoding.empty()) open_options.SetNameValue("ENCODING", options.encoding.c_str());
    const CPLConfigOptionSetter text_cells("OGR_XLSX_FIELD_TYPES", "STRING", false);
    const CPLConfigOptionSetter text_cells_xls("OGR_XLS_FIELD_TYPES", "STRING", false);
    const CPLConfigOptionSetter headers("OGR_XLSX_HEADERS", "FORCE", false);
    const CPLConfigOptionSetter headers_xls("OGR_XLS_HEADERS", "FORCE", false);
    auto* driver = GDALDriver::FromHandle(GDALIdentifyDriverEx(path.c_str(), GDAL_OF_VECTOR, nullptr, nullptr));
    const std::string name = driver ? driver->GetDescription() : "";
    const bool allowed =
        std::any_of(allowed_drivers.begin(), allowed_drivers.end() - 1, [&](const char* d) { return d == name; });
    if (driver && !allowed)
        return fail(ErrorCode::bad_input,
                    fmt::format("files of the kind {} are not read; allowed are {}", name, allowed_kinds), path);
    DatasetPtr dataset(GDALDataset::FromHandle(GDALOpenEx(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                                          allowed_drivers.data(), open_options.List(), nullptr)));
    if (!dataset)
        return fail(ErrorCode::bad_input,
                    fmt::format("can't be read as one of {}: {}", allowed_kinds, messages.text("not one of these")),
                    path);
    // Workbooks are taken apart on first use, which has to happen while the cells are asked for as text.
    if (name == "XLSX" || name == "XLS")
        for (auto* layer : dataset->GetLayers()) layer->GetLayerDefn();
    return ReaderPtr(std::make_unique<OgrReader>(options, std::move(dataset)));
}

}  // namespace huegrid::ingest
