#include "engine/geo/box_tree.hpp"

#include <algorithm>
#include <utility>

namespace huegrid::geo {
namespace {

constexpr unsigned hilbert_bits = 16;

/// How far along the Hilbert curve the cell x, y lies; 16 bits each.
std::uint32_t hilbert(std::uint32_t x, std::uint32_t y) {
    std::uint32_t along = 0;
    for (std::uint32_t side = 1u << (hilbert_bits - 1); side > 0; side /= 2) {
        const bool right = (x & side) != 0;
        const bool upper = (y & side) != 0;
        along += side * side * ((right ? 3u : 0u) ^ (upper ? 1u : 0u));
        if (!upper) {
            if (right) x = side - 1 - (x & (side - 1)), y = side - 1 - (y & (side - 1));
            std::swap(x, y);
        }
        x &= side - 1;
        y &= side - 1;
    }
    return along;
}

std::uint32_t cell(double at, double min, double size) {
    constexpr double last = (1u << hilbert_bits) - 1;
    const double scaled = size > 0.0 ? (at - min) / size * last : 0.0;
    return scaled > 0.0 ? std::uint32_t(std::min(scaled, last)) : 0;
}

}  // namespace

BoxTree::BoxTree(std::span<const WorldBox> boxes) {
    WorldBox all;
    for (const WorldBox& box : boxes)
        if (box.intersects(box)) all.add(box);

    std::vector<std::pair<std::uint32_t, Index>> order;
    order.reserve(boxes.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        if (!boxes[i].intersects(boxes[i])) continue;
        const WorldPoint centre = boxes[i].centre();
        order.emplace_back(hilbert(cell(centre.x, all.min.x, all.width()), cell(centre.y, all.min.y, all.height())),
                           Index(i));
    }
    if (order.empty()) return;
    std::sort(order.begin(), order.end());

    std::vector<WorldBox> level;
    level.reserve(order.size());
    index_.reserve(order.size());
    for (const auto& [along, index] : order) {
        level.push_back(boxes[std::size_t(index)]);
        index_.push_back(index);
    }
    levels_.push_back(std::move(level));
    while (levels_.back().size() > node_size) {
        const auto& below = levels_.back();
        std::vector<WorldBox> above((below.size() + node_size - 1) / node_size);
        for (std::size_t i = 0; i < below.size(); ++i) above[i / node_size].add(below[i]);
        levels_.push_back(std::move(above));
    }
}

}  // namespace huegrid::geo
