#include "engine/carto/zone_fill.hpp"

#include <gtest/gtest.h>

#include "engine/figures/roll_up.hpp"

namespace huegrid::carto {
namespace {

/// A district of ten grids; grid g has g red households and 10 - g green ones.
model::Snapshot ten_grids() {
    model::Snapshot town;
    town.levels = {{"district", 1, {"区", "District"}}, {"grid", 4, {"网格", "Grid"}}};
    town.tiers = {{"red", {"红", "red"}, {0xd7, 0x30, 0x1f}, "R", "solid", 7},
                  {"green", {"绿", "green"}, {0x1a, 0x98, 0x50}, "G", "solid", 90},
                  {"unknown", {"未知", "unknown"}, {0xbb, 0xbb, 0xbb}, "?", "cross", {}},
                  {"not_applicable", {"不适用", "not applicable"}, {0xee, 0xee, 0xee}, "-", "solid", {}}};
    for (std::int64_t z = 0; z <= 10; ++z) {
        model::Zone zone;
        zone.id = ZoneId{z + 1}, zone.level = z == 0 ? 0 : 1, zone.parent = z == 0 ? none : 0;
        town.zones.push_back(std::move(zone));
        if (z == 0) continue;
        town.buildings.ids.push_back(BuildingId{z});
        town.buildings.zones.push_back(Index(z));
        for (int h = 0; h < 10; ++h) {
            town.households.ids.push_back(10 * z + h);
            town.households.buildings.push_back(Index(z - 1));
            town.households.tiers.push_back(std::int8_t(h < z ? 0 : 1));
            town.households.categories.push_back(0u);
        }
    }
    town.link_households();
    return town;
}

TEST(ZoneFill, EveryZoneOfTheLevelHasOneClassAndNoOther) {
    const auto town = ten_grids();
    const auto figures = figures::roll_up(town);
    figures::RateClasses rate;
    rate.of = {0};
    rate.breaks = {.method = figures::BreakMethod::equal_interval, .classes = 3};
    for (const figures::ZonePolicy& policy : {figures::ZonePolicy(figures::WorstTier{}), figures::ZonePolicy(rate)}) {
        const auto fill = zone_fill(town, figures, policy, 1);
        std::int64_t zones = 0;
        for (const auto& one : fill.classes) zones += one.zones;
        EXPECT_EQ(zones, 10);
        EXPECT_EQ(fill.of(0), nullptr) << "the district is of another level";
    }
    const auto by_rate = zone_fill(town, figures, rate, 1);
    ASSERT_EQ(by_rate.classes.size(), 3u);
    EXPECT_EQ(by_rate.classes[0].name.en, "10–40 %");
    EXPECT_EQ(by_rate.classes[2].name.en, "70–100 %");
    for (std::size_t z = 2; z <= 10; ++z) EXPECT_LE(by_rate.zone_class[z - 1], by_rate.zone_class[z]) << "more red, no lighter";
}

// Would catch classes that are called alike, whose ends are the wrong way round, or that hold shares that can't be.
TEST(ZoneFill, ClassesOfRatesAreToldApartByTheirNames) {
    const auto town = ten_grids();  // shares of 10, 20 … 100 %
    const auto figures = figures::roll_up(town);
    const auto names = [&](std::vector<double> limits) {
        figures::RateClasses rate;
        rate.of = {0};
        rate.breaks = {.method = figures::BreakMethod::fixed, .limits = std::move(limits)};
        std::vector<std::string> all;
        for (const auto& one : zone_fill(town, figures, rate, 1).classes) all.push_back(one.name.en);
        return all;
    };
    EXPECT_EQ(names({0.05, 0.1237, 0.124, 0.1243}), (std::vector<std::string>{"< 5.00 %", "5.00–12.37 %", "12.37–12.40 %", "12.40–12.43 %", "12.43–100.00 %"}));
    EXPECT_EQ(names({0.3, 1.5}), (std::vector<std::string>{"10–30 %", "30–100 %", "> 100 %"}));
    EXPECT_EQ(names({1.5}).front(), "10–100 %");
    EXPECT_EQ(names({-0.22, 0.5}), (std::vector<std::string>{"< 0 %", "0–50 %", "50–100 %"}));
}

TEST(ZoneFill, AHigherRateIsDarkerWithAnyNumberOfClasses) {
    const auto town = ten_grids();
    const auto figures = figures::roll_up(town);
    for (std::size_t classes = 2; classes <= 9; ++classes) {
        figures::RateClasses rate;
        rate.of = {0};
        rate.breaks = {.method = figures::BreakMethod::quantile, .classes = classes};
        const auto fill = zone_fill(town, figures, rate, 1);
        ASSERT_EQ(fill.classes.size(), classes);
        const auto light = [](Colour c) { return 2 * c.red + 7 * c.green + c.blue; };
        for (std::size_t c = 1; c < classes; ++c) EXPECT_LT(light(fill.classes[c].colour), light(fill.classes[c - 1].colour));
    }
}

}  // namespace
}  // namespace huegrid::carto
