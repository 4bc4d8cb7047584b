#include "engine/geo/cells/true_grounds.hpp"

#include <algorithm>
#include <vector>

#include "engine/geo/search/box_index.hpp"
#include "engine/geo/shapes/side_of_edge.hpp"

namespace huegrid::geo {
namespace {

constexpr double near_m = 0.02;

bool holds(const Cells& cells, Index cell, WorldPoint p) {
    bool inside = false;
    for (const auto& edge : cells.edges) {
        if (edge.left != cell && edge.right != cell) continue;
        const auto meets = ray_meets(cells.nodes[std::size_t(edge.from)], cells.nodes[std::size_t(edge.to)], p);
        if (meets == EdgeMeets::holds) return true;
        if (meets == EdgeMeets::crosses) inside = !inside;
    }
    return inside;
}

}  // namespace

void settle_at_borders(Cells& cells, std::span<const WorldPoint> inner, std::span<const Index> order) {
    std::vector<WorldBox> boxes;
    for (const auto& edge : cells.edges) {
        const WorldPoint from = cells.nodes[std::size_t(edge.from)];
        boxes.push_back({from, from});
        boxes.back().add(cells.nodes[std::size_t(edge.to)]);
    }
    const BoxIndex index(boxes);
    auto& cell_of = cells.cell_of;
    const auto stands_on = [&](Index cell) {
        while (cell != none && cell_of[std::size_t(cell)] != cell) cell = cell_of[std::size_t(cell)];
        return cell;
    };
    for (const Index building : order) {
        const Index cell = cell_of[std::size_t(building)];
        if (cell == none) continue;
        const WorldPoint p = inner[std::size_t(building)];
        const auto beside = index.touching({{p.x - near_m, p.y - near_m}, {p.x + near_m, p.y + near_m}});
        if (beside.empty() || holds(cells, cell, p)) continue;
        std::vector<Index> others;
        for (const Index edge : beside) others.push_back(cells.edges[std::size_t(edge)].left), others.push_back(cells.edges[std::size_t(edge)].right);
        std::sort(others.begin(), others.end());
        for (const Index other : others)
            if (other != none && holds(cells, other, p)) {
                if (stands_on(other) != building) cell_of[std::size_t(building)] = stands_on(other);
                break;
            }
    }
    for (auto& cell : cell_of) cell = stands_on(cell);
}

}  // namespace huegrid::geo
