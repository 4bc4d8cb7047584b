#include "engine/geo/crs/frame.hpp"

#include <fmt/format.h>

#include <cmath>

namespace huegrid::geo {
namespace {

WorldPoint minus(WorldPoint p, WorldPoint q) { return {p.x - q.x, p.y - q.y}; }

/// Sums over centred points: of the local frame with itself (uu, uv, vv) and with the world (x·u, x·v, y·u, y·v).
struct Sums {
    double uu = 0, uv = 0, vv = 0;
    double xu = 0, xv = 0, yu = 0, yv = 0;
};

}  // namespace

Result<Frame> Frame::fit(std::span<const MatchedPoint> points, FrameModel model) {
    if (points.size() < 3)
        return fail(ErrorCode::bad_input,
                    fmt::format("{} matched points are given; a frame needs three or more, far apart", points.size()));
    Frame frame;
    const double n = double(points.size());
    for (const auto& p : points) {
        if (!std::isfinite(p.local.x + p.local.y + p.world.x + p.world.y))
            return fail(ErrorCode::bad_input, "a matched point isn't a number");
        frame.local_centre_.x += p.local.x / n, frame.local_centre_.y += p.local.y / n;
        frame.world_centre_.x += p.world.x / n, frame.world_centre_.y += p.world.y / n;
    }
    Sums s;
    for (const auto& p : points) {
        const auto local = minus(p.local, frame.local_centre_), world = minus(p.world, frame.world_centre_);
        s.uu += local.x * local.x, s.uv += local.x * local.y, s.vv += local.y * local.y;
        s.xu += world.x * local.x, s.xv += world.x * local.y, s.yu += world.y * local.x, s.yv += world.y * local.y;
    }
    const double spread = s.uu + s.vv;
    const double magnitude = std::hypot(frame.local_centre_.x, frame.local_centre_.y);
    if (!(spread > 1e-18 * magnitude * magnitude && spread > 0))
        return fail(ErrorCode::bad_input, "the matched points all lie at one place");
    if (model == FrameModel::similarity) {
        frame.a_ = frame.d_ = (s.xu + s.yv) / spread;
        frame.c_ = (s.yu - s.xv) / spread;
        frame.b_ = -frame.c_;
    } else {
        // The determinant is spread²/4 for points all around and 0 on a line; a strip 1 : 10 000 decides nothing across.
        const double determinant = s.uu * s.vv - s.uv * s.uv;
        if (!(determinant > 1e-8 * spread * spread))
            return fail(ErrorCode::bad_input, "the matched points lie on one line, which can't fix an affine frame; add one aside, or leave out model = \"affine\"");
        frame.a_ = (s.xu * s.vv - s.xv * s.uv) / determinant;
        frame.b_ = (s.xv * s.uu - s.xu * s.uv) / determinant;
        frame.c_ = (s.yu * s.vv - s.yv * s.uv) / determinant;
        frame.d_ = (s.yv * s.uu - s.yu * s.uv) / determinant;
    }
    if (!(frame.scale() > 0))
        return fail(ErrorCode::bad_input, "the matched points are all taken to one place; are the second coordinates right?");
    double squares = 0;
    for (const auto& p : points) {
        const auto off = minus(frame.apply(p.local), p.world);
        squares += off.x * off.x + off.y * off.y;
        frame.residuals_m_.push_back(std::hypot(off.x, off.y));
    }
    frame.rms_m_ = std::sqrt(squares / n);
    return frame;
}

WorldPoint Frame::apply(WorldPoint local) const {
    const auto p = minus(local, local_centre_);
    return {world_centre_.x + a_ * p.x + b_ * p.y, world_centre_.y + c_ * p.x + d_ * p.y};
}

Shape Frame::apply(Shape local) const {
    for (auto& p : local.points) p = apply(p);
    return local;
}

double Frame::scale() const { return std::sqrt(std::abs(a_ * d_ - b_ * c_)); }

std::vector<std::size_t> doubtful_points(const Frame& frame) {
    constexpr double too_far_m = 5.0, rounding_m = 0.001;
    std::vector<std::size_t> doubtful;
    for (std::size_t i = 0; i < frame.residuals_m().size(); ++i) {
        const double residual = frame.residuals_m()[i];
        if (residual > too_far_m || (residual > 3 * frame.rms_m() && residual > rounding_m)) doubtful.push_back(i);
    }
    return doubtful;
}

}  // namespace huegrid::geo
