#include "engine/geo/cells/dissolve.hpp"

#include <algorithm>
#include <cmath>

#include "engine/geo/cells/border_map.hpp"
#include "engine/geo/cells/linework.hpp"
#include "engine/geo/shapes/ring.hpp"
#include "engine/geo/shapes/side_of_edge.hpp"

namespace huegrid::geo {
namespace {

using Ring = std::vector<Index>;  // nodes

/// Borders with one group on their left, put together to rings.
class Rings {
public:
    Rings(const std::vector<WorldPoint>& nodes, std::vector<Ends> borders) : nodes_(nodes), borders_(std::move(borders)) {
        std::sort(borders_.begin(), borders_.end(), [](Ends e, Ends f) { return e.a != f.a ? e.a < f.a : e.b < f.b; });
    }

    std::vector<Ring> run() {
        std::vector<Ring> rings;
        std::vector<bool> used(borders_.size(), false);
        for (std::size_t start = 0; start < borders_.size(); ++start) {
            Ring way;
            for (std::size_t i = start; !used[i]; i = next(i)) {
                used[i] = true;
                way.push_back(borders_[i].a);
            }
            split(way, rings);
        }
        return rings;
    }

private:
    /// The sharpest left turn, which stays in the same corner of the group's ground.
    std::size_t next(std::size_t i) const {
        const auto [from, here] = borders_[i];
        auto j = std::size_t(std::lower_bound(borders_.begin(), borders_.end(), here, [](Ends e, Index node) { return e.a < node; }) - borders_.begin());
        auto best = j;
        for (++j; j < borders_.size() && borders_[j].a == here; ++j)
            if (turns_further_left(from, here, borders_[j].b, borders_[best].b)) best = j;
        return best;
    }

    /// Coming from `from` to `here`: does the way to p lie left of the way to q?
    bool turns_further_left(Index from, Index here, Index p, Index q) const {
        const auto at = [&](Index node) { return nodes_[std::size_t(node)]; };
        const int side_p = side_of_edge(at(from), at(here), at(p)), side_q = side_of_edge(at(from), at(here), at(q));
        const auto ahead = [&](Index node) {  // only asked on the line: straight on, not back
            return (at(node).x - at(here).x) * (at(here).x - at(from).x) + (at(node).y - at(here).y) * (at(here).y - at(from).y) > 0;
        };
        const auto half = [&](int side, Index node) { return side > 0 ? 2 : side == 0 && ahead(node) ? 1 : 0; };
        if (half(side_p, p) != half(side_q, q)) return half(side_p, p) > half(side_q, q);
        return side_of_edge(at(here), at(q), at(p)) > 0;
    }

    /// A way that comes by a node twice is two rings that touch there.
    static void split(const Ring& way, std::vector<Ring>& rings) {
        Ring open;
        for (const Index node : way) {
            const auto before = std::find(open.begin(), open.end(), node);
            if (before != open.end() && std::count(way.begin(), way.end(), node) > 1) {
                rings.emplace_back(before, open.end());
                open.erase(before, open.end());
            }
            open.push_back(node);
        }
        if (!open.empty()) rings.push_back(std::move(open));
    }

    const std::vector<WorldPoint>& nodes_;
    std::vector<Ends> borders_;
};

/// Shells with their holes, in the order of the shells' first nodes. Ground that is thinner than borders are drawn has nothing left
/// between them, and is no ring: of neither side.
Shape assembled(const std::vector<WorldPoint>& nodes, const std::vector<Ring>& rings) {
    std::vector<std::vector<WorldPoint>> shells, holes;
    for (const auto& ring : rings) {
        std::vector<WorldPoint> points;
        for (const Index node : ring) points.push_back(nodes[std::size_t(node)]);
        constexpr double nothing_m2 = 1e-6;
        const double area = points.size() < 3 ? 0.0 : signed_area_m2(points);
        if (std::abs(area) >= nothing_m2) (area > 0.0 ? shells : holes).push_back(std::move(points));
    }
    std::vector<std::vector<std::size_t>> holes_of(shells.size());
    for (std::size_t h = 0; h < holes.size() && !shells.empty(); ++h) {
        std::size_t home = 0;
        double smallest = std::numeric_limits<double>::infinity();
        const WorldPoint p{(holes[h][0].x + holes[h][1].x) / 2, (holes[h][0].y + holes[h][1].y) / 2};
        for (std::size_t s = 0; shells.size() > 1 && s < shells.size(); ++s)
            if (const double area = signed_area_m2(shells[s]); area < smallest && covers(make_polygon(shells[s]), p)) home = s, smallest = area;
        holes_of[home].push_back(h);
    }
    Shape shape;
    shape.kind = ShapeKind::polygon;
    const auto add = [&](const std::vector<WorldPoint>& ring) {
        shape.points.insert(shape.points.end(), ring.begin(), ring.end());
        shape.ring_ends.push_back(std::uint32_t(shape.points.size()));
    };
    for (std::size_t s = 0; s < shells.size(); ++s) {
        add(shells[s]);
        for (const std::size_t h : holes_of[s]) add(holes[h]);
        shape.part_ends.push_back(std::uint32_t(shape.rings()));
    }
    return shape.empty() ? Shape{} : shape;
}

}  // namespace

std::vector<Shape> dissolve(const Cells& cells, std::span<const Index> group_of_cell, Index groups, const DissolveOptions& options) {
    const auto group = [&](Index cell) { return cell == none ? none : group_of_cell[std::size_t(cell)]; };
    std::vector<Cells::Edge> borders;
    for (const auto& edge : cells.edges)
        if (group(edge.left) != group(edge.right)) borders.push_back({edge.from, edge.to, group(edge.left), group(edge.right), edge.on_barrier, edge.on_kept});
    borders = simplified(cells, std::move(borders), options);

    std::vector<std::vector<Ends>> around;
    around.resize(std::size_t(groups));
    for (const auto& border : borders) {
        if (border.left != none) around[std::size_t(border.left)].push_back({border.from, border.to});
        if (border.right != none) around[std::size_t(border.right)].push_back({border.to, border.from});
    }
    std::vector<Shape> shapes;
    for (auto& some : around) shapes.push_back(assembled(cells.nodes, Rings(cells.nodes, std::move(some)).run()));
    return shapes;
}

}  // namespace huegrid::geo
