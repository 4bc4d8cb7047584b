#include "gui/app/fonts.hpp"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "engine/base/text.hpp"

namespace huegrid::gui {
namespace {

constexpr float body_px = 16;
constexpr float heading_px = 21;

static_assert(sizeof(ImWchar) == sizeof(char16_t), "Debian's ImGui has 16-bit glyphs");

tl::unexpected<Error> unreadable(const std::filesystem::path& path) {
    return fail(ErrorCode::machine, "the font can't be read; install the package fonts-wqy-microhei again", path.string());
}

struct CloseFreeType {
    void operator()(FT_Library library) const { FT_Done_FreeType(library); }
    void operator()(FT_Face face) const { FT_Done_Face(face); }
};
using Library = std::unique_ptr<FT_LibraryRec_, CloseFreeType>;
using Face = std::unique_ptr<FT_FaceRec_, CloseFreeType>;

int whole_pixels(FT_Pos in_64ths) { return int((in_64ths + 63) >> 6); }

/// The glyph in the face's slot.
GlyphBitmap take_bitmap(const FT_GlyphSlot slot, int ascent, std::vector<std::uint8_t>& coverage) {
    const auto& from = slot->bitmap;
    GlyphBitmap glyph;
    glyph.first = coverage.size();
    glyph.advance = float(whole_pixels(slot->advance.x));
    if (from.width == 0 || from.rows == 0) {
        coverage.push_back(0);
        return glyph;
    }
    glyph.left = slot->bitmap_left;
    glyph.top = ascent - slot->bitmap_top;
    glyph.width = int(from.width);
    glyph.height = int(from.rows);
    for (unsigned row = 0; row < from.rows; ++row) {
        const auto* pixels = from.buffer + std::ptrdiff_t(row) * from.pitch;
        coverage.insert(coverage.end(), pixels, pixels + from.width);
    }
    return glyph;
}

/// Lightly hinted, as imgui_freetype does it with a whole number of pixels a glyph.
FontBitmaps draw_font(FT_Face face, const std::vector<char16_t>& code_points, float size_px) {
    FontBitmaps font;
    font.size_px = std::round(size_px);
    FT_Size_RequestRec request{};
    request.type = FT_SIZE_REQUEST_TYPE_REAL_DIM;
    request.height = FT_Long(font.size_px) * 64;
    if (FT_Request_Size(face, &request) != 0) return font;
    const int ascent = whole_pixels(face->size->metrics.ascender);
    for (const char16_t c : code_points) {
        const FT_UInt index = FT_Get_Char_Index(face, c);
        if (index == 0 || FT_Load_Glyph(face, index, FT_LOAD_NO_BITMAP | FT_LOAD_TARGET_LIGHT) != 0 ||
            FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) != 0)
            continue;
        font.glyphs.push_back(take_bitmap(face->glyph, ascent, font.coverage));
        font.glyphs.back().code = c;
    }
    return font;
}

/// Glyphs of one font as free rectangles of the atlas, whose first index comes back with the font.
struct Reserved {
    ImFont* font = nullptr;
    int first = 0;
};

/// Around a glyph its rectangle has a blank line on each side: text of another size than the font's is filtered, and at an
/// edge takes half from what lies beyond it.
Reserved reserve(ImFontAtlas& atlas, const FontBitmaps& bitmaps) {
    // ImGui wants a font file below such glyphs: a blank of the one built in, which our own blank then replaces.
    static constexpr ImWchar blank[] = {' ', ' ', 0};
    ImFontConfig config;
    config.SizePixels = bitmaps.size_px;
    config.GlyphRanges = blank;
    config.OversampleH = 1;
    Reserved reserved;
    reserved.font = atlas.AddFontDefault(&config);
    for (const auto& g : bitmaps.glyphs) {
        const int index = atlas.AddCustomRectFontGlyph(reserved.font, g.code, g.width + 2, g.height + 2, g.advance,
                                                       ImVec2(float(g.left - 1), float(g.top - 1)));
        if (&g == &bitmaps.glyphs.front()) reserved.first = index;
    }
    return reserved;
}

void fill(ImFontAtlas& atlas, const FontBitmaps& bitmaps, int first) {
    unsigned char* pixels = nullptr;
    int width = 0;
    atlas.GetTexDataAsAlpha8(&pixels, &width, nullptr);
    for (const auto& g : bitmaps.glyphs) {
        const auto* rectangle = atlas.GetCustomRectByIndex(first++);
        if (!rectangle->IsPacked()) continue;
        for (int row = 0; row < g.height; ++row)
            std::copy_n(bitmaps.coverage.data() + g.first + std::size_t(row) * std::size_t(g.width), g.width,
                        pixels + (std::size_t(rectangle->Y) + 1 + std::size_t(row)) * std::size_t(width) + rectangle->X + 1);
    }
}

}  // namespace

Result<std::filesystem::path> find_font() {
    constexpr std::array candidates{
        "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/opentype/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
        "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
        "/usr/share/fonts/wqy-microhei/wqy-microhei.ttc",
    };
    for (const std::filesystem::path path : candidates) {
        std::error_code error;
        if (std::filesystem::is_regular_file(path, error)) return path;
    }
    return fail(ErrorCode::machine,
                "no font with Chinese characters was found; install the package fonts-wqy-microhei (or fonts-noto-cjk)");
}

GlyphSet::GlyphSet() : wanted_(0x10000) {
    for (unsigned c = 0x20; c < 0x7f; ++c) wanted_[c] = true;
    for (unsigned c = 0xa0; c <= 0xff; ++c) wanted_[c] = true;
    for (std::size_t t = 0; t < text_count; ++t)
        for (const Language language : {Language::zh, Language::en}) add(tr(Text(t), language));
    add("…–—·›％×²°±≤≥");
}

void GlyphSet::add_common_chinese() {
    ImFontAtlas atlas;
    for (const ImWchar* range = atlas.GetGlyphRangesChineseSimplifiedCommon(); *range; range += 2)
        for (unsigned c = range[0]; c <= range[1]; ++c) wanted_[c] = true;
}

bool GlyphSet::add(std::string_view text) {
    bool fresh = false;
    for (const char32_t c : huegrid::code_points(text)) {
        if (c < 0x20 || c >= wanted_.size() || wanted_[c]) continue;
        wanted_[c] = true;
        fresh = true;
    }
    return fresh;
}

bool GlyphSet::add(const std::vector<bool>& characters) {
    bool fresh = false;
    for (std::size_t c = 0x20; c < std::min(characters.size(), wanted_.size()); ++c) {
        if (!characters[c] || wanted_[c]) continue;
        wanted_[c] = true;
        fresh = true;
    }
    return fresh;
}

std::vector<char16_t> GlyphSet::code_points() const {
    std::vector<char16_t> result;
    for (std::size_t c = 1; c < wanted_.size(); ++c)
        if (wanted_[c]) result.push_back(char16_t(c));
    return result;
}

Result<PanelGlyphs> draw_glyphs(GlyphSet of, float scale) {
    const auto path = find_font();
    if (!path) return fail(path.error());
    FT_Library opened = nullptr;
    if (FT_Init_FreeType(&opened) != 0) return fail(ErrorCode::machine, "FreeType can't be started");
    const Library library(opened);
    FT_Face found = nullptr;
    if (FT_New_Face(library.get(), path->c_str(), 0, &found) != 0) return unreadable(*path);
    const Face face(found);
    const auto code_points = of.code_points();
    PanelGlyphs glyphs{std::move(of), draw_font(face.get(), code_points, body_px * scale),
                       draw_font(face.get(), code_points, heading_px * scale)};
    if (glyphs.body.glyphs.empty() || glyphs.heading.glyphs.empty()) return unreadable(*path);
    return glyphs;
}

Result<PanelFonts> place_fonts(ImFontAtlas& atlas, const PanelGlyphs& glyphs) {
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.TexDesiredWidth = 2048;
    const auto body = reserve(atlas, glyphs.body), heading = reserve(atlas, glyphs.heading);
    if (!atlas.Build()) return fail(ErrorCode::machine, "the font's glyphs don't fit into a picture");
    fill(atlas, glyphs.body, body.first);
    fill(atlas, glyphs.heading, heading.first);
    return PanelFonts{body.font, heading.font};
}

Result<PanelFonts> build_fonts(ImFontAtlas& atlas, const GlyphSet& glyphs, float scale) {
    const auto drawn = draw_glyphs(glyphs, scale);
    if (!drawn) return fail(drawn.error());
    return place_fonts(atlas, *drawn);
}

}  // namespace huegrid::gui
