#include "gui/app/fonts.hpp"

#include <fmt/format.h>
#include <imgui.h>
#include <imgui_freetype.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "engine/base/text.hpp"

namespace huegrid::gui {
namespace {

constexpr float body_px = 16;
constexpr float heading_px = 21;

static_assert(sizeof(ImWchar) == sizeof(unsigned short), "Debian's ImGui has 16-bit glyphs");

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
    ImFontAtlas atlas;
    for (const ImWchar* range = atlas.GetGlyphRangesChineseSimplifiedCommon(); *range; range += 2)
        for (unsigned c = range[0]; c <= range[1]; ++c) wanted_[c] = true;
    for (std::size_t t = 0; t < text_count; ++t)
        for (const Language language : {Language::zh, Language::en}) add(tr(Text(t), language));
    add("…–—·›％×²°±≤≥");
}

bool GlyphSet::add(std::string_view text) {
    bool fresh = false;
    for (const char32_t c : code_points(text)) {
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

std::size_t GlyphSet::size() const { return std::size_t(std::count(wanted_.begin(), wanted_.end(), true)); }

std::vector<unsigned short> GlyphSet::ranges() const {
    std::vector<unsigned short> ranges;
    for (std::size_t c = 1; c < wanted_.size(); ++c) {
        if (!wanted_[c]) continue;
        if (!wanted_[c - 1]) ranges.push_back(static_cast<unsigned short>(c));
        if (c + 1 == wanted_.size() || !wanted_[c + 1]) ranges.push_back(static_cast<unsigned short>(c));
    }
    ranges.push_back(0);
    return ranges;
}

Result<PanelFonts> build_fonts(ImFontAtlas& atlas, const GlyphSet& glyphs, float scale) {
    const auto path = find_font();
    if (!path) return fail(path.error());
    const auto ranges = glyphs.ranges();
    atlas.Clear();
    atlas.FontBuilderIO = ImGuiFreeType::GetBuilderForFreeType();
    atlas.FontBuilderFlags = ImGuiFreeTypeBuilderFlags_LightHinting;
    atlas.TexDesiredWidth = 2048;
    ImFontConfig config;
    config.OversampleH = 1;
    config.PixelSnapH = true;
    const auto add = [&](float size_px) {
        return atlas.AddFontFromFileTTF(path->c_str(), std::round(size_px * scale), &config, ranges.data());
    };
    PanelFonts fonts;
    fonts.body = add(body_px);
    fonts.heading = add(heading_px);
    if (!fonts.body || !fonts.heading || !atlas.Build())
        return fail(ErrorCode::machine, "the font can't be read; install the package fonts-wqy-microhei again", path->string());
    return fonts;
}

}  // namespace huegrid::gui
