/// @file fonts.hpp
/// The Chinese font of the window: where it is, which glyphs it needs, their bitmaps, the atlas made from them.
///
/// Layer    gui/app. FreeType stays in the .cpp.
/// Threads  find_font, GlyphSet and draw_glyphs any, being plain values; add_common_chinese, place_fonts and build_fonts
///          the frame's.
///
/// Drawing 3,000 glyphs takes as long as four frames, so a worker does it (`draw_glyphs`); what the frame's thread has
/// left is to put the bitmaps into the atlas (`place_fonts`).
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "gui/panels/panel_context.hpp"

struct ImFontAtlas;

namespace huegrid::gui {

/// Noto CJK when it is installed, else WenQuanYi Micro Hei. Fails  machine, naming the package to install.
[[nodiscard]] Result<std::filesystem::path> find_font();

/// Code points below 0x10000 that the atlas has to hold. Starts with ASCII, Latin-1 and every text of the window in both
/// languages; names in the data bring the rest.
class GlyphSet {
public:
    GlyphSet();
    /// True if there was a new one among them.
    bool add(std::string_view text);
    bool add(const std::vector<bool>& characters);
    bool add(const GlyphSet& others) { return add(others.wanted_); }
    /// What a user may well type or a household be called; it lacks 圳, 渝, 浦 …
    void add_common_chinese();
    [[nodiscard]] bool holds(char32_t c) const { return c < wanted_.size() && wanted_[c]; }
    [[nodiscard]] std::vector<char16_t> code_points() const;
    friend bool operator==(const GlyphSet&, const GlyphSet&) = default;

private:
    std::vector<bool> wanted_;
};

/// One glyph's coverage, a byte a pixel, row 0 on top; `left` and `top` say where it lies from the line's upper left
/// corner. At least one pixel, so that blanks are glyphs too.
struct GlyphBitmap {
    char16_t code = 0;
    int left = 0, top = 0, width = 1, height = 1;
    float advance = 0;
    std::size_t first = 0;  ///< in FontBitmaps::coverage
};
struct FontBitmaps {
    float size_px = 0;
    std::vector<GlyphBitmap> glyphs;
    std::vector<std::uint8_t> coverage;
};
/// Body and heading, both with every glyph of `of` that the font has.
struct PanelGlyphs {
    GlyphSet of;
    FontBitmaps body, heading;
};

/// For a display of this scale. Fails  machine (no font, a font that can't be read). Cost  about 40 µs a glyph.
[[nodiscard]] Result<PanelGlyphs> draw_glyphs(GlyphSet of, float scale);

/// Empties the atlas and fills it with these. To be called between frames; the renderer's texture has to be made anew
/// afterwards. Fails  machine (a scale at which the atlas grows too large). Cost  about 15 ms for 3,000 glyphs.
[[nodiscard]] Result<PanelFonts> place_fonts(ImFontAtlas& atlas, const PanelGlyphs& glyphs);

/// Both at once.
[[nodiscard]] Result<PanelFonts> build_fonts(ImFontAtlas& atlas, const GlyphSet& glyphs, float scale);

}  // namespace huegrid::gui
