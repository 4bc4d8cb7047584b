#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "engine/base/text.hpp"
#include "engine/geo/crs/crs.hpp"
#include "engine/report/geojson_geometry.hpp"
#include "engine/report/report_columns.hpp"

namespace huegrid::report {
namespace {

using Json = nlohmann::ordered_json;
Json counted(const figures::ZoneFigures& figures, const std::vector<CountColumn>& columns) {
    Json counts = Json::object();
    for (const auto& column : columns) counts[column.key] = column.value(figures);
    return counts;
}

}  // namespace

Result<void> write_geojson(const ZoneReport& report, const model::Snapshot& snapshot, const std::filesystem::path& to) {
    const auto from = snapshot.crs.epsg > 0 ? fmt::format("EPSG:{}", snapshot.crs.epsg) : snapshot.crs.wkt;
    const auto transform = geo::Transform::between(from, "EPSG:4326");
    if (!transform) return fail(transform.error());

    const auto texts = text_columns(report);
    const auto columns = count_columns(report);
    Json collection{{"type", "FeatureCollection"},       {"title", report.title},     {"unit", report.head.unit},
                    {"date", to_text(report.head.date)}, {"level", report.level.key}, {"features", Json::array()}};
    for (const auto& row : report.rows) {
        if (row.zone == none) {
            collection["outside"] = counted(row.figures, columns);
            continue;
        }
        const auto& zone = snapshot.zones[std::size_t(row.zone)];
        auto shape = transform->apply(zone.shape);
        if (!shape) return fail(std::move(shape.error()));
        Json properties{{"id", zone.id.value}};
        for (const auto& column : texts) properties[column.key] = row.*column.value;
        if (row.fill) properties["fill"] = to_text(*row.fill);  // as simplestyle-spec names it
        properties.update(counted(row.figures, columns));
        collection["features"].push_back(
            {{"type", "Feature"}, {"id", zone.id.value}, {"properties", properties}, {"geometry", geojson_geometry(*shape)}});
    }
    collection["total"] = counted(report.total, columns);
    return write_file(to, collection.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace huegrid::report
