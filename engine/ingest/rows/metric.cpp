#include "engine/ingest/rows/metric.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace huegrid::ingest {
namespace {

constexpr const char* degrees = "EPSG:4326";
constexpr double far_from_zones_m = 100'000.0;

std::string text_of(geo::WorldPoint p) {
    const double largest = std::max(std::abs(p.x), std::abs(p.y));
    return largest > 360 && largest < 1e9 ? fmt::format("{:.1f} {:.1f}", p.x, p.y) : fmt::format("{:.6g} {:.6g}", p.x, p.y);
}

bool contains(const geo::WorldBox& outer, const geo::WorldBox& inner) {
    return inner.min.x >= outer.min.x && inner.min.y >= outer.min.y && inner.max.x <= outer.max.x && inner.max.y <= outer.max.y;
}

double distance_m(const geo::WorldBox& a, const geo::WorldBox& b) {
    return std::hypot(std::max({0.0, a.min.x - b.max.x, b.min.x - a.max.x}), std::max({0.0, a.min.y - b.max.y, b.min.y - a.max.y}));
}

geo::Shape turned(geo::Shape shape, NumberReading::Order order) {
    if (order == NumberReading::Order::y_first)
        for (auto& p : shape.points) std::swap(p.x, p.y);
    return shape;
}

}  // namespace

Result<void> Metric::check(const std::string& from) {
    const auto known = way(from);
    if (!known) return fail(known.error());
    return {};
}

Result<void> Metric::know(const std::string& name, NumberReading reading) {
    constexpr double anywhere = std::numeric_limits<double>::infinity();
    Way made{std::move(reading), {{-anywhere, -anywhere}, {anywhere, anywhere}}};
    if (!made.reading.frame) {
        auto box = geo::plausible_box(made.reading.crs);
        if (!box) return fail(std::move(box.error()));
        made.plausible = *box;
        made.degrees = std::abs(box->max.x) <= 360;
    }
    ways_.insert_or_assign(name, std::move(made));
    return {};
}

Result<Metric::Way*> Metric::way(const std::string& from) {
    auto at = ways_.find(from);
    if (at == ways_.end()) {
        if (auto known = know(from, {from}); !known) return fail(known.error());
        at = ways_.find(from);
    }
    return &at->second;
}

Result<geo::LonLat> Metric::lon_lat(geo::WorldPoint p, const std::string& from) {
    const auto known = way(from);
    if (!known) return fail(known.error());
    auto& as = **known;
    if (!as.to_degrees) {
        auto transform = geo::Transform::between(as.reading.crs, degrees);
        if (!transform) return fail(transform.error());
        as.to_degrees = std::move(*transform);
    }
    if (as.reading.order == NumberReading::Order::y_first) std::swap(p.x, p.y);
    const auto place = as.to_degrees->apply(p);
    if (!place) return fail(place.error());
    return geo::LonLat{place->x, place->y};
}

Result<void> Metric::decide(geo::WorldPoint p, const std::string& from) {
    if (crs_) return {};
    const auto place = lon_lat(p, from);
    if (!place) return fail(place.error());
    auto crs = geo::crs_for_place(*place);
    if (!crs) return fail(crs.error());
    crs_ = std::move(*crs);
    return {};
}

bool Metric::Way::holds(const geo::WorldBox& box) const {
    // The empty place in many a table; no address lies in the Gulf of Guinea.
    const bool nowhere = degrees && box.min == geo::WorldPoint{0, 0} && box.max == box.min;
    return std::isfinite(box.min.x + box.min.y + box.max.x + box.max.y) && contains(plausible, box) && !nowhere;
}

bool Metric::fits(geo::WorldPoint p, const std::string& from) {
    const auto known = way(from);
    if (!known) return false;
    if (crs_) return apply(geo::make_point(p), from).has_value();
    if ((*known)->reading.order == NumberReading::Order::y_first) std::swap(p.x, p.y);
    return (*known)->holds({p, p});
}

Result<void> Metric::near_zones(const geo::WorldBox& box, const geo::WorldBox& stated) const {
    if (!contains(*file_area_, box))
        return fail(ErrorCode::bad_input, fmt::format("{} lies far from where {} is used", text_of(stated.centre()), crs_->name));
    const double away_m = zones_.empty() ? 0.0 : distance_m(box, zones_);
    if (away_m > far_from_zones_m)
        return fail(ErrorCode::bad_input, fmt::format("{} lies {:.0f} km from the zones", text_of(stated.centre()), away_m / 1000));
    return {};
}

Result<geo::Shape> Metric::apply(geo::Shape shape, const std::string& from) {
    const auto known = way(from);
    if (!known) return fail(known.error());
    auto& as = **known;
    const auto stated = geo::bounds(shape);
    shape = turned(std::move(shape), as.reading.order);
    const auto box = geo::bounds(shape);
    if (!as.holds(box))
        return fail(ErrorCode::bad_input, fmt::format("{} {} no place in {}", text_of(stated.min),
                                                      stated.min == stated.max ? "is" : fmt::format("to {} has", text_of(stated.max)),
                                                      as.reading.crs.substr(0, 60)));
    if (auto decided = decide(stated.centre(), from); !decided) return fail(decided.error());
    if (!file_area_) {
        auto area = geo::plausible_box(fmt::format("EPSG:{}", crs_->epsg));
        if (!area) return fail(area.error());
        file_area_ = *area;
    }
    if (as.reading.frame) {
        shape = as.reading.frame->apply(std::move(shape));
    } else {
        if (!as.to_file) {
            auto transform = geo::Transform::between(as.reading.crs, fmt::format("EPSG:{}", crs_->epsg));
            if (!transform) return fail(transform.error());
            as.to_file = std::move(*transform);
        }
        auto moved = as.to_file->apply(std::move(shape));
        if (!moved) return fail(moved.error());
        shape = std::move(*moved);
    }
    if (auto there = near_zones(geo::bounds(shape), stated); !there) return fail(there.error());
    return shape;
}

std::string Metric::lon_lat_text(geo::WorldPoint p) {
    if (!to_degrees_ && crs_)
        if (auto transform = geo::Transform::between(fmt::format("EPSG:{}", crs_->epsg), degrees)) to_degrees_ = std::move(*transform);
    if (!to_degrees_) return "";
    const auto place = to_degrees_->apply(p);
    return place ? fmt::format("{:.5f} {:.5f}", place->x, place->y) : "";
}

}  // namespace huegrid::ingest
