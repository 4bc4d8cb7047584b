#include "gui/panels/inspector_panel.hpp"

#include "gui/panels/inspector_parts.hpp"
#include "gui/panels/theme.hpp"

namespace huegrid::gui {
namespace {

void heading(PanelContext& context, const Inspector& view, const HouseholdCard* card) {
    const bool coloured = view.subject == Inspector::Subject::building || view.subject == Inspector::Subject::household;
    if (coloured) {
        tier_swatch(context.place->scene->classes[view.building_class], 26 * context.scale, true);
        ImGui::SameLine();
    }
    ImGui::PushFont(context.fonts.heading);
    ImGui::PushTextWrapPos(0);
    ImGui::TextUnformatted(card ? door_text(*card).c_str() : view.title.c_str());
    ImGui::PopTextWrapPos();
    ImGui::PopFont();
    context.widgets.note_last_item("inspector/title");
    if (!view.subtitle.empty()) muted_text(view.subtitle);
    if (context.state.selection.empty()) return;
    if (ImGui::SmallButton(context.tr(Text::back))) select_parent(context.state, context.place->snapshot());
    context.widgets.note_last_item("inspector/back");
}

/// The card of the selected household, once its building's are there.
const HouseholdCard* selected_card(const PanelContext& context) {
    if (!context.cards || !context.state.selection.household) return nullptr;
    for (const auto& card : *context.cards)
        if (card.id == context.state.selection.household) return &card;
    return nullptr;
}

}  // namespace

void InspectorPanel::draw(PanelContext& context) {
    if (!context.place) return;
    const auto& state = context.state;
    // A click below changes the selection; the view drawn stays this one until the next frame.
    const Inspector& view = view_.get(
        Key{context.place, state.selection, state.language, std::chrono::floor<std::chrono::minutes>(context.now)},
        [&] { return inspect(*context.place, state.selection, context.now, state.language); });
    if (!(followed_ == state.selection)) {
        followed_ = state.selection;
        ImGui::SetScrollY(0);
    }
    const auto* card = selected_card(context);
    const bool household = view.subject == Inspector::Subject::household;
    const bool building = view.subject == Inspector::Subject::building;
    heading(context, view, card);
    ImGui::Dummy({0, 2 * context.scale});
    draw_facts(context, view, card);
    if (household) {
        draw_why(context, view);
    } else {
        draw_tiers(context, view);
    }
    draw_categories(context, view);
    draw_posts(context, view);
    if (!household) draw_issues(context, view);
    if (building && context.cards)
        draw_floors(context, floors_.get(FloorKey{context.place, context.cards, state.language}, [&] { return floor_table(*context.place, *context.cards, state.language); }));
    if (building) draw_cards(context);
}

}  // namespace huegrid::gui
