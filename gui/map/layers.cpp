#include "gui/map/layers.hpp"

#include <algorithm>
#include <numeric>

#include "gui/map/triangulate.hpp"

namespace huegrid::gui {
namespace {

constexpr std::size_t buildings_in_tile = 2048;
constexpr std::uint32_t corners_in_batch = 9'000;

template <class T>
std::uint32_t size_of(const std::vector<T>& of) {
    return std::uint32_t(of.size());
}

/// Collects what is appended to an index buffer into batches of bounded size.
class Batcher {
public:
    Batcher(const std::vector<std::uint32_t>& corners, std::vector<Batch>& into) : corners_(corners), into_(into) {
        open();
    }
    ~Batcher() { close(); }
    Batcher(const Batcher&) = delete;
    Batcher& operator=(const Batcher&) = delete;

    void added(const geo::WorldBox& box) {
        batch_.box.add(box);
        if (size_of(corners_) - batch_.run.first >= corners_in_batch) close(), open();
    }

private:
    void open() { batch_ = {{}, {size_of(corners_), 0}}; }
    void close() {
        batch_.run.count = size_of(corners_) - batch_.run.first;
        if (batch_.run.count > 0) into_.push_back(batch_);
    }
    const std::vector<std::uint32_t>& corners_;
    std::vector<Batch>& into_;
    Batch batch_;
};

void add_area(const geo::Shape& shape, LayerData& to) {
    Mesh mesh;
    triangulate(shape, mesh);
    const auto base = size_of(to.area_vertices);
    for (const auto p : mesh.points) to.area_vertices.push_back({float(p.x - to.origin.x), float(p.y - to.origin.y)});
    for (const auto corner : mesh.corners) to.area_corners.push_back(base + corner);
}

void add_land(LayerData& to) {
    Batcher batches(to.area_corners, to.land);
    for (const auto& zone : to.scene->snapshot->zones) {
        if (zone.parent != none || zone.shape.kind != geo::ShapeKind::polygon) continue;
        add_area(zone.shape, to);
        batches.added(zone.box);
    }
}

/// The ground of every zone, level by level.
void add_zones(LayerData& to) {
    const auto& snapshot = *to.scene->snapshot;
    Mesh mesh;
    for (std::size_t level = 0; level < snapshot.levels.size(); ++level) {
        to.zones.emplace_back();
        Batcher batches(to.zone_corners, to.zones.back());
        for (std::size_t z = 0; z < snapshot.zones.size(); ++z) {
            const auto& zone = snapshot.zones[z];
            if (zone.level != Index(level) || zone.shape.kind != geo::ShapeKind::polygon) continue;
            mesh.clear();
            triangulate(zone.shape, mesh);
            const auto base = size_of(to.zone_vertices);
            for (const auto p : mesh.points)
                to.zone_vertices.push_back({float(p.x - to.origin.x), float(p.y - to.origin.y), std::uint32_t(z)});
            for (const auto corner : mesh.corners) to.zone_corners.push_back(base + corner);
            batches.added(zone.box);
        }
    }
    for (std::size_t z = 0; z < snapshot.zones.size(); ++z) {
        const Index level = snapshot.zones[z].level;
        if (level == none) {
            to.zone_class.push_back(0);
            continue;
        }
        const auto& fill = to.scene->zone_fills[std::size_t(level)];
        const Index in = fill.zone_class[z];
        to.zone_class.push_back(std::uint8_t(in == none ? fill.classes.size() : std::size_t(in)));
    }
}

void add_lines(LayerData& to) {
    const auto& lines = to.scene->snapshot->lines;
    std::map<std::string, std::vector<const model::Line*>> by_kind;
    for (const auto& line : lines) by_kind[line.kind].push_back(&line);
    for (const auto& [kind, rows] : by_kind) {
        Batcher strokes(to.strokes.corners, to.lines[kind]);
        for (const auto* line : rows) {
            const auto ends = line->shape.kind == geo::ShapeKind::polygon ? Ends::closed : Ends::open;
            for (std::size_t r = 0; r < line->shape.rings(); ++r)
                append_stroke(line->shape.ring(r), ends, to.origin, to.strokes);
            strokes.added(geo::bounds(line->shape));
        }
    }
    Batcher water(to.area_corners, to.water);
    for (const auto* line : by_kind["water"]) {
        if (line->shape.kind != geo::ShapeKind::polygon) continue;
        add_area(line->shape, to);
        water.added(geo::bounds(line->shape));
    }
}

void add_areas(LayerData& to) {
    Batcher strokes(to.strokes.corners, to.areas);
    for (const auto& area : to.scene->snapshot->areas) {
        if (area.shape.kind != geo::ShapeKind::polygon) continue;
        for (std::size_t r = 0; r < area.shape.rings(); ++r) append_stroke(area.shape.ring(r), Ends::closed, to.origin, to.strokes);
        strokes.added(geo::bounds(area.shape));
    }
}

void add_borders(LayerData& to) {
    const auto& snapshot = *to.scene->snapshot;
    for (std::size_t level = 0; level < snapshot.levels.size(); ++level) {
        LevelBorders borders;
        std::vector<double> widths;
        {
            Batcher batches(to.strokes.corners, borders.batches);
            for (const auto& zone : snapshot.zones) {
                if (zone.level != Index(level) || zone.shape.kind != geo::ShapeKind::polygon) continue;
                for (std::size_t r = 0; r < zone.shape.rings(); ++r)
                    append_stroke(zone.shape.ring(r), Ends::closed, to.origin, to.strokes);
                batches.added(zone.box);
                widths.push_back(std::max(zone.box.width(), zone.box.height()));
            }
        }
        if (widths.empty()) continue;
        const auto middle = widths.begin() + std::ptrdiff_t(widths.size() / 2);
        std::nth_element(widths.begin(), middle, widths.end());
        borders.zone_width_m = *middle;
        to.borders.push_back(std::move(borders));
    }
}

std::uint32_t interleaved(std::uint32_t x, std::uint32_t y) {
    const auto spread = [](std::uint32_t v) {
        v = (v | (v << 8)) & 0x00FF00FFu;
        v = (v | (v << 4)) & 0x0F0F0F0Fu;
        v = (v | (v << 2)) & 0x33333333u;
        return (v | (v << 1)) & 0x55555555u;
    };
    return spread(x) | (spread(y) << 1);
}

/// Buildings along a Z-shaped curve (Morton 1966), so that neighbours in the order are neighbours on the ground.
std::vector<std::uint32_t> in_curve_order(const model::ShapeColumn& shapes) {
    geo::WorldBox all;
    for (const auto& box : shapes.boxes()) all.add(box);
    const double scale = 65535.0 / std::max({all.width(), all.height(), 1.0});
    std::vector<std::uint32_t> order, code(shapes.size());
    for (std::size_t b = 0; b < shapes.size(); ++b) {
        if (shapes.kind(b) != geo::ShapeKind::polygon) continue;
        const auto c = shapes.box(b).centre();
        code[b] = interleaved(std::uint32_t((c.x - all.min.x) * scale), std::uint32_t((c.y - all.min.y) * scale));
        order.push_back(std::uint32_t(b));
    }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return code[a] < code[b]; });
    return order;
}

class BuildingWriter {
public:
    explicit BuildingWriter(LayerData& to) : to_(to), shapes_(to.scene->snapshot->buildings.shapes) {}

    void add(std::uint32_t building) {
        mesh_.clear();
        rings_.clear();
        for (std::size_t r = 0; r < shapes_.ring_count(building); ++r)
            rings_.push_back(shapes_.ring_points(building, r));
        triangulate(rings_, mesh_);
        const auto base = size_of(to_.building_vertices);
        for (const auto p : mesh_.points) push(p, building);
        for (const auto corner : mesh_.corners) to_.building_corners.push_back(base + corner);
        // The ear clip keeps the ring's vertices in order, so the edges can share them; GLU's have to be written again.
        const bool shared = rings_.size() == 1 && mesh_.points.size() == rings_[0].size();
        for (const auto ring : rings_) {
            const auto first = shared ? base : size_of(to_.building_vertices);
            const auto n = std::uint32_t(ring.size());
            if (!shared)
                for (const auto p : ring) push(p, building);
            for (std::uint32_t i = 0; i < n; ++i)
                to_.building_edges.insert(to_.building_edges.end(), {first + i, first + (i + 1) % n});
        }
    }

private:
    void push(geo::WorldPoint p, std::uint32_t building) {
        to_.building_vertices.push_back({float(p.x - to_.origin.x), float(p.y - to_.origin.y), building});
    }
    LayerData& to_;
    const model::ShapeColumn& shapes_;
    Mesh mesh_;
    std::vector<std::span<const geo::WorldPoint>> rings_;
};

void add_buildings(LayerData& to) {
    const auto& shapes = to.scene->snapshot->buildings.shapes;
    const auto order = in_curve_order(shapes);
    BuildingWriter writer(to);
    for (std::size_t first = 0; first < order.size(); first += buildings_in_tile) {
        BuildingTile tile{{}, {size_of(to.building_corners), 0}, {size_of(to.building_edges), 0}};
        for (std::size_t i = first; i < std::min(first + buildings_in_tile, order.size()); ++i) {
            writer.add(order[i]);
            tile.box.add(shapes.box(order[i]));
        }
        tile.triangles.count = size_of(to.building_corners) - tile.triangles.first;
        tile.edges.count = size_of(to.building_edges) - tile.edges.first;
        to.tiles.push_back(tile);
    }
}

void add_marker(geo::WorldPoint at, LayerData& to) {
    const auto base = size_of(to.marker_vertices);
    const auto x = float(at.x - to.origin.x), y = float(at.y - to.origin.y);
    to.marker_vertices.insert(to.marker_vertices.end(), {{x, y, -1, -1}, {x, y, 1, -1}, {x, y, 1, 1}, {x, y, -1, 1}});
    to.marker_corners.insert(to.marker_corners.end(), {base, base + 1, base + 2, base, base + 2, base + 3});
}

void add_markers(LayerData& to) {
    const auto& snapshot = *to.scene->snapshot;
    for (const auto& point : snapshot.service_points) add_marker(point.at, to);
    to.service_points = {0, size_of(to.marker_corners)};
    for (const Index i : to.scene->open_issues) add_marker(*snapshot.issues[std::size_t(i)].at, to);
    to.issues = {to.service_points.count, size_of(to.marker_corners) - to.service_points.count};
}

}  // namespace

LayerDataPtr build_layers(const carto::ScenePtr& scene) {
    auto layers = std::make_shared<LayerData>();
    layers->scene = scene;
    if (const auto extent = scene->snapshot->extent(); !extent.empty()) layers->origin = extent.centre();
    add_land(*layers);
    add_zones(*layers);
    add_lines(*layers);
    add_areas(*layers);
    add_borders(*layers);
    add_buildings(*layers);
    add_markers(*layers);
    return layers;
}

}  // namespace huegrid::gui
