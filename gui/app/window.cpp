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
constexpr int frames_after_event = 3;         ///< ImGui needs a frame or two to settle hover and focus

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

/// Notices everything the user or the desktop does to the window. To be made before the platform, which calls on what
/// was there before it.
class Events {
public:
    explicit Events(GLFWwindow* window) {
        glfwSetWindowUserPointer(window, this);
        glfwSetCursorPosCallback(window, [](GLFWwindow* w, double, double) { note(w); });
        glfwSetCursorEnterCallback(window, [](GLFWwindow* w, int) { note(w); });
        glfwSetMouseButtonCallback(window, [](GLFWwindow* w, int, int, int) { note(w); });
        glfwSetScrollCallback(window, [](GLFWwindow* w, double, double) { note(w); });
        glfwSetKeyCallback(window, [](GLFWwindow* w, int, int, int, int) { note(w); });
        glfwSetCharCallback(window, [](GLFWwindow* w, unsigned) { note(w); });
        glfwSetWindowFocusCallback(window, [](GLFWwindow* w, int) { note(w); });
        glfwSetFramebufferSizeCallback(window, [](GLFWwindow* w, int, int) { note(w); });
        glfwSetWindowRefreshCallback(window, note);
    }
    Events(const Events&) = delete;
    Events& operator=(const Events&) = delete;

    /// Waits until something happens, at most so long; true if it was the user or the desktop.
    [[nodiscard]] bool wait(double at_most_seconds) {
        came_ = false;
        if (at_most_seconds > 0) glfwWaitEventsTimeout(at_most_seconds);
        else glfwPollEvents();
        return came_;
    }

private:
    static void note(GLFWwindow* window) { static_cast<Events*>(glfwGetWindowUserPointer(window))->came_ = true; }
    bool came_ = false;
};

}  // namespace

Result<void> run_window(const std::filesystem::path& file, Language language) {
    Glfw glfw;
    const auto window = glfw.open("Huegrid – " + file.filename().string());
    if (!window) return fail(window.error());
    float scale = 1, scale_y = 1;
    glfwGetWindowContentScale(*window, &scale, &scale_y);

    auto session = ImGuiSession::create();
    if (!session) return fail(std::move(session.error()));
    Events events(*window);
    const GlfwPlatform platform(*window);
    auto app = App::create(**session, {access_file(file), language, std::max(1.0f, scale), [] { glfwPostEmptyEvent(); }});
    if (!app) return fail(std::move(app.error()));

    int frames_left = frames_after_event;
    while (!glfwWindowShouldClose(*window)) {
        const double at_most = frames_left > 0 ? 0 : (*app)->wants_frame() ? loading_seconds : poll_seconds;
        const bool happened = events.wait(at_most), fresh = (*app)->before_frame();
        if (happened || fresh || (*app)->drawing()) frames_left = frames_after_event;
        if (frames_left == 0 && !(*app)->wants_frame()) continue;
        draw_frame(*window, **session, **app);
        frames_left = std::max(0, frames_left - 1);
    }
    return {};
}

}  // namespace huegrid::gui
