#include "gui/map/stroke.hpp"

#include <cmath>
#include <optional>

namespace huegrid::gui {
namespace {

using geo::WorldPoint;

/// A mitre longer than about 2.4 half widths is cut off.
constexpr double sharpest = 0.35;

WorldPoint left_normal(WorldPoint a, WorldPoint b) {
    const double dx = b.x - a.x, dy = b.y - a.y, length = std::hypot(dx, dy);
    return {-dy / length, dx / length};
}

class Writer {
public:
    Writer(WorldPoint origin, Strokes& to) : origin_(origin), to_(to) {}

    void pair(WorldPoint p, WorldPoint n) {
        const auto at = std::uint32_t(to_.vertices.size());
        const auto x = float(p.x - origin_.x), y = float(p.y - origin_.y);
        to_.vertices.push_back({x, y, float(n.x), float(n.y)});
        to_.vertices.push_back({x, y, float(-n.x), float(-n.y)});
        if (before_) to_.corners.insert(to_.corners.end(), {*before_, *before_ + 1, at, *before_ + 1, at + 1, at});
        before_ = at;
    }
    void join(WorldPoint p, WorldPoint n0, WorldPoint n1) {
        const double cosine = n0.x * n1.x + n0.y * n1.y;
        if (1 + cosine < sharpest) {
            pair(p, n0);
            pair(p, n1);
        } else {
            pair(p, {(n0.x + n1.x) / (1 + cosine), (n0.y + n1.y) / (1 + cosine)});
        }
    }

private:
    WorldPoint origin_;
    Strokes& to_;
    std::optional<std::uint32_t> before_;
};

}  // namespace

void append_stroke(std::span<const WorldPoint> line, Ends ends, WorldPoint origin, Strokes& strokes) {
    std::vector<WorldPoint> points;
    for (const auto p : line)
        if (points.empty() || !(points.back() == p)) points.push_back(p);
    const bool closed = ends == Ends::closed && points.size() > 2;
    if (closed && points.front() == points.back()) points.pop_back();
    const std::size_t n = points.size();
    if (n < 2) return;

    Writer writer(origin, strokes);
    const auto normal_after = [&](std::size_t i) { return left_normal(points[i], points[(i + 1) % n]); };
    if (!closed) writer.pair(points[0], normal_after(0));
    for (std::size_t i = closed ? 0 : 1; i + (closed ? 0 : 1) < n; ++i)
        writer.join(points[i], normal_after((i + n - 1) % n), normal_after(i));
    if (closed)
        writer.join(points[0], normal_after(n - 1), normal_after(0));
    else
        writer.pair(points[n - 1], normal_after(n - 2));
}

}  // namespace huegrid::gui
