#include "gui/app/render.hpp"

#include <epoxy/gl.h>
#include <fmt/format.h>
#include <imgui.h>
#include <backends/imgui_impl_opengl3.h>

#include <algorithm>
#include <optional>
#include <vector>

#include "engine/base/text.hpp"
#include "gui/app/offscreen.hpp"
#include "gui/app/png.hpp"
#include "gui/map/gl_objects.hpp"
#include "gui/map/map_painter.hpp"
#include "gui/map/overlay.hpp"

namespace huegrid::gui {
namespace {

/// Baked larger than most labels are drawn, so that titles stay sharp.
constexpr double font_px = 20;
constexpr double margin_px = 40;

Result<geo::WorldBox> box_to_show(const model::Snapshot& snapshot, const std::string& zone) {
    if (zone.empty()) return snapshot.extent();
    if (const Index at = snapshot.find_zone(zone); at != none) return snapshot.zones[std::size_t(at)].box;
    std::vector<std::string> names;
    for (const auto& z : snapshot.zones) names.push_back(z.name);
    return fail(ErrorCode::not_found, fmt::format("there is no zone '{}'{}", zone, did_you_mean(zone, names)));
}

Result<std::string> find_font() {
    for (const char* path : {"/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"})
        if (std::filesystem::exists(path)) return path;
    return fail(ErrorCode::machine, "no font with Chinese characters found; install fonts-wqy-microhei");
}

Result<ImFont*> add_font(ImFontAtlas& atlas, double size_px, const std::vector<std::string>& texts) {
    const auto path = find_font();
    if (!path) return fail(path.error());
    ImFontGlyphRangesBuilder glyphs;
    glyphs.AddRanges(atlas.GetGlyphRangesDefault());
    for (const auto& text : texts) glyphs.AddText(text.c_str());
    ImVector<ImWchar> ranges;
    glyphs.BuildRanges(&ranges);
    ImFont* font = atlas.AddFontFromFileTTF(path->c_str(), float(size_px), nullptr, ranges.Data);
    atlas.Build();
    return font;
}

/// ImGui without a window: a context that draws into whatever framebuffer is bound.
class BareImGui {
public:
    explicit BareImGui(carto::ScreenSize size) : context_(ImGui::CreateContext()) {
        auto& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {float(size.width), float(size.height)};
        io.DeltaTime = 1.0f / 60;
        ImGui_ImplOpenGL3_Init("#version 330 core");
    }
    ~BareImGui() {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui::DestroyContext(context_);
    }
    BareImGui(const BareImGui&) = delete;
    BareImGui& operator=(const BareImGui&) = delete;

private:
    ImGuiContext* context_;
};

/// The map's pixels are on the graphics card already; the overlay goes over them and all is read back.
std::vector<std::uint8_t> with_overlay(std::uint32_t map, const carto::MapView& view, ImFont* font, const carto::Scene& scene,
                                       const Overlay& overlay) {
    const auto target = make_target(view.size);
    const DrawInto into(target);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui::NewFrame();
    auto* list = ImGui::GetBackgroundDrawList();
    const ImVec2 size(float(view.size.width), float(view.size.height));
    list->AddImage(reinterpret_cast<ImTextureID>(std::uintptr_t(map)), {0, 0}, size, {0, 1}, {1, 0});
    draw_overlay({list, font, {}}, scene, view, overlay);
    ImGui::Render();
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    return read_pixels(target);
}

}  // namespace

Result<void> render_map(model::SnapshotPtr snapshot, const RenderOptions& options) {
    const auto [width, height] = options.size;
    if (width < 64 || height < 64 || width > 8192 || height > 8192)
        return fail(ErrorCode::bad_input, fmt::format("a picture of {}×{} pixels can't be drawn; each side must be 64 … 8192", width, height));
    const auto box = box_to_show(*snapshot, options.zone);
    if (!box) return fail(box.error());
    const auto context = OffscreenContext::create();
    if (!context) return fail(context.error());
    auto painter = MapPainter::create();
    if (!painter) return fail(std::move(painter.error()));

    const auto scene = carto::make_scene(std::move(snapshot));
    const auto view = carto::MapView::fit(*box, options.size, margin_px);
    (*painter)->show(build_layers(scene));
    if (const Index zone = scene->snapshot->find_zone(options.zone); zone != none && !options.zone.empty())
        (*painter)->highlight({zone, none, none});
    (*painter)->look(view);
    while (!(*painter)->step(std::chrono::hours(1))) {
    }

    const BareImGui imgui(options.size);
    const Overlay overlay{options.language, {}, options.title};
    auto font = add_font(*ImGui::GetIO().Fonts, font_px, overlay_texts(*scene, overlay));
    if (!font) return fail(std::move(font.error()));
    return write_png(options.out, options.size, with_overlay((*painter)->texture(), view, *font, *scene, overlay));
}

}  // namespace huegrid::gui
