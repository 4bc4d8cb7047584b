#include "engine/geo/search/feature_index.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "engine/geo/search/box_index.hpp"
#include "engine/geo/search/zone_locator.hpp"
#include "engine/geo/shapes/side_of_edge.hpp"

namespace huegrid::geo {
namespace {

/// A point is an edge without length.
struct Edge {
    WorldPoint a, b;
};

template <class Take>
void for_each_edge(const Shape& shape, Take take) {
    if (shape.kind == ShapeKind::point) {
        for (const WorldPoint p : shape.points) take(Edge{p, p});
        return;
    }
    for (std::size_t r = 0; r < shape.rings(); ++r) {
        const auto ring = shape.ring(r);
        for (std::size_t i = 0; i + 1 < ring.size(); ++i) take(Edge{ring[i], ring[i + 1]});
        if (ring.size() == 1 || (shape.kind == ShapeKind::polygon && !ring.empty())) take(Edge{ring.back(), ring.front()});
    }
}

WorldBox box_of(const Edge& e) {
    WorldBox box;
    box.add(e.a);
    box.add(e.b);
    return box;
}

double squared(double x, double y) { return x * x + y * y; }

double squared_distance(WorldPoint p, const Edge& e) {
    const double dx = e.b.x - e.a.x, dy = e.b.y - e.a.y, length = squared(dx, dy);
    const double along = length > 0.0 ? std::clamp(((p.x - e.a.x) * dx + (p.y - e.a.y) * dy) / length, 0.0, 1.0) : 0.0;
    return squared(p.x - (e.a.x + along * dx), p.y - (e.a.y + along * dy));
}

/// Each has its ends strictly on both sides of the other. Edges that only touch have an end at distance 0.
bool cross(const Edge& e, const Edge& f) {
    return side_of_edge(e.a, e.b, f.a) * side_of_edge(e.a, e.b, f.b) < 0 && side_of_edge(f.a, f.b, e.a) * side_of_edge(f.a, f.b, e.b) < 0;
}

double squared_distance(const Edge& e, const Edge& f) {
    if (box_of(e).intersects(box_of(f)) && cross(e, f)) return 0.0;
    return std::min({squared_distance(e.a, f), squared_distance(e.b, f), squared_distance(f.a, e), squared_distance(f.b, e)});
}

double squared_distance(const WorldBox& a, const WorldBox& b) {
    return squared(std::max({0.0, a.min.x - b.max.x, b.min.x - a.max.x}), std::max({0.0, a.min.y - b.max.y, b.min.y - a.max.y}));
}

double in_centimetres(double metres) { return std::round(metres * 100.0) / 100.0; }

/// The shape that is asked about.
struct Asked {
    const Shape& shape;
    WorldBox box;
    std::vector<Edge> edges;

    explicit Asked(const Shape& from) : shape(from), box(bounds(from)) {
        edges.reserve(from.points.size());
        for_each_edge(from, [&](const Edge& e) { edges.push_back(e); });
    }
    /// Squared; 0 also for an edge that lies inside.
    [[nodiscard]] double to(const Edge& other) const {
        if (box.contains(other.a) && geo::covers(shape, other.a)) return 0.0;
        double least = std::numeric_limits<double>::infinity();
        for (const auto& e : edges) least = std::min(least, squared_distance(e, other));
        return least;
    }
    /// A point of each connected piece: what holds one without an edge between them holds all of it.
    template <class Take>
    void for_each_piece(Take take) const {
        if (shape.kind == ShapeKind::point) {
            for (const WorldPoint p : shape.points) take(p);
        } else if (shape.kind == ShapeKind::line) {
            for (std::size_t r = 0; r < shape.rings(); ++r) take(shape.ring(r).front());
        } else {
            for (std::size_t part = 0; part < shape.part_ends.size(); ++part) take(shape.ring(part == 0 ? 0 : shape.part_ends[part - 1]).front());
        }
    }
};

constexpr std::size_t few = 3;  ///< edges that are looked at first: mostly one of them is the nearest

struct Edges {
    std::vector<Edge> edges;
    std::vector<std::uint32_t> feature;  ///< of each edge
    std::vector<WorldBox> boxes;

    explicit Edges(std::span<const Shape> features) {
        for (std::size_t f = 0; f < features.size(); ++f)
            for_each_edge(features[f], [&](const Edge& e) {
                edges.push_back(e);
                feature.push_back(std::uint32_t(f));
                boxes.push_back(box_of(e));
            });
    }
};

}  // namespace

struct FeatureIndex::Impl {
    Edges all;
    BoxIndex tree;
    ZoneLocator areas;

    explicit Impl(std::span<const Shape> features) : all(features), tree(all.boxes), areas(features) {}
};

FeatureIndex::FeatureIndex(std::span<const Shape> features) : impl_(std::make_unique<Impl>(features)) {}
FeatureIndex::FeatureIndex(FeatureIndex&&) noexcept = default;
FeatureIndex& FeatureIndex::operator=(FeatureIndex&&) noexcept = default;
FeatureIndex::~FeatureIndex() = default;

std::optional<double> FeatureIndex::distance_m(const Shape& from) const {
    if (from.empty() || impl_->all.edges.empty()) return std::nullopt;
    const Asked asked(from);
    bool inside = false;
    asked.for_each_piece([&](WorldPoint p) { inside = inside || covers(p); });
    if (inside) return 0.0;
    double least = std::numeric_limits<double>::infinity();
    const auto& all = impl_->all;
    // An edge is no nearer than its box: once the next box is no nearer than an edge that was seen, that one is the nearest.
    for (std::size_t count = few;; count *= 8) {
        const auto edges = impl_->tree.nearest(asked.box, count);
        for (const Index edge : edges) {
            if (squared_distance(all.boxes[std::size_t(edge)], asked.box) >= least) return in_centimetres(std::sqrt(least));
            least = std::min(least, asked.to(all.edges[std::size_t(edge)]));
        }
        if (edges.size() < count) break;
    }
    return in_centimetres(std::sqrt(least));
}

std::int64_t FeatureIndex::count_within(const Shape& from, double metres) const {
    if (from.empty()) return 0;
    const Asked asked(from);
    std::vector<std::uint32_t> near;
    asked.for_each_piece([&](WorldPoint p) {
        for (const Index area : impl_->areas.zones_at(p)) near.push_back(std::uint32_t(area));
    });
    const double reach = metres + 0.01;  // what the rounding may bring in
    impl_->tree.for_each_touching({{asked.box.min.x - reach, asked.box.min.y - reach}, {asked.box.max.x + reach, asked.box.max.y + reach}}, [&](Index edge) {
        if (in_centimetres(std::sqrt(asked.to(impl_->all.edges[std::size_t(edge)]))) <= metres) near.push_back(impl_->all.feature[std::size_t(edge)]);
    });
    std::sort(near.begin(), near.end());
    return std::unique(near.begin(), near.end()) - near.begin();
}

bool FeatureIndex::covers(WorldPoint p) const { return impl_->areas.zone_at(p) != none; }

}  // namespace huegrid::geo
