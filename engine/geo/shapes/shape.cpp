#include "engine/geo/shapes/shape.hpp"

#include <cmath>
#include <optional>

#include "engine/geo/shapes/side_of_edge.hpp"

namespace huegrid::geo {
namespace {

enum class Where { outside, boundary, inside };

/// Calls `edge(a, b)` for each edge of each ring, the closing one included, until it returns false.
template <class Edge>
void for_each_edge(const Shape& shape, Edge edge) {
    for (std::size_t r = 0; r < shape.rings(); ++r) {
        const auto ring = shape.ring(r);
        for (std::size_t i = 0; i < ring.size(); ++i)
            if (!edge(ring[i], ring[i + 1 == ring.size() ? 0 : i + 1])) return;
    }
}

Where where(const Shape& polygon, WorldPoint p) {
    bool inside = false;
    bool on_edge = false;
    for_each_edge(polygon, [&](WorldPoint a, WorldPoint b) {
        const auto meets = ray_meets(a, b, p);
        inside ^= meets == EdgeMeets::crosses;
        on_edge = meets == EdgeMeets::holds;
        return !on_edge;
    });
    return on_edge ? Where::boundary : inside ? Where::inside : Where::outside;
}

/// Twice the signed area, relative to the first vertex so that large coordinates cost no digits.
double doubled_area(std::span<const WorldPoint> ring) {
    double sum = 0.0;
    for (std::size_t i = 1; i + 1 < ring.size(); ++i)
        sum += (ring[i].x - ring[0].x) * (ring[i + 1].y - ring[0].y) -
               (ring[i + 1].x - ring[0].x) * (ring[i].y - ring[0].y);
    return sum;
}

double part_area_m2(const Shape& shape, std::size_t part) {
    const std::size_t first = part == 0 ? 0 : shape.part_ends[part - 1];
    double area = 0.0;
    for (std::size_t r = first; r < shape.part_ends[part]; ++r) {
        const double ring = std::abs(doubled_area(shape.ring(r))) / 2;
        area += r == first ? ring : -ring;
    }
    return area;
}

/// The middle of the widest stretch that lies inside on the horizontal line at `y`, if it is strictly inside.
std::optional<WorldPoint> middle_of_widest_chord(const Shape& polygon, double y) {
    std::vector<double> crossings;
    for_each_edge(polygon, [&](WorldPoint a, WorldPoint b) {
        if ((a.y <= y) != (b.y <= y)) crossings.push_back(a.x + (y - a.y) / (b.y - a.y) * (b.x - a.x));
        return true;
    });
    std::sort(crossings.begin(), crossings.end());
    double widest = 0.0;
    WorldPoint middle{0.0, y};
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const double width = crossings[i + 1] - crossings[i];
        if (width > widest) widest = width, middle.x = crossings[i] + width / 2;
    }
    if (widest > 0.0 && where(polygon, middle) == Where::inside) return middle;
    return std::nullopt;
}

/// The box of the polygon's largest part: a line through it can't miss all of the polygon.
WorldBox box_of_largest_part(const Shape& polygon) {
    WorldBox box;
    double largest = -1.0;
    for (std::size_t part = 0; part < polygon.part_ends.size(); ++part) {
        const double area = part_area_m2(polygon, part);
        if (!(area > largest)) continue;
        largest = area;
        box = {};
        for (const WorldPoint p : polygon.ring(part == 0 ? 0 : polygon.part_ends[part - 1])) box.add(p);
    }
    return box;
}

/// The line runs midway between the two vertex heights around the middle of the box, so that it meets no vertex.
/// Where rounding leaves no room there (a sliver), the widest gaps between vertex heights are tried in turn.
WorldPoint inside_polygon(const Shape& polygon) {
    std::vector<double> heights;
    heights.reserve(polygon.points.size());
    for (const WorldPoint p : polygon.points) heights.push_back(p.y);
    std::sort(heights.begin(), heights.end());
    heights.erase(std::unique(heights.begin(), heights.end()), heights.end());
    if (heights.size() < 2) return polygon.points.front();

    const auto above =
        std::upper_bound(heights.begin() + 1, heights.end() - 1, box_of_largest_part(polygon).centre().y);
    if (const auto middle = middle_of_widest_chord(polygon, *(above - 1) + (*above - *(above - 1)) / 2)) return *middle;

    std::vector<std::size_t> gaps(heights.size() - 1);
    for (std::size_t i = 0; i < gaps.size(); ++i) gaps[i] = i;
    const auto width = [&](std::size_t gap) { return heights[gap + 1] - heights[gap]; };
    std::stable_sort(gaps.begin(), gaps.end(), [&](std::size_t a, std::size_t b) { return width(a) > width(b); });
    constexpr std::size_t tries = 32;
    for (std::size_t i = 0; i < std::min(tries, gaps.size()); ++i)
        if (const auto middle = middle_of_widest_chord(polygon, heights[gaps[i]] + width(gaps[i]) / 2)) return *middle;
    return polygon.points.front();
}

}  // namespace

Shape make_point(WorldPoint p) { return {ShapeKind::point, {p}, {1}, {}}; }

Shape make_line(std::vector<WorldPoint> points) {
    const auto end = std::uint32_t(points.size());
    return {ShapeKind::line, std::move(points), {end}, {}};
}

Shape make_polygon(std::vector<WorldPoint> shell) {
    const auto end = std::uint32_t(shell.size());
    return {ShapeKind::polygon, std::move(shell), {end}, {1}};
}

WorldBox bounds(const Shape& shape) {
    WorldBox box;
    for (const WorldPoint p : shape.points) box.add(p);
    return box;
}

double area_m2(const Shape& shape) {
    double area = 0.0;
    for (std::size_t part = 0; part < shape.part_ends.size(); ++part) area += part_area_m2(shape, part);
    return area;
}

bool covers(const Shape& polygon, WorldPoint p) {
    return polygon.kind == ShapeKind::polygon && where(polygon, p) != Where::outside;
}

WorldPoint point_on_surface(const Shape& shape) {
    if (shape.empty()) return {};
    if (shape.kind == ShapeKind::polygon) return inside_polygon(shape);
    return shape.points[shape.points.size() / 2];
}

}  // namespace huegrid::geo
