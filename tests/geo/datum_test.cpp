#include "engine/geo/crs/datum.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <random>

#include "engine/geo/crs/crs.hpp"

namespace huegrid::geo {
namespace {

/// Metres on a sphere; good to 0.5 % over a kilometre.
double metres_between(LonLat p, LonLat q) {
    constexpr double metres_per_degree = 111'195.0;
    const double east = (p.lon - q.lon) * std::cos((p.lat + q.lat) / 2 * std::numbers::pi / 180);
    return metres_per_degree * std::hypot(east, p.lat - q.lat);
}

TEST(Datum, AgreesWithTheFiguresPublishedWithEviltransform) {
    // googollee/eviltransform's own test table: WGS 84, then GCJ-02.
    const std::pair<LonLat, LonLat> published[] = {
        {{121.5272106, 31.1774276}, {121.531541859215, 31.17530398364597}},
        {{113.912316, 22.543847}, {113.9171764808363, 22.540796131694766}},
        {{116.377817, 39.911954}, {116.38404722455657, 39.91334545536069}},
        {{-104.9903, 39.7392}, {-104.9903, 39.7392}},
        {{153.0251, -27.4698}, {153.0251, -27.4698}},
    };
    for (const auto& [wgs84, gcj02] : published) EXPECT_LT(metres_between(from_wgs84(wgs84, Datum::gcj02), gcj02), 0.001);
}

TEST(Datum, AgreesWithTheFiguresPublishedWithCoordtransform) {
    // wandergis/coordtransform: gcj02tobd09(116.404, 39.915).
    const LonLat gcj02{116.404, 39.915};
    const LonLat wgs84 = to_wgs84(gcj02, Datum::gcj02);
    EXPECT_LT(metres_between(from_wgs84(wgs84, Datum::bd09), {116.41036949371029, 39.92133699351021}), 0.001);
}

TEST(Datum, ThereAndBackIsWithinAMillimetre) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::mt19937 random(seed);
    // China and its seas, well inside the box; and the root's kink along 105°E, where a derivative is infinite.
    std::uniform_real_distribution<double> lon(73.5, 135.1), lat(3.9, 53.6), kink(-1e-9, 1e-9);
    double worst_m = 0;
    for (int i = 0; i < 200'000; ++i) {
        const LonLat place{i % 100 == 0 ? 105.0 + kink(random) : lon(random), lat(random)};
        for (const Datum datum : {Datum::gcj02, Datum::bd09})
            worst_m = std::max(worst_m, metres_between(to_wgs84(from_wgs84(place, datum), datum), place));
    }
    RecordProperty("worst_micrometres", int(worst_m * 1e6));
    EXPECT_LT(worst_m, 0.001);
}

TEST(Datum, ShiftsAsFarAsIsKnown) {
    std::mt19937 random(3);
    std::uniform_real_distribution<double> lon(75.0, 134.0), lat(18.0, 53.0);
    for (int i = 0; i < 20'000; ++i) {
        const LonLat place{lon(random), lat(random)};
        const auto gcj02 = from_wgs84(place, Datum::gcj02);
        const double shift_m = metres_between(place, gcj02), more_m = metres_between(gcj02, from_wgs84(place, Datum::bd09));
        ASSERT_GT(shift_m, 15) << place.lon << ' ' << place.lat;
        ASSERT_LT(shift_m, 720) << place.lon << ' ' << place.lat;
        ASSERT_GT(more_m, 740) << place.lon << ' ' << place.lat;
        ASSERT_LT(more_m, 1010) << place.lon << ' ' << place.lat;
    }
    const LonLat tianfu_square{104.0657, 30.6574};
    EXPECT_NEAR(metres_between(tianfu_square, from_wgs84(tianfu_square, Datum::gcj02)), 361, 3);
}

TEST(Datum, IsTheSameOutsideTheBox) {
    for (const LonLat place : {LonLat{9.52, 47.14}, LonLat{-118.2, 34.05}, LonLat{139.7, 35.7}, LonLat{104, -1}})
        for (const Datum datum : {Datum::gcj02, Datum::bd09}) {
            EXPECT_EQ(from_wgs84(place, datum), place);
            EXPECT_EQ(to_wgs84(place, datum), place);
        }
    EXPECT_TRUE(std::isnan(to_wgs84({std::nan(""), 30}, Datum::bd09).lon));
}

TEST(Datum, IsKnownHoweverItIsWritten) {
    for (const char* text : {"GCJ-02", "gcj02", "Gcj_02", "GCJ 02"}) EXPECT_EQ(shifted_datum(text), Datum::gcj02) << text;
    for (const char* text : {"BD-09", "bd09"}) EXPECT_EQ(shifted_datum(text), Datum::bd09) << text;
    for (const char* text : {"", "EPSG:4326", "WGS 84", "GCJ"}) EXPECT_FALSE(shifted_datum(text)) << text;
}

TEST(Transform, TakesShiftedFramesAsWhatTheyAre) {
    const LonLat place{104.0657, 30.6574};
    const auto there = Transform::between("EPSG:4326", "EPSG:4544")->apply(WorldPoint{place.lon, place.lat});
    for (const Datum datum : {Datum::gcj02, Datum::bd09}) {
        const auto shifted = from_wgs84(place, datum);
        const auto transform = Transform::between(std::string(name(datum)), "EPSG:4544");
        ASSERT_TRUE(transform);
        const auto world = transform->apply(WorldPoint{shifted.lon, shifted.lat});
        ASSERT_TRUE(there && world);
        EXPECT_NEAR(world->x, there->x, 0.001);
        EXPECT_NEAR(world->y, there->y, 0.001);
    }
}

}  // namespace
}  // namespace huegrid::geo
