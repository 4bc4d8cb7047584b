#include "gui/panels/inspector_parts.hpp"

#include <algorithm>

#include "gui/panels/floor_table_item.hpp"
#include "gui/panels/theme.hpp"
#include "gui/views/numbers.hpp"

namespace huegrid::gui {
namespace {

void wrapped(const std::string& text) {
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(text.c_str());
    ImGui::PopTextWrapPos();
}

void fact_line(const std::string& name, const std::string& value) {
    ImGui::TextColored(to_vec4(theme::muted), "%s", name.c_str());
    ImGui::SameLine();
    right_aligned(value, theme::ink);
}

void draw_issue(PanelContext& context, const IssueLine& line) {
    wrapped(line.title);
    const std::string about = line.type == line.title ? line.state : line.type + " · " + line.state;
    const float room = ImGui::GetContentRegionAvail().x - ImGui::CalcTextSize(line.deadline.c_str()).x - 8 * context.scale;
    clipped_text(ImGui::GetCursorScreenPos(), room, theme::muted, about);
    right_aligned(line.deadline, line.late ? theme::warning : theme::muted);
    const auto& issue = context.place->snapshot().issues[std::size_t(line.issue)];
    const float bottom = ImGui::GetItemRectMax().y;
    const ImVec2 left = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine({left.x, bottom + 3 * context.scale},
                                        {left.x + ImGui::GetContentRegionAvail().x, bottom + 3 * context.scale}, to_u32(theme::line, 0.6f));
    ImGui::Dummy({0, 2 * context.scale});
    if (issue.at && ImGui::IsMouseHoveringRect({left.x, bottom - 2.6f * ImGui::GetFontSize()},
                                               {left.x + ImGui::GetContentRegionAvail().x, bottom}) &&
        ImGui::IsWindowHovered() && ImGui::IsMouseClicked(ImGuiMouseButton_Left)) {
        geo::WorldBox box;
        box.add(*issue.at);
        fit_to(context.state, box);
    }
}

void draw_card(PanelContext& context, const HouseholdCard& card, float row_height) {
    const float s = context.scale, width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::PushID(int(card.row));
    const bool pressed = ImGui::InvisibleButton("card", {width, row_height});
    ImGui::PopID();
    context.widgets.note_last_item("household/" + std::to_string(card.id.value));
    ImDrawList& draw = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered())
        draw.AddRectFilled(at, {at.x + width, at.y + row_height}, to_u32(theme::accent_soft, 0.5f), 5 * s);
    const ImVec2 after = ImGui::GetCursorScreenPos();
    ImGui::SetCursorScreenPos({at.x + 2 * s, at.y + 10 * s});
    tier_swatch(context.place->scene->classes[card.building_class], 22 * s, true);
    ImGui::SetCursorScreenPos(after);

    const float left = at.x + 32 * s;
    const float contact_left = at.x + width - ImGui::CalcTextSize(card.plate.contact.c_str()).x - 2 * s;
    clipped_text({left, at.y + 3 * s}, contact_left - left - 6 * s, theme::ink, door_text(card));
    draw.AddText({contact_left, at.y + 3 * s}, to_u32(theme::muted), card.plate.contact.c_str());
    const std::string& reason = card.reason.in(context.state.language);
    const std::string kind = household_kind_name(card.kind, context.state.language);
    const std::string below = reason.empty() ? kind : card.kind == "home" || kind.empty() ? reason : kind + " · " + reason;
    clipped_text({left, at.y + 22 * s}, at.x + width - left, theme::muted, below);
    if (pressed) select_household(context.state, context.place->snapshot(), card.row);
}

}  // namespace

void draw_facts(PanelContext& context, const Inspector& view, const HouseholdCard* card) {
    for (const auto& fact : view.facts) fact_line(fact.name, fact.value);
    if (card && !card->plate.contact.empty()) fact_line(context.tr(Text::contact), card->plate.contact);
    if (card && card->plate.since) fact_line(context.tr(Text::tier_since), to_text(*card->plate.since));
}

void draw_tiers(PanelContext& context, const Inspector& view) {
    if (view.tiers.empty()) return;
    section(context, context.tr(Text::tiers));
    const auto& scene = *context.place->scene;
    std::vector<std::int64_t> counts(scene.classes.size());
    for (const auto& line : view.tiers) counts[line.building_class] = line.households;
    tier_bar_item(scene, counts, ImGui::GetContentRegionAvail().x, 12 * context.scale);
    for (const auto& line : view.tiers) {
        tier_swatch(scene.classes[line.building_class], ImGui::GetFontSize() * 1.1f, true);
        ImGui::SameLine();
        ImGui::TextUnformatted(line.name.c_str());
        ImGui::SameLine();
        const float right = ImGui::GetCursorPosX() + ImGui::GetContentRegionAvail().x;
        const std::string count = grouped(line.households);
        ImGui::SetCursorPosX(right - ImGui::CalcTextSize("100.0%").x - 12 * context.scale - ImGui::CalcTextSize(count.c_str()).x);
        ImGui::TextUnformatted(count.c_str());
        ImGui::SameLine();
        right_aligned(line.share, theme::muted);
    }
    const bool unclassified = !context.place->snapshot().classification.has_value();
    if (unclassified) muted_text(context.tr(Text::not_classified_hint));
}

void draw_categories(PanelContext& context, const Inspector& view) {
    if (view.categories.empty()) return;
    section(context, context.tr(Text::categories));
    const bool household = view.subject == Inspector::Subject::household;
    for (const auto& line : view.categories) {
        ImGui::TextUnformatted(line.name.c_str());
        if (household) continue;
        ImGui::SameLine();
        right_aligned(grouped(line.households), theme::ink);
    }
}

void draw_posts(PanelContext& context, const Inspector& view) {
    if (view.subject == Inspector::Subject::place) return;
    section(context, context.tr(Text::who_serves));
    if (view.posts.empty()) muted_text(context.tr(Text::nobody_assigned));
    for (const auto& line : view.posts) {
        ImGui::TextUnformatted(line.member.c_str());
        ImGui::SameLine();
        right_aligned(line.post, theme::ink);
        muted_text(line.zone.empty() ? line.since : line.zone + " · " + line.since);
    }
    if (view.more_posts > 0) muted_text("+ " + grouped(std::int64_t(view.more_posts)));
}

void draw_issues(PanelContext& context, const Inspector& view) {
    const std::string title = std::string(context.tr(Text::open_issues)) + "  " + grouped(view.issues.total);
    section(context, title.c_str());
    if (view.issues.lines.empty()) muted_text(context.tr(Text::no_open_issues));
    for (const auto& line : view.issues.lines) draw_issue(context, line);
    if (const auto more = view.issues.total - std::int64_t(view.issues.lines.size()); more > 0)
        muted_text(tr(Text::more_issues, context.state.language, grouped(more)));
}

void draw_why(PanelContext& context, const Inspector& view) {
    section(context, context.tr(Text::why));
    for (const auto& line : view.tiers) wrapped(line.name);
    if (!view.why) return;
    if (!view.why->sentence.empty()) {
        wrapped(view.why->sentence);
        context.widgets.note_last_item("inspector/why");
    }
    if (!view.why->by_hand.empty()) wrapped(view.why->by_hand);
    if (view.why->hidden) {
        if (ImGui::SmallButton(context.tr(Text::show_personal))) context.state.selection.personal = true;
        context.widgets.note_last_item("inspector/show_personal");
    }
    const auto& scene = *context.place->scene;
    const auto rules = [&](const std::vector<FindingLine>& lines) {
        for (const auto& line : lines) {
            ImGui::Dummy({0, 2 * context.scale});
            tier_swatch(scene.classes[line.building_class], ImGui::GetFontSize() * 1.1f, line.deciding);
            ImGui::SameLine();
            wrapped(line.outcome.empty() ? line.reason : line.reason + "（" + line.outcome + "）");
            if (!line.seen.empty()) muted_text(line.seen);
        }
    };
    rules(view.why->findings);
    if (!view.may_be.empty()) fact_line(context.tr(Text::may_be), view.may_be);
    if (!view.why->may_be_reason.empty()) muted_text(view.why->may_be_reason);
    for (const auto& [title, names] : {std::pair(Text::missing_values, &view.why->missing), std::pair(Text::stale_values, &view.why->stale)}) {
        if (names->empty()) continue;
        section(context, context.tr(title));
        wrapped(*names);
    }
    if (!view.why->nearly.empty()) section(context, context.tr(Text::nearly_met));
    rules(view.why->nearly);
    if (view.why->other_rules > 0)
        fact_line(context.tr(Text::other_rules), grouped(std::int64_t(view.why->other_rules)));
}

void draw_floors(PanelContext& context, const FloorTable& table) {
    if (table.cells.empty()) return;
    section(context, context.tr(Text::units_and_floors));
    floor_table_item(context, table);
}

void draw_cards(PanelContext& context) {
    std::string title = context.tr(Text::doors);
    if (context.cards) title += "  " + grouped(std::int64_t(context.cards->size()));
    section(context, title.c_str());
    if (!context.cards) {
        muted_text(context.tr(Text::reading_register));
        return;
    }
    if (context.cards->empty()) muted_text(context.tr(Text::no_households));
    const float row_height = 44 * context.scale;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, {0, 0});
    ImGuiListClipper clipper;
    clipper.Begin(int(context.cards->size()), row_height);
    while (clipper.Step())
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i)
            draw_card(context, (*context.cards)[std::size_t(i)], row_height);
    ImGui::PopStyleVar();
    muted_text(context.tr(Text::masked_hint));
}

}  // namespace huegrid::gui
