#include "engine/geo/crs/datum.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>
#include <numbers>
#include <string>

namespace huegrid::geo {
namespace {

using std::numbers::pi;

constexpr double radians_per_degree = pi / 180.0;

/// Krassovsky 1940: semi-major axis in metres, first eccentricity squared.
constexpr double krassovsky_a = 6378245.0;
constexpr double krassovsky_e2 = 0.00669342162296594323;

/// The wave both directions share, in metres; `t` in degrees from 105°E.
double fine_wave(double t) { return (20.0 * std::sin(6.0 * pi * t) + 20.0 * std::sin(2.0 * pi * t)) * 2.0 / 3.0; }

LonLat gcj02_from_wgs84(LonLat p) {
    const double x = p.lon - 105.0, y = p.lat - 35.0;
    const double root = std::sqrt(std::abs(x));
    double north_m = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + fine_wave(x);
    north_m += (20.0 * std::sin(pi * y) + 40.0 * std::sin(pi * y / 3.0)) * 2.0 / 3.0;
    north_m += (160.0 * std::sin(pi * y / 12.0) + 320.0 * std::sin(pi * y / 30.0)) * 2.0 / 3.0;
    double east_m = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + fine_wave(x);
    east_m += (20.0 * std::sin(pi * x) + 40.0 * std::sin(pi * x / 3.0)) * 2.0 / 3.0;
    east_m += (150.0 * std::sin(pi * x / 12.0) + 300.0 * std::sin(pi * x / 30.0)) * 2.0 / 3.0;

    const double latitude = p.lat * radians_per_degree;
    const double w2 = 1.0 - krassovsky_e2 * std::sin(latitude) * std::sin(latitude);
    const double w = std::sqrt(w2);
    const double meridian_radius = krassovsky_a * (1.0 - krassovsky_e2) / (w2 * w);
    const double parallel_radius = krassovsky_a / w * std::cos(latitude);
    return {p.lon + east_m / (parallel_radius * radians_per_degree),
            p.lat + north_m / (meridian_radius * radians_per_degree)};
}

LonLat bd09_from_gcj02(LonLat p) {
    constexpr double waves = pi * 3000.0 / 180.0;
    const double radius = std::hypot(p.lon, p.lat) + 0.00002 * std::sin(p.lat * waves);
    const double angle = std::atan2(p.lat, p.lon) + 0.000003 * std::cos(p.lon * waves);
    return {radius * std::cos(angle) + 0.0065, radius * std::sin(angle) + 0.006};
}

template <class Forward>
LonLat inverse(LonLat p, Forward forward) {
    constexpr int most_steps = 10;
    constexpr double still_degrees = 1e-11;
    LonLat q = p;
    for (int step = 0; step < most_steps; ++step) {
        const LonLat image = forward(q);
        const double dx = p.lon - image.lon, dy = p.lat - image.lat;
        q = {q.lon + dx, q.lat + dy};
        if (std::abs(dx) < still_degrees && std::abs(dy) < still_degrees) break;
    }
    return q;
}

}  // namespace

std::string_view name(Datum datum) {
    switch (datum) {
        case Datum::wgs84:
            return "WGS 84";
        case Datum::gcj02:
            return "GCJ-02";
        case Datum::bd09:
            return "BD-09";
    }
    return "";
}

std::optional<Datum> shifted_datum(std::string_view text) {
    std::string letters;
    for (const char c : text)
        if (c != '-' && c != ' ' && c != '_') letters += char(std::tolower(static_cast<unsigned char>(c)));
    if (letters == "gcj02") return Datum::gcj02;
    if (letters == "bd09") return Datum::bd09;
    return std::nullopt;
}

bool is_shifted_here(LonLat p) { return p.lon >= 72.004 && p.lon <= 137.8347 && p.lat >= 0.8293 && p.lat <= 55.8271; }

LonLat from_wgs84(LonLat wgs84, Datum datum) {
    if (datum == Datum::wgs84 || !is_shifted_here(wgs84)) return wgs84;
    const LonLat gcj02 = gcj02_from_wgs84(wgs84);
    return datum == Datum::gcj02 ? gcj02 : bd09_from_gcj02(gcj02);
}

LonLat to_wgs84(LonLat p, Datum datum) {
    if (datum == Datum::wgs84 || !is_shifted_here(p)) return p;
    const LonLat gcj02 = datum == Datum::bd09 ? inverse(p, bd09_from_gcj02) : p;
    return inverse(gcj02, gcj02_from_wgs84);
}

}  // namespace huegrid::geo
