#include "gui/panels/map_panel.hpp"

#include <cmath>

#include "gui/map/overlay.hpp"
#include "gui/panels/imgui_input.hpp"
#include "gui/panels/theme.hpp"

namespace huegrid::gui {
namespace {

constexpr double wheel_factor = 1.25;      ///< a step
constexpr double arrow_px_a_second = 700;  ///< while an arrow key is held
constexpr double pick_px = 4;              ///< how near a point has to be

Index index_of(const model::Snapshot& snapshot, BuildingId id) { return id ? snapshot.find_building(id) : none; }

void fit_selection(ViewState& state, const model::Snapshot& snapshot) {
    if (const Index b = building_of_selection(state.selection, snapshot); b != none)
        fit_to(state, snapshot.buildings.shapes.box(std::size_t(b)));
    else if (const Index zone = zone_of_selection(state.selection, snapshot); zone != none)
        fit_to(state, snapshot.zones[std::size_t(zone)].box);
    else
        fit_to(state, snapshot.extent());
}

void take_keys(ViewState& state, const carto::Scene& scene) {
    const auto& snapshot = *scene.snapshot;
    const double step = arrow_px_a_second * double(ImGui::GetIO().DeltaTime);
    const double dx = (key_down(Key::left) - key_down(Key::right)) * step;
    const double dy = (key_down(Key::up) - key_down(Key::down)) * step;
    if (dx != 0 || dy != 0) pan(state, dx, dy);
    const carto::ScreenPoint middle{state.view.size.width / 2.0, state.view.size.height / 2.0};
    if (key_pressed(Key::zoom_in)) zoom_by(state, middle, wheel_factor);
    if (key_pressed(Key::zoom_out)) zoom_by(state, middle, 1 / wheel_factor);
    if (key_pressed(Key::fit)) fit_selection(state, snapshot);
    if (key_pressed(Key::home)) fit_to(state, snapshot.extent());
    if (key_pressed(Key::escape)) state.selection = {};
    if (key_pressed(Key::back)) select_parent(state, snapshot);
    if (key_pressed(Key::fill)) switch_fill(state, scene);
}

}  // namespace

void MapPanel::draw_picture(const ImDrawList*, const ImDrawCmd* command) {
    const auto& picture = *static_cast<const Picture*>(command->UserCallbackData);
    const ImDrawData& data = *ImGui::GetDrawData();
    const ImVec2 scale = data.FramebufferScale;
    picture.painter->draw({int((picture.left - data.DisplayPos.x) * scale.x),
                           int((data.DisplayPos.y + data.DisplaySize.y - picture.top - picture.height) * scale.y),
                           int(picture.width * scale.x), int(picture.height * scale.y)});
}

bool MapPanel::draw(PanelContext& context, MapPainter& painter) {
    auto& state = context.state;
    const auto& place = *context.place;
    const ImVec2 at = ImGui::GetCursorScreenPos(), size = ImGui::GetContentRegionAvail();
    if (size.x < 1 || size.y < 1) return true;
    resize(state, {int(size.x), int(size.y)}, state.placed ? geo::WorldBox{} : place.snapshot().extent());

    ImGui::InvisibleButton("map", size);
    context.widgets.note_last_item("map");
    const ImVec2 mouse = ImGui::GetMousePos();
    take_input(context, {double(mouse.x - at.x), double(mouse.y - at.y)}, ImGui::IsItemHovered());
    take_keys(state, *place.scene);
    const bool moving = advance(state, double(ImGui::GetIO().DeltaTime));

    const Index hovered = index_of(place.snapshot(), state.hovered);
    MapPainter::Highlight highlight{none, building_of_selection(state.selection, place.snapshot()), hovered};
    if (state.selection.zone) highlight.zone = find_zone(place.snapshot(), state.selection.zone);
    painter.look(state.view);
    painter.show_classes(state.shown);
    const Index fill_level = place.snapshot().find_level(state.fill_level);
    painter.show_fill(fill_level);
    painter.highlight(highlight);
    const bool complete = painter.step(frame_budget);

    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const ImVec2 end{at.x + size.x, at.y + size.y};
    draw.PushClipRect(at, end, true);
    picture_ = {&painter, at.x, at.y, float(state.view.size.width), float(state.view.size.height)};
    draw.AddCallback(draw_picture, &picture_);
    draw.AddCallback(ImDrawCallback_ResetRenderState, nullptr);
    const OverlayCanvas canvas{&draw, context.fonts.body, {double(at.x), double(at.y)}};
    draw_labels(canvas, *place.scene, state.view, fill_level);
    draw_scale_bar(canvas, state.view);
    draw.PopClipRect();
    const Index hovered_zone = state.hovered_zone ? find_zone(place.snapshot(), state.hovered_zone) : none;
    if (hovered != none || hovered_zone != none) show_tip(context, {hovered, hovered_zone});
    return complete && !moving;
}

void MapPanel::take_input(PanelContext& context, carto::ScreenPoint pointer, bool hovered) {
    auto& state = context.state;
    const auto& place = *context.place;
    const auto& io = ImGui::GetIO();
    if (ImGui::IsItemActivated()) dragged_ = false;
    if (ImGui::IsItemActive() && ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
        // The first pixels before the threshold count too: the ground stays under the pointer.
        const ImVec2 moved = dragged_ ? io.MouseDelta : ImGui::GetMouseDragDelta(ImGuiMouseButton_Left);
        dragged_ = true;
        pan(state, double(moved.x), double(moved.y));
    }
    state.hovered = {};
    state.hovered_zone = {};
    if (!hovered) return;
    if (io.MouseWheel != 0) zoom_by(state, pointer, std::pow(wheel_factor, double(io.MouseWheel)));
    const auto under = state.view.to_world(pointer);
    const bool dragging = dragged_ && ImGui::IsItemActive();
    const Index building = dragging ? none : place.picker.building_at(under, pick_px * state.view.metres_per_pixel);
    if (building != none) state.hovered = place.snapshot().buildings.ids[std::size_t(building)];
    const Index fill_level = place.snapshot().find_level(state.fill_level);
    const Index zone = dragging || fill_level == none ? none : place.picker.zone_of_level_at(under, fill_level);
    if (zone != none) state.hovered_zone = place.snapshot().zones[std::size_t(zone)].id;
    if (ImGui::IsMouseDoubleClicked(ImGuiMouseButton_Left)) {
        fit_selection(state, place.snapshot());
        dragged_ = true;  // the second release selects nothing
    } else if (ImGui::IsItemDeactivated() && !dragged_) {
        if (building != none) select_building(state, place.snapshot(), building);
        else select_zone(state, place.snapshot(), place.picker.zone_at(under, state.view.metres_per_pixel));
    }
}

void MapPanel::show_tip(PanelContext& context, Hovered hovered) {
    const auto language = context.state.language;
    const auto& tip = tip_.get(TipKey{context.place, context.state.hovered, context.state.hovered_zone, language},
                               [&] { return hover_tip(*context.place, hovered, language); });
    ImGui::BeginTooltip();
    if (!tip.title.empty()) ImGui::TextUnformatted(tip.title.c_str());
    if (!tip.where.empty()) ImGui::TextColored(to_vec4(theme::muted), "%s", tip.where.c_str());
    for (const auto& line : tip.tiers) tier_line_item(*context.place->scene, line);
    if (!tip.issues.empty()) ImGui::TextColored(to_vec4(theme::warning), "%s", tip.issues.c_str());
    if (tip.zone) {
        if (!tip.title.empty()) ImGui::Separator();
        tier_swatch(tip.zone->swatch, ImGui::GetFontSize(), true);
        ImGui::SameLine();
        ImGui::TextUnformatted(tip.zone->text.c_str());
    }
    ImGui::EndTooltip();
}

}  // namespace huegrid::gui
