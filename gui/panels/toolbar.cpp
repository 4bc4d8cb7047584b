#include "gui/panels/toolbar.hpp"

#include "gui/panels/theme.hpp"

namespace huegrid::gui {
namespace {

bool button(PanelContext& context, const char* text, const char* name) {
    const bool pressed = ImGui::Button(text);
    context.widgets.note_last_item(name);
    return pressed;
}

float button_width(const char* text) { return ImGui::CalcTextSize(text).x + 2 * ImGui::GetStyle().FramePadding.x; }

}  // namespace

void draw_toolbar(PanelContext& context) {
    auto& state = context.state;
    const float height = ImGui::GetContentRegionAvail().y;
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + (height - ImGui::GetFrameHeight()) / 2);

    ImGui::PushFont(context.fonts.heading);
    ImGui::AlignTextToFramePadding();
    const float text_drop = (ImGui::GetFrameHeight() - ImGui::GetFontSize()) / 2;
    ImGui::SetCursorPosY((height - ImGui::GetFrameHeight()) / 2 + text_drop - ImGui::GetStyle().FramePadding.y);
    ImGui::TextUnformatted(context.place && !context.place->snapshot().title.empty()
                               ? context.place->snapshot().title.c_str()
                               : context.file_name.c_str());
    ImGui::PopFont();

    const char* language = context.tr(Text::language_name);
    const char* fit = context.tr(Text::fit_all);
    const char* issues = context.tr(Text::only_with_issues);
    const float gap = ImGui::GetStyle().ItemSpacing.x;
    const float check = ImGui::GetFrameHeight() + ImGui::GetStyle().ItemInnerSpacing.x + ImGui::CalcTextSize(issues).x;
    ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x -
                    (check + button_width(fit) + button_width(language) + 4 * gap));
    ImGui::SetCursorPosY((height - ImGui::GetFrameHeight()) / 2);
    ImGui::Checkbox(issues, &state.only_with_issues);
    context.widgets.note_last_item("toolbar/only_with_issues");
    ImGui::SameLine(0, 2 * gap);
    if (button(context, fit, "toolbar/fit") && context.place) fit_to(state, context.place->snapshot().extent());
    ImGui::SameLine();
    if (button(context, language, "toolbar/language")) switch_language(state);
}

}  // namespace huegrid::gui
