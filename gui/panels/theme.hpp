/// @file theme.hpp
/// The window's look: light, calm, the tiers being the only strong colours. And the small drawings panels share.
///
/// Layer    gui/panels. The frame's thread.
#pragma once

#include <imgui.h>

#include <string>

#include "engine/base/colour.hpp"
#include "engine/carto/scene.hpp"
#include "gui/panels/panel_context.hpp"
#include "gui/views/inspector.hpp"

namespace huegrid::gui {

namespace theme {
inline constexpr Colour window{245, 247, 249};
inline constexpr Colour card{255, 255, 255};
inline constexpr Colour line{218, 224, 230};
inline constexpr Colour ink{31, 41, 51};
inline constexpr Colour muted{98, 110, 122};
inline constexpr Colour accent{36, 99, 150};
inline constexpr Colour accent_soft{222, 234, 243};
inline constexpr Colour warning{176, 58, 30};
inline constexpr float toolbar_px = 44;
inline constexpr float status_px = 30;
}  // namespace theme

[[nodiscard]] ImU32 to_u32(Colour colour, float opacity = 1);
[[nodiscard]] ImVec4 to_vec4(Colour colour, float opacity = 1);

/// Colours, rounding and spacing for a display of this scale.
void apply_theme(float scale);

/// A square in the class's colour with its letter, or without one its pattern, as an item on the current line; hollow when switched off.
void tier_swatch(const carto::Swatch& of, float size_px, bool filled);

/// A tier bar at the cursor, as an item.
void tier_bar_item(const carto::Scene& scene, const std::vector<std::int64_t>& counts, float width_px, float height_px);

/// A class's swatch, name and households, as items of a line.
void tier_line_item(const carto::Scene& scene, const TierLine& line);

/// A heading with space above it.
void section(const PanelContext& context, const char* text);
/// Text in the muted colour, wrapped.
void muted_text(const std::string& text);
/// The text at a place of the window, as much of it as `width_px` has room for, with … for the rest.
void clipped_text(ImVec2 at, float width_px, Colour colour, const std::string& text);
/// Text at the right edge of what is left of the line.
void right_aligned(const std::string& text, Colour colour);

}  // namespace huegrid::gui
