#include "engine/work/grids/border_buildings.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/borders/coverage.hpp"
#include "engine/geo/search/box_index.hpp"

namespace huegrid::work {
namespace {

struct Edge {
    geo::WorldPoint a, b;
};

std::vector<Edge> edges_of(const model::Snapshot& place, std::span<const Index> grids) {
    std::vector<Edge> edges;
    for (const Index grid : grids) {
        const auto& shape = place.zones[std::size_t(grid)].shape;
        for (std::size_t r = 0; shape.kind == geo::ShapeKind::polygon && r < shape.rings(); ++r) {
            const auto ring = shape.ring(r);
            for (std::size_t i = 0; i < ring.size(); ++i) edges.push_back({ring[i], ring[i + 1 == ring.size() ? 0 : i + 1]});
        }
    }
    return edges;
}

double distance_m(geo::WorldPoint p, const Edge& edge) {
    const double x = edge.b.x - edge.a.x, y = edge.b.y - edge.a.y, length2 = x * x + y * y;
    const double along = length2 > 0 ? std::clamp(((p.x - edge.a.x) * x + (p.y - edge.a.y) * y) / length2, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - edge.a.x - along * x, p.y - edge.a.y - along * y);
}

geo::WorldBox widened(const geo::WorldBox& box, double by) { return {{box.min.x - by, box.min.y - by}, {box.max.x + by, box.max.y + by}}; }

/// Its largest part outside its grid.
void find_parts(const model::Snapshot& place, std::span<const Index> grids, const geo::BoxIndex& grid_boxes, const geo::Shape& footprint, Index grid, BorderBuilding& building) {
    double covered = 0.0;
    for (const Index at : grid_boxes.touching(geo::bounds(footprint))) {
        const Index other = grids[std::size_t(at)];
        const double common = geo::common_area_m2(footprint, place.zones[std::size_t(other)].shape);
        covered += common;
        if (other == grid) building.here_m2 = common;
        else if (common > building.elsewhere_m2) building.elsewhere_m2 = common, building.other = other;
    }
    if (const double bare = geo::area_m2(footprint) - covered; bare > building.elsewhere_m2) building.elsewhere_m2 = bare, building.other = none;
}

}  // namespace

std::vector<BorderBuilding> border_buildings(const model::Snapshot& place, std::span<const Index> grids, std::span<const Index> grid_of, BorderOptions options) {
    const auto edges = edges_of(place, grids);
    std::vector<geo::WorldBox> edge_boxes, zone_boxes;
    for (const auto& edge : edges) edge_boxes.emplace_back(geo::WorldBox{edge.a, edge.a}).add(edge.b);
    for (const Index grid : grids) zone_boxes.push_back(place.zones[std::size_t(grid)].box);
    const geo::BoxIndex borders(edge_boxes), grid_boxes(zone_boxes);
    std::vector<BorderBuilding> found;
    for (std::size_t b = 0; b < grid_of.size(); ++b) {
        if (grid_of[b] == none) continue;
        const auto near = borders.touching(widened(place.buildings.shapes.box(b), options.near_m));
        if (near.empty()) continue;
        const auto footprint = place.buildings.shapes.at(b);
        BorderBuilding building;
        building.building = Index(b);
        building.distance_m = HUGE_VAL;
        const auto middle = geo::point_on_surface(footprint);
        for (const Index edge : near) building.distance_m = std::min(building.distance_m, distance_m(middle, edges[std::size_t(edge)]));
        find_parts(place, grids, grid_boxes, footprint, grid_of[b], building);
        if (building.elsewhere_m2 < options.cut_m2) building.elsewhere_m2 = 0.0, building.other = none;
        if (building.elsewhere_m2 > 0.0 || building.distance_m < options.near_m) found.push_back(building);
    }
    return found;
}

}  // namespace huegrid::work
