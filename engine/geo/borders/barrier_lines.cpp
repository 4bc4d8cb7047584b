#include "engine/geo/borders/barrier_lines.hpp"

#include <algorithm>
#include <cmath>

namespace huegrid::geo {

BarrierLines::BarrierLines(std::span<const Shape> barriers, double within_m)
    : within_m_(within_m), pieces_(pieces_of(barriers)), index_(boxes_of(pieces_, within_m)) {}

std::vector<BarrierLines::Piece> BarrierLines::pieces_of(std::span<const Shape> barriers) {
    std::vector<Piece> pieces;
    for (const auto& barrier : barriers) {
        if (barrier.kind != ShapeKind::line && barrier.kind != ShapeKind::polygon) continue;
        for (std::size_t r = 0; r < barrier.rings(); ++r) {
            const auto line = barrier.ring(r);
            for (std::size_t i = 1; i < line.size(); ++i) pieces.push_back({line[i - 1], line[i]});
            if (barrier.kind == ShapeKind::polygon) pieces.push_back({line.back(), line.front()});
        }
    }
    return pieces;
}

std::vector<WorldBox> BarrierLines::boxes_of(const std::vector<Piece>& pieces, double margin_m) {
    std::vector<WorldBox> boxes;
    for (const auto& piece : pieces) {
        WorldBox box{piece.a, piece.a};
        box.add(piece.b);
        boxes.push_back({{box.min.x - margin_m, box.min.y - margin_m}, {box.max.x + margin_m, box.max.y + margin_m}});
    }
    return boxes;
}

bool BarrierLines::is_near(WorldPoint p) const {
    bool near = false;
    index_.for_each_touching({p, p}, [&](Index i) {
        const auto& [a, b] = pieces_[std::size_t(i)];
        const double x = b.x - a.x, y = b.y - a.y, length2 = x * x + y * y;
        const double part = length2 > 0 ? std::clamp(((p.x - a.x) * x + (p.y - a.y) * y) / length2, 0.0, 1.0) : 0.0;
        near = near || std::hypot(p.x - a.x - part * x, p.y - a.y - part * y) <= within_m_;
    });
    return near;
}

double BarrierLines::along_m(WorldPoint a, WorldPoint b) const {
    if (pieces_.empty()) return 0.0;
    const double length = std::hypot(b.x - a.x, b.y - a.y);
    const int looks = std::max(1, int(std::ceil(2 * length / std::max(within_m_, 0.01))));
    int near = 0;
    for (int i = 0; i < looks; ++i) {
        const double part = (i + 0.5) / looks;
        near += is_near({a.x + part * (b.x - a.x), a.y + part * (b.y - a.y)}) ? 1 : 0;
    }
    return length * near / looks;
}

}  // namespace huegrid::geo
