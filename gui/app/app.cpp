#include "gui/app/app.hpp"

#include <imgui.h>

#include <algorithm>

#include "gui/panels/failure_panel.hpp"
#include "gui/panels/status_bar.hpp"
#include "gui/panels/theme.hpp"
#include "gui/panels/toolbar.hpp"

namespace huegrid::gui {
namespace {

constexpr std::chrono::milliseconds watch_every{1000};
constexpr float splitter_px = 5;
constexpr float narrowest_px = 200;

/// A card that fills what is asked, with the usual padding. Without a ground: the session has cleared the frame in the
/// cards' colour, for next to nothing, where a large rectangle costs a software renderer ten milliseconds.
bool begin_card(const char* name, ImVec2 size, ImGuiWindowFlags flags = 0) {
    return ImGui::BeginChild(name, size, false,
                             flags | ImGuiWindowFlags_AlwaysUseWindowPadding | ImGuiWindowFlags_NoBackground);
}

/// Between cards.
void draw_gap(ImVec2 at, ImVec2 size) {
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + size.x, at.y + size.y}, to_u32(theme::line));
}

/// A bar between two columns; dragging it changes `width_px` (in the direction of `sign`).
void splitter(WidgetRegistry& widgets, const char* name, float height, float scale, float sign, float& width_px) {
    ImGui::SameLine(0, 0);
    draw_gap(ImGui::GetCursorScreenPos(), {splitter_px * scale, height});
    ImGui::InvisibleButton(name, {splitter_px * scale, height});
    widgets.note_last_item(name);
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    if (ImGui::IsItemActive()) width_px += sign * ImGui::GetIO().MouseDelta.x / scale;
    ImGui::SameLine(0, 0);
}

}  // namespace

/// What the loading worker hands to the frames.
struct App::Loaded {
    std::optional<Error> error;
    std::optional<std::uint64_t> mark;
    PlacePtr place;
    LayerDataPtr layers;
    std::optional<Result<PanelGlyphs>> glyphs;  ///< that hold the place's names too
};

Result<std::unique_ptr<App>> App::create(ImGuiSession& session, Options options) {
    if (auto font = find_font(); !font) return fail(std::move(font.error()));
    auto painter = MapPainter::create();
    if (!painter) return fail(std::move(painter.error()));
    std::unique_ptr<App> app(new App(session, std::move(options), std::move(*painter)));
    app->load();
    return app;
}

App::App(ImGuiSession& session, Options options, std::unique_ptr<MapPainter> painter)
    : session_(session),
      options_(std::move(options)),
      painter_(std::move(painter)),
      loading_(options_.wake),
      lookup_(options_.wake),
      watching_(options_.wake),
      lettering_(options_.wake) {
    state_.language = options_.language;
    apply_theme(options_.scale);
    glyphs_.add(options_.file.name);
    place(draw_glyphs(glyphs_, options_.scale));
    glyphs_.add_common_chinese();
    glyphs_changed_ = true;
}

void App::load() {
    failure_.reset();
    loading_.start([this, file = options_.file, shown = place_, glyphs = glyphs_, missing = glyphs_changed_](
                       const Progress& progress) mutable -> Jobs::Finish {
        Loaded loaded;
        // Before the reading: what changes meanwhile moves the mark once more.
        if (const auto mark = file.mark()) loaded.mark = *mark;
        auto snapshot = file.read(shown ? shown->scene->snapshot : nullptr, progress);
        if (!snapshot) {
            loaded.error = std::move(snapshot.error());
        } else {
            // Drawn here, so that no name is ever shown with holes.
            if (glyphs.add(characters_of(**snapshot)) || missing)
                loaded.glyphs = draw_glyphs(std::move(glyphs), options_.scale);
            loaded.place = make_place(std::move(*snapshot));
            if (!progress.stopped()) loaded.layers = build_layers(loaded.place->scene);
        }
        return [this, loaded = std::move(loaded)]() mutable { accept(std::move(loaded)); };
    });
}

void App::accept(Loaded loaded) {
    failure_ = std::move(loaded.error);
    mark_read_ = loaded.mark;
    if (failure_) {
        glyphs_changed_ |= glyphs_.add(failure_->text());
        return;
    }
    place_ = std::move(loaded.place);
    settle(state_, *place_->scene);
    if (loaded.glyphs) place(*loaded.glyphs);
    painter_->show(std::move(loaded.layers));
    map_complete_ = false;
    cards_of_ = {};
}

bool App::before_frame() {
    bool fresh = loading_.take_finished();
    fresh |= lookup_.take_finished();
    watching_.take_finished();
    watch_file();
    fresh |= lettering_.take_finished();
    if (glyphs_changed_ && !loading_.busy() && !lettering_.busy())
        lettering_.start([this, glyphs = glyphs_](const Progress&) -> Jobs::Finish {
            return [this, drawn = draw_glyphs(glyphs, options_.scale)] { place(drawn); };
        });
    return fresh;
}

void App::place(const Result<PanelGlyphs>& glyphs) {
    const auto fonts = glyphs ? place_fonts(*ImGui::GetIO().Fonts, *glyphs) : fail(glyphs.error());
    glyphs_changed_ = false;  // a font that fails would fail again
    if (!fonts) {
        failure_ = fonts.error();
        return;
    }
    fonts_ = *fonts;
    session_.upload_fonts();
    // While these were drawn, others may have been asked for.
    glyphs_.add(glyphs->of);
    glyphs_changed_ = !(glyphs->of == glyphs_);
}

void App::watch_file() {
    const auto now = std::chrono::steady_clock::now();
    if (!place_ || loading_.busy() || watching_.busy() || now - watched_ < watch_every) return;
    watched_ = now;
    watching_.start([this, mark = options_.file.mark](const Progress&) -> Jobs::Finish {
        const auto found = mark();
        return [this, found] {
            if (!found || loading_.busy() || mark_read_ == *found) return;
            load();
        };
    });
}

void App::follow_selection() {
    if (!place_) return;
    const Index building = building_of_selection(state_.selection, place_->snapshot());
    const BuildingId wanted = building == none ? BuildingId{} : place_->snapshot().buildings.ids[std::size_t(building)];
    if (wanted == cards_of_) return;
    cards_of_ = wanted;
    cards_.reset();
    if (!wanted) {
        lookup_.cancel();
        return;
    }
    lookup_.start([this, place = place_, building, wanted, doors = options_.file.doors](const Progress&) -> Jobs::Finish {
        // Without the doors there are still the households with their tiers.
        const auto plates = doors(wanted);
        auto cards = std::make_shared<HouseholdCards>(
            household_cards(*place, building, plates ? *plates : std::vector<DoorPlate>{}));
        return [this, cards] {
            for (const auto& card : *cards) glyphs_changed_ |= glyphs_.add(card.plate.contact) | glyphs_.add(door_text(card));
            cards_ = cards;
        };
    });
}

WorkShown App::work_shown() const {
    WorkShown shown;
    shown.loading = loading_.busy();
    shown.drawing = drawing();
    const auto step = loading_.step();
    shown.step = step.name;
    if (step.total > 0) shown.share = float(double(step.done) / double(step.total));
    return shown;
}

bool App::wants_frame() const {
    return loading_.busy() || lookup_.busy() || lettering_.busy() || glyphs_changed_ || drawing();
}

void App::frame() {
    widgets_.begin_frame();
    PanelContext context{state_, place_, cards_, failure_ ? &*failure_ : nullptr, options_.file.name, work_shown(), now(),
                         fonts_, options_.scale, widgets_};
    const float s = options_.scale;
    const ImVec2 display = ImGui::GetIO().DisplaySize;
    ImGui::PushFont(fonts_.body);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(display);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::Begin("huegrid", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBringToFrontOnFocus |
                     ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse | ImGuiWindowFlags_NoBackground);
    ImGui::PopStyleVar();
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGui::BeginGroup();
    ImGui::PopStyleVar();

    const auto strip = [&](const char* name, float height, auto draw) {
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {14 * s, 0});
        begin_card(name, {display.x, height}, ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
        ImGui::PopStyleVar();
        draw(context);
        ImGui::EndChild();
    };
    const float top = theme::toolbar_px * s, bottom = theme::status_px * s, gap = 1 * s;
    strip("toolbar", top, draw_toolbar);
    draw_gap({0, top}, {display.x, gap});
    ImGui::SetCursorPos({0, top + gap});
    draw_columns(context, display.y - top - bottom - 2 * gap);
    draw_gap({0, display.y - bottom - gap}, {display.x, gap});
    ImGui::SetCursorPos({0, display.y - bottom});
    strip("status", bottom, draw_status_bar);
    ImGui::EndGroup();
    ImGui::End();
    ImGui::PopFont();
    follow_selection();
}

void App::draw_columns(PanelContext& context, float height) {
    const float s = options_.scale, display = ImGui::GetIO().DisplaySize.x;
    const float widest = std::max(narrowest_px, (display / s - narrowest_px) / 2);
    left_px_ = std::clamp(left_px_, narrowest_px, widest);
    right_px_ = std::clamp(right_px_, narrowest_px, widest);
    const float legend_height = std::min(legend_.height(context), height * 0.45f);

    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 1 * s});
    ImGui::BeginGroup();
    const float tree_height = height - legend_height - 1 * s;
    begin_card("tree", {left_px_ * s, tree_height});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8 * s, 6 * s});
    tree_.draw(context);
    ImGui::PopStyleVar();
    ImGui::EndChild();
    draw_gap({ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y - 1 * s}, {left_px_ * s, 1 * s});
    begin_card("legend", {left_px_ * s, legend_height});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {8 * s, 6 * s});
    legend_.draw(context);
    ImGui::PopStyleVar();
    ImGui::EndChild();
    ImGui::EndGroup();
    ImGui::PopStyleVar();

    splitter(widgets_, "splitter/left", height, s, 1, left_px_);
    const float map_width = std::max(1.0f, display - (left_px_ + right_px_ + 2 * splitter_px) * s);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0, 0});
    ImGui::PushStyleColor(ImGuiCol_ChildBg, to_vec4(theme::window));
    ImGui::BeginChild("map", {map_width, height}, false,
                      ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse |
                          (place_ ? ImGuiWindowFlags_NoBackground : 0));
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
    if (place_) {
        map_complete_ = map_.draw(context, *painter_);
    } else if (draw_no_map(context)) {
        load();
    }
    ImGui::EndChild();

    splitter(widgets_, "splitter/right", height, s, -1, right_px_);
    begin_card("inspector", {right_px_ * s, height});
    inspector_.draw(context);
    ImGui::EndChild();
}

}  // namespace huegrid::gui
