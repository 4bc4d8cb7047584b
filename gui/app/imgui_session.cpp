#include "gui/app/imgui_session.hpp"

#include <backends/imgui_impl_opengl3.h>
#include <epoxy/gl.h>
#include <imgui.h>

#include "gui/panels/theme.hpp"

namespace huegrid::gui {

Result<std::unique_ptr<ImGuiSession>> ImGuiSession::create() {
    IMGUI_CHECKVERSION();
    std::unique_ptr<ImGuiSession> session(new ImGuiSession(ImGui::CreateContext()));
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    if (!ImGui_ImplOpenGL3_Init("#version 330 core"))
        return fail(ErrorCode::machine, "the window's renderer can't start: OpenGL 3.3 is needed");
    return session;
}

ImGuiSession::~ImGuiSession() {
    if (ImGui::GetIO().BackendRendererUserData) ImGui_ImplOpenGL3_Shutdown();
    ImGui::DestroyContext(context_);
}

void ImGuiSession::new_frame() {
    ImGui_ImplOpenGL3_NewFrame();
    started_ = true;
}

void ImGuiSession::render() {
    ImGui::Render();
    const ImVec4 ground = to_vec4(theme::card);
    glDisable(GL_SCISSOR_TEST);
    glClearColor(ground.x, ground.y, ground.z, 1);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
}

void ImGuiSession::upload_fonts() {
    if (!started_) return;  // the first frame makes the texture, and would leak another one
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
}

}  // namespace huegrid::gui
