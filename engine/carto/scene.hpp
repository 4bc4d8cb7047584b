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
#include "engine/carto/zone_fill.hpp"
#include "engine/figures/roll_up.hpp"

namespace huegrid::carto {

/// Colours that aren't the rulebook's.
struct MapStyle {
    Colour background, land, zone_line, zone_halo, building_line, road, main_road, road_edge, railway, water, area, issue,
        service_point, selection, text, text_halo;
    Colour no_household;  ///< a building without households, or not classified yet
};
[[nodiscard]] const MapStyle& light_style();

/// How a building is filled: Snapshot::tiers by index, then one more for "no household or not classified".
struct BuildingClass : Swatch {
    std::string key;
    Label name;
    std::int64_t households = 0;
    std::int64_t buildings = 0;
};

/// A line of the legend; the rows' counts add up to the total row's.
struct LegendRow {
    std::size_t of = 0;  ///< the class: of Scene::classes, or of the zones' fill, whose last row is that of the zones in no class
    Swatch swatch;       ///< as it looks on the map
    std::string text;    ///< in the language asked
    std::int64_t count = 0;  ///< households, or zones
    bool shown = true;
};
struct Legend {
    std::string title;
    std::vector<LegendRow> rows;
    std::string total_text;
    std::int64_t total = 0;
    std::string note;  ///< of households: how many are in no building and so not on the map; of zones: what a class is of; or ""
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
    std::vector<ZoneFill> zone_fills;          ///< one for each Snapshot::levels
    std::vector<Index> fill_levels;            ///< those that have zones with an area
    std::vector<geo::WorldPoint> zone_points;  ///< one for each Snapshot::zones: a point inside, where a sign or name may stand

    /// What a zone is filled in when its level is; nullptr where nothing is known.
    [[nodiscard]] const FillClass* zone_class(Index zone) const;
};
using ScenePtr = std::shared_ptr<const Scene>;

/// `policy` colours the zones. Cost  O(households + buildings). Make it off the frame.
[[nodiscard]] ScenePtr make_scene(model::SnapshotPtr snapshot, const figures::ZonePolicy& policy = figures::WorstTier{});

/// A class's colour as the ground of a zone: paler, so that roads, borders and names are read on it. The share is the one at
/// which a rulebook's colours are checked to be told apart.
[[nodiscard]] Colour as_ground(Colour colour);

struct LegendOptions {
    Language language = Language::zh;
    std::vector<bool> shown = {};  ///< one entry a building class, empty = all; one that is switched off keeps its row and its count
    Index zone = none;             ///< whose households are counted; none = the whole place
    Index fill_level = none;       ///< the zones of which level are filled and counted; none = buildings are, and households
};
[[nodiscard]] Legend legend(const Scene& scene, const LegendOptions& options);

/// The letter of a zone's class, where the zone has room for it.
struct ZoneSign {
    Swatch swatch;
    ScreenPoint at;
};
/// Of the zones of `fill_level` in view. Cost  O(zones).
[[nodiscard]] std::vector<ZoneSign> zone_signs(const Scene& scene, const MapView& view, Index fill_level);

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
