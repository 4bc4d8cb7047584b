#include "engine/geo/borders/coverage.hpp"

#include <ogr_geometry.h>

#include <algorithm>
#include <map>
#include <set>

#include "engine/geo/quiet.hpp"
#include "engine/geo/search/box_index.hpp"
#include "engine/geo/shapes/ogr_polygons.hpp"
#include "engine/geo/shapes/ring.hpp"

namespace huegrid::geo {
namespace {

std::vector<WorldBox> boxes_of(std::span<const Shape> zones) {
    std::vector<WorldBox> boxes;
    for (const auto& zone : zones) boxes.push_back(zone.kind == ShapeKind::polygon ? bounds(zone) : WorldBox{});
    return boxes;
}

/// A piece of an overlay that is wider than a sliver somewhere.
struct Piece {
    double area_m2 = 0.0;
    Shape shape;
};

void append(Shape& to, const Shape& polygon) {
    to.kind = ShapeKind::polygon;
    const auto points = std::uint32_t(to.points.size()), rings = std::uint32_t(to.rings());
    to.points.insert(to.points.end(), polygon.points.begin(), polygon.points.end());
    for (const auto end : polygon.ring_ends) to.ring_ends.push_back(points + end);
    for (const auto end : polygon.part_ends) to.part_ends.push_back(rings + end);
}

/// Cuts off whatever is narrower than `sliver_m`, so that a real gap at the end of a long crack is found and measured
/// alone. Pieces of which nothing is left are counted among `result`'s slivers.
template <class Result>
std::vector<Piece> pieces_of(OgrPtr area, double sliver_m, Result& result) {
    std::vector<Piece> pieces;
    for (const auto& one : parts_of(polygons_of(area.get()))) {
        const auto whole = to_ogr(one);
        const OgrPtr core(whole->Buffer(-sliver_m / 2));
        const OgrPtr opened(core && !core->IsEmpty() ? core->Buffer(sliver_m / 2) : nullptr);
        const OgrPtr wide(opened ? opened->Intersection(whole.get()) : nullptr);
        auto parts = parts_of(polygons_of(wide.get()));
        if (parts.empty()) ++result.slivers, append(result.sliver_shape, one);
        for (auto& part : parts) pieces.push_back({area_m2(part), std::move(part)});
    }
    return pieces;
}

struct Edge {
    WorldPoint a, b;  ///< the zone lies on the left
    Index zone;
};

/// Edges that no other zone has the other way round, or that two zones have the same way round.
std::vector<Edge> edges_without_twin(std::span<const Shape> zones) {
    std::vector<Edge> edges;
    for (std::size_t z = 0; z < zones.size(); ++z) {
        if (zones[z].kind != ShapeKind::polygon) continue;
        std::size_t part = 0, shell = 0;
        for (std::size_t r = 0; r < zones[z].rings(); ++r) {
            if (r == zones[z].part_ends[part]) shell = r, ++part;
            const auto ring = zones[z].ring(r);
            const bool turn = (signed_area_m2(ring) > 0.0) != (r == shell);
            for (std::size_t i = 0; i < ring.size(); ++i) {
                const WorldPoint a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
                edges.push_back(turn ? Edge{b, a, Index(z)} : Edge{a, b, Index(z)});
            }
        }
    }
    const auto before = [](WorldPoint p, WorldPoint q) { return p.x < q.x || (p.x == q.x && p.y < q.y); };
    const auto ends = [&](const Edge& e) { return before(e.a, e.b) ? std::pair(e.a, e.b) : std::pair(e.b, e.a); };
    const auto less = [&](const Edge& e, const Edge& f) {
        const auto [e1, e2] = ends(e);
        const auto [f1, f2] = ends(f);
        return before(e1, f1) || (e1 == f1 && before(e2, f2));
    };
    std::sort(edges.begin(), edges.end(), less);
    std::vector<Edge> open;
    for (std::size_t i = 0; i < edges.size();) {
        std::size_t end = i + 1;
        while (end < edges.size() && !less(edges[i], edges[end])) ++end;
        if (end - i != 2 || edges[i].a == edges[i + 1].a) open.insert(open.end(), edges.begin() + std::ptrdiff_t(i), edges.begin() + std::ptrdiff_t(end));
        i = end;
    }
    return open;
}

/// Pairs that may overlap. Two zones that do have an edge without a twin in each other's box, unless whole tilings lie on
/// top of each other: then a point in one zone is in another too, and every pair of boxes counts.
std::set<std::pair<Index, Index>> candidates(std::span<const Shape> zones, const std::vector<WorldBox>& boxes) {
    const BoxIndex index(boxes);
    std::set<std::pair<Index, Index>> pairs;
    const auto add = [&](Index zone, const WorldBox& where) {
        index.for_each_touching(where, [&](Index other) {
            if (other != zone) pairs.insert(std::minmax(zone, other));
        });
    };
    for (const auto& edge : edges_without_twin(zones)) {
        WorldBox box{edge.a, edge.a};
        box.add(edge.b);
        add(edge.zone, box);
    }
    for (std::size_t z = 0; z < zones.size(); ++z) {
        if (boxes[z].empty()) continue;
        const WorldPoint p = point_on_surface(zones[z]);
        bool layered = false;
        index.for_each_touching(WorldBox{p, p}, [&](Index other) {
            layered = layered || (other != Index(z) && !pairs.contains(std::minmax(Index(z), other)) && covers(zones[std::size_t(other)], p));
        });
        if (!layered) continue;
        for (std::size_t all = 0; all < zones.size(); ++all) add(Index(all), boxes[all]);
        break;
    }
    return pairs;
}

std::vector<Index> touching(const OGRGeometry& piece, const WorldPoint at, std::span<const OgrPtr> zones, const BoxIndex& index) {
    OGREnvelope box;
    piece.getEnvelope(&box);
    WorldBox where{{box.MinX - thin_m, box.MinY - thin_m}, {box.MaxX + thin_m, box.MaxY + thin_m}};
    where.add(at);
    std::vector<Index> beside;
    for (const Index zone : index.touching(where))
        if (zones[std::size_t(zone)]->Distance(&piece) <= thin_m) beside.push_back(zone);
    return beside;
}

/// The union's outlines as polygons of their own, and its holes.
struct Ground {
    Shape filled, holes;
};

Ground ground_of(const Shape& covered) {
    Ground ground;
    ground.filled.kind = ground.holes.kind = ShapeKind::polygon;
    std::size_t ring = 0;
    for (const std::uint32_t last : covered.part_ends)
        for (const std::size_t shell = ring; ring < last; ++ring) {
            auto& to = ring == shell ? ground.filled : ground.holes;
            const auto points = covered.ring(ring);
            to.points.insert(to.points.end(), points.begin(), points.end());
            to.ring_ends.push_back(std::uint32_t(to.points.size()));
            to.part_ends.push_back(std::uint32_t(to.rings()));
        }
    return ground;
}

/// What the zones would enclose if the slits between them were closed, and their outlines don't: zones that meet in
/// T-junctions, or were drawn apart by a hair, leave the gap among them open to the outside.
OgrPtr behind_slits(const OGRGeometry& covered, const OGRGeometry& filled, double sliver_m) {
    const OgrPtr grown(covered.Buffer(sliver_m / 2));
    const auto holes = ground_of(polygons_of(grown.get())).holes;
    if (holes.empty()) return nullptr;
    const OgrPtr grown_back(to_ogr(holes)->Buffer(sliver_m * 0.75));  // more than √½, for square corners
    return only_polygons(OgrPtr(grown_back ? grown_back->Difference(&filled) : nullptr));
}

}  // namespace

bool outlines_differ(const Shape& one, const Shape& other, double by_m) {
    const auto reaches_beyond = [&](const Shape& whole, const Shape& part) { return !find_gaps(std::span(&part, 1), whole, {by_m}).found.empty(); };
    return one != other && (reaches_beyond(one, other) || reaches_beyond(other, one));
}

std::size_t extra_parts(std::span<const Shape> shapes) {
    std::size_t extra = 0;
    for (const auto& shape : shapes)
        if (!shape.part_ends.empty()) extra += shape.part_ends.size() - 1;
    return extra;
}

std::vector<Shape> parts_of(const Shape& polygon) {
    std::vector<Shape> parts;
    std::size_t ring = 0;
    for (const std::uint32_t last : polygon.part_ends) {
        auto& part = parts.emplace_back();
        part.kind = ShapeKind::polygon;
        for (; ring < last; ++ring) {
            const auto points = polygon.ring(ring);
            part.points.insert(part.points.end(), points.begin(), points.end());
            part.ring_ends.push_back(std::uint32_t(part.points.size()));
        }
        part.part_ends.push_back(std::uint32_t(part.rings()));
    }
    return parts;
}

double common_area_m2(const Shape& one, const Shape& other) {
    if (one.kind != ShapeKind::polygon || other.kind != ShapeKind::polygon) return 0.0;
    const Quiet quiet;
    const OgrPtr common(to_ogr(one)->Intersection(to_ogr(other).get()));
    return area_m2(polygons_of(common.get()));
}

Overlaps find_overlaps(std::span<const Shape> zones, const CoverageOptions& options) {
    const Quiet quiet;
    Overlaps result;
    const auto boxes = boxes_of(zones);
    std::map<Index, OgrPtr> polygons;
    const auto polygon = [&](Index zone) -> OGRGeometry& {
        auto& made = polygons[zone];
        if (!made) made = to_ogr(zones[std::size_t(zone)]);
        return *made;
    };
    for (const auto& [first, second] : candidates(zones, boxes)) {
        auto common = only_polygons(OgrPtr(polygon(first).Intersection(&polygon(second))));
        if (!common || common->IsEmpty()) continue;
        Overlap overlap{first, second, 0.0, {}, {}};
        double largest = 0.0;
        for (const auto& piece : pieces_of(std::move(common), options.sliver_m, result)) {
            overlap.area_m2 += piece.area_m2;
            append(overlap.shape, piece.shape);
            if (piece.area_m2 > largest) largest = piece.area_m2, overlap.at = point_on_surface(piece.shape);
        }
        if (overlap.area_m2 > 0.0) result.found.push_back(std::move(overlap));
    }
    return result;
}

Gaps find_gaps(std::span<const Shape> zones, const Shape& whole, const CoverageOptions& options) {
    const Quiet quiet;
    Gaps result;
    const auto boxes = boxes_of(zones);
    const BoxIndex index(boxes);
    std::vector<OgrPtr> polygons;
    OGRMultiPolygon all;
    for (const auto& zone : zones) {
        polygons.push_back(to_ogr(zone));
        for (const auto* part : *polygons.back()->toMultiPolygon()) all.addGeometry(part);
    }
    const OgrPtr covered(all.IsEmpty() ? all.clone() : all.UnionCascaded());
    const auto [outlines, holes] = ground_of(polygons_of(covered.get()));
    const auto filled = to_ogr(outlines);
    const auto behind = covered ? behind_slits(*covered, *filled, options.sliver_m) : nullptr;
    const auto ground = whole.kind == ShapeKind::polygon ? to_ogr(whole) : nullptr;

    const auto take = [&](OgrPtr area, Gap::Kind kind) {
        if (!area) return;
        for (auto& piece : pieces_of(std::move(area), options.sliver_m, result)) {
            const auto at = point_on_surface(piece.shape);
            auto beside = touching(*to_ogr(piece.shape), at, polygons, index);
            result.found.push_back({kind, piece.area_m2, at, std::move(beside), std::move(piece.shape)});
        }
    };
    const auto take_enclosed = [&](OgrPtr area) {
        if (area && !area->IsEmpty()) take(ground ? only_polygons(OgrPtr(ground->Intersection(area.get()))) : std::move(area), Gap::Kind::enclosed);
    };
    if (ground) {
        OgrPtr rim(ground->Difference(filled.get()));
        if (rim && behind) rim.reset(rim->Difference(behind.get()));
        take(only_polygons(std::move(rim)), Gap::Kind::at_the_rim);
    }
    take_enclosed(to_ogr(holes));
    take_enclosed(behind ? OgrPtr(behind->clone()) : nullptr);
    std::stable_sort(result.found.begin(), result.found.end(), [](const Gap& a, const Gap& b) { return a.area_m2 > b.area_m2; });
    return result;
}

}  // namespace huegrid::geo
