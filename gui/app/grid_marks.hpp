/// @file grid_marks.hpp
/// What was found in grids as marks on the map, with a legend of their own.
///
/// Layer    gui/app. Pure.
#pragma once

#include "engine/base/language.hpp"
#include "engine/work/grids/grid_check.hpp"
#include "gui/map/overlay.hpp"

namespace huegrid::gui {

/// One mark a finding in `box`, outlined in its fault's colour; the number at its place is the legend's row of that fault.
[[nodiscard]] Marks marks_of(const work::GridFindings& findings, const geo::WorldBox& box, Language language);

}  // namespace huegrid::gui
