#include "gui/app/window.hpp"

#include <epoxy/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <backends/imgui_impl_glfw.h>
#include <imgui.h>

#include <algorithm>

#include "gui/app/app.hpp"
#include "gui/panels/theme.hpp"

namespace huegrid::gui {
namespace {

constexpr int first_width = 1280, first_height = 800;
constexpr double poll_seconds = 1.0;        ///< how often an idle window looks whether the file changed
constexpr double loading_seconds = 1.0 / 20;  ///< between frames while only a progress bar moves
constexpr int frames_after_event = 3;       ///< ImGui needs a frame or two to settle hover and focus

class Glfw {
public:
    Glfw() : ready_(glfwInit() == GLFW_TRUE) {}
    ~Glfw() {
        if (window_) glfwDestroyWindow(window_);
        if (ready_) glfwTerminate();
    }
    Glfw(const Glfw&) = delete;
    Glfw& operator=(const Glfw&) = delete;

    [[nodiscard]] Result<GLFWwindow*> open(const std::string& title) {
        const char* why = nullptr;
        if (!ready_) {
            glfwGetError(&why);
            return fail(ErrorCode::machine, std::string("no window can be opened: ") + (why ? why : "no display") +
                                                "; without a display use huegrid render to draw the map into a file");
        }
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
        glfwWindowHint(GLFW_SCALE_TO_MONITOR, GLFW_TRUE);
        window_ = glfwCreateWindow(first_width, first_height, title.c_str(), nullptr, nullptr);
        if (!window_) {
            glfwGetError(&why);
            return fail(ErrorCode::machine, std::string("no window with OpenGL 3.3 can be opened: ") + (why ? why : "unknown reason"));
        }
        glfwMakeContextCurrent(window_);
        glfwSwapInterval(1);
        return window_;
    }

private:
    bool ready_;
    GLFWwindow* window_ = nullptr;
};

/// The GLFW platform of an ImGui session.
class GlfwPlatform {
public:
    explicit GlfwPlatform(GLFWwindow* window) { ImGui_ImplGlfw_InitForOpenGL(window, true); }
    ~GlfwPlatform() { ImGui_ImplGlfw_Shutdown(); }
    GlfwPlatform(const GlfwPlatform&) = delete;
    GlfwPlatform& operator=(const GlfwPlatform&) = delete;
};

void draw_frame(GLFWwindow* window, ImGuiSession& session, App& app) {
    session.new_frame();
    ImGui_ImplGlfw_NewFrame();
    ImGui::NewFrame();
    app.frame();
    int width = 0, height = 0;
    glfwGetFramebufferSize(window, &width, &height);
    glViewport(0, 0, width, height);
    session.render();
    glfwSwapBuffers(window);
}

/// Waits for something to happen, no longer than it is worth; true if a frame should follow.
bool wait(const App& app, int frames_left) {
    if (frames_left > 0) {
        glfwPollEvents();
        return true;
    }
    const double before = glfwGetTime();
    const double at_most = app.wants_frame() ? loading_seconds : poll_seconds;
    glfwWaitEventsTimeout(at_most);
    return glfwGetTime() - before < at_most * 0.98 || app.wants_frame();
}

}  // namespace

Result<void> run_window(const std::filesystem::path& file, Language language) {
    Glfw glfw;
    const auto window = glfw.open("Huegrid – " + file.filename().string());
    if (!window) return fail(window.error());
    float scale = 1, scale_y = 1;
    glfwGetWindowContentScale(*window, &scale, &scale_y);

    auto session = ImGuiSession::create();
    if (!session) return fail(std::move(session.error()));
    const GlfwPlatform platform(*window);
    auto app = App::create(**session, {access_file(file), language, std::max(1.0f, scale), [] { glfwPostEmptyEvent(); }});
    if (!app) return fail(std::move(app.error()));

    int frames_left = frames_after_event;
    while (!glfwWindowShouldClose(*window)) {
        if (wait(**app, frames_left)) frames_left = std::max(frames_left, frames_after_event);
        if ((*app)->before_frame()) frames_left = frames_after_event;
        if (frames_left == 0) continue;
        draw_frame(*window, **session, **app);
        frames_left = (*app)->wants_frame() ? frames_after_event : frames_left - 1;
    }
    return {};
}

}  // namespace huegrid::gui
