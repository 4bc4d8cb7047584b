/// @file imgui_input.hpp
/// The one place that knows how Dear ImGui takes input: 1.86 has KeyMap and plain fields, 1.87 and later have events.
///
/// Layer    gui/panels. The frame's thread; needs an ImGui context.
///
/// Without a platform backend (off-screen, tests): `set_up_input` once, then a frame is `send_*`, ImGui::NewFrame, ….
#pragma once

namespace huegrid::gui {

/// The keys the window listens to.
enum class Key { fit, home, escape, back, left, right, up, down, zoom_in, zoom_out, fill };

/// Pressed in this frame, repeats included. False while a text field has the keyboard.
[[nodiscard]] bool key_pressed(Key key);
[[nodiscard]] bool key_down(Key key);

/// Key codes for a context that has no platform backend.
void set_up_input();
void send_pointer(float x, float y);
void send_button(bool down);  ///< the left one
void send_wheel(float steps);
void send_key(Key key, bool down);
void send_text(const char* utf8);

}  // namespace huegrid::gui
