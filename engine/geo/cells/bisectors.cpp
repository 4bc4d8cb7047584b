#include "engine/geo/cells/bisectors.hpp"

#include <algorithm>
#include <boost/polygon/voronoi.hpp>
#include <cmath>
#include <numbers>

namespace huegrid::geo {
namespace {

namespace bp = boost::polygon;
using Diagram = bp::voronoi_diagram<double>;

struct Place {
    double x, y;
};
Place place(const Diagram::vertex_type& v) { return {v.x(), v.y()}; }
Node rounded(Place p) { return {std::int32_t(std::lround(p.x)), std::int32_t(std::lround(p.y))}; }

/// Sites of nobody on a circle around all others and the box, so far out that nobody inside is nearest to them.
std::vector<Site> far_frame(std::span<const Site> sites, Node low, Node high) {
    for (const auto& site : sites)
        for (const Node p : {site.a, site.b}) {
            low = {std::min(low.x, p.x), std::min(low.y, p.y)};
            high = {std::max(high.x, p.x), std::max(high.y, p.y)};
        }
    const double x = (double(low.x) + high.x) / 2, y = (double(low.y) + high.y) / 2;
    const double radius = 4 * std::hypot(double(high.x) - low.x, double(high.y) - low.y) + 1000;
    constexpr int posts = 16;
    std::vector<Site> frame;
    for (int i = 0; i < posts; ++i) {
        const double angle = 2 * std::numbers::pi * i / posts;
        const Node p = rounded({x + radius * std::cos(angle), y + radius * std::sin(angle)});
        frame.push_back({p, p, none});
    }
    return frame;
}

/// The arc of the parabola between focus and directrix from `from` to `to`, ends included.
std::vector<Place> parabola(Node focus, const Site& directrix, Place from, Place to) {
    constexpr double tolerance_cm = 5;
    const double dx = double(directrix.b.x) - directrix.a.x, dy = double(directrix.b.y) - directrix.a.y, length = std::hypot(dx, dy);
    const double ux = dx / length, uy = dy / length;
    const auto along = [&](double x, double y) { return (x - directrix.a.x) * ux + (y - directrix.a.y) * uy; };
    const double focus_along = along(focus.x, focus.y);
    const double height = -(focus.x - directrix.a.x) * uy + (focus.y - directrix.a.y) * ux;  // signed, from the directrix
    const double first = along(from.x, from.y), last = along(to.x, to.y);
    std::vector<Place> line{from};
    if (std::abs(height) >= 1) {
        // The chord over a stretch w of y = u²/2h leaves it by w²/8h.
        const int pieces = int(std::ceil(std::abs(last - first) / std::sqrt(8 * std::abs(height) * tolerance_cm)));
        for (int i = 1; i < std::min(pieces, 1000); ++i) {
            const double u = first + (last - first) * i / pieces, off = u - focus_along;
            const double v = (off * off + height * height) / (2 * height);
            line.push_back({directrix.a.x + u * ux - v * uy, directrix.a.y + u * uy + v * ux});
        }
    }
    line.push_back(to);
    return line;
}

}  // namespace

std::vector<Bisector> bisectors(std::span<const Site> sites, Node low, Node high) {
    std::vector<Site> all(sites.begin(), sites.end());
    const auto frame = far_frame(sites, low, high);
    all.insert(all.end(), frame.begin(), frame.end());
    bp::default_voronoi_builder builder;
    for (const auto& site : all)
        if (site.a == site.b)
            builder.insert_point(site.a.x, site.a.y);
        else
            builder.insert_segment(site.a.x, site.a.y, site.b.x, site.b.y);
    Diagram diagram;
    builder.construct(&diagram);

    std::vector<Bisector> found;
    const auto& edges = diagram.edges();
    for (std::size_t e = 0; e + 1 < edges.size(); e += 2) {  // the other half-edge follows each
        const auto& edge = edges[e];
        const auto &left = *edge.cell(), &right = *edge.twin()->cell();
        const auto &left_site = all[left.source_index()], &right_site = all[right.source_index()];
        if (!edge.is_finite() || left_site.owner == right_site.owner || left_site.owner == none || right_site.owner == none) continue;
        const Place from = place(*edge.vertex0()), to = place(*edge.vertex1());
        const auto beside = [](double p, double q, double a, double b) { return std::max(p, q) < a || std::min(p, q) > b; };
        if (edge.is_linear() && (beside(from.x, to.x, low.x, high.x) || beside(from.y, to.y, low.y, high.y))) continue;
        std::vector<Place> line{from, to};
        if (edge.is_curved()) {
            const auto& of_point = left.contains_point() ? left : right;
            const auto& point_site = left.contains_point() ? left_site : right_site;
            const auto& wall = left.contains_point() ? right_site : left_site;
            const bool at_end = of_point.source_category() == bp::SOURCE_CATEGORY_SEGMENT_END_POINT;
            line = parabola(at_end ? point_site.b : point_site.a, wall, from, to);
        }
        Bisector bisector{{}, left_site.owner, right_site.owner};
        for (const Place p : line)
            if (const Node n = rounded(p); bisector.line.empty() || !(bisector.line.back() == n)) bisector.line.push_back(n);
        if (bisector.line.size() > 1) found.push_back(std::move(bisector));
    }
    return found;
}

}  // namespace huegrid::geo
