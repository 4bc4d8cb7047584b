#include "gui/panels/status_bar.hpp"

#include "gui/panels/theme.hpp"
#include "gui/views/hover_tip.hpp"

namespace huegrid::gui {

void draw_status_bar(PanelContext& context) {
    const auto language = context.state.language;
    const float drop = (ImGui::GetWindowHeight() - ImGui::GetFontSize()) / 2;
    ImGui::SetCursorPosY(drop);
    if (context.place) {
        ImGui::TextColored(to_vec4(theme::ink), "%s", status_text(*context.place, language).c_str());
        ImGui::SameLine(0, 24 * context.scale);
    }
    if (context.work.loading) {
        ImGui::SetCursorPosY(drop);
        ImGui::TextColored(to_vec4(theme::accent), "%s… %s", context.tr(Text::loading), context.work.step.c_str());
        ImGui::SameLine();
        ImGui::SetCursorPosY(drop + ImGui::GetFontSize() * 0.35f);
        const float share = context.work.share >= 0 ? context.work.share : float(ImGui::GetTime() * 0.4 - int(ImGui::GetTime() * 0.4));
        ImGui::ProgressBar(share, {120 * context.scale, 6 * context.scale}, "");
        ImGui::SameLine();
    } else if (context.failure && context.place) {
        ImGui::TextColored(to_vec4(theme::warning), "%s", context.tr(Text::older_picture));
        ImGui::SameLine();
    } else if (context.place && context.place->snapshot().classification && !context.place->rulebook) {
        ImGui::TextColored(to_vec4(theme::warning), "%s", context.tr(Text::rules_unread));
        ImGui::SameLine();
    } else if (context.work.drawing) {
        ImGui::TextColored(to_vec4(theme::muted), "%s…", context.tr(Text::drawing));
        ImGui::SameLine();
    } else {
        ImGui::TextColored(to_vec4(theme::muted), "%s", context.tr(Text::keys_hint));
        ImGui::SameLine();
    }
    if (!context.place) return;
    const std::string zoom = zoom_text(context.state.view.metres_per_pixel, language);
    ImGui::SetCursorPosY(drop);
    right_aligned(zoom, theme::muted);
}

}  // namespace huegrid::gui
