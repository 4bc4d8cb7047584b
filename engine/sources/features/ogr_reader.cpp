#include "engine/sources/features/ogr_reader.hpp"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <fmt/format.h>
#include <gdal_priv.h>
#include <ogrsf_frmts.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <mutex>
#include <unordered_set>

#include "engine/base/date.hpp"
#include "engine/base/text.hpp"
#include "engine/sources/features/gdal_messages.hpp"
#include "engine/sources/features/hstore.hpp"
#include "engine/sources/features/ogr_shape.hpp"
#include "engine/sources/features/osm_relations.hpp"
#include "engine/sources/features/shapefile_text.hpp"
#include "engine/sources/packed.hpp"
#include "engine/sources/value_text.hpp"

namespace huegrid::sources {
namespace {

/// Drivers that open one local file (a Shapefile: its siblings) and nothing it points to.
constexpr std::array<const char*, 9> allowed_drivers{"OSM",        "GPKG",   "GeoJSON", "ESRI Shapefile",
                                                     "FlatGeobuf", "LIBKML", "KML",     "SQLite",
                                                     nullptr};

struct CloseDataset {
    void operator()(GDALDataset* dataset) const { GDALClose(GDALDataset::ToHandle(dataset)); }
};
using DatasetPtr = std::unique_ptr<GDALDataset, CloseDataset>;
using FeaturePtr = std::unique_ptr<OGRFeature>;

constexpr std::string_view tag_prefix = "tag:";

/// Where a record's value comes from: a field, or a tag inside the field.
struct ValueSource {
    static constexpr int number = -1;  ///< the column that GDAL takes for the features' number, such as a GeoPackage's fid
    int field = number;
    std::string tag;
};

enum class Part { date, date_and_time };

/// "2026-10-31", "2026-10-31T08:30:00+08:00": OGR's own form has slashes.
std::string iso_text(const OGRFeature& feature, int field, Part part) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, zone = 0;
    float second = 0;
    if (!feature.GetFieldAsDateTime(field, &year, &month, &day, &hour, &minute, &second, &zone)) return "";
    const auto date = fmt::format("{:04}-{:02}-{:02}", year, month, day);
    if (part == Part::date) return date;
    const auto clock = fmt::format("{}T{:02}:{:02}:{:02}", date, hour, minute, static_cast<int>(second));
    // OGR counts zones in quarters of an hour from 100 = UTC; 0 and 1 are "not known" and "local".
    if (zone <= 1 || zone == 100) return zone == 100 ? clock + "Z" : clock;
    const int ahead_min = (zone - 100) * 15;
    return fmt::format("{}{}{:02}:{:02}", clock, ahead_min < 0 ? '-' : '+', std::abs(ahead_min) / 60, std::abs(ahead_min) % 60);
}

std::string field_text(const OGRFeature& feature, int field) {
    if (field == ValueSource::number) return fmt::format("{}", feature.GetFID());
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

/// Bytes that aren't UTF-8 yet mustn't be trimmed: a blank's bytes may be part of a character.
std::string raw_text(const OGRFeature& feature, int field) {
    if (feature.GetFieldDefnRef(field)->GetType() != OFTString) return field_text(feature, field);
    return feature.IsFieldSetAndNotNull(field) ? feature.GetFieldAsString(field) : "";
}

/// A sibling of the Shapefile by its ending in small letters or big ones; "" if there is none.
std::filesystem::path sibling(std::filesystem::path shapefile, const char* small, const char* big) {
    for (const char* ending : {small, big})
        if (std::filesystem::exists(shapefile.replace_extension(ending))) return shapefile;
    return {};
}

/// GDAL would offer to write a new index beside the source, and leave out the shapes that the table has no row for.
Result<void> is_whole(const std::filesystem::path& shapefile) {
    if (shapefile.extension() != ".shp" && shapefile.extension() != ".SHP") return {};
    if (auto index = sibling(shapefile, ".shx", ".SHX"); !index.empty()) {
        const auto table = sibling(shapefile, ".dbf", ".DBF");
        std::array<char, 8> head{};
        std::ifstream in(table, std::ios::binary);
        if (table.empty() || !in.read(head.data(), head.size())) return {};  // told of elsewhere
        std::uint64_t rows = 0;
        for (const auto at : {7u, 6u, 5u, 4u}) rows = rows << 8 | static_cast<unsigned char>(head[at]);
        const auto bytes = std::filesystem::file_size(index);
        const std::uint64_t shapes = bytes < 100 ? 0 : (bytes - 100) / 8;
        if (rows == shapes) return {};
        return fail(ErrorCode::bad_input,
                    fmt::format("its table {} has {} rows for {} shapes: one of the files is cut off, or of another Shapefile", table.filename().string(), rows, shapes),
                    shapefile.string());
    }
    auto index = shapefile;
    return fail(ErrorCode::bad_input,
                fmt::format("the Shapefile's index {} is missing; copy it too", index.replace_extension(".shx").filename().string()), shapefile.string());
}

geo::ShapeKind kind_of(OGRwkbGeometryType type) {
    switch (wkbFlatten(type)) {
        case wkbPoint:
        case wkbMultiPoint:
            return geo::ShapeKind::point;
        case wkbLineString:
        case wkbMultiLineString:
        case wkbMultiCurve:
            return geo::ShapeKind::line;
        case wkbPolygon:
        case wkbMultiPolygon:
        case wkbMultiSurface:
        case wkbCurvePolygon:
            return geo::ShapeKind::polygon;
        default:
            return geo::ShapeKind::none;
    }
}

/// What most of a layer's first features are, when the layer doesn't say.
geo::ShapeKind kind_of_first(OGRLayer& layer) {
    std::array<int, 4> counts{};
    layer.ResetReading();
    for (int i = 0; i < 100; ++i) {
        const FeaturePtr feature(layer.GetNextFeature());
        if (!feature) break;
        if (const auto* geometry = feature->GetGeometryRef()) ++counts[static_cast<std::size_t>(kind_of(geometry->getGeometryType()))];
    }
    layer.ResetReading();
    return static_cast<geo::ShapeKind>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

class OgrReader final : public Reader {
public:
    OgrReader(const SourceOptions& asked, DatasetPtr opened, std::optional<ShapefileText> shapefile, std::optional<UnpackedFile> file)
        : options(asked), unpacked(std::move(file)), dataset(std::move(opened)), driver(dataset->GetDriverName()), text(std::move(shapefile)) {}

    Result<std::string> crs(const std::string& layer_name) const override;
    Result<SourceHead> head(const std::vector<std::string>& likely) override;
    Result<void> read(const Query& query, const EachRecord& each, const EachFinding& found) override;

private:
    const SourceOptions& options;
    std::optional<UnpackedFile> unpacked;  ///< what the dataset reads, if that is another file
    DatasetPtr dataset;
    std::string driver;
    std::unordered_set<std::int64_t> cut;  ///< relations that were told of already
    std::optional<ShapefileText> text;  ///< of a Shapefile
    bool told = false;                  ///< what there is to say of its encoding has been said

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

    [[nodiscard]] Result<ValueSource> value_source(OGRLayer& from, const std::string& column) const {
        const auto& fields = *from.GetLayerDefn();
        const bool tag = column.starts_with(tag_prefix);
        const auto name = tag ? column.substr(tag_prefix.size()) : column;
        std::vector<std::string> names;
        if (text) {
            if (const auto at = text->column(name)) return ValueSource{static_cast<int>(*at), ""};
            names = text->names();
        }
        for (int i = 0; i < fields.GetFieldCount() && !text; ++i) {
            names.emplace_back(fields.GetFieldDefn(i)->GetNameRef());
            if (names.back() == name) return ValueSource{i, ""};
        }
        if (const std::string number = from.GetFIDColumn(); !number.empty()) {
            if (number == name) return ValueSource{};
            names.push_back(number);
        }
        if (tag) {
            const int tags = fields.GetFieldIndex("other_tags");
            if (tags >= 0) return ValueSource{tags, name};
            return fail(ErrorCode::not_found, fmt::format("this layer has no OSM tags to look for '{}' in", name), where(fields.GetName()));
        }
        return fail(ErrorCode::not_found, fmt::format("there is no column '{}'{} (there are: {})", name, did_you_mean(name, names), fmt::join(names, ", ")),
                    where(fields.GetName()));
    }

    [[nodiscard]] std::string place_of(const OGRFeature& feature) const {
        return fmt::format("feature {}", feature.GetFID());
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

    /// A Shapefile's cell, from its bytes to text.
    void decode(std::string& value, const ValueSource& column, const Record& record, const EachFinding& found) {
        const auto quality = text->to_text(value, static_cast<std::size_t>(column.field));
        value = trimmed(value);
        if (!found || quality == ShapefileText::Quality::whole) return;
        const auto& name = text->names()[static_cast<std::size_t>(column.field)];
        if (quality == ShapefileText::Quality::cut)
            found({record.place, "cut_text", fmt::format("'{}' is cut off inside a character", name), "read to the last whole one"});
        else
            found({record.place, "broken_text", fmt::format("the bytes of '{}' are no text of this encoding", name), "kept without it"});
    }

    void tell_of_text(const std::vector<std::string>& wanted, const EachFinding& found) {
        told = true;
        if (text->finding()) found(*text->finding());
        for (const auto& name : wanted)
            if (const auto at = text->column(name); at && text->names()[*at] != name)
                found({"", "cut_name", fmt::format("the column '{}' is cut off as '{}'", name, text->names()[*at]), "taken for it"});
    }

    /// Columns that nobody asked for needn't be unpacked.
    static void leave_out_others(OGRLayer& layer, const std::vector<ValueSource>& columns) {
        CPLStringList others;
        const auto& fields = *layer.GetLayerDefn();
        for (int i = 0; i < fields.GetFieldCount(); ++i)
            if (std::none_of(columns.begin(), columns.end(), [i](const ValueSource& column) { return column.field == i; }))
                others.AddString(fields.GetFieldDefn(i)->GetNameRef());
        layer.SetIgnoredFields(const_cast<const char**>(others.List()));
    }

    [[nodiscard]] Result<void> filter(OGRLayer& layer, const std::string& where_text) {
        const GdalMessages messages;
        const auto own = text ? text->filter(where_text) : Result<std::string>(where_text);
        if (!own) return fail(own.error().code, own.error().message, where(layer.GetName()));
        if (layer.SetAttributeFilter(where_text.empty() ? nullptr : own->c_str()) == OGRERR_NONE &&
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
    std::string definition = wkt ? wkt : "";
    CPLFree(wkt);
    return definition;
}

Result<SourceHead> OgrReader::head(const std::vector<std::string>&) {
    SourceHead head{driver, {}};
    const GdalMessages messages;
    for (auto* layer : dataset->GetLayers()) {
        LayerHead one{layer->GetName(), {}, kind_of(layer->GetGeomType())};
        const auto& fields = *layer->GetLayerDefn();
        if (text) one.columns = text->names();
        for (int i = 0; i < fields.GetFieldCount() && !text; ++i) one.columns.emplace_back(fields.GetFieldDefn(i)->GetNameRef());
        if (wkbFlatten(layer->GetGeomType()) == wkbUnknown && driver != "OSM") one.shape = kind_of_first(*layer);
        head.layers.push_back(std::move(one));
    }
    return head;
}

Result<void> OgrReader::read(const Query& query, const EachRecord& each, const EachFinding& found) {
    const auto named = layer(query.layer);
    if (!named) return fail(named.error());
    auto& from = **named;
    const auto& fields = *from.GetLayerDefn();
    std::vector<ValueSource> columns;
    auto wanted = query.columns;
    const bool by_columns = !options.x.empty() && query.shape != geo::ShapeKind::none;
    if (by_columns) wanted.insert(wanted.end(), {options.x, options.y});
    for (const auto& column : wanted) {
        auto value = value_source(from, column);
        if (!value) return fail(value.error());
        columns.push_back(*value);
    }
    if (auto filtered = filter(from, query.where); !filtered) return fail(filtered.error());
    if (text && found && !told) tell_of_text(wanted, found);

    const auto& missing = options.missing;
    // A table of SQLite whose row has a broken blob has further rows; any other file is cut off where its reading fails.
    const bool row_by_row = driver == "GPKG" || driver == "SQLite";
    if (row_by_row) leave_out_others(from, columns);  // there a filter is SQL and sees them all the same
    GdalMessages messages;
    if (driver == "OSM")
        dataset->ResetReading();
    else
        from.ResetReading();
    const bool may_be_cut = driver == "OSM" && query.shape == geo::ShapeKind::polygon && found;
    const int osm_id = may_be_cut ? fields.GetFieldIndex("osm_id") : -1;
    std::unordered_set<std::int64_t> whole;  // relations that became areas
    Record record;
    while (const auto feature = next(from)) {
        const auto broken_blob = row_by_row && messages.failed() ? messages.text("") : "";
        if (row_by_row) messages.forget();
        if (messages.failed()) break;
        if (osm_id >= 0 && feature->IsFieldSetAndNotNull(osm_id)) whole.insert(feature->GetFieldAsInteger64(osm_id));
        record.place = place_of(*feature);
        record.values.clear();
        record.shape = {};
        record.flaws.clear();
        record.unusable.clear();
        for (const auto& column : columns) {
            auto value = text ? raw_text(*feature, column.field) : field_text(*feature, column.field);
            if (text) decode(value, column, record, found);
            if (!column.tag.empty()) value = trimmed(tag_value(value, column.tag));
            if (std::find(missing.begin(), missing.end(), value) != missing.end()) value.clear();
            record.values.push_back(std::move(value));
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
            const auto* geometry = feature->GetGeometryRef();
            const bool point = geometry && wkbFlatten(geometry->getGeometryType()) == wkbPoint && query.or_else == geo::ShapeKind::point;
            auto reading = shape_from(geometry, point ? query.or_else : query.shape);
            record.shape = std::move(reading.shape);
            record.flaws = std::move(reading.flaws);
            if (!broken_blob.empty()) record.flaws = {{"broken_geometry", "its geometry can't be read: " + broken_blob, "", std::nullopt}};
            else if (reading.missing) record.unusable = no_geometry;
        }
        if (auto done = each(record); !done) return done;
    }
    if (messages.failed())
        return fail(ErrorCode::io, fmt::format("can't be read to its end: {}", messages.text("")),
                    where(from.GetName()));
    if (may_be_cut) note_cut_relations(unpacked ? unpacked->path() : options.path, *from.GetLayerDefn(), query.where, whole, cut, found);
    return {};
}

}  // namespace

Result<ReaderPtr> ogr_reader(const SourceOptions& options) {
    static std::once_flag registered;
    std::call_once(registered, [] { GDALAllRegister(); });
    std::optional<UnpackedFile> unpacked;
    if (options.path.extension() == ".bz2") {
        auto file = UnpackedFile::of_bzip2(options.path, options.progress);
        if (!file) return fail(file.error());
        unpacked = std::move(*file);
    }
    const auto path = options.path.string(), opened = unpacked ? unpacked->path().string() : path;
    const GdalMessages messages;
    CPLStringList open_options;
    auto* driver = GDALDriver::FromHandle(GDALIdentifyDriverEx(opened.c_str(), GDAL_OF_VECTOR, nullptr, nullptr));
    const std::string name = driver ? driver->GetDescription() : "";
    const bool allowed =
        std::any_of(allowed_drivers.begin(), allowed_drivers.end() - 1, [&](const char* d) { return d == name; });
    if (driver && !allowed)
        return fail(ErrorCode::bad_input,
                    fmt::format("files of the kind {} are not read; allowed are {}", name, allowed_kinds), path);
    std::optional<ShapefileText> text;
    if (name == "ESRI Shapefile") {
        open_options.SetNameValue("ENCODING", "");  // its bytes as they are
        if (auto whole = is_whole(options.path); !whole) return fail(whole.error());
        auto known = ShapefileText::of(options.path, options.encoding);
        if (!known) return fail(known.error());
        text = std::move(*known);
    } else if (!options.encoding.empty()) {
        return fail(ErrorCode::bad_input, fmt::format("'encoding' is for CSV and Shapefile, not for {}", name), path);
    }
    DatasetPtr dataset(GDALDataset::FromHandle(GDALOpenEx(opened.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY,
                                                          allowed_drivers.data(), open_options.List(), nullptr)));
    if (!dataset)
        return fail(ErrorCode::bad_input,
                    fmt::format("can't be read as one of {}: {}", allowed_kinds, messages.text("not one of these")),
                    path);
    return ReaderPtr(std::make_unique<OgrReader>(options, std::move(dataset), std::move(text), std::move(unpacked)));
}

}  // namespace huegrid::sources
