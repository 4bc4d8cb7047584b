/// @file place.hpp
/// Everything the frames need of one snapshot, built once off the frame: scene, picking, rulebook, issues in order.
///
/// Layer    gui/views.
/// Threads  immutable; share it as PlacePtr.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/carto/scene.hpp"
#include "engine/tiers/rulebook/rulebook.hpp"
#include "gui/views/picker.hpp"

namespace huegrid::gui {

struct Place {
    carto::ScenePtr scene;
    Picker picker;
    std::optional<tiers::Rulebook> rulebook;  ///< the households were classified by, when it can be read
    std::vector<Index> open_issues;           ///< into Snapshot::issues: first due first, without deadline last

    [[nodiscard]] const model::Snapshot& snapshot() const { return *scene->snapshot; }
};
using PlacePtr = std::shared_ptr<const Place>;

/// Cost  that of carto::make_scene and of the picker.
[[nodiscard]] PlacePtr make_place(model::SnapshotPtr snapshot);

/// Which code points (below 0x10000) occur in names the window may show; for the font's glyphs.
/// Cost  O(text). Off the frame.
[[nodiscard]] std::vector<bool> characters_of(const model::Snapshot& snapshot);

}  // namespace huegrid::gui
