#include "engine/geo/crs/crs.hpp"

#include <cpl_conv.h>
#include <fmt/format.h>
#include <ogr_srs_api.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <string_view>
#include <type_traits>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/geo/crs/datum.hpp"
#include "engine/geo/quiet.hpp"

namespace huegrid::geo {
namespace {

struct FreeReference {
    void operator()(OGRSpatialReferenceH reference) const { OSRDestroySpatialReference(reference); }
};
using Reference = std::unique_ptr<std::remove_pointer_t<OGRSpatialReferenceH>, FreeReference>;

struct FreeTransformation {
    void operator()(OGRCoordinateTransformationH transformation) const {
        OCTDestroyCoordinateTransformation(transformation);
    }
};

/// The number of "EPSG:4547" or "4547", else 0.
std::int32_t epsg_number(const std::string& text) {
    std::string digits = trimmed(text);
    if (digits.size() > 5 && digits[4] == ':') {
        std::string authority = digits.substr(0, 4);
        for (char& c : authority) c = char(c & ~0x20);
        if (authority != "EPSG") return 0;
        digits.erase(0, 5);
    }
    std::int32_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    return error == std::errc() && end == digits.data() + digits.size() && number > 0 ? number : 0;
}

Result<Reference> reference_from(const std::string& text) {
    const Quiet quiet;
    Reference reference(OSRNewSpatialReference(nullptr));
    const auto epsg = epsg_number(text);
    std::string wkt = text;
    char* rest = wkt.data();
    const bool known = (epsg != 0 ? OSRImportFromEPSG(reference.get(), epsg)
                                  : OSRImportFromWkt(reference.get(), &rest)) == OGRERR_NONE;
    if (!known)
        return fail(
            ErrorCode::bad_input,
            fmt::format("'{}' is no known coordinate system; write EPSG:n, for example EPSG:4547, or GCJ-02, or BD-09", text.substr(0, 60)));
    OSRSetAxisMappingStrategy(reference.get(), OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

constexpr double margin_degrees = 5.0;
constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr WorldBox everything{{-infinity, -infinity}, {infinity, infinity}};

struct Degrees {
    double west = 0, south = 0, east = 0, north = 0;
};

Degrees with_margin(Degrees area) {
    return {std::max(area.west - margin_degrees, -180.0), std::max(area.south - margin_degrees, -90.0),
            std::min(area.east + margin_degrees, 180.0), std::min(area.north + margin_degrees, 90.0)};
}

/// The box around the area's rim and middle in `crs`; what has no place there is passed over.
Result<WorldBox> projected(const Degrees& area, const std::string& crs) {
    auto to = Transform::between("EPSG:4326", crs);
    if (!to) return fail(std::move(to.error()));
    constexpr int steps = 24;
    WorldBox box;
    for (int i = 0; i <= steps; ++i)
        for (int j = 0; j <= steps; ++j) {
            const auto p = to->apply(WorldPoint{area.west + (area.east - area.west) * i / steps,
                                                area.south + (area.north - area.south) * j / steps});
            if (p) box.add(*p);
        }
    return box.empty() ? everything : box;
}

}  // namespace

Result<Crs> crs_from_text(const std::string& text) {
    const auto epsg = epsg_number(text);
    if (epsg == 0)
        return fail(
            ErrorCode::bad_input,
            fmt::format("'{}' is no coordinate system; write EPSG:n, for example EPSG:4547", text.substr(0, 60)));
    auto reference = reference_from(text);
    if (!reference) return fail(std::move(reference.error()));

    Crs crs;
    crs.epsg = epsg;
    if (const char* name = OSRGetName(reference->get())) crs.name = name;
    char* wkt = nullptr;
    const char* const options[] = {"FORMAT=WKT1_GDAL", nullptr};
    const Quiet quiet;
    if (OSRExportToWktEx(reference->get(), &wkt, options) == OGRERR_NONE && wkt) crs.wkt = wkt;
    CPLFree(wkt);
    crs.projected_metres = OSRIsProjected(reference->get()) && OSRGetLinearUnits(reference->get(), nullptr) == 1.0;
    return crs;
}

Result<Crs> crs_for_place(LonLat place) {
    if (!(std::abs(place.lon) <= 180.0 && std::abs(place.lat) <= 90.0))
        return fail(ErrorCode::bad_input, fmt::format("longitude {}, latitude {} is no place on Earth; is the source's "
                                                      "coordinate system the one it says?",
                                                      place.lon, place.lat));
    if (place.lon >= 73.0 && place.lon <= 136.0 && place.lat >= 3.0 && place.lat <= 54.0) {
        const int nearest = int(std::lround(place.lon / 3.0));  // central meridian 3n degrees, 25 ≤ n ≤ 45
        return crs_from_text(fmt::format("{}", 4534 + std::clamp(nearest, 25, 45) - 25));
    }
    const int zone = std::min(int((place.lon + 180.0) / 6.0) + 1, 60);
    return crs_from_text(fmt::format("{}", (place.lat >= 0.0 ? 32600 : 32700) + zone));
}

Result<WorldBox> plausible_box(const std::string& crs) {
    if (shifted_datum(crs)) return WorldBox{{72.004, 0.8293}, {137.8347, 55.8271}};
    auto reference = reference_from(crs);
    if (!reference) return fail(std::move(reference.error()));
    Degrees area{-180, -90, 180, 90};
    const char* area_name = nullptr;
    const bool known = OSRGetAreaOfUse(reference->get(), &area.west, &area.south, &area.east, &area.north, &area_name) &&
                       area.west >= -180 && area.west < area.east && area.south < area.north;
    const auto wide = known ? with_margin(area) : area;
    if (!OSRIsProjected(reference->get())) return WorldBox{{wide.west, wide.south}, {wide.east, wide.north}};
    return known ? projected(wide, crs) : everything;
}

std::string old_datum(const std::string& crs) {
    if (shifted_datum(crs)) return "";
    const auto reference = reference_from(crs);
    if (!reference) return "";
    const char* datum = OSRGetAttrValue(reference->get(), "DATUM", 0);
    const std::string_view name = datum ? datum : "";
    if (name.find("Beijing_1954") != name.npos) return "Beijing 54";
    if (name.find("Xian_1980") != name.npos) return "Xi'an 80";
    return "";
}

struct Transform::Impl {
    Datum datum = Datum::wgs84;  ///< what comes in is shifted to WGS 84 first
    std::unique_ptr<std::remove_pointer_t<OGRCoordinateTransformationH>, FreeTransformation> transformation;
};

Transform::Transform(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Transform::Transform(Transform&&) noexcept = default;
Transform& Transform::operator=(Transform&&) noexcept = default;
Transform::~Transform() = default;

Result<Transform> Transform::between(const std::string& from, const std::string& to) {
    const auto shifted = shifted_datum(from);
    auto source = reference_from(shifted ? "EPSG:4326" : from);
    if (!source) return fail(std::move(source.error()));
    auto target = reference_from(to);
    if (!target) return fail(std::move(target.error()));
    const Quiet quiet;
    auto impl = std::make_unique<Impl>();
    impl->datum = shifted.value_or(Datum::wgs84);
    impl->transformation.reset(OCTNewCoordinateTransformation(source->get(), target->get()));
    if (!impl->transformation)
        return fail(ErrorCode::bad_input,
                    fmt::format("there is no way from {} to {}", from.substr(0, 60), to.substr(0, 60)));
    return Transform(std::move(impl));
}

Result<Shape> Transform::apply(Shape shape) const {
    if (shape.empty()) return shape;
    const std::size_t n = shape.points.size();
    if (n > std::size_t(std::numeric_limits<int>::max()))
        return fail(ErrorCode::bad_input, "the geometry has more than 2 billion vertices");
    std::vector<double> x(n), y(n);
    for (std::size_t i = 0; i < n; ++i) {
        const LonLat place = to_wgs84({shape.points[i].x, shape.points[i].y}, impl_->datum);
        x[i] = place.lon, y[i] = place.lat;
    }
    {
        const Quiet quiet;
        OCTTransformEx(impl_->transformation.get(), int(n), x.data(), y.data(), nullptr, nullptr);
    }
    for (std::size_t i = 0; i < n; ++i) {
        if (!std::isfinite(x[i]) || !std::isfinite(y[i]))
            return fail(ErrorCode::bad_input,
                        fmt::format("the vertex {} {} has no place in the target coordinate system", shape.points[i].x,
                                    shape.points[i].y));
        shape.points[i] = {x[i], y[i]};
    }
    return shape;
}

Result<WorldPoint> Transform::apply(WorldPoint p) const {
    auto moved = apply(make_point(p));
    if (!moved) return fail(std::move(moved.error()));
    return moved->points.front();
}

}  // namespace huegrid::geo
