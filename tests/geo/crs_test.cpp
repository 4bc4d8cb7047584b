#include "engine/geo/crs/crs.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace huegrid::geo {
namespace {

TEST(CrsFromText, KnowsTheZonesOfChina) {
    const auto crs = crs_from_text("EPSG:4547");
    ASSERT_TRUE(crs);
    EXPECT_EQ(crs->epsg, 4547);
    EXPECT_EQ(crs->name, "CGCS2000 / 3-degree Gauss-Kruger CM 114E");
    EXPECT_TRUE(crs->projected_metres);
    EXPECT_TRUE(crs->wkt.starts_with("PROJCS[")) << "GeoPackage wants WKT 1";
    EXPECT_EQ(crs_from_text(" epsg:4547 ").value(), *crs);
    EXPECT_EQ(crs_from_text("4547").value(), *crs);
    EXPECT_FALSE(crs_from_text("EPSG:4326")->projected_metres) << "degrees";
    EXPECT_FALSE(crs_from_text("EPSG:2263")->projected_metres) << "feet";
}

TEST(CrsFromText, SaysWhatToWriteInstead) {
    for (const char* wrong : {"", "EPSG:", "EPSG:999999", "WGS84", "EPSG:4547x", "ESRI:4547", "-4547", "99999999999"}) {
        const auto crs = crs_from_text(wrong);
        ASSERT_FALSE(crs) << wrong;
        EXPECT_EQ(crs.error().code, ErrorCode::bad_input);
        EXPECT_NE(crs.error().message.find("EPSG:4547"), std::string::npos) << crs.error().message;
    }
}

TEST(CrsForPlace, TakesTheNearestMeridian) {
    const std::pair<LonLat, int> cases[] = {
        {{114.06, 22.54}, 4547},  // Shenzhen, 114°E
        {{104.07, 30.66}, 4544},  // Chengdu, 105°E
        {{116.40, 39.90}, 4548},  // Beijing, 117°E
        {{73.5, 39.5}, 4534},     // the western rim, 75°E
        {{135.1, 48.4}, 4554},    // the eastern rim, 135°E
        {{9.52, 47.14}, 32632},   // Liechtenstein
        {{-58.4, -34.6}, 32721},  // Buenos Aires, south
        {{180.0, 0.0}, 32660},    // the last zone, not a 61st
        {{-180.0, 0.0}, 32601},
    };
    for (const auto& [place, epsg] : cases) EXPECT_EQ(crs_for_place(place).value().epsg, epsg) << place.lon;
    EXPECT_FALSE(crs_for_place({512'345, 3'398'765})) << "metres taken for degrees";
    EXPECT_FALSE(crs_for_place({std::nan(""), 0}));
}

TEST(CrsForPlace, PutsItsCentralMeridianAt500Kilometres) {
    for (int meridian = 75; meridian <= 135; meridian += 3) {
        const auto crs = crs_for_place({double(meridian), 30.0});
        ASSERT_TRUE(crs) << meridian;
        const auto to = Transform::between("EPSG:4490", "EPSG:" + std::to_string(crs->epsg));
        ASSERT_TRUE(to) << meridian;
        EXPECT_NEAR(to->apply(WorldPoint{double(meridian), 30.0})->x, 500'000.0, 0.001) << crs->name;
    }
}

TEST(Transform, PutsTheEquatorAndTheMeridianArcWhereTheEllipsoidSays) {
    // From the equator to 45°N along a meridian of WGS 84: 4,984,944.378 m (series of Helmert), times UTM's 0.9996.
    const auto to = Transform::between("EPSG:4326", "EPSG:32632");
    ASSERT_TRUE(to);
    EXPECT_NEAR(to->apply(WorldPoint{9.0, 0.0})->y, 0.0, 0.001);
    const auto p = to->apply(WorldPoint{9.0, 45.0});
    ASSERT_TRUE(p);
    EXPECT_NEAR(p->x, 500'000.0, 0.001);
    EXPECT_NEAR(p->y, 4'984'944.378 * 0.9996, 0.001);
}

TEST(Transform, ThereAndBackIsWithinAMillimetre) {
    std::mt19937 random(5);
    std::uniform_real_distribution<double> lon(112.5, 115.5), lat(18.0, 50.0);
    const auto there = Transform::between("EPSG:4326", "EPSG:4547");
    const auto back = Transform::between("EPSG:4547", "EPSG:4326");
    ASSERT_TRUE(there && back);
    constexpr double metres_per_degree = 111'320.0;
    for (int i = 0; i < 2000; ++i) {
        const WorldPoint degrees{lon(random), lat(random)};
        const auto metres = there->apply(degrees);
        ASSERT_TRUE(metres);
        const auto again = back->apply(*metres);
        ASSERT_TRUE(again);
        ASSERT_NEAR(again->x, degrees.x, 0.001 / metres_per_degree);
        ASSERT_NEAR(again->y, degrees.y, 0.001 / metres_per_degree);
    }
}

TEST(Transform, KeepsTheShapeOfAShape) {
    Shape shape{ShapeKind::polygon, {{114, 22}, {114.1, 22}, {114.1, 22.1}, {114.05, 22.02}}, {3, 4}, {2}};
    const auto moved = Transform::between("EPSG:4326", "EPSG:4547")->apply(shape);
    ASSERT_TRUE(moved);
    EXPECT_EQ(moved->ring_ends, shape.ring_ends);
    EXPECT_EQ(moved->part_ends, shape.part_ends);
    EXPECT_EQ(moved->kind, shape.kind);
    EXPECT_TRUE(Transform::between("EPSG:4326", "EPSG:4547")->apply(Shape{})->empty());
}

TEST(Transform, TakesWktToo) {
    const auto wkt = crs_from_text("EPSG:4547")->wkt;
    const auto by_wkt = Transform::between("EPSG:4326", wkt)->apply(WorldPoint{114.5, 22.5});
    const auto by_number = Transform::between("EPSG:4326", "EPSG:4547")->apply(WorldPoint{114.5, 22.5});
    ASSERT_TRUE(by_wkt && by_number);
    EXPECT_NEAR(by_wkt->x, by_number->x, 1e-6);
    EXPECT_NEAR(by_wkt->y, by_number->y, 1e-6);
}

TEST(Transform, NamesTheVertexThatHasNoPlace) {
    const auto to = Transform::between("EPSG:4326", "EPSG:32632");
    ASSERT_TRUE(to);
    const auto moved = to->apply(make_line({{9, 47}, {9, 1234}}));
    ASSERT_FALSE(moved);
    EXPECT_EQ(moved.error().code, ErrorCode::bad_input);
    EXPECT_NE(moved.error().message.find("9 1234"), std::string::npos) << moved.error().message;
    EXPECT_FALSE(Transform::between("EPSG:4326", "EPSG:1"));
    EXPECT_FALSE(Transform::between("nonsense", "EPSG:4547"));
}

}  // namespace
}  // namespace huegrid::geo
