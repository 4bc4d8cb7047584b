/// @file uniforms.hpp
/// What a program is told before it draws.
///
/// Layer    gui/map. For the .cpp files that draw; needs the current context.
#pragma once

#include <epoxy/gl.h>

#include "engine/base/colour.hpp"
#include "gui/map/gl_objects.hpp"

namespace huegrid::gui {

inline void set(const Program& program, const char* name, float value) { glUniform1f(uniform(program, name), value); }
inline void set(const Program& program, const char* name, Colour c, float opacity) {
    glUniform4f(uniform(program, name), float(c.red) / 255, float(c.green) / 255, float(c.blue) / 255, opacity);
}

/// Selects the program and says where the view looks.
inline void use(const Program& program, const carto::MapView& view, geo::WorldPoint origin) {
    glUseProgram(program.name());
    glUniform2f(uniform(program, "shift_m"), float(origin.x - view.centre.x), float(origin.y - view.centre.y));
    set(program, "metres_per_pixel", float(view.metres_per_pixel));
    glUniform2f(uniform(program, "size_px"), float(view.size.width), float(view.size.height));
}

}  // namespace huegrid::gui
