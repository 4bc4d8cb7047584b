#include "engine/geo/cells/border_map.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <queue>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "engine/geo/shapes/side_of_edge.hpp"

namespace huegrid::geo {
namespace {

/// Points in square cells, to be found by box.
class Points {
public:
    explicit Points(double side_m) : side_(side_m) {}
    void add(WorldPoint p, Index node) { cells_[key(column(p.x), column(p.y))].push_back({p, node}); }

    /// Calls `take(point, node)`; stops and answers true when that does.
    template <class Take>
    bool any_in(const WorldBox& box, Take take) const {
        for (auto x = column(box.min.x); x <= column(box.max.x); ++x)
            for (auto y = column(box.min.y); y <= column(box.max.y); ++y)
                if (const auto cell = cells_.find(key(x, y)); cell != cells_.end())
                    for (const auto& [p, node] : cell->second)
                        if (box.contains(p) && take(p, node)) return true;
        return false;
    }

private:
    std::int64_t column(double v) const { return std::int64_t(std::floor(v / side_)); }
    static std::uint64_t key(std::int64_t x, std::int64_t y) { return (std::uint64_t(std::uint32_t(x)) << 32 | std::uint32_t(y)) * 0x9e3779b97f4a7c15ULL; }

    double side_;
    std::unordered_map<std::uint64_t, std::vector<std::pair<WorldPoint, Index>>> cells_;
};

bool in_triangle(WorldPoint a, WorldPoint b, WorldPoint c, WorldPoint p) {
    const int ab = side_of_edge(a, b, p), bc = side_of_edge(b, c, p), ca = side_of_edge(c, a, p);
    return (ab >= 0 && bc >= 0 && ca >= 0) || (ab <= 0 && bc <= 0 && ca <= 0);
}

double away_m(WorldPoint a, WorldPoint b, WorldPoint p) {
    const double x = b.x - a.x, y = b.y - a.y, length2 = x * x + y * y;
    const double part = length2 > 0 ? std::clamp(((p.x - a.x) * x + (p.y - a.y) * y) / length2, 0.0, 1.0) : 0.0;
    return std::hypot(p.x - a.x - part * x, p.y - a.y - part * y);
}

class Simplifier {
public:
    Simplifier(const Cells& cells, std::vector<Cells::Edge> borders, const DissolveOptions& options)
        : cells_(cells), borders_(std::move(borders)), options_(options), points_(20.0) {}

    std::vector<Cells::Edge> run() {
        for (const WorldPoint corner : cells_.corners) points_.add(corner, none);
        link();
        std::vector<bool> taken(borders_.size(), false);
        // Arcs begin at fixed nodes; what is left after those are closed ways without any.
        for (const bool fixed_start : {true, false})
            for (std::size_t e = 0; e < borders_.size(); ++e)
                for (const Index start : {borders_[e].from, borders_[e].to})
                    if (!taken[e] && (!fixed_start || is_fixed(start))) follow(start, e, taken);
        shorten();
        std::vector<Cells::Edge> result;
        for (const auto& arc : arcs_) {
            std::size_t from = arc.first;
            for (std::size_t to = from + 1; to < arc.last; ++to) {
                if (!is_kept_[to]) continue;
                result.push_back({way_[from], way_[to], arc.left, arc.right, arc.on_barrier, arc.on_kept});
                from = to;
            }
        }
        return result;
    }

private:
    struct Arc {
        std::size_t first, last;  ///< of `way_`
        Index left, right;
        bool on_barrier, on_kept;
    };

    WorldPoint at(Index node) const { return cells_.nodes[std::size_t(node)]; }
    bool is_fixed(Index node) const { return is_fixed_[std::size_t(node)]; }

    /// What ends at each node, and where an arc can't go on.
    void link() {
        beside_.assign(cells_.nodes.size(), {});
        is_fixed_.assign(cells_.nodes.size(), false);
        for (std::size_t e = 0; e < borders_.size(); ++e)
            for (const Index node : {borders_[e].from, borders_[e].to}) beside_[std::size_t(node)].push_back(e);
        for (std::size_t n = 0; n < beside_.size(); ++n) {
            const auto& edges = beside_[n];
            if (edges.empty()) continue;
            points_.add(cells_.nodes[n], Index(n));
            is_fixed_[n] = edges.size() != 2 || cells_.is_corner[n] || borders_[edges[0]].on_barrier != borders_[edges[1]].on_barrier ||
                           borders_[edges[0]].on_kept != borders_[edges[1]].on_kept;
        }
        is_gone_.assign(cells_.nodes.size(), false);
    }

    void follow(Index start, std::size_t edge, std::vector<bool>& taken) {
        const auto& border = borders_[edge];
        const bool forth = border.from == start;
        Arc arc{way_.size(), 0, forth ? border.left : border.right, forth ? border.right : border.left, border.on_barrier, border.on_kept};
        Index here = start;
        way_.push_back(here);
        for (;;) {
            taken[edge] = true;
            const Index next = borders_[edge].from == here ? borders_[edge].to : borders_[edge].from;
            segments_.insert(segment(here, next));
            way_.push_back(here = next);
            if (here == start || is_fixed(here)) break;
            const auto& edges = beside_[std::size_t(here)];
            edge = edges[0] == edge ? edges[1] : edges[0];
        }
        arc.last = way_.size();
        arcs_.push_back(arc);
    }

    static std::uint64_t segment(Index a, Index b) { return std::uint64_t(std::min(a, b)) << 32 | std::uint64_t(std::max(a, b)); }

    struct Candidate {
        double cost_m;
        std::size_t at;        ///< in `way_`
        std::uint32_t stamp;   ///< of when it was reckoned
        bool operator>(const Candidate& o) const { return std::tie(cost_m, at) > std::tie(o.cost_m, o.at); }
    };

    void shorten() {
        is_kept_.assign(way_.size(), true);
        before_.resize(way_.size()), after_.resize(way_.size()), stamps_.assign(way_.size(), 0), arc_of_.resize(way_.size());
        for (std::size_t a = 0; a < arcs_.size(); ++a)
            for (std::size_t i = arcs_[a].first; i < arcs_[a].last; ++i) before_[i] = i - 1, after_[i] = i + 1, arc_of_[i] = a;
        for (const auto& arc : arcs_)
            for (std::size_t i = arc.first + 1; i + 1 < arc.last; ++i) consider(i);
        while (!queue_.empty()) {
            const auto [cost_m, i, stamp] = queue_.top();
            queue_.pop();
            if (!is_kept_[i] || stamp != stamps_[i] || !may_go(i)) continue;
            const std::size_t p = before_[i], n = after_[i];
            is_kept_[i] = false;
            is_gone_[std::size_t(way_[i])] = true;
            after_[p] = n, before_[n] = p;
            segments_.erase(segment(way_[p], way_[i])), segments_.erase(segment(way_[i], way_[n]));
            segments_.insert(segment(way_[p], way_[n]));
            const auto& arc = arcs_[arc_of_[i]];
            if (p > arc.first) consider(p);
            if (n + 1 < arc.last) consider(n);
        }
    }

    double tolerance_m(const Arc& arc) const {
        if (arc.left == none || arc.right == none) return 0.001;  // only what lies on the community's boundary anyway
        if (arc.on_kept) return 0.001;                            // or on the kept border
        return arc.on_barrier ? std::min(options_.barrier_tolerance_m, options_.tolerance_m) : options_.tolerance_m;
    }

    void consider(std::size_t i) {
        const auto& arc = arcs_[arc_of_[i]];
        const WorldPoint a = at(way_[before_[i]]), b = at(way_[after_[i]]);
        double cost = 0.0;
        for (std::size_t k = before_[i] + 1; k < after_[i]; ++k) cost = std::max(cost, away_m(a, b, at(way_[k])));
        ++stamps_[i];
        if (cost <= tolerance_m(arc)) queue_.push({cost, i, stamps_[i]});
    }

    /// Nothing lies in the triangle that the border would be pulled over, and the straight way is free.
    bool may_go(std::size_t i) const {
        const Index before = way_[before_[i]], node = way_[i], after = way_[after_[i]];
        if (before == after || segments_.contains(segment(before, after))) return false;
        const WorldPoint a = at(before), v = at(node), b = at(after);
        const bool straight = side_of_edge(a, b, v) == 0;
        WorldBox box{a, a};
        box.add(v), box.add(b);
        return !points_.any_in(box, [&](WorldPoint p, Index other) {
            if (p == a || p == b || other == node || (other != none && is_gone_[std::size_t(other)])) return false;
            if (p == v) return !straight;  // a footprint's corner
            return in_triangle(a, v, b, p);
        });
    }

    const Cells& cells_;
    std::vector<Cells::Edge> borders_;
    const DissolveOptions& options_;
    Points points_;
    std::vector<std::vector<std::size_t>> beside_;  ///< borders at each node
    std::vector<bool> is_fixed_, is_gone_;          ///< nodes
    std::vector<Arc> arcs_;
    std::vector<Index> way_;  ///< nodes of all arcs, one after the other
    std::vector<bool> is_kept_;
    std::vector<std::size_t> before_, after_, arc_of_;
    std::vector<std::uint32_t> stamps_;
    std::unordered_set<std::uint64_t> segments_;
    std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> queue_;
};

}  // namespace

std::vector<Cells::Edge> simplified(const Cells& cells, std::vector<Cells::Edge> borders, const DissolveOptions& options) {
    return Simplifier(cells, std::move(borders), options).run();
}

}  // namespace huegrid::geo
