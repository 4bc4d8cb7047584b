#include "engine/carto/map_view.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "engine/carto/scene.hpp"

namespace huegrid::carto {
namespace {

const MapView near_chengdu{{412'345.25, 3'391'234.75}, 0.7, {1280, 800}};

TEST(MapView, ScreenToWorldAndBackIsIdentity) {
    for (double x = -50; x < 1400; x += 173)
        for (double y = -50; y < 900; y += 131) {
            const auto back = near_chengdu.to_screen(near_chengdu.to_world({x, y}));
            EXPECT_NEAR(back.x, x, 1e-6);
            EXPECT_NEAR(back.y, y, 1e-6);
        }
}

TEST(MapView, NorthIsUp) { EXPECT_GT(near_chengdu.to_world({0, 0}).y, near_chengdu.to_world({0, 800}).y); }

TEST(MapView, PanningMovesWhatIsUnderThePointerWithIt) {
    const auto held = near_chengdu.to_world({300, 200});
    const auto now = near_chengdu.panned(40, -25).to_screen(held);
    EXPECT_NEAR(now.x, 340, 1e-6);
    EXPECT_NEAR(now.y, 175, 1e-6);
}

TEST(MapView, ZoomingKeepsThePointUnderTheCursorAlsoAtTheLimits) {
    std::mt19937 random(7);
    std::uniform_real_distribution<double> x(0, 1280), y(0, 800), power(-9, 9);
    for (int i = 0; i < 1000; ++i) {
        const ScreenPoint at{x(random), y(random)};
        const auto zoomed = near_chengdu.zoomed(at, std::pow(10.0, power(random)));
        const auto before = near_chengdu.to_world(at), after = zoomed.to_world(at);
        ASSERT_NEAR(before.x, after.x, 1e-6) << i;
        ASSERT_NEAR(before.y, after.y, 1e-6) << i;
        ASSERT_GE(zoomed.metres_per_pixel, 0.02);
        ASSERT_LE(zoomed.metres_per_pixel, 2000);
    }
}

TEST(MapView, FitShowsTheWholeBoxAndTouchesOnePairOfMargins) {
    geo::WorldBox box;
    box.add(geo::WorldPoint{1000, 2000});
    box.add(geo::WorldPoint{1500, 2100});
    const auto view = MapView::fit(box, {800, 600}, 20);
    const auto low = view.to_screen(box.min), high = view.to_screen(box.max);
    EXPECT_NEAR(low.x, 20, 1e-9);
    EXPECT_NEAR(high.x, 780, 1e-9);
    EXPECT_GT(high.y, 20);
    EXPECT_NEAR((low.y + high.y) / 2, 300, 1e-9);
}

TEST(MapView, FitOfNothingIsStillAView) { EXPECT_GT(MapView::fit({}, {800, 600}, 20).metres_per_pixel, 0); }

TEST(ScaleBar, IsARoundLengthAndMoreThanTwoFifthsOfWhatIsAllowed) {
    for (double metres_per_pixel = 0.02; metres_per_pixel < 2000; metres_per_pixel *= 1.07) {
        const auto bar = scale_bar({{}, metres_per_pixel, {800, 600}}, 150);
        const double power = std::pow(10.0, std::floor(std::log10(bar.length_m) + 1e-9));
        const double digit = bar.length_m / power;
        EXPECT_TRUE(std::abs(digit - 1) < 1e-9 || std::abs(digit - 2) < 1e-9 || std::abs(digit - 5) < 1e-9)
            << bar.length_m;
        EXPECT_LE(bar.length_px, 150 + 1e-9);
        EXPECT_GT(bar.length_px, 150 * 0.4 - 1e-9);
        EXPECT_NEAR(bar.length_px * metres_per_pixel, bar.length_m, 1e-9 * bar.length_m);
    }
}

TEST(ScaleBar, SaysItsUnit) {
    EXPECT_EQ(scale_bar({{}, 10, {800, 600}}, 110).text, "1 km");
    EXPECT_EQ(scale_bar({{}, 1, {800, 600}}, 110).text, "100 m");
    EXPECT_EQ(scale_bar({{}, 0.02, {800, 600}}, 30).text, "50 cm");
}

}  // namespace
}  // namespace huegrid::carto
