#include <epoxy/gl.h>
#include <gtest/gtest.h>
#include <png.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "gui/app/offscreen.hpp"
#include "gui/app/png.hpp"
#include "gui/app/render.hpp"
#include "gui/map/frame_plan.hpp"
#include "gui/map/gl_objects.hpp"
#include "tests/carto/small_town.hpp"

namespace huegrid::gui {
namespace {

using carto::MapView;
using carto::ScreenSize;
using Pixels = std::vector<std::uint8_t>;
constexpr auto unlimited = std::chrono::hours(1);

Colour pixel(const Pixels& pixels, ScreenSize size, carto::ScreenPoint at) {
    const auto i = (std::size_t(at.y) * std::size_t(size.width) + std::size_t(at.x)) * 4;
    return {pixels[i], pixels[i + 1], pixels[i + 2]};
}

std::string hex(Colour c) { return to_text(c); }

class Painter : public testing::Test {
protected:
    void SetUp() override {
        auto made = OffscreenContext::create();
        ASSERT_TRUE(made) << made.error().text();
        context = std::move(*made);
        start(2);
    }
    void start(int blocks) {
        scene = carto::make_scene(test::small_town(blocks));
        auto made = MapPainter::create();
        ASSERT_TRUE(made) << made.error().text();
        painter = std::move(*made);
        painter->show(build_layers(scene));
        painter->look(whole());
    }
    [[nodiscard]] MapView whole() const { return MapView::fit(scene->snapshot->extent(), size, 8); }
    /// Near a corner of the footprint, so that an L-shape holds it too and no sign covers it.
    [[nodiscard]] carto::ScreenPoint on_building(std::size_t b, const MapView& view) const {
        const auto& box = scene->snapshot->buildings.shapes.box(b);
        return view.to_screen({box.min.x + 7, box.min.y + 6});
    }

    ScreenSize size{260, 260};  // 1.6 m a pixel: no edges, no patterns
    std::unique_ptr<OffscreenContext> context;
    carto::ScenePtr scene;
    std::unique_ptr<MapPainter> painter;
};

TEST_F(Painter, EveryBuildingHasItsTiersColour) {
    const auto pixels = painter->pixels();
    for (std::size_t b = 0; b < scene->building_class.size(); ++b)
        EXPECT_EQ(hex(pixel(pixels, size, on_building(b, whole()))),
                  hex(scene->classes[scene->building_class[b]].colour))
            << "building " << b;
}

/// Grid 1 of the town has red households; the last grid gets none, so that it is in no class.
TEST_F(Painter, FilledZonesHaveTheirClassesColourAndMissingOnesAreHatched) {
    auto town = *test::small_town();
    test::add_zone(town, "grid", 0, "无人网格", test::rectangle(400'300, 3'400'150, 100, 100));
    scene = carto::make_scene(std::make_shared<const model::Snapshot>(std::move(town)));
    painter->show(build_layers(scene));
    painter->show_fill(scene->snapshot->find_level("grid"));
    const auto red = pixel(painter->pixels(), size, whole().to_screen({400'098, 3'400'111}));
    EXPECT_EQ(hex(red), hex(carto::as_ground(scene->snapshot->tiers[0].colour))) << "open ground or a roof, it is the zone's";
    EXPECT_GT(red.red, red.green + 40);
    const auto colours_in = [&](geo::WorldPoint corner, double width_m) {
        std::set<std::string> colours;
        const auto pixels = painter->pixels();
        for (double x = 0; x < width_m; ++x)
            for (double y = 0; y < width_m; ++y) colours.insert(hex(pixel(pixels, size, whole().to_screen({corner.x + x, corner.y + y}))));
        return colours;
    };
    const auto missing = colours_in({400'335, 3'400'205}, 20);
    EXPECT_TRUE(missing.count(hex(carto::light_style().no_household)));
    EXPECT_GT(missing.size(), 1u) << "from afar too";

    painter->show_fill(none);
    EXPECT_EQ(hex(pixel(painter->pixels(), size, on_building(1, whole()))), hex(scene->classes[scene->building_class[1]].colour)) << "and back";
}

TEST_F(Painter, AnAreaIsAnOutlineThatHidesNothing) {
    auto town = *test::small_town();
    test::add_zone(town, "grid", 0, "无人网格", test::rectangle(400'300, 3'400'150, 100, 100));
    town.areas.push_back({"flood_zone", "低洼地", test::rectangle(400'320, 3'400'170, 60, 60)});
    scene = carto::make_scene(std::make_shared<const model::Snapshot>(std::move(town)));
    painter->show(build_layers(scene));
    const auto view = MapView::fit({{400'300, 3'400'150}, {400'400, 3'400'250}}, size, 8);
    painter->look(view);
    const auto pixels = painter->pixels();
    EXPECT_EQ(hex(pixel(pixels, size, view.to_screen({400'320, 3'400'215}))), hex(carto::light_style().area));
    EXPECT_EQ(hex(pixel(pixels, size, view.to_screen({400'350, 3'400'215}))), hex(carto::light_style().land)) << "as the ground around it";
}

TEST_F(Painter, AClassSwitchedOffDisappearsAndNothingElseDoes) {
    std::vector<bool> shown(scene->classes.size(), true);
    shown[0] = false;
    painter->show_classes(shown);
    const auto pixels = painter->pixels();
    for (std::size_t b = 0; b < scene->building_class.size(); ++b) {
        const auto c = scene->building_class[b];
        EXPECT_EQ(hex(pixel(pixels, size, on_building(b, whole()))),
                  hex(c == 0 ? carto::light_style().land : scene->classes[c].colour))
            << b;
    }
}

TEST_F(Painter, OutsideEveryZoneIsBackground) {
    EXPECT_EQ(hex(pixel(painter->pixels(), size, {2, 2})), hex(carto::light_style().background));
}

TEST_F(Painter, SlicesGiveThePictureThatOneStepGives) {
    start(32);
    const auto at_once = painter->pixels();
    auto again = MapPainter::create();
    ASSERT_TRUE(again);
    (*again)->show(build_layers(scene));
    (*again)->look(whole());
    int steps = 1;
    while (!(*again)->step(std::chrono::microseconds(1))) ++steps;
    EXPECT_GT(steps, 3);
    EXPECT_TRUE((*again)->pixels() == at_once);
}

TEST_F(Painter, TheSamePictureTwiceIsIdentical) {
    const auto first = painter->pixels();
    painter->look(whole().panned(31, 17));
    (void)painter->pixels();
    painter->look(whole());
    EXPECT_TRUE(painter->pixels() == first);
}

TEST_F(Painter, IntoAPlaceOfAWindowItDrawsTheSameAndNothingBeside) {
    const auto alone = painter->pixels();
    const auto window = make_target({size.width + 50, size.height + 70});
    const DrawInto into(window);
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    painter->draw({20, 30, size.width, size.height});
    const auto pixels = read_pixels(window);
    const int top = window.size.height - 30 - size.height;
    std::size_t different = 0, beside = 0;
    for (int y = 0; y < window.size.height; ++y)
        for (int x = 0; x < window.size.width; ++x) {
            const auto* found = pixels.data() + (std::size_t(y) * std::size_t(window.size.width) + std::size_t(x)) * 4;
            const int mx = x - 20, my = y - top;
            if (mx < 0 || my < 0 || mx >= size.width || my >= size.height) {
                beside += found[0] != 0 || found[1] != 0 || found[2] != 0;
                continue;
            }
            const auto* wanted = alone.data() + (std::size_t(my) * std::size_t(size.width) + std::size_t(mx)) * 4;
            different += !std::equal(found, found + 3, wanted);
        }
    EXPECT_EQ(different, 0u);
    EXPECT_EQ(beside, 0u);
}

TEST_F(Painter, WhilePannedTheLastPictureKeepsItsPixels) {
    const auto before = painter->pixels();
    painter->look(whole().panned(31.4, -17.2));
    const auto window = make_target(size);
    const DrawInto into(window);
    painter->draw({0, 0, size.width, size.height});
    const auto moved = read_pixels(window);
    for (int y = 20; y < size.height - 40; y += 7)
        for (int x = 40; x < size.width; x += 7)
            ASSERT_EQ(hex(pixel(moved, size, {double(x), double(y)})),
                      hex(pixel(before, size, {double(x - 31), double(y + 17)})))
                << x << ", " << y;
    EXPECT_EQ(hex(pixel(moved, size, {10, 100})), hex(carto::light_style().background)) << "left free by the picture";
}

TEST_F(Painter, WhileUnfinishedTheLastPictureIsShownShifted) {
    start(32);
    size = {400, 400};
    const auto view = whole().zoomed({200, 200}, 8);
    painter->look(view);
    while (!painter->step(unlimited)) {
    }
    (void)painter->texture();
    const auto moved = view.panned(10, 0);
    painter->look(moved);
    EXPECT_FALSE(painter->step(std::chrono::microseconds(0)));
    EXPECT_NE(painter->texture(), 0u);
    while (!painter->step(unlimited)) {
    }
    EXPECT_TRUE(painter->step(unlimited)) << "a complete picture stays complete";
}

TEST_F(Painter, HighlightsComeAndGoWithoutTouchingTheMap) {
    const auto plain = painter->pixels();
    painter->highlight({1, 3, 4});
    EXPECT_TRUE(painter->step(std::chrono::microseconds(0))) << "no redraw for a hover";
    EXPECT_FALSE(painter->pixels() == plain);
    painter->highlight({});
    EXPECT_TRUE(painter->pixels() == plain);
}

TEST_F(Painter, AnOpenIssueIsADiamondInItsColour) {
    const auto at = whole().to_screen(*scene->snapshot->issues[0].at);
    EXPECT_EQ(hex(pixel(painter->pixels(), size, at)), hex(carto::light_style().issue));
}

TEST_F(Painter, PatternsAppearWhenNear) {
    const auto view = MapView::fit(scene->snapshot->buildings.shapes.box(0), size, 30);  // a red building, diagonal
    painter->look(view);
    std::map<std::string, int> colours;
    const auto pixels = painter->pixels();
    for (int y = 150; y < 180; ++y)
        for (int x = 60; x < 110; ++x) ++colours[hex(pixel(pixels, size, {double(x), double(y)}))];
    EXPECT_GT(colours[hex(scene->classes[0].colour)], 300);
    EXPECT_GT(colours.size(), 2u);
}

TEST(FramePlan, OnlyTilesInViewAreDrawn) {
    const auto scene = carto::make_scene(test::small_town(40));
    const auto layers = build_layers(scene);
    const auto buildings = [&](const MapView& view) {
        const auto plan = plan_frame(*layers, view);
        return std::count_if(plan.begin(), plan.end(), [](const DrawItem& i) { return i.what == Draw::building; });
    };
    const auto whole = MapView::fit(scene->snapshot->extent(), {800, 800}, 0);
    EXPECT_EQ(buildings(whole), std::ptrdiff_t(layers->tiles.size()));
    EXPECT_LT(buildings(whole.zoomed({100, 100}, 20)), std::ptrdiff_t(layers->tiles.size()) / 2);
    std::uint32_t corners = 0;
    for (const auto& tile : layers->tiles) corners += tile.triangles.count;
    EXPECT_EQ(corners, layers->building_corners.size()) << "the tiles hold every triangle";
}

struct Picture {
    ScreenSize size;
    Pixels rgba;
};

Picture read_png(const std::filesystem::path& path) {
    png_image image{};
    image.version = PNG_IMAGE_VERSION;
    if (!png_image_begin_read_from_file(&image, path.c_str())) return {};
    image.format = PNG_FORMAT_RGBA;
    Picture picture{{int(image.width), int(image.height)}, Pixels(PNG_IMAGE_SIZE(image))};
    png_image_finish_read(&image, nullptr, picture.rgba.data(), 0, nullptr);
    return picture;
}

/// Tolerance: 2 of 255 a channel for 99.9 % of the pixels. To accept a new picture, copy the one the message names.
TEST_F(Painter, LooksLikeTheGoldenPicture) {
    size = {320, 200};
    painter->look(whole().zoomed({100, 171}, 3));
    painter->highlight({1, 7, none});
    const auto pixels = painter->pixels();
    const auto golden = read_png(std::filesystem::path(HUEGRID_SOURCE_DIR) / "tests/gui_map/golden_town.png");
    std::size_t different = pixels.size();
    if (golden.size == size) {
        different = 0;
        for (std::size_t i = 0; i < pixels.size(); i += 4)
            for (std::size_t c = 0; c < 3; ++c)
                if (std::abs(pixels[i + c] - golden.rgba[i + c]) > 2) {
                    ++different;
                    break;
                }
    }
    const auto drawn = std::filesystem::temp_directory_path() / "huegrid_golden_town.png";
    if (different > pixels.size() / 4 / 1000) {
        ASSERT_TRUE(write_png(drawn, size, pixels));
    }
    EXPECT_LE(different, pixels.size() / 4 / 1000) << "the drawn picture is in " << drawn;
}

TEST(Render, WritesAPictureOfTheSizeAskedAndRefusesAnUnknownZone) {
    const auto out = std::filesystem::temp_directory_path() / "huegrid_render_test.png";
    const auto town = test::small_town();
    RenderOptions options;
    options.out = out;
    options.size = {640, 400};
    const auto drawn = render_map(town, options);
    ASSERT_TRUE(drawn) << drawn.error().text();
    EXPECT_EQ(read_png(out).size, (ScreenSize{640, 400}));
    std::filesystem::remove(out);

    options.zone = "凤示社曲";
    const auto unknown = render_map(town, options);
    ASSERT_FALSE(unknown);
    EXPECT_EQ(unknown.error().code, ErrorCode::not_found);
    EXPECT_NE(unknown.error().message.find("凤示社区"), std::string::npos) << unknown.error().message;
    EXPECT_FALSE(std::filesystem::exists(out));

    options.zone.clear();
    options.fill = "gird";
    const auto no_level = render_map(town, options);
    ASSERT_FALSE(no_level);
    EXPECT_EQ(no_level.error().code, ErrorCode::not_found);
    EXPECT_NE(no_level.error().message.find("community, grid"), std::string::npos) << no_level.error().message;
}

}  // namespace
}  // namespace huegrid::gui
