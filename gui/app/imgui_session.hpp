/// @file imgui_session.hpp
/// An ImGui context with its OpenGL renderer, for as long as this lives. The platform (window or none) comes apart.
///
/// Layer    gui/app. Needs a current OpenGL 3.3 core context.
#pragma once

#include <memory>

#include "engine/base/result.hpp"

struct ImGuiContext;

namespace huegrid::gui {

class ImGuiSession {
public:
    /// Fails  machine.
    [[nodiscard]] static Result<std::unique_ptr<ImGuiSession>> create();
    ~ImGuiSession();
    ImGuiSession(const ImGuiSession&) = delete;
    ImGuiSession& operator=(const ImGuiSession&) = delete;

    /// Begin: before ImGui::NewFrame. The platform's own NewFrame goes between.
    void new_frame();
    /// Ends the frame and draws it into the bound framebuffer, which is cleared in the cards' colour before.
    void render();
    /// After the font atlas changed: a new texture.
    void upload_fonts();

private:
    explicit ImGuiSession(ImGuiContext* context) : context_(context) {}
    ImGuiContext* context_;
    bool started_ = false;  ///< a frame
};

}  // namespace huegrid::gui
