#include "gui/app/offscreen.hpp"

#include <epoxy/egl.h>
#include <fmt/format.h>

namespace huegrid::gui {
namespace {

tl::unexpected<Error> cannot(const char* step) {
    return fail(ErrorCode::machine,
                fmt::format("can't draw off-screen: {} failed (EGL error 0x{:x}); install Mesa's EGL driver "
                            "(Debian: libegl1, libgl1-mesa-dri)",
                            step, unsigned(eglGetError())));
}

}  // namespace

Result<std::unique_ptr<OffscreenContext>> OffscreenContext::create() {
    // Asking first keeps libepoxy from aborting where the platform call doesn't exist.
    if (!epoxy_has_egl_extension(EGL_NO_DISPLAY, "EGL_MESA_platform_surfaceless"))
        return cannot("finding the surfaceless platform");
    EGLDisplay display = eglGetPlatformDisplayEXT(EGL_PLATFORM_SURFACELESS_MESA, nullptr, nullptr);
    if (display == EGL_NO_DISPLAY || !eglInitialize(display, nullptr, nullptr)) return cannot("opening the display");
    if (!eglBindAPI(EGL_OPENGL_API)) return cannot("choosing OpenGL");
    const EGLint wanted[] = {EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_SURFACE_TYPE, 0, EGL_NONE};
    EGLConfig config = nullptr;
    EGLint configs = 0;
    if (!eglChooseConfig(display, wanted, &config, 1, &configs) || configs == 0)
        return cannot("choosing a configuration");
    const EGLint version[] = {
        EGL_CONTEXT_MAJOR_VERSION,           3,       EGL_CONTEXT_MINOR_VERSION, 3, EGL_CONTEXT_OPENGL_PROFILE_MASK,
        EGL_CONTEXT_OPENGL_CORE_PROFILE_BIT, EGL_NONE};
    EGLContext context = eglCreateContext(display, config, EGL_NO_CONTEXT, version);
    if (context == EGL_NO_CONTEXT) return cannot("making an OpenGL 3.3 context");
    if (!eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, context)) {
        eglDestroyContext(display, context);
        return cannot("using the context");
    }
    return std::unique_ptr<OffscreenContext>(new OffscreenContext(display, context));
}

OffscreenContext::~OffscreenContext() {
    // The display is shared by the whole process, so it stays open for the next context.
    eglMakeCurrent(display_, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
    eglDestroyContext(display_, context_);
}

}  // namespace huegrid::gui
