#include "engine/geo/borders/neighbours.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <tuple>

#include "engine/geo/borders/barrier_lines.hpp"
#include "engine/geo/search/box_index.hpp"

namespace huegrid::geo {
namespace {

bool before(WorldPoint p, WorldPoint q) { return p.x < q.x || (p.x == q.x && p.y < q.y); }

struct Edge {
    WorldPoint a, b;  ///< a before b
    Index zone;
};
struct Corner {
    WorldPoint at;
    Index zone;
};

/// Where along e (0 to its length) the point p is nearest, and how far from e's line.
struct Foot {
    double along, away;
};
Foot foot(const Edge& e, WorldPoint p) {
    const double dx = e.b.x - e.a.x, dy = e.b.y - e.a.y, length = std::hypot(dx, dy);
    const double px = p.x - e.a.x, py = p.y - e.a.y;
    return {(dx * px + dy * py) / length, std::abs(dx * py - dy * px) / length};
}

struct Stretch {
    WorldPoint a, b;
};

/// Where f runs on e.
std::optional<Stretch> common(const Edge& e, const Edge& f, double tolerance) {
    const double length = std::hypot(e.b.x - e.a.x, e.b.y - e.a.y);
    Foot from = foot(e, f.a), to = foot(e, f.b);
    if (from.along > to.along) std::swap(from, to);
    const double low = std::max(0.0, from.along), high = std::min(length, to.along);
    if (high - low <= tolerance) return std::nullopt;
    const auto away = [&](double along) {
        return from.away + (to.away - from.away) * (along - from.along) / (to.along - from.along);
    };
    if (away(low) > tolerance || away(high) > tolerance) return std::nullopt;
    const auto at = [&](double along) {
        return WorldPoint{e.a.x + along / length * (e.b.x - e.a.x), e.a.y + along / length * (e.b.y - e.a.y)};
    };
    return Stretch{at(low), at(high)};
}

bool lies_on(const Edge& e, WorldPoint p, double tolerance) {
    const double length = std::hypot(e.b.x - e.a.x, e.b.y - e.a.y);
    const auto [along, away] = foot(e, p);
    return along >= -tolerance && along <= length + tolerance && away <= tolerance;
}

WorldBox box_of(const Edge& e, double margin) {
    WorldBox box{e.a, e.a};
    box.add(e.b);
    return {{box.min.x - margin, box.min.y - margin}, {box.max.x + margin, box.max.y + margin}};
}

/// One zone's corners and edges, each once.
void take(const Shape& zone, Index number, std::vector<Edge>& edges, std::vector<Corner>& corners) {
    for (std::size_t r = 0; r < zone.rings(); ++r) {
        const auto ring = zone.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i) {
            const WorldPoint a = ring[i], b = ring[i + 1 == ring.size() ? 0 : i + 1];
            corners.push_back({a, number});
            if (a != b) edges.push_back(before(a, b) ? Edge{a, b, number} : Edge{b, a, number});
        }
    }
}

/// Calls `group(first, last)` for each run of equal elements of a sorted sequence.
template <class T, class Less, class Group>
void for_each_group(const std::vector<T>& sorted, Less less, Group group) {
    for (auto first = sorted.begin(); first != sorted.end();) {
        auto last = first + 1;
        while (last != sorted.end() && !less(*first, *last)) ++last;
        group(first, last);
        first = last;
    }
}

template <class Iterator>
void pair_up(Iterator first, Iterator last, double border_m, double barrier_m, std::vector<Neighbours>& pairs) {
    for (auto i = first; i != last; ++i)
        for (auto j = i + 1; j != last; ++j)
            if (i->zone != j->zone) pairs.push_back({i->zone, j->zone, border_m, barrier_m});
}

double length_m(WorldPoint a, WorldPoint b) { return std::hypot(b.x - a.x, b.y - a.y); }

}  // namespace

std::vector<Neighbours> merged(std::vector<Neighbours> pairs) {
    for (auto& pair : pairs)
        if (pair.first > pair.second) std::swap(pair.first, pair.second);
    // Lengths take part in the order, so that their sum doesn't depend on how the pairs came.
    const auto key = [](const Neighbours& n) { return std::tuple(n.first, n.second, n.border_m, n.barrier_m); };
    std::sort(pairs.begin(), pairs.end(), [&](const Neighbours& m, const Neighbours& n) { return key(m) < key(n); });
    std::vector<Neighbours> sums;
    for (const auto& pair : pairs) {
        if (sums.empty() || sums.back().first != pair.first || sums.back().second != pair.second) {
            sums.push_back(pair);
        } else {
            sums.back().border_m += pair.border_m;
            sums.back().barrier_m += pair.barrier_m;
        }
    }
    return sums;
}

std::vector<Neighbours> find_neighbours(std::span<const Shape> zones, const NeighbourOptions& options) {
    std::vector<Edge> edges;
    std::vector<Corner> corners;
    for (std::size_t z = 0; z < zones.size(); ++z)
        if (zones[z].kind == ShapeKind::polygon) take(zones[z], Index(z), edges, corners);

    const BarrierLines barriers(options.barriers, options.barrier_within_m);
    std::vector<Neighbours> pairs;
    const auto corner_less = [](const Corner& c, const Corner& d) { return before(c.at, d.at); };
    std::sort(corners.begin(), corners.end(), [&](const Corner& c, const Corner& d) {
        return corner_less(c, d) || (c.at == d.at && c.zone < d.zone);
    });
    corners.erase(std::unique(corners.begin(), corners.end(), [](const Corner& c, const Corner& d) {
        return c.at == d.at && c.zone == d.zone;
    }), corners.end());
    for_each_group(corners, corner_less, [&](auto first, auto last) { pair_up(first, last, 0.0, 0.0, pairs); });

    const auto edge_less = [](const Edge& e, const Edge& f) { return before(e.a, f.a) || (e.a == f.a && before(e.b, f.b)); };
    std::sort(edges.begin(), edges.end(), edge_less);
    std::vector<Edge> open;  // edges that no other zone has
    for_each_group(edges, edge_less, [&](auto first, auto last) {
        if (last - first == 1) open.push_back(*first);
        else pair_up(first, last, length_m(first->a, first->b), barriers.along_m(first->a, first->b), pairs);
    });

    const double tolerance = options.tolerance_m;
    std::vector<WorldBox> boxes;
    for (const auto& edge : open) boxes.push_back(box_of(edge, tolerance));
    const BoxIndex index(boxes);
    for (const auto& corner : corners)
        index.for_each_touching({corner.at, corner.at}, [&](Index e) {
            const auto& edge = open[std::size_t(e)];
            if (edge.zone != corner.zone && lies_on(edge, corner.at, tolerance)) pairs.push_back({edge.zone, corner.zone});
        });
    for (std::size_t e = 0; e < open.size(); ++e)
        index.for_each_touching(boxes[e], [&](Index f) {
            const auto& other = open[std::size_t(f)];
            if (std::size_t(f) <= e || other.zone == open[e].zone) return;
            // Measured along the longer one, whose direction is the better known.
            const bool longer = boxes[e].width() + boxes[e].height() >= boxes[std::size_t(f)].width() + boxes[std::size_t(f)].height();
            if (const auto both = longer ? common(open[e], other, tolerance) : common(other, open[e], tolerance))
                pairs.push_back({open[e].zone, other.zone, length_m(both->a, both->b), barriers.along_m(both->a, both->b)});
        });
    return merged(std::move(pairs));
}

}  // namespace huegrid::geo
