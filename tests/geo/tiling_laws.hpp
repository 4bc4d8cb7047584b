/// @file tiling_laws.hpp
/// Made communities, random divisions of them, and the laws that their grids have to keep, judged by GEOS.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <vector>

#include "engine/geo/cells/cells.hpp"
#include "engine/geo/cells/dissolve.hpp"
#include "tests/geo/by_ogr.hpp"

namespace huegrid::geo {

/// Groups of about `size` buildings that grow from random seeds over common borders; cells that no border connects are in
/// different groups. Cells on each other's ground are in one. Buildings without a cell: `none`.
template <class Random>
std::vector<Index> random_division(const Cells& cells, Random& random, std::size_t size, Index& groups) {
    std::vector<std::vector<Index>> beside(cells.cell_of.size());
    for (const auto& n : neighbours(cells)) beside[std::size_t(n.first)].push_back(n.second), beside[std::size_t(n.second)].push_back(n.first);
    std::vector<Index> order, group(cells.cell_of.size(), none);
    for (std::size_t i = 0; i < cells.cell_of.size(); ++i)
        if (cells.cell_of[i] == Index(i)) order.push_back(Index(i));
    std::shuffle(order.begin(), order.end(), random);
    groups = 0;
    for (const Index seed : order) {
        if (group[std::size_t(seed)] != none) continue;
        std::vector<Index> rim{seed};
        for (std::size_t taken = 0; taken < size && !rim.empty();) {
            std::swap(rim[std::uniform_int_distribution<std::size_t>(0, rim.size() - 1)(random)], rim.back());
            const Index cell = rim.back();
            rim.pop_back();
            if (group[std::size_t(cell)] != none) continue;
            group[std::size_t(cell)] = groups, ++taken;
            for (const Index next : beside[std::size_t(cell)])
                if (group[std::size_t(next)] == none) rim.push_back(next);
        }
        ++groups;
    }
    for (std::size_t i = 0; i < group.size(); ++i)
        if (cells.cell_of[i] != none) group[i] = group[std::size_t(cells.cell_of[i])];
    return group;
}

inline double area_of(const OGRGeometry& geometry) {
    const auto type = wkbFlatten(geometry.getGeometryType());
    if (type == wkbPolygon) return geometry.toPolygon()->get_Area();
    return OGR_GT_IsSubClassOf(type, wkbGeometryCollection) ? geometry.toGeometryCollection()->get_Area() : 0.0;
}

/// Each edge inside the community occurs twice, once each way round; each on its boundary once.
inline void expect_shared_vertices(const Shape& community, const std::vector<Shape>& grids) {
    using Edge = std::array<double, 4>;
    std::map<Edge, int> edges;
    for (const auto& grid : grids)
        for (std::size_t r = 0; r < grid.rings(); ++r) {
            const auto ring = grid.ring(r);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const WorldPoint a = ring[i], b = ring[(i + 1) % ring.size()];
                ++edges[{a.x, a.y, b.x, b.y}];
            }
        }
    const auto boundary = by_ogr(community);
    const std::unique_ptr<OGRGeometry> outline(boundary->Boundary());
    std::size_t alone = 0, off = 0;
    for (const auto& [edge, count] : edges) {
        EXPECT_EQ(count, 1);
        if (edges.contains({edge[2], edge[3], edge[0], edge[1]})) continue;
        ++alone;
        const OGRPoint middle((edge[0] + edge[2]) / 2, (edge[1] + edge[3]) / 2);
        if (outline->Distance(&middle) > 0.02) ++off;
    }
    EXPECT_GT(alone, 0u);
    EXPECT_EQ(off, 0u) << "edges that aren't the neighbour's, nor the community's";
}

/// No gap, no overlap, the whole community and nothing else, valid.
inline void expect_tiling(const Shape& community, const std::vector<Shape>& grids) {
    const double whole = area_m2(community);
    double sum = 0.0;
    OGRMultiPolygon all;
    std::vector<std::unique_ptr<OGRGeometry>> polygons;
    for (const auto& grid : grids) {
        ASSERT_FALSE(grid.empty());
        EXPECT_TRUE(valid_by_geos(grid));
        sum += area_m2(grid);
        polygons.push_back(by_ogr(grid));
        if (wkbFlatten(polygons.back()->getGeometryType()) == wkbPolygon) all.addGeometry(polygons.back().get());
        else for (const auto* part : *polygons.back()->toMultiPolygon()) all.addGeometry(part);
    }
    EXPECT_NEAR(sum / whole, 1.0, 1e-6);
    const std::unique_ptr<OGRGeometry> united(all.UnionCascaded());
    ASSERT_TRUE(united);
    const auto ground = by_ogr(community);
    const std::unique_ptr<OGRGeometry> differs(united->SymDifference(ground.get()));
    ASSERT_TRUE(differs);
    EXPECT_LT(area_of(*differs) / whole, 1e-6);
    expect_shared_vertices(community, grids);
    for (std::size_t i = 0; i < polygons.size(); ++i)
        for (std::size_t j = i + 1; j < polygons.size(); ++j) {
            OGREnvelope a, b;
            polygons[i]->getEnvelope(&a), polygons[j]->getEnvelope(&b);
            if (!a.Intersects(b)) continue;
            const std::unique_ptr<OGRGeometry> common(polygons[i]->Intersection(polygons[j].get()));
            EXPECT_LT(area_of(*common), 1e-6) << i << " " << j;
        }
}

/// Every building's inner point lies in its group's grid.
inline void expect_buildings_inside(const std::vector<Shape>& buildings, const std::vector<Index>& group, const std::vector<Shape>& grids) {
    for (std::size_t i = 0; i < buildings.size(); ++i)
        if (group[i] != none) { EXPECT_TRUE(covers(grids[std::size_t(group[i])], point_on_surface(buildings[i]))) << i; }
}

/// Grids of several parts, each of which hangs together by its cells.
inline std::size_t torn(const std::vector<Shape>& grids) {
    return std::size_t(std::count_if(grids.begin(), grids.end(), [](const Shape& grid) { return grid.part_ends.size() > 1; }));
}

}  // namespace huegrid::geo
