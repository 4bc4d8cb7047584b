#include "gui/app/render.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <vector>

#include "engine/base/text.hpp"
#include "engine/report/level_zones.hpp"
#include "engine/work/rules/rulebook_of.hpp"
#include "gui/app/fonts.hpp"
#include "gui/app/grid_marks.hpp"
#include "gui/app/imgui_session.hpp"
#include "gui/app/offscreen.hpp"
#include "gui/app/png.hpp"
#include "gui/map/gl_objects.hpp"
#include "gui/map/map_painter.hpp"
#include "gui/map/overlay.hpp"

namespace huegrid::gui {
namespace {

constexpr double margin_px = 40;

/// The zone asked for, or none for the whole place.
Result<Index> zone_to_show(const model::Snapshot& snapshot, const std::string& name) {
    if (name.empty()) return none;
    if (const Index at = snapshot.find_zone(name); at != none) return at;
    std::vector<std::string> names;
    for (const auto& zone : snapshot.zones) names.push_back(zone.name);
    return fail(ErrorCode::not_found, fmt::format("there is no zone '{}'{}", name, did_you_mean(name, names)));
}

/// The map lies on the graphics card already; the overlay goes over it and all is read back.
Result<std::vector<std::uint8_t>> with_overlay(std::uint32_t map, const carto::MapView& view, const carto::Scene& scene,
                                               const Overlay& overlay) {
    const auto session = ImGuiSession::create();
    if (!session) return fail(session.error());
    auto& io = ImGui::GetIO();
    const ImVec2 size(float(view.size.width), float(view.size.height));
    io.DisplaySize = size;
    io.DeltaTime = 1.0f / 60;
    GlyphSet glyphs;
    for (const auto& text : overlay_texts(scene, overlay)) glyphs.add(text);
    const auto fonts = build_fonts(*io.Fonts, glyphs, 1.0f);
    if (!fonts) return fail(fonts.error());

    const auto target = make_target(view.size);
    const DrawInto into(target);
    (*session)->new_frame();
    ImGui::NewFrame();
    auto* list = ImGui::GetBackgroundDrawList();
    list->AddImage(reinterpret_cast<ImTextureID>(std::uintptr_t(map)), {0, 0}, size, {0, 1}, {1, 0});
    draw_overlay({list, fonts->heading, {}}, scene, view, overlay);
    (*session)->render();
    return read_pixels(target);
}

}  // namespace

Result<void> render_map(model::SnapshotPtr snapshot, const RenderOptions& options) {
    const auto [width, height] = options.size;
    if (width < 64 || height < 64 || width > 8192 || height > 8192)
        return fail(
            ErrorCode::bad_input,
            fmt::format("a picture of {}×{} pixels can't be drawn; each side must be 64 … 8192", width, height));
    const auto zone = zone_to_show(*snapshot, options.zone);
    if (!zone) return fail(zone.error());
    Index fill_level = none;
    if (!options.fill.empty()) {
        if (auto zones = report::zones_of_level(*snapshot, options.fill); !zones) return fail(std::move(zones.error()));
        fill_level = snapshot->find_level(options.fill);
    }
    const auto box = *zone == none ? snapshot->extent() : snapshot->zones[std::size_t(*zone)].box;
    const auto context = OffscreenContext::create();
    if (!context) return fail(context.error());
    auto painter = MapPainter::create();
    if (!painter) return fail(std::move(painter.error()));

    figures::ZonePolicy policy;
    if (snapshot->classification) {
        auto rulebook = work::rulebook_alone(*snapshot, std::nullopt);
        if (!rulebook) return fail(std::move(rulebook.error()));
        policy = std::move(rulebook->zone_policy);
    }
    const auto scene = carto::make_scene(std::move(snapshot), policy);
    const auto view = carto::MapView::fit(box, options.size, margin_px);
    (*painter)->show(build_layers(scene));
    (*painter)->show_fill(fill_level);
    (*painter)->highlight({*zone, none, none});
    (*painter)->look(view);
    while (!(*painter)->step(std::chrono::hours(1))) {
    }

    const auto picture =
        with_overlay((*painter)->texture(), view, *scene,
                                      {{options.language, {}, *zone, fill_level}, options.title, options.findings ? marks_of(*options.findings, view.box(), options.language) : Marks{}});
    if (!picture) return fail(picture.error());
    return write_png(options.out, options.size, *picture);
}

}  // namespace huegrid::gui
