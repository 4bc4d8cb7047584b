/// @file box_tree.hpp
/// The packed R-tree that BoxIndex and ZoneLocator stand on: boxes in the order of a Hilbert curve, eight to a node,
/// each level a box around every eight of the one below. Source: I. Kamel, C. Faloutsos, On packing R-trees (1993).
///
/// Layer    geo, for its own .cpp files. Ours and not Boost's, because it takes 100 lines, no seconds to compile, and
///          stays out of the way of warnings.
/// Threads  immutable once built.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "engine/base/ids.hpp"
#include "engine/geo/world_point.hpp"

namespace huegrid::geo {

class BoxTree {
public:
    BoxTree() = default;
    /// Position in the span is the answer's index. Empty boxes, and those with a coordinate that isn't a number, are
    /// left out. Cost  O(n log n).
    explicit BoxTree(std::span<const WorldBox> boxes);

    /// Calls `take(index)` for each box that touches `where`, in no particular order. Cost  O(log n + found) for
    /// boxes that hardly overlap.
    template <class Take>
    void for_each_touching(const WorldBox& where, Take take) const {
        if (!levels_.empty() && !where.empty()) visit(levels_.size() - 1, 0, where, take);
    }

private:
    static constexpr std::size_t node_size = 8;

    /// Goes through the children of node `node` of `level`; level 0 holds the boxes themselves, in groups.
    template <class Take>
    void visit(std::size_t level, std::size_t node, const WorldBox& where, Take& take) const {
        const auto& boxes = levels_[level];
        const std::size_t end = std::min(boxes.size(), (node + 1) * node_size);
        for (std::size_t i = node * node_size; i < end; ++i) {
            const WorldBox& box = boxes[i];
            const bool touches = box.min.x <= where.max.x && where.min.x <= box.max.x && box.min.y <= where.max.y &&
                                 where.min.y <= box.max.y;
            if (!touches) continue;
            if (level == 0)
                take(index_[i]);
            else
                visit(level - 1, i, where, take);
        }
    }

    std::vector<std::vector<WorldBox>> levels_;  ///< box i of a level spans boxes [8 i, 8 i + 8) of the one below
    std::vector<Index> index_;                   ///< of each box of level 0 in the span it came from
};

}  // namespace huegrid::geo
