/// @file feature_index.hpp
/// How far is it to the nearest feature of a layer, how many are this near, does one of them hold this point?
///
/// Layer    geo.
/// Threads  immutable once built; any number of readers at a time.
///
///     const FeatureIndex hydrants(points);
///     hydrants.distance_m(footprint);           // 41.27, from its wall
///     hydrants.count_within(footprint, 100.0);  // 3
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "engine/geo/shapes/shape.hpp"

namespace huegrid::geo {

/// Distances are those of simple features (OGC 06-103r4, and so PostGIS's ST_Distance): between the nearest two points of both
/// shapes, 0 where they touch or one lies in the other. They are rounded to the centimetre, for the count too, so that a
/// count and a distance never disagree.
class FeatureIndex {
public:
    /// Points, lines and polygons alike; empty shapes are never found. The shapes may go away afterwards.
    /// Cost  O(v log v) for v vertices.
    explicit FeatureIndex(std::span<const Shape> features);
    FeatureIndex(FeatureIndex&&) noexcept;
    FeatureIndex& operator=(FeatureIndex&&) noexcept;
    ~FeatureIndex();

    /// Metres to the nearest feature; nullopt when there is none, or `from` is empty.
    /// Cost  O(log v), and `from`'s edges for each edge of a feature that may be the nearest.
    [[nodiscard]] std::optional<double> distance_m(const Shape& from) const;

    /// Features at most `metres` away. Cost  O(log v), and `from`'s edges for each edge whose box is this near.
    [[nodiscard]] std::int64_t count_within(const Shape& from, double metres) const;

    /// Whether a polygon among the features holds `p`, boundaries included.
    [[nodiscard]] bool covers(WorldPoint p) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::geo
