#include <epoxy/gl.h>
#include <gtest/gtest.h>
#include <imgui.h>
#include <imgui_freetype.h>

#include <atomic>
#include <cmath>
#include <thread>

#include "engine/base/text.hpp"
#include "gui/app/app.hpp"
#include "gui/app/offscreen.hpp"
#include "gui/panels/imgui_input.hpp"
#include "gui/text/text.hpp"
#include "tests/gui/drawn_town.hpp"

namespace huegrid::gui {
namespace {

using namespace test;

constexpr int width = 1200, height = 800;

/// The real panels on an EGL context, driven through ImGui's input as a user would.
class Window : public testing::Test {
protected:
    void SetUp() override {
        auto made = OffscreenContext::create();
        ASSERT_TRUE(made) << made.error().text();  // software EGL is on the package list: without it nothing here is tested
        context = std::move(*made);
        glGenRenderbuffers(1, &picture);
        glBindRenderbuffer(GL_RENDERBUFFER, picture);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
        glGenFramebuffers(1, &framebuffer);
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, picture);
        session = std::move(ImGuiSession::create().value());
        set_up_input();
        ImGui::GetIO().DisplaySize = ImVec2(width, height);
        start();
    }

    void start() {
        app.reset();
        FileAccess file;
        file.name = "drawn.gpkg";
        file.read = [this](const model::SnapshotPtr&, const Progress&) -> Result<model::SnapshotPtr> {
            if (broken) return fail(ErrorCode::io, "the file is cut off", "drawn.gpkg");
            return drawn_town(version);
        };
        file.mark = [this] { return Result<std::uint64_t>(std::uint64_t(version.load())); };
        file.doors = [](BuildingId) { return std::vector<DoorPlate>{{HouseholdId{101}, "2", "3", "301", "王**"}}; };
        app = std::move(App::create(*session, {file, Language::zh, 1, {}}).value());
        settle_down();
    }

    void frame() {
        app->before_frame();
        session->new_frame();
        ImGui::GetIO().DeltaTime = 1.0f / 60;
        ImGui::NewFrame();
        app->frame();
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
        glViewport(0, 0, width, height);
        session->render();
    }

    /// Frames until everything asked for is on the screen.
    void settle_down() {
        const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
        for (int quiet = 0; quiet < 3 && std::chrono::steady_clock::now() < end;) {
            frame();
            quiet = app->settled() ? quiet + 1 : 0;
            if (!app->settled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
        ASSERT_TRUE(app->settled());
    }

    void point(float x, float y) {
        send_pointer(x, y);
        frame();
    }
    void press_here() {
        send_button(true);
        frame();
        send_button(false);
        frame();
        settle_down();
    }
    void click(const std::string& name) {
        const auto rect = app->widgets().find(name);
        ASSERT_TRUE(rect) << "there is no widget " << name;
        point(rect->centre_x(), rect->centre_y());
        press_here();
        point(1, 1);  // a second click elsewhere isn't a double click then
        for (int i = 0; i < 30; ++i) frame();
    }
    /// Where on the screen a place on the ground is.
    carto::ScreenPoint on_screen(geo::WorldPoint p) {
        const auto map = app->widgets().find("map").value();
        const auto at = app->state().view.to_screen(p);
        return {at.x + double(map.left), at.y + double(map.top)};
    }
    void click_ground(geo::WorldPoint p) {
        const auto at = on_screen(p);
        point(float(at.x), float(at.y));
        press_here();
    }
    Colour pixel(geo::WorldPoint p) {
        const auto at = on_screen(p);
        std::uint8_t rgba[4];
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer);
        glReadPixels(int(at.x), height - 1 - int(at.y), 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, rgba);
        return {rgba[0], rgba[1], rgba[2]};
    }
    const model::Snapshot& town() { return app->place()->snapshot(); }

    std::unique_ptr<OffscreenContext> context;
    std::uint32_t picture = 0, framebuffer = 0;
    std::unique_ptr<ImGuiSession> session;
    std::atomic<std::int64_t> version = 1;
    std::atomic<bool> broken = false;
    std::unique_ptr<App> app;
};

/// Inside building B, which is drawn in its only tier's colour, off its letter.
constexpr geo::WorldPoint in_b{63, 123};

TEST_F(Window, ALegendClickSwitchesTheTiersBuildingsOffAndOnAgain) {
    const Colour before = pixel(in_b);
    EXPECT_EQ(before, town().tiers[std::size_t(green)].colour);
    click("legend/green");
    EXPECT_FALSE(app->state().shown[std::size_t(green)]);
    EXPECT_NE(pixel(in_b), before);
    click("legend/green");
    EXPECT_EQ(pixel(in_b), before);
}

TEST_F(Window, AClickOnABuildingSelectsItAndReadsItsDoors) {
    click_ground({30, 130});
    EXPECT_EQ(app->state().selection.building, BuildingId{11});
    ASSERT_TRUE(app->cards());
    EXPECT_EQ(app->cards()->size(), 3u);
    EXPECT_TRUE(app->widgets().find("household/101")) << "the inspector lists the building's households";
    const auto cell = app->widgets().find("floors/2/3");
    ASSERT_TRUE(cell) << "the building's section";
    point(cell->centre_x(), cell->centre_y());
    send_wheel(-30);
    for (int i = 0; i < 30; ++i) frame();
    click("household/101");
    EXPECT_EQ(app->state().selection.household, HouseholdId{101});
    EXPECT_TRUE(app->widgets().find("inspector/why"));
    click("inspector/back");
    EXPECT_EQ(app->state().selection.building, BuildingId{11});
}

TEST_F(Window, AClickBesideTheBuildingsSelectsTheZoneAndEscapeClears) {
    click_ground({150, 20});
    EXPECT_EQ(app->state().selection.zone, ZoneId{4});
    send_key(Key::escape, true);
    frame();
    send_key(Key::escape, false);
    frame();
    EXPECT_TRUE(app->state().selection.empty());
}

TEST_F(Window, ADragPansByWhatThePointerMovedAndSelectsNothing) {
    const auto at = on_screen({150, 20});
    const auto under = geo::WorldPoint{150, 20};
    point(float(at.x), float(at.y));
    send_button(true);
    frame();
    for (int i = 1; i <= 10; ++i) point(float(at.x) - 10.0f * float(i), float(at.y) - 6.0f * float(i));
    send_button(false);
    frame();
    const auto moved = on_screen(under);
    EXPECT_NEAR(moved.x, at.x - 100, 1.5);
    EXPECT_NEAR(moved.y, at.y - 60, 1.5);
    EXPECT_TRUE(app->state().selection.empty());
}

TEST_F(Window, TheWheelZoomsAndKeepsWhatIsUnderThePointer) {
    const geo::WorldPoint under{70, 130};
    const auto at = on_screen(under);
    const double before = app->state().view.metres_per_pixel;
    point(float(at.x), float(at.y));
    send_wheel(3);
    frame();
    settle_down();
    EXPECT_LT(app->state().view.metres_per_pixel, before * 0.6);
    EXPECT_NEAR(on_screen(under).x, at.x, 1.5);
    EXPECT_NEAR(on_screen(under).y, at.y, 1.5);
}

TEST_F(Window, HoveringABuildingIsNotSelectingIt) {
    const auto at = on_screen({30, 130});
    point(float(at.x), float(at.y));
    frame();
    EXPECT_EQ(app->state().hovered, BuildingId{11});
    EXPECT_TRUE(app->state().selection.empty());
}

TEST_F(Window, HoveringAFilledZoneTellsItWhereverItsBuildingsAre) {
    click("toolbar/fill/grid");
    for (const auto& [ground, building] : {std::pair(geo::WorldPoint{30, 130}, BuildingId{11}), std::pair(geo::WorldPoint{80, 20}, BuildingId{})}) {
        const auto at = on_screen(ground);
        point(float(at.x), float(at.y));
        EXPECT_EQ(app->state().hovered, building);
        EXPECT_EQ(app->state().hovered_zone, ZoneId{3});
    }
    click("toolbar/fill/buildings");
    const auto at = on_screen({80, 20});
    point(float(at.x), float(at.y));
    EXPECT_FALSE(app->state().hovered_zone) << "no zone has a colour";
}

TEST_F(Window, ATreeClickSelectsTheZoneAndFitsIt) {
    click("tree/东网格 East");
    EXPECT_EQ(app->state().selection.zone, ZoneId{4});
    const auto view = app->state().view.box();
    EXPECT_NEAR(view.centre().x, 150, 1);
    EXPECT_NEAR(view.centre().y, 100, 1);
    EXPECT_TRUE(view.contains({100, 0}) && view.contains({200, 200}));
    click("toolbar/fit");
    EXPECT_NEAR(app->state().view.centre.x, 100, 1);
}

TEST_F(Window, TheLanguageSwitchChangesWhatThePanelsSay) {
    const auto before = app->widgets().find("toolbar/language").value();
    click("toolbar/language");
    EXPECT_EQ(app->state().language, Language::en);
    const auto after = app->widgets().find("toolbar/language").value();
    EXPECT_NE(before.right - before.left, after.right - after.left);
    click("toolbar/language");
    EXPECT_EQ(app->state().language, Language::zh);
}

TEST_F(Window, TypingFindsAZone) {
    click("tree/find");
    const auto rect = app->widgets().find("tree/find").value();
    point(rect.centre_x(), rect.centre_y());
    press_here();
    send_text("东网");
    frame();
    settle_down();
    EXPECT_EQ(app->state().filter, "东网");
    EXPECT_TRUE(app->widgets().find("tree/东网格 East"));
    EXPECT_FALSE(app->widgets().find("tree/北网格 North"));
}

TEST_F(Window, AChangedFileIsReadAgainAndTheSelectionStays) {
    click_ground({30, 130});
    version = 2;
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (town().version != 2 && std::chrono::steady_clock::now() < end) {
        frame();
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    EXPECT_EQ(town().version, 2);
    EXPECT_EQ(app->state().selection.building, BuildingId{11});
}

TEST_F(Window, APlaceIsNeverShownWithoutTheGlyphsOfItsNames) {
    auto options = App::Options{};
    options.file.name = "drawn.gpkg";
    options.file.read = [](const model::SnapshotPtr&, const Progress&) -> Result<model::SnapshotPtr> {
        auto town = std::make_shared<model::Snapshot>(*drawn_town());
        town->zones.edit()[std::size_t(north)].name = "郫县龘";
        return model::SnapshotPtr(town);
    };
    options.file.mark = [] { return Result<std::uint64_t>(1u); };
    app.reset();
    app = std::move(App::create(*session, options).value());
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(60);
    while (!app->place() && std::chrono::steady_clock::now() < end) frame();
    ASSERT_TRUE(app->place());
    for (const auto* font : ImGui::GetIO().Fonts->Fonts) EXPECT_TRUE(font->FindGlyphNoFallback(0x9f98)) << "龘";
}

TEST_F(Window, AFileThatCantBeReadIsShownWithAWayToTryAgain) {
    broken = true;
    start();
    ASSERT_TRUE(app->failure());
    EXPECT_TRUE(app->widgets().find("failure/title"));
    broken = false;
    click("failure/try_again");
    EXPECT_FALSE(app->failure());
    EXPECT_TRUE(app->widgets().find("map"));
}

TEST(Glyphs, TheWindowsOwnWordsAndRareCharactersOfTheDataAreHeld) {
    GlyphSet glyphs;
    EXPECT_FALSE(glyphs.add(tr(Text::only_with_issues, Language::zh)));
    EXPECT_TRUE(glyphs.add("郫都区深圳渝莞浦") || glyphs.holds(U'郫'));
    EXPECT_FALSE(glyphs.add("郫都区深圳渝莞浦")) << "a second time nothing is new, so the atlas isn't made again";
    for (const char16_t c : glyphs.code_points()) EXPECT_TRUE(glyphs.holds(c));
    EXPECT_EQ(glyphs.code_points().front(), u' ');
}

TEST(Fonts, TheFontHasEveryGlyphOfTheWindowsWords) {
    ImFontAtlas atlas;
    const GlyphSet glyphs;
    const auto fonts = build_fonts(atlas, glyphs, 1);
    ASSERT_TRUE(fonts) << fonts.error().text();
    for (std::size_t t = 0; t < text_count; ++t)
        for (const char32_t c : code_points(tr(Text(t), Language::zh)))
            EXPECT_TRUE(fonts->body->FindGlyphNoFallback(ImWchar(c))) << "U+" << std::hex << unsigned(c) << " in " << tr(Text(t), Language::zh);
}

TEST(Fonts, OurGlyphsLieWhereImGuisOwnWould) {
    ImFontAtlas ours, theirs;
    const auto fonts = build_fonts(ours, GlyphSet(), 1);
    ASSERT_TRUE(fonts) << fonts.error().text();
    theirs.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    theirs.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    const ImWchar ranges[] = {' ', '~', 0x4e00, 0x4e2d, 0};
    ImFontConfig config;
    config.PixelSnapH = true;
    const auto* font = theirs.AddFontFromFileTTF(find_font()->c_str(), 16, &config, ranges);
    ASSERT_TRUE(theirs.Build());
    for (const ImWchar c : {ImWchar(' '), ImWchar('A'), ImWchar('g'), ImWchar('|'), ImWchar(0x4e2d)}) {
        const auto *a = fonts->body->FindGlyphNoFallback(c), *b = font->FindGlyphNoFallback(c);
        ASSERT_TRUE(a && b) << c;
        EXPECT_EQ(a->AdvanceX, b->AdvanceX) << c;
        if (!b->Visible) continue;
        EXPECT_EQ(a->X0 + 1, b->X0) << c;
        EXPECT_EQ(a->Y0 + 1, b->Y0) << c;
    }
}

// Would catch: a stroke of the glyph beside it in the atlas at the edge of a letter that is drawn smaller.
TEST(Fonts, NoGlyphTouchesTheEdgeOfItsRectangle) {
    ImFontAtlas atlas;
    const auto fonts = build_fonts(atlas, GlyphSet(), 1);
    ASSERT_TRUE(fonts) << fonts.error().text();
    unsigned char* pixels = nullptr;
    int across = 0, down = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &across, &down);
    std::size_t inked = 0;
    for (const auto& glyph : fonts->body->Glyphs) {
        if (!glyph.Visible) continue;
        const auto texel = [](float share, int of) { return int(std::lround(share * float(of))); };
        const int left = texel(glyph.U0, across), right = texel(glyph.U1, across) - 1, top = texel(glyph.V0, down), bottom = texel(glyph.V1, down) - 1;
        for (int x = left; x <= right; ++x)
            for (int y = top; y <= bottom; ++y) {
                const bool ink = pixels[y * across + x] != 0;
                inked += ink;
                ASSERT_FALSE(ink && (x == left || x == right || y == top || y == bottom)) << glyph.Codepoint;
            }
    }
    EXPECT_GT(inked, 1000u);
}

/// The switch of a user: one click fills by grids, the key goes on, and the next level or the buildings come.
TEST_F(Window, TheMapIsFilledByZonesAtAClickAndTheKeyGoesOn) {
    click("toolbar/fill/grid");
    EXPECT_EQ(app->state().fill_level, "grid");
    EXPECT_TRUE(app->widgets().find("legend/zones/0").has_value()) << "the legend tells what zones mean";
    send_key(Key::fill, true);
    frame();
    send_key(Key::fill, false);
    settle_down();
    EXPECT_NE(app->state().fill_level, "grid");
    click("toolbar/fill/buildings");
    EXPECT_EQ(app->state().fill_level, "");
    EXPECT_FALSE(app->widgets().find("legend/zones/0").has_value());
}

}  // namespace
}  // namespace huegrid::gui
