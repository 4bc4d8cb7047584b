#include "gui/views/view_state.hpp"

#include <algorithm>
#include <cmath>

namespace huegrid::gui {
namespace {

constexpr double margin_px = 40.0;
constexpr double smallest_fit_m = 80.0;
constexpr double zoom_per_second = 14.0;  ///< the share that is left falls by e⁻¹⁴ in a second
constexpr double zoom_end = 1e-3;         ///< less than this is done at once

void expand_to(ViewState& state, const model::Snapshot& snapshot, Index zone) {
    for (; zone != none; zone = snapshot.zones[std::size_t(zone)].parent)
        if (const Index parent = snapshot.zones[std::size_t(zone)].parent; parent != none)
            state.expanded.insert(snapshot.zones[std::size_t(parent)].id);
}

}  // namespace

void select_zone(ViewState& state, const model::Snapshot& snapshot, Index zone) {
    state.selection = {};
    if (zone == none) return;
    state.selection.zone = snapshot.zones[std::size_t(zone)].id;
    expand_to(state, snapshot, zone);
}

void select_building(ViewState& state, const model::Snapshot& snapshot, Index building) {
    state.selection = {};
    if (building == none) return;
    state.selection.building = snapshot.buildings.ids[std::size_t(building)];
    expand_to(state, snapshot, snapshot.buildings.zones[std::size_t(building)]);
}

void select_household(ViewState& state, const model::Snapshot& snapshot, Index row) {
    state.selection = {};
    if (row != none) state.selection.household = HouseholdId{snapshot.households.ids[std::size_t(row)]};
}

void select_parent(ViewState& state, const model::Snapshot& snapshot) {
    if (state.selection.household) {
        select_building(state, snapshot, building_of_selection(state.selection, snapshot));
        return;
    }
    Index zone = zone_of_selection(state.selection, snapshot);
    if (zone != none && state.selection.zone) zone = snapshot.zones[std::size_t(zone)].parent;
    select_zone(state, snapshot, zone);
}

void toggle_class(ViewState& state, std::size_t building_class) {
    if (building_class < state.shown.size()) state.shown[building_class] = !state.shown[building_class];
}

void show_all_classes(ViewState& state) { state.shown.assign(state.shown.size(), true); }

void toggle_expanded(ViewState& state, ZoneId zone) {
    if (!state.expanded.erase(zone)) state.expanded.insert(zone);
}

void switch_language(ViewState& state) {
    state.language = state.language == Language::zh ? Language::en : Language::zh;
}

void switch_fill(ViewState& state, const carto::Scene& scene) {
    const auto& levels = scene.fill_levels;
    const auto now = std::find(levels.begin(), levels.end(), scene.snapshot->find_level(state.fill_level));
    const auto next = now == levels.end() ? levels.begin() : now + 1;
    state.fill_level = next == levels.end() ? "" : scene.snapshot->levels[std::size_t(*next)].key;
}

void fit_to(ViewState& state, const geo::WorldBox& box) {
    if (box.empty() || state.view.size.width <= 0 || state.view.size.height <= 0) return;
    geo::WorldBox wide = box;
    const double extra = std::max(0.0, smallest_fit_m - std::max(box.width(), box.height())) / 2;
    wide.add(geo::WorldPoint{box.min.x - extra, box.min.y - extra});
    wide.add(geo::WorldPoint{box.max.x + extra, box.max.y + extra});
    state.view = carto::MapView::fit(wide, state.view.size, margin_px);
    state.zoom = {};
    state.placed = true;
}

void pan(ViewState& state, double dx_px, double dy_px) {
    state.view = state.view.panned(dx_px, dy_px);
    state.zoom.at.x += dx_px;
    state.zoom.at.y += dy_px;
}

void zoom_by(ViewState& state, carto::ScreenPoint at, double factor) {
    state.zoom.log_left += std::log(factor);
    state.zoom.at = at;
}

bool advance(ViewState& state, double seconds) {
    if (state.zoom.log_left == 0.0) return false;
    double step = state.zoom.log_left * (1.0 - std::exp(-zoom_per_second * seconds));
    if (std::abs(state.zoom.log_left) < zoom_end) step = state.zoom.log_left;
    state.view = state.view.zoomed(state.zoom.at, std::exp(step));
    state.zoom.log_left -= step;
    return state.zoom.log_left != 0.0;
}

void resize(ViewState& state, carto::ScreenSize size, const geo::WorldBox& extent) {
    if (size.width <= 0 || size.height <= 0) return;
    state.view.size = size;
    if (!state.placed) fit_to(state, extent);
}

void settle(ViewState& state, const carto::Scene& scene) {
    const auto& snapshot = *scene.snapshot;
    state.shown.resize(scene.classes.size(), true);
    const auto& levels = scene.fill_levels;
    if (std::find(levels.begin(), levels.end(), snapshot.find_level(state.fill_level)) == levels.end()) state.fill_level.clear();
    auto& selection = state.selection;
    if (selection.zone && find_zone(snapshot, selection.zone) == none) selection.zone = {};
    if (selection.building && snapshot.find_building(selection.building) == none) selection.building = {};
    if (selection.household && snapshot.households.find(selection.household) == none) selection.household = {};
    if (state.hovered && snapshot.find_building(state.hovered) == none) state.hovered = {};
    if (state.hovered_zone && find_zone(snapshot, state.hovered_zone) == none) state.hovered_zone = {};
    if (!state.expanded.empty()) return;
    // A tree of a few lines is friendlier than one closed line: open from the top while that stays short.
    std::size_t rows = 0;
    for (std::size_t level = 0; level < snapshot.levels.size(); ++level) {
        for (const auto& zone : snapshot.zones) rows += zone.level == Index(level) ? zone.children.size() : 0;
        if (rows > 40) return;
        for (const auto& zone : snapshot.zones)
            if (zone.level == Index(level) && !zone.children.empty()) state.expanded.insert(zone.id);
    }
}

Index find_zone(const model::Snapshot& snapshot, ZoneId id) {
    const auto at = std::lower_bound(snapshot.zones.begin(), snapshot.zones.end(), id,
                                     [](const model::Zone& zone, ZoneId wanted) { return zone.id < wanted; });
    return at != snapshot.zones.end() && at->id == id ? Index(at - snapshot.zones.begin()) : none;
}

Index building_of_selection(const Selection& selection, const model::Snapshot& snapshot) {
    if (selection.building) return snapshot.find_building(selection.building);
    if (!selection.household) return none;
    const Index row = snapshot.households.find(selection.household);
    return row == none ? none : snapshot.households.buildings[std::size_t(row)];
}

Index zone_of_selection(const Selection& selection, const model::Snapshot& snapshot) {
    if (selection.zone) return find_zone(snapshot, selection.zone);
    const Index building = building_of_selection(selection, snapshot);
    return building == none ? none : snapshot.buildings.zones[std::size_t(building)];
}

}  // namespace huegrid::gui
