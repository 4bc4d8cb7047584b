/// @file window_bench.cpp
/// How long a frame of the window takes, and which phase has the slowest: the real App, off-screen, led through what a
/// user does with a large place.
///
///     huegrid_window_bench FILE [--size WxH]
///
/// The pointer moves as far in a frame as a quick hand does in 1/60 s, so the picture changes in every frame. A frame
/// ends with glFinish: what a buffer swap would wait for is in its time. Three clocks: the wall; the CPU time of the
/// frame's thread, which a busy machine hardly changes; and that of the whole process, with the software renderer's
/// threads and the jobs behind the frames. Measures, never judges: it is not a test.
#include <epoxy/gl.h>
#include <fmt/format.h>
#include <imgui.h>
#include <time.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <numbers>
#include <thread>

#include "gui/app/app.hpp"
#include "gui/app/offscreen.hpp"
#include "gui/panels/imgui_input.hpp"

namespace huegrid::gui {
namespace {

constexpr double frame_seconds = 1.0 / 60;
constexpr double slow_ms = 1000.0 / 30;  ///< a frame longer than this isn't fluent
constexpr std::array clock_names{"wall", "thread", "process"};

/// In milliseconds: the wall, the thread's CPU, the process's CPU.
using Times = std::array<double, clock_names.size()>;

Times clocks() {
    const auto read = [](clockid_t which) {
        timespec at{};
        clock_gettime(which, &at);
        return double(at.tv_sec) * 1e3 + double(at.tv_nsec) * 1e-6;
    };
    return {read(CLOCK_MONOTONIC), read(CLOCK_THREAD_CPUTIME_ID), read(CLOCK_PROCESS_CPUTIME_ID)};
}

std::string processor() {
    std::ifstream file("/proc/cpuinfo");
    std::string line;
    while (std::getline(file, line))
        if (line.starts_with("model name")) return line.substr(std::min(line.size(), line.find(':') + 2));
    return "unknown processor";
}

struct Phase {
    const char* name;
    std::vector<Times> frames;
};

double quantile(std::vector<double> values, double share) {
    std::sort(values.begin(), values.end());
    return values[std::size_t(std::round(share * double(values.size() - 1)))];
}

void print(const Phase& phase) {
    for (std::size_t c = 0; c < clock_names.size(); ++c) {
        std::vector<double> ms;
        for (const auto& frame : phase.frames) ms.push_back(frame[c]);
        const auto slow = std::count_if(ms.begin(), ms.end(), [](double v) { return v > slow_ms; });
        fmt::print("{:<16} {:>6}  {:<8} {:>8.1f} {:>8.1f} {:>8.1f} {:>8}\n", c == 0 ? phase.name : "",
                   c == 0 ? std::to_string(ms.size()) : "", clock_names[c], quantile(ms, 0.5), quantile(ms, 0.95),
                   quantile(ms, 1), slow);
    }
    std::fflush(stdout);
}

class Drive {
public:
    Drive(std::unique_ptr<OffscreenContext> context, carto::ScreenSize size)
        : context_(std::move(context)), size_(size) {
        glGenRenderbuffers(1, &picture_);
        glBindRenderbuffer(GL_RENDERBUFFER, picture_);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, size.width, size.height);
        glGenFramebuffers(1, &framebuffer_);
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, picture_);
    }

    Result<void> run(const std::filesystem::path& file) {
        phase("start", [&] { return open(file); });
        if (failed_) return fail(std::move(*failed_));
        phase("load", [&] { return load(); });
        if (app_->failure()) return fail(*app_->failure());
        const auto map = app_->widgets().find("map").value();
        middle_ = {double(map.centre_x()), double(map.centre_y())};
        send_pointer(float(middle_.x), float(middle_.y));
        phase("first picture", [&] { return settle_down(); });
        phase("pan, all of it", [&] { return drag_about(120); });
        phase("come to rest", [&] { return settle_down(); });
        phase("zoom in", [&] { return zoom_in(); });
        phase("pan, zoomed in", [&] { return drag_about(240); });
        phase("come to rest", [&] { return settle_down(); });
        phase("hover", [&] { return hover_about(180); });
        phase("nothing changes", [&] { return frames(60); });
        return {};
    }

private:
    using Frames = std::vector<Times>;

    template <class Do>
    void phase(const char* name, Do what) {
        const Phase done{name, what()};
        if (!done.frames.empty()) print(done);
    }

    Times measured(const std::function<void()>& what) {
        const auto before = clocks();
        what();
        glFinish();
        auto after = clocks();
        for (std::size_t c = 0; c < after.size(); ++c) after[c] -= before[c];
        return after;
    }

    Times frame() {
        return measured([&] {
            app_->before_frame();
            session_->new_frame();
            ImGui::GetIO().DeltaTime = float(frame_seconds);
            ImGui::NewFrame();
            app_->frame();
            glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
            glViewport(0, 0, size_.width, size_.height);
            session_->render();
        });
    }

    Frames open(const std::filesystem::path& file) {
        return {measured([&] {
            auto session = ImGuiSession::create();
            if (!session) {
                failed_ = std::move(session.error());
                return;
            }
            session_ = std::move(*session);
            set_up_input();
            ImGui::GetIO().DisplaySize = ImVec2(float(size_.width), float(size_.height));
            auto app = App::create(*session_, {access_file(file), Language::zh, 1, {}});
            if (app)
                app_ = std::move(*app);
            else
                failed_ = std::move(app.error());
        })};
    }

    /// At the pace of a display, so that the reading isn't slowed down by more frames than anybody sees.
    Frames load() {
        Frames result;
        while (!app_->place() && !app_->failure()) {
            const auto next = std::chrono::steady_clock::now() + std::chrono::duration<double>(frame_seconds);
            result.push_back(frame());
            std::this_thread::sleep_until(next);
        }
        return result;
    }

    Frames settle_down() {
        Frames result{frame()};
        while (!app_->settled() && result.size() < 2000) result.push_back(frame());
        return result;
    }

    Frames frames(int count) {
        Frames result;
        for (int i = 0; i < count; ++i) result.push_back(frame());
        return result;
    }

    /// Holds the button and leads the pointer in a circle about the map's middle, 12 px a frame.
    Frames drag_about(int count) {
        const double radius = std::min(size_.width, size_.height) * 0.3, turn = 12.0 / radius;
        const auto to = [&](double angle) {
            send_pointer(float(middle_.x + radius * std::cos(angle)), float(middle_.y + radius * std::sin(angle)));
        };
        to(0);
        Frames result{frame()};
        send_button(true);
        for (int i = 0; i < count; ++i) {
            to(turn * i);
            result.push_back(frame());
        }
        send_button(false);
        result.push_back(frame());
        return result;
    }

    /// A step of the wheel every fourth frame until a building is some thirty pixels wide.
    Frames zoom_in() {
        send_pointer(float(middle_.x), float(middle_.y));
        Frames result{frame()};
        for (int i = 0; app_->state().view.metres_per_pixel > 0.5 && i < 1000; ++i) {
            if (i % 4 == 0) send_wheel(1);
            result.push_back(frame());
        }
        return result;
    }

    Frames hover_about(int count) {
        Frames result;
        for (int i = 0; i < count; ++i) {
            const double angle = 2 * std::numbers::pi * i / count, radius = 150 + 100 * std::sin(7 * angle);
            send_pointer(float(middle_.x + radius * std::cos(angle)), float(middle_.y + radius * std::sin(angle)));
            result.push_back(frame());
        }
        return result;
    }

    std::unique_ptr<OffscreenContext> context_;
    carto::ScreenSize size_;
    std::uint32_t picture_ = 0, framebuffer_ = 0;
    std::unique_ptr<ImGuiSession> session_;
    std::unique_ptr<App> app_;
    std::optional<Error> failed_;
    carto::ScreenPoint middle_;
};

int run(const std::filesystem::path& file, carto::ScreenSize size) {
    auto context = OffscreenContext::create();
    if (!context) {
        fmt::print(stderr, "{}\n", context.error().text());
        return 1;
    }
    fmt::print("{} × {} pixels, {} processors of {}\n{}\n\n", size.width, size.height,
               std::thread::hardware_concurrency(), processor(),
               reinterpret_cast<const char*>(glGetString(GL_RENDERER)));
    fmt::print("{:<16} {:>6}  {:<8} {:>8} {:>8} {:>8} {:>8}\n", "phase", "frames", "ms", "median", "95 %", "worst",
               "> 33 ms");
    Drive drive(std::move(*context), size);
    const auto done = drive.run(file);
    if (!done) fmt::print(stderr, "{}\n", done.error().text());
    return done ? 0 : 1;
}

}  // namespace
}  // namespace huegrid::gui

int main(int count, char** arguments) {
    huegrid::carto::ScreenSize size{1280, 800};
    const bool sized = count == 4 && std::string_view(arguments[2]) == "--size";
    if ((count != 2 && !sized) || (sized && (std::sscanf(arguments[3], "%dx%d", &size.width, &size.height) != 2 ||
                                             size.width < 640 || size.height < 400))) {
        fmt::print(stderr, "usage: huegrid_window_bench FILE [--size 1280x800]\n");
        return 2;
    }
    return huegrid::gui::run(arguments[1], size);
}
