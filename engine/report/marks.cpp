#include "engine/report/marks.hpp"

#include <fmt/format.h>

#include "engine/base/text.hpp"
#include "engine/report/geojson_geometry.hpp"

namespace huegrid::report {

using Json = nlohmann::ordered_json;

Result<void> write_geojson(std::span<const Mark> marks, const geo::Crs& crs, const std::filesystem::path& to) {
    const auto transform = geo::Transform::between(crs.epsg > 0 ? fmt::format("EPSG:{}", crs.epsg) : crs.wkt, "EPSG:4326");
    if (!transform) return fail(transform.error());
    Json collection{{"type", "FeatureCollection"}, {"features", Json::array()}};
    for (const auto& mark : marks) {
        Json geometry;
        for (const auto& shape : {mark.shape, geo::make_point(mark.at)}) {
            if (!geometry.is_null() || shape.empty()) continue;
            const auto degrees = transform->apply(shape);
            if (!degrees) return fail(degrees.error());
            geometry = geojson_geometry(*degrees);
        }
        auto properties = Json::object();
        for (const auto& [key, word] : mark.words) properties[key] = word;
        const auto colour = to_text(mark.colour);
        properties.update({{"fill", colour}, {"fill-opacity", 0.4}, {"stroke", colour}, {"marker-color", colour}});
        collection["features"].push_back({{"type", "Feature"}, {"properties", std::move(properties)}, {"geometry", std::move(geometry)}});
    }
    return write_file(to, collection.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

}  // namespace huegrid::report
