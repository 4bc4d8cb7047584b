#include "engine/synth/town.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>
#include <string>
#include <unordered_set>

#include "engine/geo/search/zone_locator.hpp"
#include "engine/synth/catalogue.hpp"

namespace huegrid::synth {
namespace {

std::vector<model::Batch> town(std::int64_t households, std::uint64_t seed = 1) {
    std::vector<model::Batch> batches;
    const auto made = make_town({.households = households, .seed = seed}, [&](model::Batch batch) -> Result<void> {
        batches.push_back(std::move(batch));
        return {};
    });
    EXPECT_TRUE(made) << made.error().text();
    return batches;
}

/// Everything a batch says, as text: equal text, equal town.
std::string told(const std::vector<model::Batch>& batches) {
    std::string text;
    const auto shape = [&](const geo::Shape& s) {
        for (const auto p : s.points)
            text += std::to_string(std::llround(p.x * 100)) + "," + std::to_string(std::llround(p.y * 100)) + " ";
    };
    for (const auto& batch : batches) {
        for (const auto& z : batch.zones) text += z.name + z.code, shape(z.shape);
        for (const auto& b : batch.buildings) text += b.address + b.use, shape(b.shape);
        for (const auto& h : batch.households) {
            text += h.source_key + h.kind + h.contact_name + h.contact_phone + h.door;
            for (const auto& v : h.values) text += model::to_text(v) + ";";
        }
        for (const auto& m : batch.members) text += m.name + m.kind;
        for (const auto& i : batch.issues) text += i.title + i.status + to_text(i.reported_at), shape(i.shape);
        for (const auto& v : batch.visits) text += to_text(v.at);
    }
    return text;
}

TEST(Town, TheSameSeedGivesTheSameTownAndAnotherSeedAnother) {
    const auto first = told(town(9000, 7));
    EXPECT_EQ(first, told(town(9000, 7)));
    EXPECT_NE(first, told(town(9000, 8)));
}

/// FNV-1a; catches what differs between machines, compilers and libraries.
TEST(Town, IsTheSameOnEveryMachine) {
    std::uint64_t hash = 0xcbf29ce484222325ULL;
    for (const char c : told(town(1000, 1))) hash = (hash ^ std::uint8_t(c)) * 0x100000001b3ULL;
    EXPECT_EQ(hash, 2179823427875816614u);
}

TEST(Town, HasExactlyTheHouseholdsAskedFor) {
    for (const std::int64_t n : {10, 11, 399, 1000, 4001, 12'345, 50'000}) {
        std::int64_t households = 0, last_id = 0;
        for (const auto& batch : town(n))
            for (const auto& row : batch.households) {
                ++households;
                EXPECT_EQ(row.id.value, ++last_id);
                ASSERT_EQ(row.values.size(), batch.attributes.size());
            }
        EXPECT_EQ(households, n);
    }
}

TEST(Town, RefusesASizeItWasNotMadeFor) {
    for (const std::int64_t n : {-1, 0, 9, 8'000'001}) {
        const auto made = make_town({.households = n}, [](model::Batch) -> Result<void> { return {}; });
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().code, ErrorCode::bad_input);
    }
}

TEST(Town, EachLevelTilesTheOneAboveIt) {
    std::map<std::int64_t, double> own, of_children;
    std::map<std::int64_t, std::string> level;
    for (const auto& batch : town(50'000))
        for (const auto& zone : batch.zones) {
            own[zone.id.value] = geo::area_m2(zone.shape);
            of_children[zone.parent.value] += geo::area_m2(zone.shape);
            level[zone.id.value] = zone.level;
        }
    for (const auto& [id, area] : own) {
        if (level[id] == "grid") continue;
        EXPECT_NEAR(of_children[id] / area, 1, 1e-6) << level[id] << " " << id;
    }
}

TEST(Town, EveryBuildingStandsInOneGridOnlyAndTheGridHoldsItsCorners) {
    const auto batches = town(30'000, 3);
    std::vector<geo::Shape> grids;
    for (const auto& batch : batches)
        for (const auto& zone : batch.zones)
            if (zone.level == "grid") grids.push_back(zone.shape);
    std::size_t buildings = 0;
    for (const auto& batch : batches)
        for (const auto& building : batch.buildings) {
            ++buildings;
            const auto holds = [at = geo::point_on_surface(building.shape)](const auto& g) { return geo::covers(g, at); };
            const auto grid = std::find_if(grids.begin(), grids.end(), holds);
            ASSERT_EQ(std::count_if(grids.begin(), grids.end(), holds), 1) << building.source_key;
            for (const auto corner : building.shape.points) ASSERT_TRUE(geo::covers(*grid, corner)) << building.source_key;
        }
    EXPECT_NEAR(30'000.0 / double(buildings), 8, 2);
}

TEST(Town, MostGridsHaveBetween300And500Households) {
    const auto batches = town(100'000);
    std::vector<geo::Shape> grids;
    for (const auto& batch : batches)
        for (const auto& zone : batch.zones)
            if (zone.level == "grid") grids.push_back(zone.shape);
    const geo::ZoneLocator locator(grids);
    std::map<std::int64_t, Index> grid_of;
    for (const auto& batch : batches)
        for (const auto& b : batch.buildings) grid_of[b.id.value] = locator.zone_at(geo::point_on_surface(b.shape));
    std::vector<int> households(grids.size());
    for (const auto& batch : batches)
        for (const auto& h : batch.households) ++households[std::size_t(grid_of[h.building.value])];
    const auto in_bounds = std::count_if(households.begin(), households.end(), [](int n) { return n >= 300 && n <= 500; });
    EXPECT_GT(double(in_bounds) / double(grids.size()), .95);
}

/// What came before may be referred to; what was never made, not.
TEST(Town, RowsReferOnlyToRowsThatExist) {
    std::unordered_set<std::int64_t> zones{0}, estates{0}, buildings, households, members, posts;
    std::set<std::string> skills, types;
    std::map<std::int64_t, int> heads;
    std::size_t grids = 0, issues = 0;
    for (const auto& batch : town(20'000)) {
        for (const auto& r : batch.skills) skills.insert(r.key);
        for (const auto& r : batch.issue_types) types.insert(r.key);
        for (const auto& r : batch.posts) posts.insert(r.id.value);
        for (const auto& r : batch.zones) {
            EXPECT_TRUE(zones.contains(r.parent.value));
            EXPECT_TRUE(zones.insert(r.id.value).second);
            grids += r.level == "grid";
        }
        for (const auto& r : batch.estates) estates.insert(r.id.value);
        for (const auto& r : batch.buildings) {
            EXPECT_TRUE(estates.contains(r.estate.value));
            EXPECT_TRUE(buildings.insert(r.id.value).second);
        }
        for (const auto& r : batch.households) {
            EXPECT_TRUE(buildings.contains(r.building.value));
            EXPECT_TRUE(households.insert(r.id.value).second);
        }
        for (const auto& r : batch.members) {
            EXPECT_TRUE(buildings.contains(r.home.value));
            for (const auto& skill : r.skills) EXPECT_TRUE(skills.contains(skill));
            members.insert(r.id.value);
        }
        for (const auto& r : batch.assignments) {
            EXPECT_TRUE(members.contains(r.member.value) && posts.contains(r.post.value) &&
                        zones.contains(r.zone.value));
            heads[r.zone.value] += r.post == grid_head;
        }
        for (const auto& r : batch.issues) {
            ++issues;
            EXPECT_TRUE(types.contains(r.type) && buildings.contains(r.building.value));
            EXPECT_EQ(r.status, r.events.back().status);
            EXPECT_EQ(r.status == "closed", r.closed_at.has_value());
        }
        for (const auto& r : batch.visits)
            EXPECT_TRUE(households.contains(r.household.value) && members.contains(r.member.value));
    }
    EXPECT_EQ(heads.size(), grids);
    for (const auto& [zone, count] : heads) EXPECT_EQ(count, 1) << "grid " << zone;
    EXPECT_EQ(issues, 1000u);
}

TEST(Town, NoTelephoneNumberCanBeCalled) {
    for (const auto& batch : town(2000))
        for (const auto& r : batch.households)
            EXPECT_TRUE(r.contact_phone.empty() ||
                        (r.contact_phone.starts_with("129") && r.contact_phone.size() == 11));
}

TEST(Town, WhatDescribesPeopleIsMissingForShopsAndEnterprises) {
    std::map<std::string, std::int64_t> kinds;
    for (const auto& batch : town(40'000)) {
        std::size_t disability = 0;
        while (disability < batch.attributes.size() && batch.attributes[disability].name != "disability") ++disability;
        for (const auto& r : batch.households) {
            ++kinds[r.kind];
            EXPECT_TRUE(r.kind == "home" || std::holds_alternative<std::monostate>(r.values[disability]));
        }
    }
    EXPECT_NEAR(double(kinds["home"]) / 40'000, .94, .03);
    EXPECT_GT(kinds["shop"], 0);
    EXPECT_GT(kinds["enterprise"], 0);
}

TEST(Town, StopsWhereItIsStoppedAndPassesTheTakersErrorOn) {
    std::stop_source source;
    source.request_stop();
    Progress progress;
    progress.stop = source.get_token();
    const auto take = [](model::Batch) -> Result<void> { return {}; };
    EXPECT_EQ(make_town({}, take, progress).error().code, ErrorCode::cancelled);
    const auto refuse = [](model::Batch) -> Result<void> { return fail(ErrorCode::io, "full"); };
    EXPECT_EQ(make_town({}, refuse).error().code, ErrorCode::io);
}

}  // namespace
}  // namespace huegrid::synth
