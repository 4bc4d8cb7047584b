#include "engine/geo/crs/datum_check.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/geo/crs/crs.hpp"
#include "engine/geo/search/zone_locator.hpp"

namespace huegrid::geo {
namespace {

constexpr std::size_t most_buildings = 20'000;
constexpr std::size_t most_corners = 16;

/// Where a building that stands at `place`, by the stated frames, lies against the zones if the frames are others.
/// Moving the zones one way is moving the buildings the other way.
LonLat moved(LonLat place, const StatedDatums& stated, const DatumReading& reading) {
    if (reading.buildings != stated.buildings) place = to_wgs84(from_wgs84(place, stated.buildings), reading.buildings);
    if (reading.zones != stated.zones) place = to_wgs84(from_wgs84(place, reading.zones), stated.zones);
    return place;
}

/// The corners of every building that is looked at, in degrees.
Result<std::vector<Shape>> corners_of(std::span<const Shape> buildings, const Transform& to_degrees) {
    std::vector<Shape> corners;
    const std::size_t step = buildings.size() / most_buildings + 1;
    for (std::size_t i = 0; i < buildings.size(); i += step) {
        if (buildings[i].empty()) continue;
        Shape some;
        some.kind = ShapeKind::line;
        const std::size_t stride = buildings[i].points.size() / most_corners + 1;
        for (std::size_t p = 0; p < buildings[i].points.size(); p += stride) some.points.push_back(buildings[i].points[p]);
        auto degrees = to_degrees.apply(std::move(some));
        if (!degrees) return fail(std::move(degrees.error()));
        corners.push_back(std::move(*degrees));
    }
    return corners;
}

bool in_one_zone(const ZoneLocator& locator, const Shape& corners) {
    const Index zone = locator.zone_at(corners.points.front());
    return zone != none && std::all_of(corners.points.begin(), corners.points.end(),
                                       [&](WorldPoint p) { return locator.zone_at(p) == zone; });
}

std::string words(const DatumReading& reading, const StatedDatums& stated, const DatumSides& sides) {
    if (reading.zones != stated.zones) return fmt::format("the {} were in {}", sides.areas, name(reading.zones));
    return fmt::format("the {} were in {}", sides.placed, name(reading.buildings));
}

}  // namespace

Result<DatumCheck> check_datum(std::span<const Shape> zones, std::span<const Shape> buildings, int epsg, StatedDatums stated, DatumSides sides) {
    const auto file = fmt::format("EPSG:{}", epsg);
    auto to_degrees = Transform::between(file, "EPSG:4326");
    if (!to_degrees) return fail(std::move(to_degrees.error()));
    auto to_file = Transform::between("EPSG:4326", file);
    if (!to_file) return fail(std::move(to_file.error()));
    const auto corners = corners_of(buildings, *to_degrees);
    if (!corners) return fail(corners.error());
    const ZoneLocator locator(zones);

    DatumCheck check;
    check.sides = sides;
    check.buildings = std::int64_t(corners->size());
    check.readings.push_back({stated.zones, stated.buildings});
    for (const Datum other : {Datum::wgs84, Datum::gcj02, Datum::bd09}) {
        if (other != stated.zones) check.readings.push_back({other, stated.buildings});
        if (other != stated.buildings) check.readings.push_back({stated.zones, other});
    }
    std::vector<std::int64_t> won(check.readings.size()), lost(check.readings.size());
    for (const auto& building : *corners) {
        bool as_stated = false;
        for (std::size_t r = 0; r < check.readings.size(); ++r) {
            auto shape = building;
            for (auto& p : shape.points) {
                const auto place = moved({p.x, p.y}, stated, check.readings[r]);
                p = {place.lon, place.lat};
            }
            const auto world = to_file->apply(std::move(shape));
            const bool whole = world && in_one_zone(locator, *world);
            if (r == 0) as_stated = whole;
            check.readings[r].whole += whole;
            won[r] += whole && !as_stated;
            lost[r] += as_stated && !whole;
        }
    }
    const auto best = std::size_t(std::max_element(check.readings.begin(), check.readings.end(),
                                                   [](const auto& a, const auto& b) { return a.whole < b.whole; }) -
                                  check.readings.begin());
    const double ahead = double(won[best] - lost[best]), different = double(won[best] + lost[best]);
    constexpr double once_in_a_thousand = 10.83;  // chi-squared, one degree of freedom
    if (best != 0 && ahead * ahead > once_in_a_thousand * different) {
        check.chosen = best;
        check.why = fmt::format("{} more of {} {} would lie whole in one {} if {}", check.readings[best].whole - check.readings[0].whole,
                                check.buildings, sides.placed, sides.area, words(check.readings[best], stated, sides));
    } else if (best != 0) {
        check.why = "other frames do no better than chance could";
    } else {
        check.why = fmt::format("no other frame puts more {} whole into one {}", sides.placed, sides.area);
    }
    return check;
}

}  // namespace huegrid::geo
