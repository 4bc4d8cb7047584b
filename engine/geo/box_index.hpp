/// @file box_index.hpp
/// A packed R-tree over boxes: what is under the cursor, what is in view.
///
/// Layer    geo.
/// Threads  immutable once built; any number of readers at a time.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/world_point.hpp"

namespace huegrid::geo {

class BoxIndex {
public:
    /// Position in the span is the answer's index; empty boxes are never found. Cost  O(n log n).
    explicit BoxIndex(std::span<const WorldBox> boxes);
    BoxIndex(BoxIndex&&) noexcept;
    BoxIndex& operator=(BoxIndex&&) noexcept;
    ~BoxIndex();

    /// Indices of the boxes that touch `box`, ascending.
    [[nodiscard]] std::vector<Index> touching(const WorldBox& box) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace huegrid::geo
