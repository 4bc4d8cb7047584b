#include "engine/geo/crs/crs_guess.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "engine/geo/crs/crs.hpp"

namespace huegrid::geo {
namespace {

TEST(CrsGuess, NamesTheZoneThatStandsInFrontOfTheEasting) {
    // By PROJ: where a place of the zone lies in the system with the zone's number in front.
    for (int zone = 25; zone <= 45; ++zone) {
        const auto crs = "EPSG:" + std::to_string(4513 + zone - 25);
        const auto p = Transform::between("EPSG:4326", crs)->apply(WorldPoint{zone * 3.0 + 0.4, 30.0});
        ASSERT_TRUE(p);
        const auto guesses = guess_crs({*p, {p->x + 2000, p->y + 3000}});
        EXPECT_EQ(guesses.numbers, Numbers::zone_eastings);
        ASSERT_FALSE(guesses.candidates.empty());
        EXPECT_EQ(guesses.candidates.front().crs, crs);
        EXPECT_EQ(guess_crs({{p->y, p->x}, {p->y + 3000, p->x + 2000}}).numbers, Numbers::swapped_zone_eastings);
    }
}

TEST(CrsGuess, KnowsBothFormsOfEveryZone) {
    // The same place in both differs by the zone's number, a million metres each, in the easting; and in nothing else.
    for (const int epsg : {4513, 4526, 4533, 4534, 4554, 4491, 4501, 2349, 2390, 2327, 2401, 2442, 21413, 21463}) {
        const auto crs = "EPSG:" + std::to_string(epsg), other = other_easting_form(crs);
        ASSERT_NE(other, "") << crs;
        EXPECT_EQ(other_easting_form(other), crs);
        const auto box = plausible_box(crs);
        ASSERT_TRUE(box);
        const auto centre = box->centre();
        const auto moved = Transform::between(crs, other)->apply(WorldPoint{centre.x, centre.y});
        ASSERT_TRUE(moved);
        const double millions = (moved->x - centre.x) / 1e6;
        EXPECT_NEAR(std::abs(millions), std::round(std::abs(millions)), 1e-6) << crs;
        EXPECT_GE(std::round(std::abs(millions)), 13) << crs;
        EXPECT_NEAR(moved->y, centre.y, 1e-3) << crs;
    }
    EXPECT_EQ(other_easting_form("EPSG:4326"), "");
    EXPECT_EQ(other_easting_form("EPSG:32632"), "");
}

TEST(CrsGuess, TellsDegreesFromMetres) {
    EXPECT_EQ(guess_crs({{104.0, 30.6}, {104.1, 30.7}}).candidates.size(), 3u) << "in China: plain, GCJ-02, BD-09";
    EXPECT_EQ(guess_crs({{9.4, 47.0}, {9.6, 47.2}}).candidates.size(), 1u);
    EXPECT_EQ(guess_crs({{30.6, 104.0}, {30.7, 104.1}}).numbers, Numbers::swapped_degrees);
    EXPECT_EQ(guess_crs({{412'000, 3'390'000}, {415'000, 3'395'000}}).candidates.size(), 21u) << "6 digits name no zone";
    EXPECT_EQ(guess_crs({{11'584'000, 3'587'000}, {11'590'000, 3'590'000}}).numbers, Numbers::web_mercator);
    EXPECT_EQ(guess_crs({{-5, 7}, {400, 4000}}).numbers, Numbers::unknown) << "a town's own frame";
    EXPECT_TRUE(guess_crs({}).candidates.empty());
}

TEST(Crs, KnowsWhereItsNumbersCanBe) {
    const auto zone = plausible_box("EPSG:4547");  // 112.5 to 115.5 degrees east, and five around
    ASSERT_TRUE(zone);
    EXPECT_TRUE(zone->contains({412'000, 3'390'000}));
    EXPECT_FALSE(zone->contains({38'412'000, 3'390'000})) << "a zone's number in front";
    EXPECT_FALSE(zone->contains({114.0, 22.5})) << "degrees";
    EXPECT_TRUE(plausible_box("EPSG:4326")->contains({9.5, 47}));
    EXPECT_FALSE(plausible_box("EPSG:4490")->contains({9.5, 47}));
    EXPECT_FALSE(plausible_box("nonsense"));
}

TEST(Crs, KnowsTheOldDatums) {
    for (const char* crs : {"EPSG:4214", "EPSG:2401", "EPSG:21413", "EPSG:2442"}) EXPECT_EQ(old_datum(crs), "Beijing 54") << crs;
    for (const char* crs : {"EPSG:4610", "EPSG:2349", "EPSG:2390"}) EXPECT_EQ(old_datum(crs), "Xi'an 80") << crs;
    EXPECT_EQ(old_datum(crs_from_text("EPSG:2390")->wkt), "Xi'an 80") << "a .prj holds WKT";
    for (const char* crs : {"EPSG:4326", "EPSG:4490", "EPSG:4547", "GCJ-02", ""}) EXPECT_EQ(old_datum(crs), "") << crs;
}

}  // namespace
}  // namespace huegrid::geo
