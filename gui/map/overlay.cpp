#include "gui/map/overlay.hpp"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

#include "engine/palette/letter.hpp"

namespace huegrid::gui {
namespace {

constexpr float margin = 14, padding = 12, row_height = 23, text_px = 15, small_px = 13, title_px = 22;
constexpr float swatch_width = 30, swatch_height = 16;

ImU32 packed(Colour c, int alpha = 255) { return IM_COL32(c.red, c.green, c.blue, alpha); }

ImVec2 measured(const ImFont* font, float size_px, const std::string& text) {
    return font->CalcTextSizeA(size_px, 1e9f, 0, text.data(), text.data() + text.size());
}

void write(const OverlayCanvas& canvas, ImVec2 at, float size_px, Colour colour, const std::string& text) {
    canvas.list->AddText(canvas.font, size_px, ImVec2(std::round(at.x), std::round(at.y)), packed(colour), text.data(),
                         text.data() + text.size());
}

void write_right(const OverlayCanvas& canvas, ImVec2 at, float size_px, Colour colour, const std::string& text) {
    write(canvas, {at.x - measured(canvas.font, size_px, text).x, at.y}, size_px, colour, text);
}

void write_with_halo(const OverlayCanvas& canvas, ImVec2 at, float size_px, Colour colour, Colour halo,
                     const std::string& text) {
    const ImVec2 around[] = {{-1.5f, 0}, {1.5f, 0}, {0, -1.5f}, {0, 1.5f}, {-1, -1}, {1, -1}, {-1, 1}, {1, 1}};
    const ImVec2 p(std::round(at.x), std::round(at.y));
    const char* end = text.data() + text.size();
    for (const auto by : around)
        canvas.list->AddText(canvas.font, size_px, {p.x + by.x, p.y + by.y}, packed(halo, 200), text.data(), end);
    canvas.list->AddText(canvas.font, size_px, p, packed(colour), text.data(), end);
}

/// Drawn, and as pixels of the map.
carto::ScreenBox box(const OverlayCanvas& canvas, ImVec2 min, ImVec2 max) {
    canvas.list->AddRectFilled(min, max, IM_COL32(255, 255, 255, 246), 5);
    canvas.list->AddRect(min, max, IM_COL32(60, 64, 76, 70), 5);
    return {min.x - canvas.origin.x, min.y - canvas.origin.y, max.x - canvas.origin.x, max.y - canvas.origin.y};
}

void draw_swatch(const OverlayCanvas& canvas, ImVec2 at, const carto::Swatch& of, bool filled) {
    const ImVec2 end(at.x + swatch_width, at.y + swatch_height);
    if (filled) {
        const auto ink = palette::letter_colour(of.colour);
        canvas.list->AddRectFilled(at, end, packed(of.colour), 2);
        draw_pattern(*canvas.list, of.pattern, at, end, of.colour);
        if (!of.letter.empty()) {
            const auto size = measured(canvas.font, small_px, of.letter);
            const ImVec2 middle((at.x + end.x) / 2, (at.y + end.y) / 2);
            canvas.list->AddCircleFilled(middle, 8, packed(of.colour), 16);
            write(canvas, {middle.x - size.x / 2, middle.y - size.y / 2}, small_px, ink, of.letter);
        }
    }
    canvas.list->AddRect(at, end, IM_COL32(60, 60, 66, 150), 2);
}

/// 12345 as "12,345".
std::string grouped(std::int64_t number) {
    const auto digits = std::to_string(number);
    std::string text;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && (digits.size() - i) % 3 == 0) text += ',';
        text += digits[i];
    }
    return text;
}

double width_with(const std::string& text, double size_px, const void* font) {
    return double(measured(static_cast<const ImFont*>(font), float(size_px), text).x);
}

std::string subtitle_of(const carto::Scene& scene, Language language) {
    const auto& run = scene.snapshot->classification;
    if (!run) return language == Language::zh ? "尚未分级" : "Not classified yet";
    const auto& rulebook = run->rulebook_name;
    return language == Language::zh ? fmt::format("{} · 截至 {}", rulebook, to_text(run->as_of))
                                    : fmt::format("{} · as of {}", rulebook, to_text(run->as_of));
}

std::string title_of(const carto::Scene& scene, const Overlay& overlay) {
    if (!overlay.title.empty()) return overlay.title;
    const auto& place = scene.snapshot->title;
    if (overlay.legend.zone == none) return place;
    const auto& zone = scene.snapshot->zones[std::size_t(overlay.legend.zone)].name;
    return place.empty() || place == zone ? zone : place + " · " + zone;
}

constexpr double sign_radius = 10;

carto::ScreenBox area_of(const carto::ZoneSign& sign) { return {sign.at.x - sign_radius, sign.at.y - sign_radius, sign.at.x + sign_radius, sign.at.y + sign_radius}; }

void draw_sign(const OverlayCanvas& canvas, const carto::ZoneSign& sign) {
    const ImVec2 middle(std::round(float(canvas.origin.x + sign.at.x)), std::round(float(canvas.origin.y + sign.at.y)));
    const auto size = measured(canvas.font, text_px, sign.swatch.letter);
    canvas.list->AddCircleFilled(middle, float(sign_radius), packed(sign.swatch.colour), 20);
    canvas.list->AddCircle(middle, float(sign_radius), IM_COL32(255, 255, 255, 220), 20, 1.5f);
    write(canvas, {middle.x - size.x / 2, middle.y - size.y / 2}, text_px, palette::letter_colour(sign.swatch.colour), sign.swatch.letter);
}

}  // namespace

void draw_pattern(ImDrawList& list, const std::string& pattern, ImVec2 min, ImVec2 max, Colour of) {
    const ImU32 ink = packed(palette::letter_colour(of), 80);
    const auto slanted = [&](float direction) {
        const float height = max.y - min.y;
        for (float x = min.x - height; x < max.x; x += 7) {
            if (direction > 0)
                list.AddLine({x, max.y}, {x + height, min.y}, ink, 1.6f);
            else
                list.AddLine({x, min.y}, {x + height, max.y}, ink, 1.6f);
        }
    };
    list.PushClipRect(min, max, true);
    if (pattern == "diagonal") slanted(-1);
    if (pattern == "cross") slanted(1), slanted(-1);
    if (pattern == "dots")
        for (float y = min.y + 4; y < max.y; y += 7)
            for (float x = min.x + 4; x < max.x; x += 7) list.AddCircleFilled({x, y}, 1.5f, ink, 8);
    if (pattern == "horizontal")
        for (float y = min.y + 3; y < max.y; y += 5) list.AddLine({min.x, y}, {max.x, y}, ink, 1.5f);
    if (pattern == "vertical")
        for (float x = min.x + 3; x < max.x; x += 6) list.AddLine({x, min.y}, {x, max.y}, ink, 1.5f);
    list.PopClipRect();
}

void draw_labels(const OverlayCanvas& canvas, const carto::Scene& scene, const carto::MapView& view, Index fill_level,
                 std::vector<carto::ScreenBox> taken) {
    const auto& style = carto::light_style();
    if (fill_level != none)
        for (const auto& sign : carto::zone_signs(scene, view, fill_level)) {
            const auto area = area_of(sign);
            if (std::any_of(taken.begin(), taken.end(), [&](const auto& t) { return t.overlaps(area); })) continue;
            taken.push_back(area);
            draw_sign(canvas, sign);
        }
    for (const auto& label : carto::place_labels(scene, view, {200, width_with, canvas.font, taken})) {
        const auto size = measured(canvas.font, float(label.size_px), label.text);
        const ImVec2 at(float(canvas.origin.x + label.at.x) - size.x / 2,
                        float(canvas.origin.y + label.at.y) - size.y / 2);
        const bool zone = label.of == carto::LabelCandidate::Of::zone;
        const auto colour = zone                                            ? style.text
                            : label.of == carto::LabelCandidate::Of::estate ? style.zone_line
                                                                            : style.service_point;
        write_with_halo(canvas, at, float(label.size_px), colour, style.text_halo, label.text);
    }
}

void draw_scale_bar(const OverlayCanvas& canvas, const carto::MapView& view) {
    const auto& style = carto::light_style();
    const auto bar = carto::scale_bar(view, 160);
    const float x = float(canvas.origin.x) + margin + 6,
                y = float(canvas.origin.y) + float(view.size.height) - margin - 6;
    const float end = x + float(bar.length_px), middle = (x + end) / 2;
    auto& list = *canvas.list;
    list.AddRectFilled({x - 2, y - 7}, {end + 2, y + 2}, packed(style.text_halo, 220));
    list.AddRectFilled({x, y - 5}, {middle, y}, packed(style.text));
    list.AddRect({x, y - 5}, {end, y}, packed(style.text));
    write_with_halo(canvas, {x, y - 26}, text_px, style.text, style.text_halo, bar.text);
}

carto::ScreenBox draw_title(const OverlayCanvas& canvas, const std::string& title, const std::string& subtitle) {
    const auto& style = carto::light_style();
    const auto wide = measured(canvas.font, title_px, title), below = measured(canvas.font, small_px, subtitle);
    const ImVec2 min(float(canvas.origin.x) + margin, float(canvas.origin.y) + margin);
    const float height = padding + wide.y + (subtitle.empty() ? 0 : 5 + below.y) + padding;
    const auto covered = box(canvas, min, {min.x + std::max(wide.x, below.x) + 2 * padding, min.y + height});
    write(canvas, {min.x + padding, min.y + padding}, title_px, style.text, title);
    write(canvas, {min.x + padding, min.y + padding + wide.y + 5}, small_px, style.zone_line, subtitle);
    return covered;
}

carto::ScreenBox draw_legend(const OverlayCanvas& canvas, const carto::MapView& view, const carto::Legend& legend) {
    const auto& style = carto::light_style();
    const auto width_of = [&](const std::string& text, float size) { return measured(canvas.font, size, text).x; };
    float names = width_of(legend.total_text, text_px), counts = width_of(grouped(legend.total), text_px);
    for (const auto& row : legend.rows) names = std::max(names, width_of(row.text, text_px));
    const float inner = std::max(
        {swatch_width + 9 + names + 24 + counts, width_of(legend.title, text_px), width_of(legend.note, small_px)});
    const float height =
        2 * padding + row_height * float(legend.rows.size() + 2) + (legend.note.empty() ? 0 : row_height);
    const ImVec2 max(float(canvas.origin.x) + float(view.size.width) - margin,
                     float(canvas.origin.y) + float(view.size.height) - margin);
    const ImVec2 min(max.x - inner - 2 * padding, max.y - height);
    const auto covered = box(canvas, min, max);

    const float left = min.x + padding, right = max.x - padding;
    float y = min.y + padding;
    write(canvas, {left, y}, text_px, style.text, legend.title);
    y += row_height;
    for (const auto& row : legend.rows) {
        const auto colour = row.shown ? style.text : style.railway;
        draw_swatch(canvas, {left, std::round(y)}, row.swatch, row.shown);
        write(canvas, {left + swatch_width + 9, y}, text_px, colour, row.text);
        write_right(canvas, {right, y}, text_px, colour, grouped(row.count));
        y += row_height;
    }
    canvas.list->AddLine({left, y}, {right, y}, packed(style.text, 120));
    y += 6;
    write(canvas, {left, y}, text_px, style.text, legend.total_text);
    write_right(canvas, {right, y}, text_px, style.text, grouped(legend.total));
    if (!legend.note.empty()) write(canvas, {left, y + row_height}, small_px, style.zone_line, legend.note);
    return covered;
}

std::vector<carto::ScreenBox> draw_marks(const OverlayCanvas& canvas, const carto::MapView& view, const std::vector<Mark>& marks) {
    const auto on_canvas = [&](geo::WorldPoint p) {
        const auto at = view.to_screen(p);
        return ImVec2(float(canvas.origin.x + at.x), float(canvas.origin.y + at.y));
    };
    for (const auto& mark : marks) {
        if (mark.shape.kind != geo::ShapeKind::polygon) continue;
        for (std::size_t r = 0; r < mark.shape.rings(); ++r) {
            std::vector<ImVec2> line;
            for (const auto p : mark.shape.ring(r)) line.push_back(on_canvas(p));
            line.push_back(line.front());
            canvas.list->AddPolyline(line.data(), int(line.size()), IM_COL32(255, 255, 255, 200), 0, 5);
            canvas.list->AddPolyline(line.data(), int(line.size()), packed(mark.swatch.colour), 0, 2.5f);
        }
    }
    std::vector<carto::ScreenBox> taken;
    for (const auto& mark : marks) {
        const carto::ZoneSign sign{mark.swatch, view.to_screen(mark.at)};
        draw_sign(canvas, sign);
        taken.push_back(area_of(sign));
    }
    return taken;
}

void draw_overlay(const OverlayCanvas& canvas, const carto::Scene& scene, const carto::MapView& view,
                  const Overlay& overlay) {
    const auto legend = carto::legend(scene, overlay.legend);
    auto taken = draw_marks(canvas, view, overlay.marks.list);
    const auto title_box = draw_title(canvas, title_of(scene, overlay), subtitle_of(scene, overlay.legend.language));
    const auto legend_box = draw_legend(canvas, view, legend);
    taken.insert(taken.end(), {title_box, legend_box});
    if (!overlay.marks.legend.rows.empty()) {
        carto::MapView above = view;
        above.size.height = int(legend_box.top);
        taken.push_back(draw_legend(canvas, above, overlay.marks.legend));
    }
    draw_labels(canvas, scene, view, overlay.legend.fill_level, std::move(taken));
    draw_scale_bar(canvas, view);
}

std::vector<std::string> overlay_texts(const carto::Scene& scene, const Overlay& overlay) {
    const auto legend = carto::legend(scene, overlay.legend);
    std::vector<std::string> texts{title_of(scene, overlay), subtitle_of(scene, overlay.legend.language), legend.title,
                                   legend.total_text, legend.note};
    for (const auto& row : legend.rows) texts.push_back(row.text);
    for (const auto& row : legend.rows) texts.push_back(row.swatch.letter);
    for (const auto& name : scene.names) texts.push_back(name.text);
    texts.insert(texts.end(), {overlay.marks.legend.title, overlay.marks.legend.total_text, "0123456789"});
    for (const auto& row : overlay.marks.legend.rows) texts.push_back(row.text);
    return texts;
}

}  // namespace huegrid::gui
