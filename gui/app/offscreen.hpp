/// @file offscreen.hpp
/// An OpenGL context without a window or a display, for pictures and tests.
///
/// Layer    gui/app. EGL on Mesa's surfaceless platform stays in the .cpp.
/// Threads  current in the thread that made it, until it goes.
#pragma once

#include <memory>

#include "engine/base/result.hpp"

namespace huegrid::gui {

class OffscreenContext {
public:
    /// An OpenGL 3.3 core context, made current. It has no framebuffer: draw into your own and set the viewport.
    /// Fails  machine (no EGL, no surfaceless platform, no OpenGL 3.3). Cost  30–65 ms.
    [[nodiscard]] static Result<std::unique_ptr<OffscreenContext>> create();
    ~OffscreenContext();
    OffscreenContext(const OffscreenContext&) = delete;
    OffscreenContext& operator=(const OffscreenContext&) = delete;

private:
    OffscreenContext(void* display, void* context) : display_(display), context_(context) {}
    void* display_;
    void* context_;
};

}  // namespace huegrid::gui
