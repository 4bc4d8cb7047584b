/// @file picker.hpp
/// What is under the pointer: a building, else a zone of a size one can see.
///
/// Layer    gui/views. No drawing library.
/// Threads  immutable once built; any number of readers at a time.
#pragma once

#include <vector>

#include "engine/carto/map_view.hpp"
#include "engine/geo/search/box_index.hpp"
#include "engine/geo/search/zone_locator.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::gui {

class Picker {
public:
    /// Keeps the snapshot alive. Cost  O(n log n) for buildings and zone vertices: build it off the frame.
    explicit Picker(model::SnapshotPtr snapshot);

    /// The building whose footprint covers `p`; the smallest where several do; a building that is a mere point or line
    /// counts within `tolerance_m`. `none` on open ground.
    [[nodiscard]] Index building_at(geo::WorldPoint p, double tolerance_m) const;

    /// The zone that holds `p`, of the finest level whose zones are typically at least 48 pixels wide at
    /// `metres_per_pixel`, or of a coarser one where that level has none. `none` outside all zones.
    [[nodiscard]] Index zone_at(geo::WorldPoint p, double metres_per_pixel) const;

    /// The zone of this level that holds `p`, or none.
    [[nodiscard]] Index zone_of_level_at(geo::WorldPoint p, Index level) const;

private:
    struct LevelZones {
        Index level = none;
        geo::ZoneLocator locator;
        std::vector<Index> zones;    ///< of the locator's answers, into Snapshot::zones
        double typical_width_m = 0;  ///< the root of the mean box area
    };
    model::SnapshotPtr snapshot_;
    geo::BoxIndex buildings_;
    std::vector<LevelZones> levels_;  ///< from fine to coarse
};

}  // namespace huegrid::gui
