#include "engine/figures/roll_up.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace huegrid::figures {
namespace {

/// Draws a place: each digit of `ladder` is a zone's parent ('-' none), levels follow from depth.
model::Snapshot zones_of(const char* ladder) {
    model::Snapshot snapshot;
    snapshot.levels = model::default_levels();
    snapshot.tiers = {{"red", {}, {}, "", "", {}},
                      {"green", {}, {}, "", "", {}},
                      {model::unknown_tier, {}, {}, "", "", {}},
                      {model::not_applicable_tier, {}, {}, "", "", {}}};
    snapshot.categories = {{"elder-care", {}}, {"children", {}}};
    snapshot.households.attributes.emplace_back(
        model::Attribute{"kind", model::AttributeType::text, {}, "", {}, {}, ""});
    for (const char* c = ladder; *c; ++c) {
        model::Zone zone;
        zone.id = {c - ladder + 1};
        zone.parent = *c == '-' ? none : Index(*c - '0');
        zone.level = zone.parent == none ? 0 : snapshot.zones[std::size_t(zone.parent)].level + 1;
        if (zone.parent != none) snapshot.zones.edit()[std::size_t(zone.parent)].children.push_back(Index(c - ladder));
        snapshot.zones.push_back(zone);
    }
    return snapshot;
}

void add_building(model::Snapshot& snapshot, Index zone) {
    auto& buildings = snapshot.buildings;
    buildings.ids.push_back({std::int64_t(buildings.ids.size() + 1)});
    buildings.zones.push_back(zone);
}

void add_household(model::Snapshot& snapshot, Index building, int tier, unsigned categories, const char* kind) {
    auto& households = snapshot.households;
    households.ids.push_back(std::int64_t(households.size() + 1));
    households.buildings.push_back(building);
    households.tiers.push_back(std::int8_t(tier));
    households.may_be.push_back(-1);
    households.categories.push_back(categories);
    households.attributes[0].push_back(model::Value{std::string(kind)});
}

/// 0 district > 1 street > 3, 4 communities; 2 a street without children; 5 a second district.
model::Snapshot random_place(std::uint32_t seed) {
    std::mt19937 random(seed);
    auto snapshot = zones_of("-0011-");
    const auto pick = [&](int n) { return int(random() % unsigned(n)); };
    for (int b = 0; b < 60; ++b) add_building(snapshot, Index(pick(7)) - 1);
    const char* kinds[] = {"home", "home", "shop", "enterprise"};
    for (int h = 0; h < 500; ++h)
        add_household(snapshot, Index(pick(61)) - 1, pick(5) - 1, unsigned(pick(4)), kinds[pick(4)]);
    for (int m = 0; m < 40; ++m) {
        model::Member member;
        member.home = Index(pick(61)) - 1;
        snapshot.members.push_back(member);
    }
    const char* states[] = {"reported", "in_progress", "closed", "void", "rejected"};
    for (int i = 0; i < 50; ++i) {
        model::Issue issue;
        issue.zone = Index(pick(7)) - 1;
        issue.status = states[pick(5)];
        snapshot.issues.push_back(issue);
    }
    snapshot.link_households();
    return snapshot;
}

/// What lies in the zone itself and in no child, counted by hand from the rows.
ZoneFigures own_of(const model::Snapshot& s, Index zone) {
    ZoneFigures own;
    own.by_tier.resize(s.tiers.size() + 1);
    own.by_category.resize(s.categories.size());
    const auto lies = [&](Index building) {
        return (building == none ? none : s.buildings.zones[std::size_t(building)]) == zone;
    };
    for (std::size_t row = 0; row < s.households.size(); ++row) {
        if (!lies(s.households.buildings[row])) continue;
        ++own.households;
        own.homes += s.households.attributes[0].value(row) == model::Value{std::string("home")};
        const int tier = s.households.tiers[row];
        ++own.by_tier[tier < 0 ? s.tiers.size() : std::size_t(tier)];
        for (std::size_t c = 0; c < 2; ++c) own.by_category[c] += (s.households.categories[row] >> c) & 1;
    }
    for (const Index z : s.buildings.zones) own.buildings += z == zone;
    for (const auto& member : s.members) own.members += lies(member.home);
    for (const auto& issue : s.issues)
        own.open_issues += issue.zone == zone && (issue.status == "reported" || issue.status == "in_progress");
    return own;
}

TEST(RollUp, AZoneIsItsChildrenAndWhatLiesInNoneOfThem) {
    for (std::uint32_t seed = 1; seed <= 50; ++seed) {
        SCOPED_TRACE(seed);
        const auto snapshot = random_place(seed);
        const auto figures = roll_up(snapshot);
        for (std::size_t z = 0; z < snapshot.zones.size(); ++z) {
            auto sum = own_of(snapshot, Index(z));
            for (const Index child : snapshot.zones[z].children) sum.add(figures.zones[std::size_t(child)]);
            ASSERT_EQ(figures.zones[z], sum) << "zone " << z;
        }
    }
}

TEST(RollUp, EveryLevelAndWhatIsOutsideItIsTheTotal) {
    for (std::uint32_t seed = 1; seed <= 50; ++seed) {
        SCOPED_TRACE(seed);
        const auto snapshot = random_place(seed);
        const auto figures = roll_up(snapshot);
        EXPECT_EQ(figures.total.households, std::int64_t(snapshot.households.size()));
        EXPECT_EQ(figures.total.buildings, std::int64_t(snapshot.buildings.size()));
        EXPECT_EQ(figures.total.members, std::int64_t(snapshot.members.size()));
        for (Index level = 0; level < Index(snapshot.levels.size()); ++level) {
            auto sum = outside_level(snapshot, figures, level);
            for (std::size_t z = 0; z < snapshot.zones.size(); ++z)
                if (snapshot.zones[z].level == level) sum.add(figures.zones[z]);
            ASSERT_EQ(sum, figures.total) << "level " << level;
        }
    }
}

TEST(RollUp, TiersPartitionTheHouseholdsOfEveryZone) {
    const auto snapshot = random_place(77);
    const auto figures = roll_up(snapshot);
    for (const auto& zone : figures.zones) {
        std::int64_t sum = 0;
        for (const auto n : zone.by_tier) sum += n;
        EXPECT_EQ(sum, zone.households);
        EXPECT_LE(zone.homes, zone.households);
    }
}

TEST(RollUp, AnEmptyPlaceHasNothing) {
    const auto figures = roll_up(model::Snapshot{});
    EXPECT_TRUE(figures.zones.empty());
    EXPECT_EQ(figures.total.households, 0);
}

// Would catch: floors of two units in one, "10" before "2", a household that the snapshot lacks counted or read.
TEST(UnitFigures, AddUpFromFloorsToTheBuilding) {
    auto snapshot = zones_of("-");
    add_building(snapshot, 0);
    std::mt19937 random(4);
    std::vector<DoorPlace> places;
    const char* units[] = {"10", "2", "", "1", "B"};
    const char* floors[] = {"1", "-1", "", "12", "3"};
    for (int h = 0; h < 300; ++h) {
        add_household(snapshot, 0, int(random() % 5) - 1, unsigned(random() % 4), random() % 2 ? "home" : "shop");
        places.push_back({HouseholdId{h + 1}, units[random() % 5], floors[random() % 5]});
    }
    places.push_back({HouseholdId{999}, "2", "3"});
    const auto whole = roll_up(snapshot);
    auto expected = whole.zones[0];
    expected.buildings = 0;

    auto sum = expected;
    sum.subtract(expected);
    const auto nothing = sum;
    std::vector<std::string> names;
    for (const auto& unit : roll_up_units(snapshot, places)) {
        names.push_back(unit.unit);
        auto in_unit = nothing;
        std::vector<std::string> floor_names;
        for (const auto& floor : unit.floors) {
            floor_names.push_back(floor.floor);
            in_unit.add(floor.figures);
            EXPECT_EQ(floor.figures.households, std::count_if(places.begin(), places.end() - 1, [&](const DoorPlace& place) {
                          return place.unit == unit.unit && place.floor == floor.floor;
                      }));
        }
        EXPECT_EQ(floor_names, (std::vector<std::string>{"-1", "1", "3", "12", ""}));
        EXPECT_EQ(in_unit, unit.figures);
        sum.add(unit.figures);
    }
    EXPECT_EQ(names, (std::vector<std::string>{"1", "2", "10", "B", ""}));
    EXPECT_EQ(sum, expected);
}

TEST(BuildingTiers, AreTheHighestOfTheHouseholds) {
    auto snapshot = zones_of("-");
    for (int b = 0; b < 6; ++b) add_building(snapshot, 0);
    const auto put = [&](Index building, std::initializer_list<int> tiers) {
        for (const int tier : tiers) add_household(snapshot, building, tier, 0, "home");
    };
    put(0, {1, 0, 3, 2});  // green, red, not applicable, unknown
    put(1, {3, 2, -1});
    put(2, {3});
    put(3, {-1, -1});
    put(5, {-1, 1});
    put(none, {0});
    EXPECT_EQ(building_tiers(snapshot), (std::vector<std::int8_t>{0, 2, 3, -1, -1, 1}));
}

}  // namespace
}  // namespace huegrid::figures
