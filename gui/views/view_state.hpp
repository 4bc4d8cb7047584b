/// @file view_state.hpp
/// What one user looks at: selection, switches, language, the map's view. And the moves that change it.
///
/// Layer    gui/views. A value; the frame's thread owns it. Ids, not indices, so that it survives a reload.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/carto/scene.hpp"

namespace huegrid::gui {

/// At most one of the three is shown; a household's building and a building's zone are found from the data.
struct Selection {
    ZoneId zone;
    BuildingId building;
    HouseholdId household;
    bool personal = false;  ///< the household's personal values are shown; gone with the next selection

    [[nodiscard]] bool empty() const { return !zone && !building && !household; }
    friend bool operator==(const Selection&, const Selection&) = default;
};

/// The rest of a zoom under way: `log_left` is the logarithm of the factor still to come, around `at`.
struct ZoomMotion {
    double log_left = 0.0;
    carto::ScreenPoint at;
};

struct ViewState {
    Language language = Language::zh;
    Selection selection;
    BuildingId hovered;
    ZoneId hovered_zone;          ///< of the level that is filled; only while one is
    std::vector<bool> shown;      ///< one for each of Scene::classes
    std::string fill_level;       ///< key of the level whose zones are filled; "" buildings are
    std::set<ZoneId> expanded;    ///< in the zone tree
    std::string filter;           ///< of the zone tree, part of a name
    bool only_with_issues = false;
    carto::MapView view;
    ZoomMotion zoom;
    bool placed = false;          ///< whether `view` looks at the place yet
};

/// Selects the zone and opens the tree down to it; `none` clears.
void select_zone(ViewState& state, const model::Snapshot& snapshot, Index zone);
/// Selects the building and opens the tree down to its zone; `none` clears.
void select_building(ViewState& state, const model::Snapshot& snapshot, Index building);
/// Selects the household `row`; `none` clears.
void select_household(ViewState& state, const model::Snapshot& snapshot, Index row);
/// One step up: household → building → its zone → that zone's parent → nothing.
void select_parent(ViewState& state, const model::Snapshot& snapshot);

void toggle_class(ViewState& state, std::size_t building_class);
void show_all_classes(ViewState& state);
void toggle_expanded(ViewState& state, ZoneId zone);
void switch_language(ViewState& state);

/// From buildings to the first of Scene::fill_levels, on through them, and back to buildings.
void switch_fill(ViewState& state, const carto::Scene& scene);

/// Looks at `box` with a margin, at once; an empty box changes nothing. A box smaller than 80 m is shown with its
/// surroundings.
void fit_to(ViewState& state, const geo::WorldBox& box);
void pan(ViewState& state, double dx_px, double dy_px);
/// Asks for a zoom by `factor` around `at`; `advance` carries it out.
void zoom_by(ViewState& state, carto::ScreenPoint at, double factor);
/// Carries the zoom under way on by `seconds`; true while there is more to come. What is under `at` stays there.
bool advance(ViewState& state, double seconds);
/// The map got another size: the middle stays in the middle. The first size fits `extent`.
void resize(ViewState& state, carto::ScreenSize size, const geo::WorldBox& extent);

/// After a (re)load: forgets ids and levels that are gone, gives every class a switch, opens the coarsest levels.
void settle(ViewState& state, const carto::Scene& scene);

/// The zone selected, or the one the selected building or household lies in; none if nothing is selected.
[[nodiscard]] Index zone_of_selection(const Selection& selection, const model::Snapshot& snapshot);
/// The building selected, or that of the selected household; else none.
[[nodiscard]] Index building_of_selection(const Selection& selection, const model::Snapshot& snapshot);
/// The zone with this id, or none. O(log n).
[[nodiscard]] Index find_zone(const model::Snapshot& snapshot, ZoneId id);

}  // namespace huegrid::gui
