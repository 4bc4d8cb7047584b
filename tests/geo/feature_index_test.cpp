/// Distances to the features of a layer, against GEOS.
#include "engine/geo/search/feature_index.hpp"

#include <gtest/gtest.h>

#include "by_ogr.hpp"
#include "drawn.hpp"

namespace huegrid::geo {
namespace {

/// A point, a line or a polygon, some of several pieces or with a hole, crowded so that many touch, cross or hold each other.
template <class Random>
Shape any_shape(Random& random, double size) {
    std::uniform_real_distribution<double> at(4'500'000, 4'500'600);
    std::uniform_int_distribution<int> kind(0, 5);
    const WorldPoint centre{at(random), at(random)};
    switch (kind(random)) {
        case 0: return make_point(centre);
        case 1: return make_point({std::round(centre.x / 10) * 10, std::round(centre.y / 10) * 10});
        case 2: return make_line(star(random, centre, size, 4));
        case 3: return rectangle(std::round(centre.x / 10) * 10, std::round(centre.y / 10) * 10, std::round(centre.x / 10) * 10 + 20, std::round(centre.y / 10) * 10 + 10);
        case 4: return make_polygon(star(random, centre, size, 9));
        default: {
            const double x = centre.x, y = centre.y, s = size;
            return polygon_of({{{{x, y}, {x + s, y}, {x + s, y + s}, {x, y + s}}, {{x + s / 4, y + s / 4}, {x + s / 4, y + s / 2}, {x + s / 2, y + s / 2}, {x + s / 2, y + s / 4}}},
                               {{{x + 2 * s, y}, {x + 3 * s, y}, {x + 3 * s, y + s}}}});
        }
    }
}

double to_centimetre(double metres) { return std::round(metres * 100) / 100; }

TEST(FeatureIndex, AgreesWithGeosOnShapesOfEveryKind) {
    std::mt19937 random{20261128};
    int inside = 0, apart = 0;
    for (int round = 0; round < 40; ++round) {
        std::vector<Shape> features;
        std::vector<std::unique_ptr<OGRGeometry>> known;
        for (int f = 0; f < round; ++f) {
            features.push_back(any_shape(random, f % 3 == 0 ? 150 : 15));
            known.push_back(by_ogr(features.back()));
        }
        features.insert(features.begin() + round / 2, Shape{});  // found by nobody
        const FeatureIndex index(features);
        for (int b = 0; b < 40; ++b) {
            const auto from = any_shape(random, 20);
            const auto asked = by_ogr(from);
            std::vector<double> distances;
            for (const auto& feature : known) distances.push_back(to_centimetre(asked->Distance(feature.get())));
            std::sort(distances.begin(), distances.end());
            const auto found = index.distance_m(from);
            ASSERT_EQ(found.has_value(), !known.empty());
            if (found) {
                ASSERT_EQ(*found, distances.front()) << "round " << round << " shape " << b;
                (*found == 0 ? inside : apart)++;
            }
            for (const double metres : {0.0, 25.0, 40.0, 400.0})
                ASSERT_EQ(index.count_within(from, metres), std::upper_bound(distances.begin(), distances.end(), metres) - distances.begin())
                    << "round " << round << " shape " << b << " within " << metres;
            const auto point = make_point(from.points.front());
            bool held = false;
            for (std::size_t f = 0; f < known.size(); ++f)
                held = held || (known[f]->getDimension() == 2 && known[f]->Intersects(by_ogr(point).get()));
            ASSERT_EQ(index.covers(from.points.front()), held);
        }
    }
    EXPECT_GT(inside, 200);
    EXPECT_GT(apart, 200);
}

/// A count that compared unrounded distances would say 0 beside a distance of 100.
TEST(FeatureIndex, ACountAndADistanceNeverDisagree) {
    const std::vector<Shape> hydrant{make_point({100.004, 0})};
    const FeatureIndex index(hydrant);
    const auto home = make_point({0, 0});
    EXPECT_EQ(index.distance_m(home), 100.0);
    EXPECT_EQ(index.count_within(home, 100), 1);
    EXPECT_EQ(index.count_within(home, 99.99), 0);
}

TEST(FeatureIndex, WhatIsEmptyIsNowhere) {
    EXPECT_FALSE(FeatureIndex({}).distance_m(make_point({1, 1})));
    EXPECT_EQ(FeatureIndex({}).count_within(make_point({1, 1}), 10), 0);
    const std::vector<Shape> one{make_point({1, 1})};
    EXPECT_FALSE(FeatureIndex(one).distance_m({}));
}

}  // namespace
}  // namespace huegrid::geo
