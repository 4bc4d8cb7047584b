#include "engine/geo/crs/datum_check.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/geo/crs/crs.hpp"

namespace huegrid::geo {
namespace {

constexpr int epsg = 4544;

/// Four zones of 2 km around a square in Chengdu and houses in their inside, all in metres and where they are.
struct Town {
    std::vector<Shape> zones, houses;
};

Town drawn_town() {
    Town town;
    const double x0 = 410'000, y0 = 3'393'000;
    std::mt19937 random(17);
    for (int i = 0; i < 4; ++i) {
        const double x = x0 + 2000 * (i % 2), y = y0 + 2000 * (i / 2);
        town.zones.push_back(make_polygon({{x, y}, {x + 2000, y}, {x + 2000, y + 2000}, {x, y + 2000}}));
        std::uniform_real_distribution<double> inside(15, 1965);
        for (int h = 0; h < 200; ++h) {
            const double hx = x + inside(random), hy = y + inside(random);
            town.houses.push_back(make_polygon({{hx, hy}, {hx + 20, hy}, {hx + 20, hy + 12}, {hx, hy + 12}}));
        }
    }
    return town;
}

/// As they come out when shapes drawn in `datum` are taken for WGS 84.
void mistake(std::vector<Shape>& shapes, Datum datum) {
    const auto there = Transform::between("EPSG:4544", "EPSG:4326"), back = Transform::between("EPSG:4326", "EPSG:4544");
    for (auto& shape : shapes)
        for (auto& p : shape.points) {
            const auto degrees = there->apply(p).value();
            const auto shifted = from_wgs84({degrees.x, degrees.y}, datum);
            p = back->apply(WorldPoint{shifted.lon, shifted.lat}).value();
        }
}

TEST(DatumCheck, LeavesWhatIsRightAlone) {
    const auto town = drawn_town();
    const auto check = check_datum(town.zones, town.houses, epsg);
    ASSERT_TRUE(check);
    EXPECT_EQ(check->chosen, 0u);
    EXPECT_EQ(check->buildings, 800);
    EXPECT_EQ(check->readings.size(), 5u);
    EXPECT_GE(check->readings[0].whole, 799);
}

TEST(DatumCheck, FindsTheSideThatIsShiftedAndHow) {
    for (const auto datum : {Datum::gcj02, Datum::bd09})
        for (const bool zones_are_shifted : {true, false}) {
            auto town = drawn_town();
            mistake(zones_are_shifted ? town.zones : town.houses, datum);
            const auto check = check_datum(town.zones, town.houses, epsg);
            ASSERT_TRUE(check);
            const auto& chosen = check->readings[check->chosen];
            EXPECT_EQ(chosen.zones, zones_are_shifted ? datum : Datum::wgs84) << check->why;
            EXPECT_EQ(chosen.buildings, zones_are_shifted ? Datum::wgs84 : datum) << check->why;
            EXPECT_GE(chosen.whole, 795);
        }
}

TEST(DatumCheck, SeesThatAStatedShiftIsNone) {
    // Houses in WGS 84 that a recipe calls BD-09 have been moved away from where they are.
    auto town = drawn_town();
    const auto there = Transform::between("EPSG:4544", "EPSG:4326"), back = Transform::between("BD-09", "EPSG:4544");
    for (auto& house : town.houses)
        for (auto& p : house.points) p = back->apply(there->apply(p).value()).value();
    const auto check = check_datum(town.zones, town.houses, epsg, {Datum::wgs84, Datum::bd09});
    ASSERT_TRUE(check);
    EXPECT_EQ(check->readings[check->chosen].buildings, Datum::wgs84) << check->why;
    EXPECT_EQ(check->readings[check->chosen].zones, Datum::wgs84);
}

TEST(DatumCheck, DoesNotDecideByChance) {
    auto town = drawn_town();
    town.houses.resize(3);
    mistake(town.zones, Datum::gcj02);
    EXPECT_EQ(check_datum(town.zones, town.houses, epsg)->chosen, 0u) << "three houses prove nothing";
    EXPECT_EQ(check_datum({}, {}, epsg)->chosen, 0u);
}

}  // namespace
}  // namespace huegrid::geo
