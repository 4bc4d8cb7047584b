/// @file fonts.hpp
/// The Chinese font of the window: where it is, which glyphs it needs, the atlas made from them.
///
/// Layer    gui/app.
/// Threads  the frame's; the glyph set itself is a plain value.
#pragma once

#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "gui/panels/panel_context.hpp"

struct ImFontAtlas;

namespace huegrid::gui {

/// Noto CJK when it is installed, else WenQuanYi Micro Hei. Fails  machine, naming the package to install.
[[nodiscard]] Result<std::filesystem::path> find_font();

/// Code points below 0x10000 that the atlas has to hold. Starts with ASCII, Latin-1, common Chinese and every text of the
/// window in both languages; names in the data bring the rest (ImGui's common Chinese lacks 圳, 渝, 浦 …).
class GlyphSet {
public:
    GlyphSet();
    /// True if there was a new one among them.
    bool add(std::string_view text);
    bool add(const std::vector<bool>& characters);
    [[nodiscard]] bool holds(char32_t c) const { return c < wanted_.size() && wanted_[c]; }
    [[nodiscard]] std::size_t size() const;
    /// Pairs first, last, and a final 0, as ImGui wants them.
    [[nodiscard]] std::vector<unsigned short> ranges() const;

private:
    std::vector<bool> wanted_;
};

/// Empties the atlas and fills it with body and heading for a display of this scale. To be called between frames; the
/// renderer's texture has to be made anew afterwards.
/// Fails  machine (no font, a font that can't be read). Cost  about 60 ms for 3,000 glyphs.
[[nodiscard]] Result<PanelFonts> build_fonts(ImFontAtlas& atlas, const GlyphSet& glyphs, float scale);

}  // namespace huegrid::gui
