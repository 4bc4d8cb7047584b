#include "engine/geo/search/box_index.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace huegrid::geo {
namespace {

TEST(BoxIndex, FindsExactlyTheBoxesThatTouch) {
    for (const std::size_t n : {0u, 1u, 7u, 8u, 9u, 64u, 65u, 5000u}) {
        SCOPED_TRACE(n);
        std::mt19937 random{std::uint32_t(n)};
        std::uniform_int_distribution<int> at(0, 300), size(0, 20);  // whole numbers, so that edges often meet
        const auto some_box = [&] {
            const double x = at(random), y = at(random);
            return WorldBox{{x, y}, {x + size(random), y + size(random)}};
        };
        std::vector<WorldBox> boxes;
        for (std::size_t i = 0; i < n; ++i) boxes.push_back(i % 11 == 10 ? WorldBox{} : some_box());
        const BoxIndex index(boxes);
        for (int k = 0; k < 200; ++k) {
            const WorldBox asked = some_box();
            std::vector<Index> expected;
            for (std::size_t i = 0; i < n; ++i)
                if (boxes[i].intersects(asked)) expected.push_back(Index(i));
            ASSERT_EQ(index.touching(asked), expected);
        }
        EXPECT_TRUE(index.touching({}).empty());
    }
}

TEST(BoxIndex, GivesTheNearestFirst) {
    std::mt19937 random{7};
    std::uniform_real_distribution<double> at(0, 1000), size(0, 5);
    std::vector<WorldBox> boxes;
    for (int i = 0; i < 3000; ++i) {
        const double x = at(random), y = at(random);
        boxes.push_back({{x, y}, {x + size(random), y + size(random)}});
    }
    const BoxIndex index(boxes);
    const WorldBox asked{{400, 400}, {420, 430}};
    const auto away = [&](Index i) {
        const auto& b = boxes[std::size_t(i)];
        return std::hypot(std::max({0.0, b.min.x - asked.max.x, asked.min.x - b.max.x}), std::max({0.0, b.min.y - asked.max.y, asked.min.y - b.max.y}));
    };
    std::vector<double> distances, expected;
    for (const Index i : index.nearest(asked, 500)) distances.push_back(away(i));
    for (std::size_t i = 0; i < boxes.size(); ++i) expected.push_back(away(Index(i)));
    std::sort(expected.begin(), expected.end());
    expected.resize(500);
    EXPECT_EQ(distances, expected);
    EXPECT_EQ(index.nearest(asked, 5000).size(), boxes.size());
    EXPECT_TRUE(BoxIndex({}).nearest(asked, 3).empty());
}

TEST(BoxIndex, SortsOutBoxesThatAllLieOnOneSpot) {
    const std::vector<WorldBox> boxes(100, WorldBox{{5, 5}, {5, 5}});
    const BoxIndex index(boxes);
    EXPECT_EQ(index.touching({{5, 5}, {5, 5}}).size(), 100u);
    EXPECT_TRUE(index.touching({{5.1, 5}, {6, 6}}).empty());
}

}  // namespace
}  // namespace huegrid::geo
