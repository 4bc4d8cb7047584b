/// @file widget_registry.hpp
/// Where each widget of the last frame lies, by name, so that a test can say click("legend/red").
///
/// Layer    gui/panels. The frame's thread.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

namespace huegrid::gui {

/// In pixels of the window.
struct WidgetRect {
    float left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] float centre_x() const { return (left + right) / 2; }
    [[nodiscard]] float centre_y() const { return (top + bottom) / 2; }
};

class WidgetRegistry {
public:
    /// Forgets the last frame's widgets.
    void begin_frame() { rects_.clear(); }
    /// Notes the widget ImGui has just laid out.
    void note_last_item(std::string name);
    void note(std::string name, WidgetRect rect) { rects_.insert_or_assign(std::move(name), rect); }
    [[nodiscard]] std::optional<WidgetRect> find(const std::string& name) const {
        const auto at = rects_.find(name);
        return at == rects_.end() ? std::nullopt : std::optional(at->second);
    }

private:
    std::unordered_map<std::string, WidgetRect> rects_;
};

}  // namespace huegrid::gui
