#include "engine/geo/cells/snap.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/search/box_index.hpp"

namespace huegrid::geo {
namespace {

double between(WorldPoint p, WorldPoint q) { return std::hypot(p.x - q.x, p.y - q.y); }

struct Edge {
    WorldPoint a, b;
    /// How far along the edge is nearest to p, 0 … 1.
    [[nodiscard]] double part(WorldPoint p) const {
        const double x = b.x - a.x, y = b.y - a.y, square = x * x + y * y;
        return square > 0.0 ? std::clamp(((p.x - a.x) * x + (p.y - a.y) * y) / square, 0.0, 1.0) : 0.0;
    }
    [[nodiscard]] WorldPoint at(double part) const { return {a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)}; }
    [[nodiscard]] WorldBox box() const {
        WorldBox box{a, a};
        box.add(b);
        return box;
    }
};

std::vector<Edge> edges_of(const Shape& shape) {
    std::vector<Edge> edges;
    const bool closed = shape.kind == ShapeKind::polygon;
    for (std::size_t r = 0; r < shape.rings(); ++r) {
        const auto ring = shape.ring(r);
        for (std::size_t i = closed ? 0 : 1; i < ring.size(); ++i) edges.push_back({ring[i == 0 ? ring.size() - 1 : i - 1], ring[i]});
    }
    return edges;
}

std::vector<WorldBox> boxes_of(std::span<const Edge> edges) {
    std::vector<WorldBox> boxes;
    for (const auto& edge : edges) boxes.push_back(edge.box());
    return boxes;
}

/// A shape that stays where it is.
struct Fixed {
    explicit Fixed(const Shape& shape) : box(bounds(shape)), edges(edges_of(shape)), index(boxes_of(edges)) {}
    WorldBox box;
    std::vector<Edge> edges;
    BoxIndex index;
};

class Snapper {
public:
    explicit Snapper(double tolerance_m) : tolerance_m_(tolerance_m) {}
    void add(const Shape& shape) { fixed_.emplace_back(shape); }

    /// As lines.
    [[nodiscard]] Shape snapped(const Shape& shape) const {
        Shape result;
        result.kind = ShapeKind::line;
        for (std::size_t r = 0; r < shape.rings(); ++r) {
            std::vector<WorldPoint> moved, line;
            for (const auto p : shape.ring(r)) moved.push_back(brought(p));
            if (shape.kind == ShapeKind::polygon) moved.push_back(moved.front());
            const auto append = [&](WorldPoint p) {
                if (line.empty() || line.back() != p) line.push_back(p);
            };
            for (std::size_t i = 0; i < moved.size(); ++i) {
                if (i > 0)
                    for (const auto p : passed({moved[i - 1], moved[i]})) append(p);
                append(moved[i]);
            }
            if (line.size() < 2) continue;
            result.points.insert(result.points.end(), line.begin(), line.end());
            result.ring_ends.push_back(std::uint32_t(result.points.size()));
        }
        return result;
    }

private:
    template <class Take>
    void near(WorldBox box, Take take) const {
        box = {{box.min.x - tolerance_m_, box.min.y - tolerance_m_}, {box.max.x + tolerance_m_, box.max.y + tolerance_m_}};
        for (const auto& each : fixed_)
            if (each.box.intersects(box)) each.index.for_each_touching(box, [&](Index edge) { take(each.edges[std::size_t(edge)]); });
    }

    [[nodiscard]] WorldPoint brought(WorldPoint p) const {
        double to_vertex = tolerance_m_, to_edge = tolerance_m_;
        WorldPoint vertex = p, on_edge = p;
        bool found = false;
        near({p, p}, [&](const Edge& edge) {
            for (const auto end : {edge.a, edge.b})
                if (const double d = between(p, end); d <= to_vertex) to_vertex = d, vertex = end, found = true;
            const auto foot = edge.at(edge.part(p));
            if (const double d = between(p, foot); d <= to_edge) to_edge = d, on_edge = foot;
        });
        return found ? vertex : on_edge;
    }

    /// Vertices that the edge all but touches, as they come.
    [[nodiscard]] std::vector<WorldPoint> passed(const Edge& edge) const {
        std::vector<std::pair<double, WorldPoint>> found;
        near(edge.box(), [&](const Edge& other) {
            for (const auto p : {other.a, other.b})
                if (const double part = edge.part(p); part > 0.0 && part < 1.0 && between(p, edge.at(part)) <= tolerance_m_) found.push_back({part, p});
        });
        std::sort(found.begin(), found.end(), [](const auto& p, const auto& q) { return p.first < q.first; });
        std::vector<WorldPoint> points;
        for (const auto& [part, p] : found)
            if (p != edge.a && p != edge.b) points.push_back(p);
        return points;
    }

    double tolerance_m_;
    std::vector<Fixed> fixed_;
};

}  // namespace

std::vector<Shape> snapped(const Shape& onto, std::span<const Shape> shapes, double tolerance_m) {
    Snapper snapper(tolerance_m);
    snapper.add(onto);
    std::vector<Shape> result;
    for (const auto& shape : shapes) snapper.add(result.emplace_back(snapper.snapped(shape)));
    return result;
}

}  // namespace huegrid::geo
