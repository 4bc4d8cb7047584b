/// @file zone_tree.hpp
/// The zone tree as a flat list of lines, and the tier bar beside each.
///
/// Layer    gui/views.
#pragma once

#include <string>
#include <vector>

#include "gui/views/place.hpp"
#include "gui/views/view_state.hpp"

namespace huegrid::gui {

/// A visible line; the first one, if there is any, is the whole place (`zone` none).
struct ZoneTreeRow {
    Index zone = none;
    ZoneId id;
    int depth = 0;
    bool has_children = false;
    bool expanded = false;
    bool selected = false;  ///< it, or what is selected lies directly in it
    std::string name;
    std::string level;
    std::int64_t households = 0;
    std::int64_t open_issues = 0;
};

/// The lines one sees with the state's open branches. With a filter (part of the name or code, ASCII case ignored) or
/// `only_with_issues`: the zones that match, and the way down to them; no line at all when none does. Cost  O(zones).
[[nodiscard]] std::vector<ZoneTreeRow> zone_tree_rows(const Place& place, const ViewState& state);

/// Households by class (Scene::classes) of a zone, or of the whole place for `none`.
[[nodiscard]] const std::vector<std::int64_t>& class_counts(const carto::Scene& scene, Index zone);

/// A piece of a tier bar, in pixels from the bar's left end.
struct BarPiece {
    std::size_t building_class = 0;
    int from_px = 0;
    int to_px = 0;
};

/// A bar of `width_px` shared out by `counts`, in their order. Every class with a household gets at least one pixel as
/// long as there are pixels enough, so that a single red household can be seen. The pieces fill the bar exactly;
/// no counts, no pieces.
[[nodiscard]] std::vector<BarPiece> tier_bar(const std::vector<std::int64_t>& counts, int width_px);

}  // namespace huegrid::gui
