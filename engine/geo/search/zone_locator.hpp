/// @file zone_locator.hpp
/// Answers one question: in which polygon does a point lie?
///
/// Layer    geo.
/// Threads  immutable once built; any number of readers at a time.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

class ZoneLocator {
public:
    /// Indexes `zones`; position in the span is the answer's index. Zones that aren't polygons never hold a point.
    /// The shapes may go away afterwards. Cost  O(v log v) for v vertices.
    explicit ZoneLocator(std::span<const Shape> zones);
    ZoneLocator(ZoneLocator&&) noexcept;
    ZoneLocator& operator=(ZoneLocator&&) noexcept;
    ~ZoneLocator();

    /// The zone that holds `p`, or `none`. Boundaries belong to their zone; on a shared edge and in an overlap the
    /// lowest index wins, so that a rerun never moves a household next door.
    /// Cost   O(log n) plus the edges in one band of each zone whose box holds p.
    [[nodiscard]] Index zone_at(WorldPoint p) const;

    /// All zones that hold `p`, boundaries included, ascending. The first is zone_at(p).
    [[nodiscard]] std::vector<Index> zones_at(WorldPoint p) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// Places many points over `threads` threads (0: all cores); `result[i]` is the zone of `points[i]`.
[[nodiscard]] std::vector<Index> locate_all(const ZoneLocator& locator, std::span<const WorldPoint> points, unsigned threads);

/// Positions of the points that lie in more than one zone (or on an edge that zones share), ascending.
[[nodiscard]] std::vector<std::size_t> in_several(const ZoneLocator& locator, std::span<const WorldPoint> points, unsigned threads);

}  // namespace huegrid::geo
