/// @file layers.hpp
/// The vertices of every layer of one scene, as they will lie on the graphics card.
///
/// Layer    gui/map. No GL call: made on any thread by `build_layers`, then only read.
///
/// Places are floats relative to `origin`, so that a northing of 3,400 km keeps its millimetres.
/// A batch is what is drawn at a time: a run of corners and the box it covers, so that only what is in view is drawn.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "gui/map/map_painter.hpp"
#include "gui/map/stroke.hpp"

namespace huegrid::gui {

struct AreaVertex {
    float x, y;
};
/// Of a building or zone, whose class is looked up when it is drawn.
struct ClassedVertex {
    float x, y;
    std::uint32_t of;
};
struct MarkerVertex {
    float x, y, corner_x, corner_y;
};

/// Corners `first … first + count` of an index buffer.
struct Run {
    std::uint32_t first = 0;
    std::uint32_t count = 0;
};
struct Batch {
    geo::WorldBox box;
    Run run;
};
/// Some 2,000 neighbouring buildings: their triangles and their edges (two corners an edge).
struct BuildingTile {
    geo::WorldBox box;
    Run triangles, edges;
};
/// The borders of one level's zones.
struct LevelBorders {
    double zone_width_m = 0;  ///< of the middle zone by size
    std::vector<Batch> batches;
};

class LayerData {
public:
    carto::ScenePtr scene;
    geo::WorldPoint origin;

    std::vector<AreaVertex> area_vertices;
    std::vector<std::uint32_t> area_corners;
    std::vector<Batch> land, water;

    Strokes strokes;
    std::map<std::string, std::vector<Batch>> lines;  ///< by Line::kind
    std::vector<Batch> areas;                         ///< the outlines of Snapshot::areas
    std::vector<LevelBorders> borders;                ///< levels in use, coarsest first

    std::vector<ClassedVertex> zone_vertices;
    std::vector<std::uint32_t> zone_corners;
    std::vector<std::vector<Batch>> zones;  ///< one for each Snapshot::levels: the ground of its zones
    std::vector<std::uint8_t> zone_class;   ///< one for each zone, into its level's fill; behind its last class: in none

    std::vector<ClassedVertex> building_vertices;
    std::vector<std::uint32_t> building_corners, building_edges;
    std::vector<BuildingTile> tiles;

    std::vector<MarkerVertex> marker_vertices;
    std::vector<std::uint32_t> marker_corners;
    Run issues, service_points;
};

}  // namespace huegrid::gui
