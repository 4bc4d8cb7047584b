#include "gui/panels/zone_tree_panel.hpp"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "gui/panels/theme.hpp"
#include "gui/views/numbers.hpp"

namespace huegrid::gui {
namespace {

constexpr float row_px = 40;
constexpr float indent_px = 16;
constexpr float bar_px = 6;

/// ▸ or ▾, drawn: fonts differ in them.
void draw_arrow(ImVec2 centre, float size, bool open, ImU32 colour) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (open)
        draw.AddTriangleFilled({centre.x - size, centre.y - size * 0.6f}, {centre.x + size, centre.y - size * 0.6f},
                               {centre.x, centre.y + size * 0.7f}, colour);
    else
        draw.AddTriangleFilled({centre.x - size * 0.6f, centre.y - size}, {centre.x + size * 0.7f, centre.y},
                               {centre.x - size * 0.6f, centre.y + size}, colour);
}

}  // namespace

void ZoneTreePanel::draw(PanelContext& context) {
    auto& state = context.state;
    ImGui::SetNextItemWidth(-1);
    ImGui::InputTextWithHint("##find", context.tr(Text::find_hint), &state.filter);
    context.widgets.note_last_item("tree/find");
    if (!context.place) return;

    const auto& rows = rows_.get(Key{context.place, state.selection, state.expanded, state.filter, state.only_with_issues,
                                     state.language},
                                 [&] { return zone_tree_rows(*context.place, state); });
    ImGui::BeginChild("rows");
    if (rows.empty())
        muted_text(context.tr(Text::no_zone_found));
    const float row_height = row_px * context.scale;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGuiListClipper clipper;
    clipper.Begin(int(rows.size()), row_height);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) draw_row(context, rows[std::size_t(i)]);
    if (!(followed_ == state.selection)) {
        followed_ = state.selection;
        const auto at = std::find_if(rows.begin(), rows.end(), [](const auto& row) { return row.selected; });
        const float top = float(at - rows.begin()) * row_height, view = ImGui::GetWindowHeight();
        if (at != rows.end() && (top < ImGui::GetScrollY() || top + row_height > ImGui::GetScrollY() + view))
            ImGui::SetScrollY(std::max(0.0f, top - view / 3));
    }
    ImGui::PopStyleVar();
    ImGui::EndChild();
}

void ZoneTreePanel::draw_row(PanelContext& context, const ZoneTreeRow& row) {
    auto& state = context.state;
    const auto& snapshot = context.place->snapshot();
    const float s = context.scale, width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushID(int(row.zone));
    const std::string name = row.zone == none ? "tree/all" : "tree/" + row.name;
    const bool pressed = ImGui::InvisibleButton("row", {width, row_px * s});
    context.widgets.note_last_item(name);
    const bool hovered = ImGui::IsItemHovered();
    ImGui::PopID();

    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (row.selected || hovered)
        draw.AddRectFilled(at, {at.x + width, at.y + (row_px - 2) * s}, to_u32(theme::accent_soft, row.selected ? 1.0f : 0.5f), 5 * s);
    const float left = at.x + (4 + float(row.depth) * indent_px) * s;
    const float text_left = left + 16 * s, right = at.x + width - 6 * s;
    const ImVec2 arrow{left + 6 * s, at.y + 13 * s};
    if (row.has_children) {
        draw_arrow(arrow, 4 * s, row.expanded, to_u32(theme::muted));
        context.widgets.note(name + "/arrow", {left, at.y, left + 14 * s, at.y + 26 * s});
    }
    const std::string count = grouped(row.households);
    const float count_width = ImGui::CalcTextSize(count.c_str()).x;
    draw.AddText({right - count_width, at.y + 4 * s}, to_u32(theme::muted), count.c_str());
    float text_right = right - count_width - 8 * s;
    if (row.open_issues > 0) {
        const std::string issues = grouped(row.open_issues);
        const float issue_width = ImGui::CalcTextSize(issues.c_str()).x + 10 * s;
        text_right -= issue_width;
        draw.AddRectFilled({text_right, at.y + 5 * s}, {text_right + issue_width, at.y + 23 * s},
                           to_u32(carto::light_style().issue, 0.16f), 9 * s);
        draw.AddText({text_right + 5 * s, at.y + 4 * s}, to_u32(theme::ink), issues.c_str());
        text_right -= 6 * s;
    }
    float name_left = text_left;
    const auto* colour = row.zone == none ? nullptr : context.place->scene->zone_class(row.zone);
    if (colour) {
        const ImVec2 before = ImGui::GetCursorScreenPos();
        ImGui::SetCursorScreenPos({text_left, at.y + 5 * s});
        tier_swatch(*colour, 16 * s, true);
        ImGui::SetCursorScreenPos(before);
        name_left += 22 * s;
    }
    clipped_text({name_left, at.y + 4 * s}, text_right - name_left, theme::ink, row.name);
    if (colour) {
        const auto& words = colour->name.in(state.language);
        const float words_left = name_left + ImGui::CalcTextSize(row.name.c_str()).x + 8 * s;
        if (words_left < text_right) clipped_text({words_left, at.y + 4 * s}, text_right - words_left, theme::muted, words);
        if (hovered && words_left + ImGui::CalcTextSize(words.c_str()).x > text_right) ImGui::SetTooltip("%s  %s", row.name.c_str(), words.c_str());
    }

    const ImVec2 cursor = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({text_left, at.y + 27 * s});
    tier_bar_item(*context.place->scene, class_counts(*context.place->scene, row.zone), right - text_left, bar_px * s);
    ImGui::SetCursorScreenPos(cursor);

    if (!pressed) return;
    if (row.has_children && ImGui::GetMousePos().x < text_left) {
        toggle_expanded(state, row.id);
        return;
    }
    select_zone(state, snapshot, row.zone);
    followed_ = state.selection;
    fit_to(state, row.zone == none ? snapshot.extent() : snapshot.zones[std::size_t(row.zone)].box);
}

}  // namespace huegrid::gui
