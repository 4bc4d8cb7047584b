#include "gui/panels/theme.hpp"

#include <cfloat>

#include "engine/palette/letter.hpp"
#include "gui/map/overlay.hpp"
#include "gui/views/numbers.hpp"
#include "gui/views/zone_tree.hpp"

namespace huegrid::gui {

ImU32 to_u32(Colour c, float opacity) { return IM_COL32(c.red, c.green, c.blue, int(opacity * 255 + 0.5f)); }
ImVec4 to_vec4(Colour c, float opacity) {
    return {float(c.red) / 255, float(c.green) / 255, float(c.blue) / 255, opacity};
}

void apply_theme(float scale) {
    ImGuiStyle& style = ImGui::GetStyle();
    style = ImGuiStyle();
    ImGui::StyleColorsLight(&style);
    style.WindowPadding = {14, 12};
    style.FramePadding = {9, 5};
    style.ItemSpacing = {8, 6};
    style.ItemInnerSpacing = {6, 4};
    style.ScrollbarSize = 11;
    style.WindowRounding = 0;
    style.FrameRounding = 5;
    style.ChildRounding = 6;
    style.PopupRounding = 6;
    style.ScrollbarRounding = 6;
    style.WindowBorderSize = 0;
    style.FrameBorderSize = 1;
    style.PopupBorderSize = 1;
    style.ScaleAllSizes(scale);

    const auto set = [&](ImGuiCol what, Colour colour, float opacity = 1) { style.Colors[what] = to_vec4(colour, opacity); };
    set(ImGuiCol_Text, theme::ink);
    set(ImGuiCol_TextDisabled, theme::muted);
    set(ImGuiCol_WindowBg, theme::card);
    set(ImGuiCol_ChildBg, theme::card, 0);
    set(ImGuiCol_PopupBg, theme::card);
    set(ImGuiCol_Border, theme::line);
    set(ImGuiCol_Separator, theme::line);
    set(ImGuiCol_FrameBg, theme::window);
    set(ImGuiCol_FrameBgHovered, theme::accent_soft);
    set(ImGuiCol_FrameBgActive, theme::accent_soft);
    set(ImGuiCol_Button, theme::window);
    set(ImGuiCol_ButtonHovered, theme::accent_soft);
    set(ImGuiCol_ButtonActive, theme::line);
    set(ImGuiCol_Header, theme::accent_soft);
    set(ImGuiCol_HeaderHovered, theme::accent_soft, 0.6f);
    set(ImGuiCol_HeaderActive, theme::accent_soft);
    set(ImGuiCol_CheckMark, theme::accent);
    set(ImGuiCol_PlotHistogram, theme::accent);
    set(ImGuiCol_ScrollbarBg, theme::card, 0);
    set(ImGuiCol_ScrollbarGrab, theme::line);
    set(ImGuiCol_ScrollbarGrabHovered, theme::muted, 0.6f);
    set(ImGuiCol_TextSelectedBg, theme::accent, 0.25f);
}

void tier_swatch(const carto::Swatch& of, float size_px, bool filled) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const ImVec2 end{at.x + size_px, at.y + size_px};
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    const float rounding = size_px * 0.2f;
    if (filled) draw.AddRectFilled(at, end, to_u32(of.colour), rounding);
    if (filled && of.letter.empty()) draw_pattern(draw, of.pattern, at, end, of.colour);
    draw.AddRect(at, end, filled ? to_u32({0, 0, 0}, 0.18f) : to_u32(of.colour), rounding, 0, filled ? 1.0f : 1.6f);
    if (!of.letter.empty()) {
        const float letter_px = size_px * 0.72f;
        const ImVec2 extent = ImGui::GetFont()->CalcTextSizeA(letter_px, size_px * 4, 0, of.letter.c_str());
        const Colour ink = filled ? palette::letter_colour(of.colour) : theme::muted;
        draw.AddText(ImGui::GetFont(), letter_px, {at.x + (size_px - extent.x) / 2, at.y + (size_px - extent.y) / 2},
                     to_u32(ink), of.letter.c_str());
    }
    ImGui::Dummy({size_px, size_px});
}

void tier_bar_item(const carto::Scene& scene, const std::vector<std::int64_t>& counts, float width_px, float height_px) {
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    draw.AddRectFilled(at, {at.x + width_px, at.y + height_px}, to_u32(theme::window), height_px * 0.3f);
    for (const auto& piece : tier_bar(counts, int(width_px)))
        draw.AddRectFilled({at.x + float(piece.from_px), at.y}, {at.x + float(piece.to_px), at.y + height_px},
                           to_u32(scene.classes[piece.building_class].colour));
    ImGui::Dummy({width_px, height_px});
}

void tier_line_item(const carto::Scene& scene, const TierLine& line) {
    tier_swatch(scene.classes[line.building_class], ImGui::GetFontSize(), true);
    ImGui::SameLine();
    ImGui::Text("%s  %s", line.name.c_str(), grouped(line.households).c_str());
}

void section(const PanelContext& context, const char* text) {
    ImGui::Dummy({0, 6 * context.scale});
    ImGui::TextColored(to_vec4(theme::accent), "%s", text);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine(at, {at.x + ImGui::GetContentRegionAvail().x, at.y}, to_u32(theme::line));
    ImGui::Dummy({0, 2 * context.scale});
}

void muted_text(const std::string& text) {
    ImGui::PushStyleColor(ImGuiCol_Text, to_vec4(theme::muted));
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopStyleColor();
}

void clipped_text(ImVec2 at, float width_px, Colour colour, const std::string& text) {
    const char *begin = text.c_str(), *end = begin + text.size(), *fits = end;
    const auto& font = *ImGui::GetFont();
    const float size = ImGui::GetFontSize();
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (font.CalcTextSizeA(size, FLT_MAX, 0, begin, end).x > width_px) {
        constexpr const char* more = "…";
        const float room = width_px - font.CalcTextSizeA(size, FLT_MAX, 0, more).x;
        if (room <= 0) return;
        const float width = font.CalcTextSizeA(size, room, 0, begin, end, &fits).x;
        draw.AddText(&font, size, {at.x + width, at.y}, to_u32(colour), more);
    }
    draw.AddText(&font, size, at, to_u32(colour), begin, fits);
}

void right_aligned(const std::string& text, Colour colour) {
    const float width = ImGui::CalcTextSize(text.c_str()).x;
    const float left = ImGui::GetContentRegionAvail().x - width;
    if (left > 0) ImGui::SetCursorPosX(ImGui::GetCursorPosX() + left);
    ImGui::TextColored(to_vec4(colour), "%s", text.c_str());
}

}  // namespace huegrid::gui
