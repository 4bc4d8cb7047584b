#include "engine/ingest/metric.hpp"

#include <fmt/format.h>

namespace huegrid::ingest {
namespace {

constexpr const char* degrees = "EPSG:4326";

}  // namespace

Result<void> Metric::check(const std::string& from) {
    const auto to_degrees = geo::Transform::between(from, degrees);
    if (!to_degrees) return fail(to_degrees.error());
    return {};
}

Result<geo::Shape> Metric::apply(geo::Shape shape, const std::string& from) {
    if (!crs_) {
        const auto to_degrees = geo::Transform::between(from, degrees);
        if (!to_degrees) return fail(to_degrees.error());
        const auto place = to_degrees->apply(geo::bounds(shape).centre());
        if (!place) return fail(place.error());
        auto crs = geo::crs_for_place({place->x, place->y});
        if (!crs) return fail(crs.error());
        crs_ = std::move(*crs);
    }
    auto at = transforms_.find(from);
    if (at == transforms_.end()) {
        auto transform = geo::Transform::between(from, fmt::format("EPSG:{}", crs_->epsg));
        if (!transform) return fail(transform.error());
        at = transforms_.emplace(from, std::move(*transform)).first;
    }
    return at->second.apply(std::move(shape));
}

std::string Metric::lon_lat_text(geo::WorldPoint p) {
    if (!to_degrees_ && crs_)
        if (auto transform = geo::Transform::between(fmt::format("EPSG:{}", crs_->epsg), degrees)) to_degrees_ = std::move(*transform);
    if (!to_degrees_) return "";
    const auto place = to_degrees_->apply(p);
    return place ? fmt::format("{:.5f} {:.5f}", place->x, place->y) : "";
}

}  // namespace huegrid::ingest
