/// @file scene.hpp
/// What a map shows, without drawing it: the same for the window, the picture and, later, printed reports.
///
/// Layer    carto. Pure. A Scene belongs to one snapshot; layers of the painter read its columns.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "engine/base/language.hpp"
#include "engine/carto/map_view.hpp"
#include "engine/figures/roll_up.hpp"

namespace huegrid::carto {

/// Colours that aren't the rulebook's.
struct MapStyle {
    Colour background, land, zone_line, zone_halo, building_line, road, main_road, road_edge, railway, water, issue,
        service_point, selection, text, text_halo;
    Colour no_household;  ///< a building without households, or not classified yet
};
[[nodiscard]] const MapStyle& light_style();

/// How a building is filled: Snapshot::tiers by index, then one more for "no household or not classified".
struct BuildingClass {
    std::string key;
    Label name;
    Colour colour;
    std::string letter, pattern;
    std::int64_t households = 0;
    std::int64_t buildings = 0;
};

/// A line of the legend; the rows' households add up to the total row's.
struct LegendRow {
    std::size_t building_class = 0;
    std::string text;  ///< in the language asked
    std::int64_t households = 0;
    bool shown = true;
};
struct Legend {
    std::string title;
    std::vector<LegendRow> rows;
    std::string total_text;
    std::int64_t total = 0;
    std::string note;  ///< how many of them are in no building and so not on the map; "" for none
};

/// A name that may be written on the map, and the place it belongs to.
struct LabelCandidate {
    enum class Of : std::uint8_t { zone, estate, service_point };
    Of of = Of::zone;
    std::string text;
    geo::WorldPoint at;
    geo::WorldBox box;  ///< of what it names; the name must fit into it, except a service point's
    double size_px = 14;
    double usual_width_m = 0;  ///< of its level's zones, so that a level's names appear together; 0 = doesn't matter
};

struct Scene {
    model::SnapshotPtr snapshot;
    figures::RollUp figures;
    std::vector<BuildingClass> classes;        ///< Snapshot::tiers, then the extra one
    std::vector<std::uint8_t> building_class;  ///< into classes, one for each building
    std::vector<Index> open_issues;            ///< into Snapshot::issues, those with a place
    std::vector<LabelCandidate> names;         ///< most important first
};
using ScenePtr = std::shared_ptr<const Scene>;

/// Cost  O(households + buildings). Make it off the frame.
[[nodiscard]] ScenePtr make_scene(model::SnapshotPtr snapshot);

/// `shown` has one entry a class; a class that is switched off keeps its row and its count. Counts are those of `zone`,
/// or of the whole place.
[[nodiscard]] Legend legend(const Scene& scene, Language language, const std::vector<bool>& shown, Index zone = none);

/// A text on the map, centred on `at`; only labels that don't overlap come back, important ones first.
struct MapLabel {
    std::string text;
    ScreenPoint at;
    double size_px = 14;
    double width_px = 0;
    LabelCandidate::Of of = LabelCandidate::Of::zone;
};
/// `text_width_px(text, size_px)` measures with the drawing font; without it a width is estimated. At most `most`
/// labels. Zones of the coarsest level with room for their names, then finer ones, estates, service points.
struct ScreenBox {
    double left = 0, top = 0, right = 0, bottom = 0;
    [[nodiscard]] bool overlaps(const ScreenBox& o) const {
        return left < o.right && o.left < right && top < o.bottom && o.top < bottom;
    }
};
struct LabelOptions {
    std::size_t most = 200;
    double (*text_width_px)(const std::string& text, double size_px, const void* font) = nullptr;
    const void* font = nullptr;
    std::vector<ScreenBox> taken = {};  ///< where no label may stand: the title, the legend
};
[[nodiscard]] std::vector<MapLabel> place_labels(const Scene& scene, const MapView& view, const LabelOptions& options);

/// A round length (1, 2 or 5 × 10ⁿ m) no wider than `at_most_px`.
struct ScaleBar {
    double length_m = 0;
    double length_px = 0;
    std::string text;  ///< "200 m", "1 km"
};
[[nodiscard]] ScaleBar scale_bar(const MapView& view, double at_most_px);

}  // namespace huegrid::carto
