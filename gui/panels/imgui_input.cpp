#include "gui/panels/imgui_input.hpp"

#include <imgui.h>

#include <array>

namespace huegrid::gui {
namespace {

/// A key can be found in several places of the keyboard.
using Codes = std::array<int, 3>;
constexpr int no_key = -1;

#if IMGUI_VERSION_NUM >= 18700

Codes codes(Key key) {
    switch (key) {
        case Key::fit: return {ImGuiKey_F, no_key, no_key};
        case Key::home: return {ImGuiKey_Home, no_key, no_key};
        case Key::escape: return {ImGuiKey_Escape, no_key, no_key};
        case Key::back: return {ImGuiKey_Backspace, no_key, no_key};
        case Key::left: return {ImGuiKey_LeftArrow, no_key, no_key};
        case Key::right: return {ImGuiKey_RightArrow, no_key, no_key};
        case Key::up: return {ImGuiKey_UpArrow, no_key, no_key};
        case Key::down: return {ImGuiKey_DownArrow, no_key, no_key};
        case Key::zoom_in: return {ImGuiKey_Equal, ImGuiKey_KeypadAdd, no_key};
        case Key::zoom_out: return {ImGuiKey_Minus, ImGuiKey_KeypadSubtract, no_key};
        case Key::fill: return {ImGuiKey_Z, no_key, no_key};
    }
    return {no_key, no_key, no_key};
}
bool pressed(int code) { return ImGui::IsKeyPressed(static_cast<ImGuiKey>(code)); }
bool held(int code) { return ImGui::IsKeyDown(static_cast<ImGuiKey>(code)); }

#else

/// The codes of GLFW, which its backend puts into KeysDown as they are; letters and signs are their ASCII codes.
Codes codes(Key key) {
    switch (key) {
        case Key::fit: return {'F', no_key, no_key};
        case Key::home: return {268, no_key, no_key};
        case Key::escape: return {256, no_key, no_key};
        case Key::back: return {259, no_key, no_key};
        case Key::left: return {263, no_key, no_key};
        case Key::right: return {262, no_key, no_key};
        case Key::up: return {265, no_key, no_key};
        case Key::down: return {264, no_key, no_key};
        case Key::zoom_in: return {'=', 334, no_key};
        case Key::zoom_out: return {'-', 333, no_key};
        case Key::fill: return {'Z', no_key, no_key};
    }
    return {no_key, no_key, no_key};
}
bool pressed(int code) { return ImGui::IsKeyPressed(code); }
bool held(int code) { return ImGui::IsKeyDown(code); }

#endif

template <class Test>
bool any_of(Key key, Test test) {
    if (ImGui::GetIO().WantTextInput) return false;
    for (const int code : codes(key))
        if (code != no_key && test(code)) return true;
    return false;
}

}  // namespace

bool key_pressed(Key key) { return any_of(key, pressed); }
bool key_down(Key key) { return any_of(key, held); }

#if IMGUI_VERSION_NUM >= 18700

void set_up_input() { ImGui::GetIO().ConfigInputTrickleEventQueue = false; }
void send_pointer(float x, float y) { ImGui::GetIO().AddMousePosEvent(x, y); }
void send_button(bool down) { ImGui::GetIO().AddMouseButtonEvent(0, down); }
void send_wheel(float steps) { ImGui::GetIO().AddMouseWheelEvent(0, steps); }
void send_key(Key key, bool down) { ImGui::GetIO().AddKeyEvent(static_cast<ImGuiKey>(codes(key)[0]), down); }

#else

void set_up_input() {
    auto& map = ImGui::GetIO().KeyMap;
    const auto set = [&](ImGuiKey_ id, Key key) { map[id] = codes(key)[0]; };
    set(ImGuiKey_Home, Key::home);
    set(ImGuiKey_Escape, Key::escape);
    set(ImGuiKey_Backspace, Key::back);
    set(ImGuiKey_LeftArrow, Key::left);
    set(ImGuiKey_RightArrow, Key::right);
    set(ImGuiKey_UpArrow, Key::up);
    set(ImGuiKey_DownArrow, Key::down);
}
void send_pointer(float x, float y) { ImGui::GetIO().MousePos = ImVec2(x, y); }
void send_button(bool down) { ImGui::GetIO().MouseDown[0] = down; }
void send_wheel(float steps) { ImGui::GetIO().MouseWheel += steps; }
void send_key(Key key, bool down) { ImGui::GetIO().KeysDown[codes(key)[0]] = down; }

#endif

void send_text(const char* utf8) { ImGui::GetIO().AddInputCharactersUTF8(utf8); }

}  // namespace huegrid::gui
