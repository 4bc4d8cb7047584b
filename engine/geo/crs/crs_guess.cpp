#include "engine/geo/crs/crs_guess.hpp"

#include <fmt/format.h>

#include <cmath>

#include "engine/geo/crs/crs.hpp"

namespace huegrid::geo {
namespace {

/// Codes of the zones of one system: with the zone's number in the easting, and without.
struct ZoneCodes {
    int prefixed, plain, count, first_zone;
};
constexpr ZoneCodes zone_codes[] = {
    {4513, 4534, 21, 25},    // CGCS2000, 3 degrees
    {4491, 4502, 11, 13},    // CGCS2000, 6 degrees
    {2349, 2370, 21, 25},    // Xi'an 80, 3 degrees
    {2327, 2338, 11, 13},    // Xi'an 80, 6 degrees
    {2401, 2422, 21, 25},    // Beijing 54, 3 degrees
    {21413, 21453, 11, 13},  // Beijing 54, 6 degrees
};


bool within(const WorldBox& box, double x0, double y0, double x1, double y1) {
    return box.min.x >= x0 && box.min.y >= y0 && box.max.x <= x1 && box.max.y <= y1;
}

WorldBox swapped(const WorldBox& box) { return {{box.min.y, box.min.x}, {box.max.y, box.max.x}}; }

/// The zone number in front of every easting of the box, or 0.
int zone_in_front(const WorldBox& box) {
    const double zone = std::floor(box.min.x / 1e6);
    if (zone < 13 || zone > 45 || zone == 24 || !within(box, zone * 1e6 + 1e5, 2e5, zone * 1e6 + 9e5, 6.2e6)) return 0;
    return int(zone);
}

CrsGuess named(int epsg) {
    const auto crs = crs_from_text(fmt::format("{}", epsg));
    return {fmt::format("EPSG:{}", epsg), crs ? crs->name : ""};
}

/// Zones below 24 are 6 degrees wide, those above 3. An old survey has the same eastings on another datum.
std::vector<CrsGuess> of_zone(int zone) {
    std::vector<CrsGuess> guesses;
    for (const auto& codes : zone_codes)
        if (codes.first_zone <= zone && zone < codes.first_zone + codes.count)
            guesses.push_back(named(codes.prefixed + zone - codes.first_zone));
    return guesses;
}

CrsGuesses of_degrees(const WorldBox& extent) {
    CrsGuesses guesses{Numbers::degrees, "longitudes and latitudes", {}};
    if (within(extent, 73, 3, 136, 54))
        guesses.candidates = {{"EPSG:4490", "CGCS2000, which WGS 84 agrees with"},
                              {"GCJ-02", "AMap, Tencent, DataV"},
                              {"BD-09", "Baidu"}};
    else
        guesses.candidates = {{"EPSG:4326", "WGS 84"}};
    return guesses;
}

}  // namespace

CrsGuesses guess_crs(const WorldBox& extent) {
    const auto turned = swapped(extent);
    if (extent.empty()) return {};
    if (within(extent, -180, -90, 180, 90) && !within(turned, 73, 3, 136, 54)) return of_degrees(extent);
    if (within(turned, -180, -90, 180, 90)) {
        auto guesses = of_degrees(turned);
        guesses.numbers = Numbers::swapped_degrees;
        guesses.what = "latitudes and longitudes, the latitude first";
        return guesses;
    }
    for (const auto* box : {&extent, &turned})
        if (const int zone = zone_in_front(*box))
            return {box == &extent ? Numbers::zone_eastings : Numbers::swapped_zone_eastings,
                    fmt::format("eastings with the zone's number {} in front{}", zone, box == &extent ? "" : ", in the second place"),
                    of_zone(zone)};
    if (within(extent, 1e5, 0, 9e5, 1e7)) {
        CrsGuesses guesses{Numbers::eastings, "eastings of any zone: its central meridian has to be known", {}};
        for (int epsg = 4534; epsg <= 4554 && extent.max.y < 6.2e6; ++epsg) guesses.candidates.push_back(named(epsg));
        if (guesses.candidates.empty()) guesses.candidates.push_back({"EPSG:326nn", "UTM, zone nn"});
        return guesses;
    }
    if (within(extent, -20037508.4, -20048966.2, 20037508.4, 20048966.2) && (std::abs(extent.min.x) > 1e5 || std::abs(extent.min.y) > 1e5))
        return {Numbers::web_mercator, "metres of a web map", {{"EPSG:3857", "WGS 84 / Pseudo-Mercator"}}};
    return {};
}

std::string other_easting_form(const std::string& crs) {
    const auto known = crs_from_text(crs);
    if (!known) return "";
    for (const auto& codes : zone_codes) {
        if (known->epsg >= codes.prefixed && known->epsg < codes.prefixed + codes.count)
            return fmt::format("EPSG:{}", known->epsg - codes.prefixed + codes.plain);
        if (known->epsg >= codes.plain && known->epsg < codes.plain + codes.count)
            return fmt::format("EPSG:{}", known->epsg - codes.plain + codes.prefixed);
    }
    return "";
}

}  // namespace huegrid::geo
