#include <gtest/gtest.h>

#include <cmath>
#include <numeric>
#include <random>

#include "gui/text/text.hpp"
#include "gui/views/explanation.hpp"
#include "gui/views/floor_table.hpp"
#include "gui/views/household_card.hpp"
#include "gui/views/hover_tip.hpp"
#include "gui/views/inspector.hpp"
#include "gui/views/numbers.hpp"
#include "gui/views/zone_tree.hpp"
#include "tests/gui/drawn_town.hpp"

namespace huegrid::gui {
namespace {

using namespace test;

class Views : public testing::Test {
protected:
    PlacePtr place = make_place(drawn_town());
    const model::Snapshot& town = place->snapshot();
    ViewState state;

    void SetUp() override {
        settle(state, *place->scene);
        resize(state, {800, 600}, town.extent());
    }
    Inspector inspected(Language language = Language::en) { return inspect(*place, state.selection, noon, language); }
};

TEST(Words, NoneIsMissingInEitherLanguage) {
    for (std::size_t t = 0; t < text_count; ++t) {
        EXPECT_STRNE(tr(Text(t), Language::zh), "") << t;
        EXPECT_STRNE(tr(Text(t), Language::en), "") << t;
        const std::string zh = tr(Text(t), Language::zh), en = tr(Text(t), Language::en);
        EXPECT_EQ(zh.find("{}") == zh.npos, en.find("{}") == en.npos) << zh << " / " << en;
    }
}

TEST(Numbers, AreGroupedByThrees) {
    EXPECT_EQ(grouped(0), "0");
    EXPECT_EQ(grouped(999), "999");
    EXPECT_EQ(grouped(1000), "1,000");
    EXPECT_EQ(grouped(-1234567), "-1,234,567");
}

TEST(TierBar, FillsItsWidthWithoutGapsAndShowsEveryClassPresent) {
    std::mt19937 random(7);
    for (int round = 0; round < 2000; ++round) {
        std::vector<std::int64_t> counts(6);
        for (auto& n : counts) n = random() % 3 == 0 ? 0 : std::int64_t(std::pow(10.0, double(random() % 7)));
        const auto pieces = tier_bar(counts, 100);
        if (std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) == 0) {
            EXPECT_TRUE(pieces.empty());
            continue;
        }
        int at = 0;
        std::size_t present = 0;
        for (const auto n : counts) present += n > 0;
        EXPECT_EQ(pieces.size(), present);
        for (const auto& piece : pieces) {
            EXPECT_EQ(piece.from_px, at);
            EXPECT_GT(counts[piece.building_class], 0);
            at = piece.to_px;
        }
        EXPECT_EQ(at, 100);
    }
}

TEST_F(Views, ATreeRowCountsWhatItsChildrenCount) {
    const auto rows = zone_tree_rows(*place, state);
    ASSERT_EQ(rows.size(), 5u);  // the place, street, community, two grids
    EXPECT_EQ(rows[0].households, 9);
    EXPECT_EQ(rows[2].households, rows[3].households + rows[4].households);
    EXPECT_EQ(rows[3].depth, 2);
    EXPECT_EQ(rows[3].open_issues, 2);
}

TEST_F(Views, AFilterKeepsTheWayDownToWhatMatches) {
    state.expanded.clear();
    state.filter = "EAST";
    const auto rows = zone_tree_rows(*place, state);
    ASSERT_EQ(rows.size(), 4u);
    EXPECT_EQ(rows.back().zone, Index(east));
}

TEST_F(Views, AFilterThatFindsNothingShowsNoLineEvenForTheWholePlace) {
    state.filter = "no such zone";
    EXPECT_TRUE(zone_tree_rows(*place, state).empty());
}

TEST_F(Views, AnInspectedZonesTiersAddUpToItsHouseholds) {
    for (const Index zone : {street, community, north, east}) {
        select_zone(state, town, zone);
        std::int64_t sum = 0;
        for (const auto& line : inspected().tiers) sum += line.households;
        EXPECT_EQ(sum, place->scene->figures.zones[std::size_t(zone)].households);
    }
}

TEST_F(Views, TheGridHeadComesFirstAndSpeaksForTheCommunityToo) {
    select_zone(state, town, north);
    ASSERT_EQ(inspected().posts.size(), 2u);
    EXPECT_EQ(inspected().posts[0].post, "Grid head");
    EXPECT_EQ(inspected().posts[0].member, "张敏");
    EXPECT_EQ(inspected().posts[0].zone, "");
    select_zone(state, town, community);
    ASSERT_EQ(inspected().posts.size(), 1u);
    EXPECT_EQ(inspected().posts[0].zone, "北网格 North");
    select_zone(state, town, east);
    EXPECT_TRUE(inspected().posts.empty());
}

TEST_F(Views, LateIssuesComeFirstAndClosedOnesNever) {
    const auto issues = inspected().issues;
    ASSERT_EQ(issues.lines.size(), 3u);
    EXPECT_EQ(issues.total, place->scene->figures.total.open_issues);
    EXPECT_TRUE(issues.lines[0].late);
    EXPECT_EQ(issues.lines[0].deadline, "3 d late");
    EXPECT_EQ(issues.lines[1].deadline, "due in 2 d");
    EXPECT_EQ(issues.lines[2].deadline, "no deadline");
    select_building(state, town, A);
    EXPECT_EQ(inspected().issues.total, 2);
    select_building(state, town, B);
    EXPECT_EQ(inspected().issues.total, 0);
}

TEST_F(Views, AListCutShortStillSaysHowManyThereAre) {
    const auto list = open_issues_in_zone(*place, none, noon, Language::en, 1);
    EXPECT_EQ(list.lines.size(), 1u);
    EXPECT_EQ(list.total, 3);
}

TEST_F(Views, AHouseholdSaysWhyWithTheValuesSeen) {
    select_household(state, town, town.households.find(HouseholdId{101}));
    const auto view = inspected();
    ASSERT_TRUE(view.why);
    EXPECT_EQ(view.why->sentence, "80 or over, living alone");
    ASSERT_FALSE(view.why->findings.empty());
    EXPECT_TRUE(view.why->findings[0].deciding);
    EXPECT_EQ(view.why->findings[0].seen, "Oldest age 84 · Living alone yes");
    EXPECT_EQ(view.building_class, std::size_t(red));
    EXPECT_EQ(inspected(Language::zh).why->sentence, "八十岁以上独居");
}

TEST_F(Views, PersonalValuesAreShownOnRequestAndOnlyWhileTheHouseholdStaysSelected) {
    auto guarded = town;
    for (auto& column : guarded.households.attributes)
        if (column.attribute.name == "oldest_age") column.attribute.sensitivity = model::Sensitivity::personal;
    const auto guarded_place = make_place(std::make_shared<const model::Snapshot>(guarded));
    const auto seen = [&] {
        const auto view = inspect(*guarded_place, state.selection, noon, Language::en);
        EXPECT_EQ(view.why->hidden, view.why->findings[0].seen.find("84") == std::string::npos);
        return view.why->findings[0].seen;
    };
    select_household(state, guarded, guarded.households.find(HouseholdId{101}));
    EXPECT_EQ(seen(), "Oldest age *** · Living alone yes");
    state.selection.personal = true;
    EXPECT_EQ(seen(), "Oldest age 84 · Living alone yes");
    select_household(state, guarded, guarded.households.find(HouseholdId{102}));
    select_household(state, guarded, guarded.households.find(HouseholdId{101}));
    EXPECT_EQ(seen(), "Oldest age *** · Living alone yes");
}

TEST_F(Views, AnUnknownHouseholdSaysWhatIsMissing) {
    select_household(state, town, town.households.find(HouseholdId{106}));
    const auto view = inspected();
    EXPECT_EQ(view.building_class, std::size_t(unknown));
    EXPECT_EQ(view.may_be, "red, weekly");
    EXPECT_EQ(view.why->missing, "Oldest age");
    EXPECT_EQ(short_reason(*place, town.households.find(HouseholdId{106})).en, "missing: Oldest age");
}

TEST_F(Views, AHouseholdSaysWhichRulesItNearlyMeetsInBothLanguages) {
    select_household(state, town, town.households.find(HouseholdId{102}));
    const auto view = inspected();
    ASSERT_EQ(view.why->nearly.size(), 1u);
    EXPECT_EQ(view.why->nearly[0].building_class, std::size_t(red));
    EXPECT_EQ(view.why->nearly[0].reason, "80 or over, living alone");
    EXPECT_EQ(view.why->nearly[0].seen, "Oldest age 70, 10 short of 80; Living alone no, must be yes");
    EXPECT_EQ(inspected(Language::zh).why->nearly[0].seen, "最大年龄 70，距 80 还差 10；独居 否，须为 是");
    EXPECT_EQ(view.why->findings.size() + view.why->nearly.size() + view.why->other_rules, place->rulebook->rules.size()) << "no rule is passed over";
}

TEST_F(Views, ATierByHandSaysByWhomAndWhyInsteadOfARule) {
    auto changed = town;
    const Index row = town.households.find(HouseholdId{103});
    const Date day = town.classification->as_of;
    changed.overrides.push_back({row, "red", "出院", "li", day, day + std::chrono::days(30)});
    const auto by_hand = make_place(std::make_shared<const model::Snapshot>(changed));
    for (const auto language : {Language::zh, Language::en}) {
        const auto said = why(*by_hand, row, {language, true});
        ASSERT_TRUE(said);
        EXPECT_NE(said->by_hand.find("li"), std::string::npos);
        EXPECT_NE(said->by_hand.find("出院"), std::string::npos);
        EXPECT_NE(said->by_hand.find(to_text(day + std::chrono::days(30))), std::string::npos);
        EXPECT_EQ(said->sentence, "") << "no rule decided";
    }
}

TEST_F(Views, WhatItMayBeNamesTheRuleThatWouldMakeItSo) {
    EXPECT_EQ(why(*place, town.households.find(HouseholdId{106}), {Language::zh, true})->may_be_reason, "八十岁以上独居");
    EXPECT_EQ(why(*place, town.households.find(HouseholdId{101}), {Language::en, true})->may_be_reason, "");
}

TEST_F(Views, CardsAreInTheOrderOfTheDoors) {
    const auto cards = household_cards(*place, A, {{HouseholdId{101}, "1", "10", "1001", "张**"},
                                                   {HouseholdId{102}, "1", "9", "902", ""}});
    ASSERT_EQ(cards.size(), 3u);
    EXPECT_EQ(door_text(cards[0]), "1-9-902");
    EXPECT_EQ(door_text(cards[1]), "1-10-1001");
    EXPECT_EQ(door_text(cards[2]), "#103");
    EXPECT_EQ(cards[1].reason.en, "80 or over, living alone");
    EXPECT_EQ(cards[2].reason.en, tr(Text::otherwise_reason, Language::en));
}

// Would catch: a floor of one unit beside another's, the top floor below, who has no door left out, a tier in another's colour.
TEST_F(Views, TheBuildingsSectionHoldsEachHouseholdOnceWhereItLives) {
    const std::vector<DoorPlate> plates{{HouseholdId{101}, "1", "10", "1001", ""}, {HouseholdId{102}, "1", "9", "902", ""}};
    const auto table = floor_table(*place, household_cards(*place, A, plates), Language::en);
    EXPECT_EQ(table.units, (std::vector<std::string>{"1", ""}));
    EXPECT_EQ(table.floors, (std::vector<std::string>{"10", "9", ""}));
    for (std::size_t floor = 0; floor < 3; ++floor)
        for (std::size_t unit = 0; unit < 2; ++unit) EXPECT_EQ(table.at(floor, unit).households, (floor == 2) == (unit == 1) ? 1 : 0) << floor << " " << unit;
    EXPECT_EQ(table.at(0, 0).tiers[0].building_class, std::size_t(red));
    EXPECT_EQ(table.at(1, 0).tiers[0].building_class, std::size_t(yellow));
    EXPECT_EQ(table.at(2, 1).tiers[0].building_class, std::size_t(green));
    EXPECT_TRUE(floor_table(*place, household_cards(*place, A, {}), Language::en).cells.empty()) << "no door is known";
    EXPECT_TRUE(floor_table(*place, household_cards(*place, D, {}), Language::en).cells.empty());
}

TEST_F(Views, PickingFindsTheFootprintAndElseTheZone) {
    EXPECT_EQ(place->picker.building_at({30, 130}, 0), Index(A));
    EXPECT_EQ(place->picker.building_at({50, 130}, 5), none);
    EXPECT_EQ(place->picker.zone_at({50, 130}, 0.5), Index(north));
    EXPECT_EQ(place->picker.zone_at({150, 130}, 0.5), Index(east));
    EXPECT_EQ(place->picker.zone_at({150, 130}, 100), Index(street)) << "grids are too small to be seen at 100 m a pixel";
    EXPECT_EQ(place->picker.zone_at({300, 130}, 0.5), none);
}

TEST_F(Views, ATipCountsTheBuildingsHouseholds) {
    const auto tip = hover_tip(*place, {A, none}, Language::en);
    ASSERT_EQ(tip.tiers.size(), 3u);
    EXPECT_EQ(tip.tiers[0].households, 1);
    EXPECT_EQ(tip.issues, "Open issues 2");
    EXPECT_FALSE(tip.zone) << "its zone isn't filled";
}

TEST_F(Views, ATipSaysWhatTheFilledZonesColourMeans) {
    const auto tip = hover_tip(*place, {A, north}, Language::zh);
    ASSERT_TRUE(tip.zone);
    EXPECT_EQ(tip.tiers.size(), 3u);
    EXPECT_EQ(tip.zone->text, town.zones[north].name + "：" + town.tiers[red].name.zh);
    EXPECT_EQ(tip.zone->swatch.letter, town.tiers[red].letter);

    auto bare = *drawn_town();
    for (std::size_t row = 0; row < bare.households.size(); ++row) bare.households.tiers.set(row, -1);
    const auto unclassified = hover_tip(*make_place(std::make_shared<const model::Snapshot>(std::move(bare))), {none, north}, Language::en);
    EXPECT_TRUE(unclassified.title.empty()) << "open ground";
    EXPECT_EQ(unclassified.zone->text, town.zones[north].name + ": Nothing to count");
    EXPECT_NE(unclassified.zone->swatch.pattern, "solid") << "no shade of a class";
}

TEST_F(Views, ZoomKeepsWhatIsUnderThePointerAllTheWay) {
    const carto::ScreenPoint at{123, 456};
    const auto under = state.view.to_world(at);
    const double before = state.view.metres_per_pixel;
    zoom_by(state, at, 4.0);
    int frames = 0;
    do {
        advance(state, 1.0 / 60);
        const auto now_at = state.view.to_screen(under);
        ASSERT_NEAR(now_at.x, at.x, 1e-6);
        ASSERT_NEAR(now_at.y, at.y, 1e-6);
    } while (state.zoom.log_left != 0 && ++frames < 1000);
    EXPECT_LT(frames, 60) << "a zoom is over within a second";
    EXPECT_NEAR(state.view.metres_per_pixel, before / 4, 1e-9);
}

TEST_F(Views, SelectionClimbsFromHouseholdToPlace) {
    select_household(state, town, 0);
    select_parent(state, town);
    EXPECT_EQ(state.selection.building, BuildingId{11});
    for (const auto zone : {north, community, street}) {
        select_parent(state, town);
        EXPECT_EQ(zone_of_selection(state.selection, town), Index(zone));
    }
    select_parent(state, town);
    EXPECT_TRUE(state.selection.empty());
}

TEST_F(Views, ASelectionThatIsGoneAfterAReloadIsForgotten) {
    state.selection.building = BuildingId{999};
    settle(state, *place->scene);
    EXPECT_TRUE(state.selection.empty());
}

TEST_F(Views, TheSwitchGoesFromBuildingsThroughTheLevelsThatHaveZonesAndBack) {
    std::vector<std::string> seen;
    do {
        seen.push_back(state.fill_level);
        switch_fill(state, *place->scene);
    } while (!state.fill_level.empty() && seen.size() < 20);
    EXPECT_EQ(seen.size(), place->scene->fill_levels.size() + 1);
    for (std::size_t i = 1; i < seen.size(); ++i) EXPECT_EQ(town.find_level(seen[i]), place->scene->fill_levels[i - 1]);
}

TEST_F(Views, TheLevelFilledSurvivesAReloadAndOneThatIsGoneIsForgotten) {
    state.fill_level = "grid";
    settle(state, *make_place(drawn_town())->scene);
    EXPECT_EQ(state.fill_level, "grid");
    auto without = *drawn_town();
    for (auto& zone : without.zones.edit())
        if (zone.level == without.find_level("grid")) zone.shape = {};
    settle(state, *make_place(std::make_shared<const model::Snapshot>(std::move(without)))->scene);
    EXPECT_EQ(state.fill_level, "");
}

}  // namespace
}  // namespace huegrid::gui
