#include "gui/panels/widget_registry.hpp"

#include <imgui.h>

namespace huegrid::gui {

void WidgetRegistry::note_last_item(std::string name) {
    const ImVec2 min = ImGui::GetItemRectMin(), max = ImGui::GetItemRectMax();
    note(std::move(name), {min.x, min.y, max.x, max.y});
}

}  // namespace huegrid::gui
