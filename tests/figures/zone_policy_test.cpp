#include "engine/figures/zone_policy.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace huegrid::figures {
namespace {

constexpr Index red = 0, yellow = 1, green = 2, unknown = 3, not_applicable = 4;

/// Zones of one level with these households by tier: red, yellow, green, unknown, not applicable, not classified.
struct Place {
    model::Snapshot snapshot;
    RollUp figures;

    explicit Place(const std::vector<std::vector<std::int64_t>>& zones) {
        snapshot.levels = model::default_levels();
        for (const char* key : {"red", "yellow", "green", model::unknown_tier, model::not_applicable_tier})
            snapshot.tiers.push_back({key, {}, {}, "", "", {}});
        for (const auto& by_tier : zones) {
            model::Zone zone;
            zone.level = 3;
            snapshot.zones.push_back(zone);
            ZoneFigures zone_figures;
            zone_figures.by_tier = by_tier;
            figures.zones.push_back(zone_figures);
        }
    }
    [[nodiscard]] ZoneColours colours(const ZonePolicy& policy) const { return colour_zones(snapshot, figures, policy); }
};

Index colour_of(const std::vector<std::int64_t>& by_tier, const ZonePolicy& policy) { return Place({by_tier}).colours(policy).zones[0]; }

const ShareThresholds shares{{{1, 0.20}, {0, 0.05}}};
const WeightedScore score{{3.0, 1.0, 0.0}, {{0, 1.5}, {1, 0.5}}};

TEST(ZonePolicy, WorstIsTheWorstTierOfAnyHousehold) {
    EXPECT_EQ(colour_of({1, 0, 999, 5, 5, 5}, WorstTier{}), red);
    EXPECT_EQ(colour_of({0, 1, 999, 5, 5, 5}, WorstTier{}), yellow);
    EXPECT_EQ(colour_of({0, 0, 1, 5, 5, 5}, WorstTier{}), green);
}

TEST(ZonePolicy, WorstCountsThoseOfWorseTiersTowardsATier) {
    EXPECT_EQ(colour_of({2, 1, 97, 0, 0, 0}, WorstTier{.households = 3}), yellow);
    EXPECT_EQ(colour_of({3, 4, 93, 0, 0, 0}, WorstTier{.at_least_share = 0.07}), yellow);
    EXPECT_EQ(colour_of({3, 3, 94, 0, 0, 0}, WorstTier{.at_least_share = 0.07}), green);
}

// 0.07 × 100 is more than 7 in doubles.
TEST(ZonePolicy, AShareThatEqualsItsThresholdReachesIt) {
    EXPECT_EQ(colour_of({7, 0, 93, 0, 0, 0}, WorstTier{.at_least_share = 0.07}), red);
    EXPECT_EQ(colour_of({7, 0, 93, 0, 0, 0}, ShareThresholds{{{0, 0.07}}}), red);
}

TEST(ZonePolicy, SharesAreOfATierAndAllWorseOnesAmongThoseThatCount) {
    EXPECT_EQ(colour_of({5, 0, 95, 0, 0, 0}, shares), red);
    EXPECT_EQ(colour_of({4, 16, 80, 0, 0, 0}, shares), yellow);
    EXPECT_EQ(colour_of({4, 15, 81, 0, 0, 0}, shares), green);
    EXPECT_EQ(colour_of({1, 0, 19, 500, 500, 500}, shares), red) << "unknown households dilute it";
}

TEST(ZonePolicy, AScoreIsTheMeanWeight) {
    EXPECT_EQ(colour_of({5, 0, 5, 0, 0, 0}, score), red);
    EXPECT_EQ(colour_of({1, 2, 7, 90, 0, 0}, score), yellow);
    EXPECT_EQ(colour_of({1, 1, 7, 0, 90, 0}, score), green);
}

// In doubles (0.7 + 0.1) / 2 is below 0.4. The oracle counts in tenths.
TEST(ZonePolicy, AMeanWeightThatIsTheThresholdReachesIt) {
    for (int first = 0; first < 20; ++first)
        for (int second = 0; second < 20; ++second)
            for (int n = 1; n < 12; ++n) {
                const int sum = first * n + second, threshold = sum / (n + 1);
                const WeightedScore policy{{first / 10.0, second / 10.0, 0.0}, {{0, threshold / 10.0}, {1, (threshold + 1) / 10.0}}};
                ASSERT_EQ(colour_of({n, 1, 0, 0, 0, 0}, policy), red) << first << " " << second << " " << n;
                const WeightedScore above{{first / 10.0, second / 10.0, 0.0}, {{0, (threshold + 1) / 10.0}}};
                ASSERT_NE(colour_of({n, 1, 0, 0, 0, 0}, above), red) << first << " " << second << " " << n;
            }
}

TEST(ZonePolicy, AZoneWithoutHouseholdsThatCountIsMissingAndNeverGreen) {
    for (const ZonePolicy& policy : {ZonePolicy{WorstTier{}}, ZonePolicy{shares}, ZonePolicy{score}}) {
        EXPECT_EQ(colour_of({0, 0, 0, 2, 9, 9}, policy), unknown);
        EXPECT_EQ(colour_of({0, 0, 0, 0, 9, 9}, policy), not_applicable);
        EXPECT_EQ(colour_of({0, 0, 0, 0, 0, 9}, policy), none);
        EXPECT_EQ(colour_of({0, 0, 0, 0, 0, 0}, policy), none);
    }
    EXPECT_EQ(colour_of({0, 0, 0, 2, 9, 9}, RateClasses{{0}, {}, {}}), none);
}

// Shares of each tier alone would break this: a yellow household that turns red leaves the yellow ones too few.
TEST(ZonePolicy, AHouseholdThatGetsWorseNeverBettersItsZone) {
    std::mt19937 random(9);
    for (int round = 0; round < 20'000; ++round) {
        std::vector<std::int64_t> before(6);
        for (auto& n : before) n = std::int64_t(random() % 12);
        const std::size_t from = 1 + random() % 2, to = random() % from;
        if (before[from] == 0) continue;
        auto after = before;
        --after[from], ++after[to];
        const auto any = [&](int least = 0) { return double(least + int(random() % 100)) / 100.0; };
        for (const ZonePolicy& policy : {ZonePolicy{WorstTier{std::int64_t(random() % 9), any()}},
                                         ZonePolicy{ShareThresholds{{{0, any()}, {1, any()}}}},
                                         ZonePolicy{WeightedScore{{2.0, 1.0, any()}, {{0, any(100)}, {1, any()}}}}})
            ASSERT_LE(colour_of(after, policy), colour_of(before, policy)) << "seed 9, round " << round << ", policy " << policy.index();
    }
}

TEST(ZonePolicy, RatesAreBrokenIntoClassesAmongTheZonesOfALevel) {
    Place place({{1, 0, 9, 3, 0, 0}, {2, 0, 8, 0, 0, 0}, {5, 0, 5, 0, 0, 0}, {6, 0, 4, 0, 0, 0}, {0, 0, 0, 4, 0, 0}, {0, 3, 7, 0, 0, 0}});
    place.snapshot.zones.edit()[5].level = 2;
    const auto colours = place.colours(RateClasses{{0}, {}, {.method = BreakMethod::fisher_jenks, .classes = 2}});
    EXPECT_EQ(colours.zones, (std::vector<Index>{0, 0, 1, 1, none, 0}));
    ASSERT_EQ(colours.breaks.size(), place.snapshot.levels.size());
    EXPECT_EQ(colours.breaks[3].limits, std::vector<double>{0.5});
    EXPECT_EQ(colours.breaks[3].missing, 1u);
    EXPECT_EQ(colours.breaks[2].counts, std::vector<std::size_t>{1});
    EXPECT_TRUE(std::isnan(colours.rates[4]));
}

TEST(ZonePolicy, ARateCanBeAmongSomeTiersOnly) {
    const Place place({{2, 2, 60, 0, 0, 0}, {0, 0, 60, 0, 0, 0}});
    const auto colours = place.colours(RateClasses{{0}, {0, 1}, {}});
    EXPECT_EQ(colours.rates[0], 0.5);
    EXPECT_TRUE(std::isnan(colours.rates[1])) << "nobody to take a share of";
}

TEST(ZonePolicy, BeforeTheFirstClassificationNoZoneHasAColour) {
    Place place({{1, 2, 3, 4, 5, 6}, {7, 0, 0, 0, 0, 0}});
    place.snapshot.tiers.clear();
    EXPECT_EQ(place.colours(WorstTier{}).zones, (std::vector<Index>{none, none}));
}

}  // namespace
}  // namespace huegrid::figures
