#include "gui/panels/toolbar.hpp"

#include "gui/panels/theme.hpp"

namespace huegrid::gui {
namespace {

bool button(PanelContext& context, const char* text, std::string name) {
    const bool pressed = ImGui::Button(text);
    context.widgets.note_last_item(std::move(name));
    return pressed;
}

/// What the map is coloured by: one button for buildings, one for each level of zones; the present one stands out.
struct FillChoice {
    std::string key, text;
};
std::vector<FillChoice> fill_choices(const PanelContext& context) {
    std::vector<FillChoice> choices{{"", context.tr(Text::fill_buildings)}};
    if (!context.place) return choices;
    const auto& snapshot = context.place->snapshot();
    for (const Index level : context.place->scene->fill_levels) {
        const auto& of = snapshot.levels[std::size_t(level)];
        choices.push_back({of.key, of.name.in(context.state.language)});
    }
    return choices;
}

void draw_fill_choices(PanelContext& context, const std::vector<FillChoice>& choices) {
    for (const auto& choice : choices) {
        const bool chosen = context.state.fill_level == choice.key;
        if (chosen) ImGui::PushStyleColor(ImGuiCol_Button, to_vec4(theme::accent, 0.28f));
        if (button(context, choice.text.c_str(), std::string("toolbar/fill/") + (choice.key.empty() ? "buildings" : choice.key)))
            context.state.fill_level = choice.key;
        if (chosen) ImGui::PopStyleColor();
        ImGui::SameLine(0, 2);
    }
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
    const auto choices = fill_choices(context);
    float fills = 0;
    for (const auto& choice : choices) fills += button_width(choice.text.c_str()) + 2;
    ImGui::SameLine(ImGui::GetWindowWidth() - ImGui::GetStyle().WindowPadding.x -
                    (check + button_width(fit) + button_width(language) + fills + 6 * gap));
    ImGui::SetCursorPosY((height - ImGui::GetFrameHeight()) / 2);
    draw_fill_choices(context, choices);
    ImGui::SameLine(0, 2 * gap);
    ImGui::Checkbox(issues, &state.only_with_issues);
    context.widgets.note_last_item("toolbar/only_with_issues");
    ImGui::SameLine(0, 2 * gap);
    if (button(context, fit, "toolbar/fit") && context.place) fit_to(state, context.place->snapshot().extent());
    ImGui::SameLine();
    if (button(context, language, "toolbar/language")) switch_language(state);
}

}  // namespace huegrid::gui
