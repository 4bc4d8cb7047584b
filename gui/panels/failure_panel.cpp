#include "gui/panels/failure_panel.hpp"

#include <algorithm>

#include "gui/panels/theme.hpp"
#include "gui/views/advice.hpp"

namespace huegrid::gui {

bool draw_no_map(PanelContext& context) {
    const float width = std::min(560 * context.scale, ImGui::GetWindowWidth() * 0.8f);
    const float left = (ImGui::GetWindowWidth() - width) / 2;
    ImGui::SetCursorPos({left, ImGui::GetWindowHeight() * 0.32f});
    ImGui::BeginChild("no map", {width, 0});
    bool again = false;
    if (context.failure) {
        ImGui::PushFont(context.fonts.heading);
        ImGui::TextColored(to_vec4(theme::warning), "%s", context.tr(Text::cannot_open));
        ImGui::PopFont();
        context.widgets.note_last_item("failure/title");
        ImGui::PushTextWrapPos(0);
        ImGui::TextUnformatted(context.failure->text().c_str());
        section(context, context.tr(Text::what_to_do));
        ImGui::TextUnformatted(advice(context.failure->code, context.state.language));
        ImGui::PopTextWrapPos();
        ImGui::Dummy({0, 6 * context.scale});
        again = ImGui::Button(context.tr(Text::try_again));
        context.widgets.note_last_item("failure/try_again");
    } else {
        ImGui::PushFont(context.fonts.heading);
        ImGui::TextUnformatted(tr(Text::reading_file, context.state.language, context.file_name).c_str());
        ImGui::PopFont();
        const float share = context.work.share >= 0 ? context.work.share : 0;
        ImGui::ProgressBar(share, {-1, 8 * context.scale}, "");
        muted_text(context.work.step);
    }
    ImGui::EndChild();
    return again;
}

}  // namespace huegrid::gui
