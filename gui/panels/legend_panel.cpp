#include "gui/panels/legend_panel.hpp"

#include <algorithm>

#include "gui/panels/theme.hpp"
#include "gui/views/numbers.hpp"

namespace huegrid::gui {
namespace {

constexpr float row_px = 26;
constexpr float swatch_px = 18;

void draw_row(PanelContext& context, const carto::LegendRow& row, std::int64_t total) {
    const bool zones = !context.state.fill_level.empty();
    const std::string key = zones ? "zones/" + std::to_string(row.of) : context.place->scene->classes[row.of].key;
    const float s = context.scale, width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushID(int(row.of));
    if (ImGui::InvisibleButton("row", {width, row_px * s}) && !zones) toggle_class(context.state, row.of);
    context.widgets.note_last_item("legend/" + key);
    ImGui::PopID();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered() && !zones) draw.AddRectFilled(at, {at.x + width, at.y + row_px * s}, to_u32(theme::accent_soft, 0.5f), 5 * s);

    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x + 4 * s, at.y + (row_px - swatch_px) / 2 * s});
    tier_swatch(row.swatch, swatch_px * s, row.shown);
    const float text_y = at.y + (row_px * s - ImGui::GetFontSize()) / 2;
    const Colour ink = row.shown ? theme::ink : theme::muted;
    const std::string share = percent(row.count, total), count = grouped(row.count);
    const float right = at.x + width - 4 * s, text_left = at.x + (swatch_px + 12) * s;
    const float count_left = right - ImGui::CalcTextSize("100.0%  ").x - ImGui::CalcTextSize(count.c_str()).x;
    clipped_text({text_left, text_y}, count_left - text_left - 6 * s, ink, row.text);
    draw.AddText({count_left, text_y}, to_u32(ink), count.c_str());
    draw.AddText({right - ImGui::CalcTextSize(share.c_str()).x, text_y}, to_u32(theme::muted), share.c_str());
    ImGui::SetCursorScreenPos(after);
}

}  // namespace

float LegendPanel::height(const PanelContext& context) const {
    if (!context.place) return 92 * context.scale;
    const Index fill_level = context.place->snapshot().find_level(context.state.fill_level);
    const auto& scene = *context.place->scene;
    const std::size_t rows = fill_level == none ? scene.classes.size() : scene.zone_fills[std::size_t(fill_level)].classes.size() + 1;
    return (float(rows) * row_px + 92) * context.scale;
}

void LegendPanel::draw(PanelContext& context) {
    if (!context.place) return;
    const auto& scene = *context.place->scene;
    const auto& legend = legend_.get(Key{context.place, context.state.shown, context.state.fill_level, context.state.language}, [&] {
        return carto::legend(scene, {context.state.language, context.state.shown, none, context.place->snapshot().find_level(context.state.fill_level)});
    });
    ImGui::TextColored(to_vec4(theme::accent), "%s", legend.title.c_str());
    const auto& shown = context.state.shown;
    if (context.state.fill_level.empty() && std::find(shown.begin(), shown.end(), false) != shown.end()) {
        ImGui::SameLine();
        const char* text = context.tr(Text::show_all);
        ImGui::SetCursorPosX(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x - ImGui::CalcTextSize(text).x - 12 * context.scale);
        if (ImGui::SmallButton(text)) show_all_classes(context.state);
        context.widgets.note_last_item("legend/show_all");
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    for (const auto& row : legend.rows) draw_row(context, row, legend.total);
    ImGui::PopStyleVar();
    ImGui::Separator();
    ImGui::TextUnformatted(legend.total_text.c_str());
    ImGui::SameLine();
    right_aligned(grouped(legend.total), theme::ink);
    if (!legend.note.empty()) muted_text(legend.note);
}

}  // namespace huegrid::gui
