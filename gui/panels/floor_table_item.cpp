#include "gui/panels/floor_table_item.hpp"

#include <algorithm>

#include "engine/palette/letter.hpp"
#include "gui/panels/theme.hpp"
#include "gui/views/numbers.hpp"
#include "gui/views/zone_tree.hpp"

namespace huegrid::gui {
namespace {

constexpr float row_px = 22, gap_px = 2, floor_px = 36, least_cell_px = 40, most_cell_px = 84;

const char* shown(const std::string& name) { return name.empty() ? "—" : name.c_str(); }

void centred(ImVec2 at, ImVec2 size, Colour colour, const char* text) {
    const ImVec2 extent = ImGui::CalcTextSize(text);
    const ImVec4 clip{at.x, at.y, at.x + size.x, at.y + size.y};
    ImGui::GetWindowDrawList()->AddText(ImGui::GetFont(), ImGui::GetFontSize(), {at.x + std::max(0.0f, (size.x - extent.x) / 2), at.y + (size.y - extent.y) / 2},
                                        to_u32(colour), text, nullptr, 0, &clip);
}

/// One piece a tier, as wide as its share, with its number where there is room for it.
void draw_cell(const carto::Scene& scene, const FloorCell& cell, ImVec2 at, ImVec2 size) {
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (cell.tiers.empty()) return draw.AddRectFilled(at, {at.x + size.x, at.y + size.y}, to_u32(theme::window), 3);
    std::vector<std::int64_t> counts(scene.classes.size());
    for (const auto& line : cell.tiers) counts[line.building_class] = line.households;
    for (const auto& piece : tier_bar(counts, int(size.x))) {
        const auto& of = scene.classes[piece.building_class];
        const ImVec2 left{at.x + float(piece.from_px), at.y}, extent{float(piece.to_px - piece.from_px), size.y};
        draw.AddRectFilled(left, {left.x + extent.x, left.y + extent.y}, to_u32(of.colour));
        const std::string number = grouped(counts[piece.building_class]);
        if (ImGui::CalcTextSize(number.c_str()).x <= extent.x) centred(left, extent, palette::letter_colour(of.colour), number.c_str());
    }
    draw.AddRect(at, {at.x + size.x, at.y + size.y}, to_u32({0, 0, 0}, 0.18f));
}

void show_tip(PanelContext& context, const FloorTable& table, std::size_t floor, std::size_t unit) {
    ImGui::BeginTooltip();
    ImGui::TextColored(to_vec4(theme::muted), "%s %s   %s %s", context.tr(Text::one_unit), shown(table.units[unit]), context.tr(Text::one_floor), shown(table.floors[floor]));
    for (const auto& line : table.at(floor, unit).tiers) tier_line_item(*context.place->scene, line);
    ImGui::EndTooltip();
}

}  // namespace

void floor_table_item(PanelContext& context, const FloorTable& table) {
    const float s = context.scale, row_height = row_px * s, gap = gap_px * s, width = ImGui::GetContentRegionAvail().x;
    const float room = width - floor_px * s;
    const auto beside = std::clamp(std::size_t(room / (least_cell_px * s)), std::size_t(1), table.units.size());
    const ImVec2 cell{std::min(room / float(beside), most_cell_px * s), row_height};
    for (std::size_t first = 0; first < table.units.size(); first += beside) {
        const auto last = std::min(first + beside, table.units.size());
        for (std::size_t line = 0; line <= table.floors.size(); ++line) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            ImGui::Dummy({width, row_height - ImGui::GetStyle().ItemSpacing.y});
            if (!ImGui::IsItemVisible()) continue;
            const auto place_of = [&](std::size_t unit) { return ImVec2{at.x + floor_px * s + float(unit - first) * cell.x, at.y}; };
            if (line == 0) {
                for (std::size_t unit = first; unit < last; ++unit) centred(place_of(unit), cell, theme::muted, shown(table.units[unit]));
                continue;
            }
            const std::size_t floor = line - 1;
            centred(at, {floor_px * s - gap, row_height}, theme::muted, shown(table.floors[floor]));
            for (std::size_t unit = first; unit < last; ++unit) {
                const ImVec2 left = place_of(unit), size{cell.x - gap, cell.y - gap};
                draw_cell(*context.place->scene, table.at(floor, unit), left, size);
                const ImVec2 end{left.x + size.x, left.y + size.y};
                if (table.at(floor, unit).households > 0 && ImGui::IsWindowHovered() && ImGui::IsMouseHoveringRect(left, end)) show_tip(context, table, floor, unit);
                context.widgets.note("floors/" + table.units[unit] + "/" + table.floors[floor], {left.x, left.y, end.x, end.y});
            }
        }
    }
}

}  // namespace huegrid::gui
