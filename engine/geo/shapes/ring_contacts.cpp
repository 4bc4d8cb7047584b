#include "engine/geo/shapes/ring_contacts.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/geo/shapes/side_of_edge.hpp"

namespace huegrid::geo {
namespace {

struct Edge {
    WorldPoint a, b;
    std::uint32_t ring = 0;
    std::uint32_t index = 0;  ///< in its ring
};

std::vector<Edge> edges_of(const Shape& polygon) {
    std::vector<Edge> edges;
    edges.reserve(polygon.points.size());
    for (std::size_t r = 0; r < polygon.rings(); ++r) {
        const auto ring = polygon.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i)
            edges.push_back({ring[i], ring[i + 1 == ring.size() ? 0 : i + 1], std::uint32_t(r), std::uint32_t(i)});
    }
    return edges;
}

bool apart(double a, double b, double c, double d) {
    return std::max(a, b) < std::min(c, d) || std::max(c, d) < std::min(a, b);
}

/// Do b and c lie on the same side of a, all on one line?
bool turns_back(WorldPoint b, WorldPoint a, WorldPoint c) {
    return side_of_edge(b, a, c) == 0 && (b.x - a.x) * (c.x - a.x) + (b.y - a.y) * (c.y - a.y) > 0.0;
}

WorldPoint crossing(const Edge& e, const Edge& f) {
    const double dx = e.b.x - e.a.x, dy = e.b.y - e.a.y;
    const double fx = f.b.x - f.a.x, fy = f.b.y - f.a.y;
    const double across = dx * fy - dy * fx;
    const double t = ((f.a.x - e.a.x) * fy - (f.a.y - e.a.y) * fx) / across;
    return std::isfinite(t) ? WorldPoint{e.a.x + t * dx, e.a.y + t * dy} : e.a;
}

/// A point that both edges hold, if there is one.
std::optional<WorldPoint> meeting(const Edge& e, const Edge& f) {
    if (apart(e.a.x, e.b.x, f.a.x, f.b.x) || apart(e.a.y, e.b.y, f.a.y, f.b.y)) return std::nullopt;
    const int ea = side_of_edge(f.a, f.b, e.a), eb = side_of_edge(f.a, f.b, e.b);
    if (ea * eb > 0) return std::nullopt;
    const int fa = side_of_edge(e.a, e.b, f.a), fb = side_of_edge(e.a, e.b, f.b);
    if (fa * fb > 0) return std::nullopt;
    if (ea == 0 && eb == 0) {  // on one line, and their boxes meet: one of them holds an end of the other
        WorldBox box{e.a, e.a};
        box.add(e.b);
        return box.contains(f.a) ? f.a : box.contains(f.b) ? f.b : e.a;
    }
    if (ea == 0) return e.a;
    if (eb == 0) return e.b;
    if (fa == 0) return f.a;
    if (fb == 0) return f.b;
    return crossing(e, f);
}

std::optional<WorldPoint> contact_of(const Edge& e, const Edge& f, const Shape& polygon) {
    if (e.ring == f.ring) {
        const auto size = std::uint32_t(polygon.ring(e.ring).size());
        if ((e.index + 1) % size == f.index) return turns_back(e.a, e.b, f.b) ? std::optional(e.b) : std::nullopt;
        if ((f.index + 1) % size == e.index) return turns_back(f.a, f.b, e.b) ? std::optional(f.b) : std::nullopt;
    }
    return meeting(e, f);
}

/// Along the longer side of the polygon's box, each edge is compared with those that begin before it ends.
template <class Take>
void for_each_near_pair(std::vector<Edge>& edges, const WorldBox& box, Take take) {
    const bool by_x = box.width() >= box.height();
    const auto low = [by_x](const Edge& e) { return by_x ? std::min(e.a.x, e.b.x) : std::min(e.a.y, e.b.y); };
    const auto high = [by_x](const Edge& e) { return by_x ? std::max(e.a.x, e.b.x) : std::max(e.a.y, e.b.y); };
    std::sort(edges.begin(), edges.end(), [&](const Edge& e, const Edge& f) { return low(e) < low(f); });
    for (std::size_t i = 0; i < edges.size(); ++i) {
        const double end = high(edges[i]);
        for (std::size_t j = i + 1; j < edges.size() && low(edges[j]) <= end; ++j)
            if (!take(edges[i], edges[j])) return;
    }
}

template <class Take>
void for_each_pair(const std::vector<Edge>& edges, Take take) {
    for (std::size_t i = 0; i < edges.size(); ++i)
        for (std::size_t j = i + 1; j < edges.size(); ++j)
            if (!take(edges[i], edges[j])) return;
}

Shape rings_of(const Shape& polygon, std::size_t first, std::size_t last) {
    Shape some;
    some.kind = ShapeKind::polygon;
    for (std::size_t r = first; r < last; ++r) {
        const auto ring = polygon.ring(r);
        some.points.insert(some.points.end(), ring.begin(), ring.end());
        some.ring_ends.push_back(std::uint32_t(some.points.size()));
    }
    some.part_ends.push_back(std::uint32_t(some.rings()));
    return some;
}

/// Of rings without contacts a vertex says where the whole ring lies.
bool rings_are_in_place(const Shape& polygon) {
    if (polygon.rings() == 1) return true;
    std::size_t first = 0;
    for (const std::uint32_t last : polygon.part_ends) {
        const auto part = rings_of(polygon, first, last);
        const auto shell = rings_of(polygon, first, first + 1);
        for (std::size_t r = 0; r < polygon.rings(); ++r) {
            const WorldPoint p = polygon.ring(r).front();
            const bool own_hole = r > first && r < last;
            if (!own_hole && (r < first || r >= last)) {
                if (covers(part, p)) return false;  // another part's ring in this part's own area
            } else if (own_hole) {
                if (!covers(shell, p)) return false;
                for (std::size_t other = first + 1; other < last; ++other)
                    if (other != r && covers(rings_of(polygon, other, other + 1), p)) return false;
            }
        }
        first = last;
    }
    return true;
}

}  // namespace

std::vector<Contact> contacts(const Shape& polygon, std::size_t most) {
    std::vector<Contact> found;
    auto edges = edges_of(polygon);
    const auto take = [&](const Edge& e, const Edge& f) {
        if (const auto at = contact_of(e, f, polygon))
            found.push_back({std::min(e.ring, f.ring), std::max(e.ring, f.ring), *at});
        return found.size() < most;
    };
    constexpr std::size_t few = 24;  // up to here sorting costs more than it saves
    if (edges.size() <= few)
        for_each_pair(edges, take);
    else
        for_each_near_pair(edges, bounds(polygon), take);
    return found;
}

bool is_simple(const Shape& polygon) {
    for (std::size_t r = 0; r < polygon.rings(); ++r)
        if (polygon.ring(r).size() < 3) return false;
    return contacts(polygon, 1).empty() && rings_are_in_place(polygon);
}

}  // namespace huegrid::geo
