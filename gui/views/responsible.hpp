/// @file responsible.hpp
/// Who serves a zone, by post: the head first.
///
/// Layer    gui/views.
#pragma once

#include "gui/views/inspector.hpp"

namespace huegrid::gui {

/// The assignments of the zone; if it has none, those of the nearest zone above; if there is none either, the heads
/// (the first post of the file) in the zones below. In order of post, then zone, then name. Lines that aren't the
/// zone's own say whose they are. Cost  O(assignments × depth).
[[nodiscard]] std::vector<PostLine> responsible_for(const model::Snapshot& snapshot, Index zone, Language language);

}  // namespace huegrid::gui
