/// @file frame.hpp
/// A town's own coordinates, tied to the file's by matched points: a plane transformation by least squares.
///
/// Layer    geo. A value.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/base/result.hpp"
#include "engine/geo/shapes/shape.hpp"
#include "engine/geo/shapes/world_point.hpp"

namespace huegrid::geo {

/// The same point in the town's frame and in the file's; both in metres (or any unit: the scale is fitted).
struct MatchedPoint {
    WorldPoint local;
    WorldPoint world;
};

enum class FrameModel {
    similarity,  ///< one scale, a turn, a shift: 4 parameters (Helmert's in the plane)
    affine       ///< 6 parameters; follows a sheet that shrank more one way than the other
};

/// world = centre' + (a b; c d) · (local − centre), and how well the matched points agree with it.
class Frame {
public:
    /// Least squares over all points, after centring; in closed form (Ghilani, Adjustment Computations, ch. 18).
    /// Fails  bad_input for fewer than three points, coincident ones, and for `affine` points on one line.
    [[nodiscard]] static Result<Frame> fit(std::span<const MatchedPoint> points, FrameModel model);

    [[nodiscard]] WorldPoint apply(WorldPoint local) const;
    [[nodiscard]] Shape apply(Shape local) const;

    /// Metres from where the frame puts matched point i to where it is said to be.
    [[nodiscard]] const std::vector<double>& residuals_m() const { return residuals_m_; }
    /// sqrt(Σ residual² / points)
    [[nodiscard]] double rms_m() const { return rms_m_; }
    /// How much longer things get: 1 when both frames are in metres; the root of |determinant|.
    [[nodiscard]] double scale() const;

private:
    WorldPoint local_centre_, world_centre_;
    double a_ = 1, b_ = 0, c_ = 0, d_ = 1;
    std::vector<double> residuals_m_;
    double rms_m_ = 0;
};

/// Points to look at again: a residual above 5 m, or above three times the root mean square. Indices in order.
[[nodiscard]] std::vector<std::size_t> doubtful_points(const Frame& frame);

}  // namespace huegrid::geo
