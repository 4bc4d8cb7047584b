/// @file repair.hpp
/// Polygons as people draw them made valid where there is one right answer, with every flaw named.
///
/// Layer    geo. GEOS through OGR stays in the .cpp.
/// Threads  none of its own.
///
/// What is the one right answer?
///   duplicate_points   vertices repeated in a row are left out.
///   spike              an edge that goes out and straight back encloses nothing and is cut.
///   collapsed          a ring that nowhere leaves a line by more than a millimetre encloses nothing and is left out.
///   self_intersection  what the ring goes around, in whatever direction: a bow-tie keeps both its halves. What it goes
///                      around twice could be inside or outside: where the two answers differ by more than a thousandth
///                      of the area there is no one answer, and the polygon is of no use. Below that the area is
///                      inside: it is within what a boundary that was traced by hand can claim.
///   hole_outside       a hole takes away what it covers of its shell, be it nothing.
///   holes_overlap      what two holes cover is taken away once.
///   nested_shell       a part inside another part, drawn the other way round, is a hole that lost its role and is taken
///                      away; drawn the same way round it repeats what is there already.
///   parts_overlap      what two parts cover counts once; parts with a common edge become one.
///   sliver             reported only: whoever drew it has to say what it should be.
#pragma once

#include <vector>

#include "engine/geo/shapes/flaw.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

struct Repaired {
    Shape shape;               ///< valid (OGC), shells counterclockwise, holes clockwise; empty: the last flaw says why
    std::vector<Flaw> flaws;   ///< one for each kind of flaw that was found
    int turned = 0;            ///< rings that ran the other way round
    bool was_valid = true;     ///< by OGC's rules, which don't mind all of these flaws
};

/// A polygon in metres; shapes of other kinds come back as they are. Repairing twice is repairing once.
/// Coordinates have to be finite. Cost  O(n log n) for a polygon in order, GEOS's overlays for one that isn't.
[[nodiscard]] Repaired repair(Shape polygon);

}  // namespace huegrid::geo
