/// @file inspector_parts.hpp
/// The sections of the inspector, top to bottom. Each draws nothing when it has nothing to say.
///
/// Layer    gui/panels.
#pragma once

#include "gui/panels/panel_context.hpp"
#include "gui/views/floor_table.hpp"

namespace huegrid::gui {

/// Names on the left, values on the right. With a card also its contact, masked.
void draw_facts(PanelContext& context, const Inspector& view, const HouseholdCard* card);
void draw_tiers(PanelContext& context, const Inspector& view);
void draw_categories(PanelContext& context, const Inspector& view);
void draw_posts(PanelContext& context, const Inspector& view);
void draw_issues(PanelContext& context, const Inspector& view);
/// A household's rules, with the values they saw.
void draw_why(PanelContext& context, const Inspector& view);
/// How many live on each floor of each unit, in which tiers.
void draw_floors(PanelContext& context, const FloorTable& table);
/// A building's households; a click selects one. Draws only the lines in sight.
void draw_cards(PanelContext& context);

}  // namespace huegrid::gui
