/// @file app.hpp
/// The window's content: reads the file behind the frames and composes the panels. Knows no window, so that tests drive it
/// off-screen.
///
/// Layer    gui/app. One for a current OpenGL context and an ImGuiSession.
/// Threads  the frame's; `Options::wake` is called from workers.
///
/// A frame is  `before_frame(); session.new_frame(); ImGui::NewFrame(); app.frame(); session.render();`
#pragma once

#include <chrono>
#include <memory>

#include "gui/app/file_access.hpp"
#include "gui/app/fonts.hpp"
#include "gui/app/imgui_session.hpp"
#include "gui/app/jobs.hpp"
#include "gui/map/map_painter.hpp"
#include "gui/panels/inspector_panel.hpp"
#include "gui/panels/legend_panel.hpp"
#include "gui/panels/map_panel.hpp"
#include "gui/panels/zone_tree_panel.hpp"

namespace huegrid::gui {

class App {
public:
    struct Options {
        FileAccess file;
        Language language = Language::zh;
        float scale = 1;             ///< of the display
        std::function<void()> wake;  ///< something has come that a frame should show; any thread
    };
    /// Begins to read the file. Fails  machine (no OpenGL 3.3, no font); a file that can't be read is shown, not returned.
    [[nodiscard]] static Result<std::unique_ptr<App>> create(ImGuiSession& session, Options options);

    /// Between frames: takes what the workers have, asks whether the file changed, gives the font new glyphs.
    /// True if there is something new to show.
    bool before_frame();
    /// All panels; between ImGui::NewFrame and the session's render.
    void frame();
    /// Whether the next frame will differ by itself: reading, drawing, moving.
    [[nodiscard]] bool wants_frame() const;
    /// Whether it should follow at once, because the picture is being drawn; reading is watched at leisure.
    [[nodiscard]] bool drawing() const { return place_ && !map_complete_; }
    /// Everything has been read and the map is complete.
    [[nodiscard]] bool settled() const { return !wants_frame() && (place_ || failure_); }

    [[nodiscard]] ViewState& state() { return state_; }
    [[nodiscard]] const PlacePtr& place() const { return place_; }
    [[nodiscard]] const WidgetRegistry& widgets() const { return widgets_; }
    [[nodiscard]] const std::optional<Error>& failure() const { return failure_; }
    [[nodiscard]] const std::shared_ptr<const HouseholdCards>& cards() const { return cards_; }

private:
    App(ImGuiSession& session, Options options, std::unique_ptr<MapPainter> painter);
    struct Loaded;
    void place(const Result<PanelGlyphs>& glyphs);
    bool update_fonts();
    void load();
    void accept(Loaded loaded);
    void follow_selection();
    void watch_file();
    void draw_columns(PanelContext& context, float height);
    [[nodiscard]] WorkShown work_shown() const;

    ImGuiSession& session_;
    Options options_;
    std::unique_ptr<MapPainter> painter_;
    GlyphSet glyphs_;                ///< wanted
    bool glyphs_changed_ = true;     ///< the fonts lack some of them
    PanelFonts fonts_;
    ViewState state_;
    WidgetRegistry widgets_;
    PlacePtr place_;
    std::optional<Error> failure_;
    BuildingId cards_of_;
    std::shared_ptr<const HouseholdCards> cards_;
    float left_px_ = 300;   ///< widths of the side columns, before scaling
    float right_px_ = 330;
    bool map_complete_ = false;
    std::chrono::steady_clock::time_point watched_{};
    std::optional<std::uint64_t> mark_read_;  ///< the file's mark when it was last read, whether that worked or not
    ZoneTreePanel tree_;
    LegendPanel legend_;
    MapPanel map_;
    InspectorPanel inspector_;
    Jobs loading_, lookup_, watching_, lettering_;  ///< last: they stop before what they refer to goes
};

}  // namespace huegrid::gui
