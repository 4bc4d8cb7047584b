/// @file box_index.hpp
/// A packed R-tree over boxes: what is under the cursor, what is in view, what is nearest.
///
/// Layer    geo. Boost.Geometry's index stays in the .cpp.
/// Threads  immutable once built; any number of readers at a time.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

class BoxIndex {
public:
    /// Position in the span is the answer's index. Empty boxes, and those with a coordinate that isn't a number, are
    /// never found. Cost  O(n log n).
    explicit BoxIndex(std::span<const WorldBox> boxes);
    BoxIndex(BoxIndex&&) noexcept;
    BoxIndex& operator=(BoxIndex&&) noexcept;
    ~BoxIndex();

    /// Indices of the boxes that touch `box`, ascending.
    [[nodiscard]] std::vector<Index> touching(const WorldBox& box) const;

    /// Calls `take(index)` for each box that touches `where`, in no particular order and without allocating.
    /// Cost  O(log n + found) for boxes that hardly overlap.
    template <class Take>
    void for_each_touching(const WorldBox& where, Take take) const {
        query(where, [](void* context, Index index) { (*static_cast<Take*>(context))(index); }, &take);
    }

    /// The `count` boxes nearest to `where`, or all if there are fewer, the nearest first. Cost  O(log n + count log count).
    [[nodiscard]] std::vector<Index> nearest(const WorldBox& where, std::size_t count) const;

private:
    void query(const WorldBox& where, void (*found)(void* context, Index index), void* context) const;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::geo
