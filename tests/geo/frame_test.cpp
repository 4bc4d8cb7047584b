#include "engine/geo/crs/frame.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace huegrid::geo {
namespace {

/// A town frame turned by 0.3 and stretched by 1.00002, in a zone of CGCS2000.
WorldPoint truth(WorldPoint p) {
    constexpr double k = 1.00002, turn = 0.3;
    return {410'000 + k * (std::cos(turn) * p.x - std::sin(turn) * p.y), 3'390'000 + k * (std::sin(turn) * p.x + std::cos(turn) * p.y)};
}

std::vector<MatchedPoint> matched(const std::vector<WorldPoint>& locals) {
    std::vector<MatchedPoint> points;
    for (const auto& p : locals) points.push_back({p, truth(p)});
    return points;
}

const std::vector<WorldPoint> corners{{0, 0}, {4000, 300}, {3500, 5000}, {-200, 4100}, {1800, 2200}};

TEST(Frame, FindsAFrameThatExactPointsCameFrom) {
    for (const auto model : {FrameModel::similarity, FrameModel::affine}) {
        const auto frame = Frame::fit(matched(corners), model);
        ASSERT_TRUE(frame);
        EXPECT_LT(frame->rms_m(), 1e-6);
        EXPECT_NEAR(frame->scale(), 1.00002, 1e-9);
        const auto p = frame->apply(WorldPoint{123.4, 5678.9}), expected = truth({123.4, 5678.9});
        EXPECT_NEAR(p.x, expected.x, 1e-5);
        EXPECT_NEAR(p.y, expected.y, 1e-5);
        EXPECT_TRUE(doubtful_points(*frame).empty()) << "rounding is no reason for doubt";
    }
}

TEST(Frame, IsTheLeastSquaresSolution) {
    // Moving any parameter away from the solution makes the sum of squares larger. Parameters act through three points.
    std::mt19937 random(11);
    std::normal_distribution<double> noise(0, 0.4);
    auto points = matched(corners);
    for (auto& p : points) p.world.x += noise(random), p.world.y += noise(random);
    const auto similarity = Frame::fit(points, FrameModel::similarity), affine = Frame::fit(points, FrameModel::affine);
    ASSERT_TRUE(similarity && affine);
    EXPECT_LE(affine->rms_m(), similarity->rms_m()) << "two more parameters never fit worse";
    const auto squares = [&](double turn, double scale, double dx, double dy) {
        double sum = 0;
        for (const auto& p : points) {
            const auto q = similarity->apply(p.local);
            const double x = q.x - 410'000, y = q.y - 3'390'000;
            sum += std::pow(410'000 + dx + scale * (x * std::cos(turn) - y * std::sin(turn)) - p.world.x, 2) +
                   std::pow(3'390'000 + dy + scale * (x * std::sin(turn) + y * std::cos(turn)) - p.world.y, 2);
        }
        return sum;
    };
    const double best = squares(0, 1, 0, 0);
    EXPECT_NEAR(best, similarity->rms_m() * similarity->rms_m() * double(points.size()), 1e-6);
    for (const double step : {-1.0, 1.0}) {
        EXPECT_GT(squares(step * 1e-5, 1, 0, 0), best);
        EXPECT_GT(squares(0, 1 + step * 1e-5, 0, 0), best);
        EXPECT_GT(squares(0, 1, step * 0.01, 0), best);
        EXPECT_GT(squares(0, 1, 0, step * 0.01), best);
    }
}

TEST(Frame, DoesNotDependOnTheOrderOfPoints) {
    auto points = matched(corners);
    points[1].world.x += 0.7;
    const auto first = Frame::fit(points, FrameModel::affine);
    std::reverse(points.begin(), points.end());
    const auto second = Frame::fit(points, FrameModel::affine);
    ASSERT_TRUE(first && second);
    const auto p = first->apply(WorldPoint{1, 2}), q = second->apply(WorldPoint{1, 2});
    EXPECT_NEAR(p.x, q.x, 1e-6);
    EXPECT_NEAR(p.y, q.y, 1e-6);
}

TEST(Frame, DoubtsAPointThatIsWrong) {
    std::vector<WorldPoint> many;
    for (int i = 0; i < 16; ++i) many.push_back({double(i % 4) * 900, double(i / 4) * 1100});
    auto points = matched(many);
    points[5].world.x += 2.0;  // below five metres, but far above the rest
    EXPECT_EQ(doubtful_points(*Frame::fit(points, FrameModel::similarity)), std::vector<std::size_t>{5});
    points[5].world.x += 40.0;
    EXPECT_EQ(doubtful_points(*Frame::fit(points, FrameModel::similarity)), std::vector<std::size_t>{5});
}

TEST(Frame, RefusesPointsThatFixNothing) {
    EXPECT_FALSE(Frame::fit(matched({{0, 0}, {100, 0}}), FrameModel::similarity));
    EXPECT_FALSE(Frame::fit(matched({{5000, 70}, {5000, 70}, {5000, 70}}), FrameModel::similarity));
    const auto line = matched({{0, 0}, {1000, 1000}, {2000, 2000}, {4000, 4000}});
    EXPECT_TRUE(Frame::fit(line, FrameModel::similarity));
    const auto affine = Frame::fit(line, FrameModel::affine);
    ASSERT_FALSE(affine);
    EXPECT_NE(affine.error().message.find("one line"), std::string::npos);
}

}  // namespace
}  // namespace huegrid::geo
