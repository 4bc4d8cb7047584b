#include "engine/carto/scene.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/carto/small_town.hpp"

namespace huegrid::carto {
namespace {

std::int64_t sum(const Legend& legend) {
    std::int64_t households = 0;
    for (const auto& row : legend.rows) households += row.count;
    return households;
}

TEST(Legend, RowsAddUpToAllHouseholdsUnknownAndWithoutBuildingIncluded) {
    const auto scene = make_scene(test::small_town());
    const auto legend = carto::legend(*scene, {Language::zh});
    EXPECT_EQ(legend.total, std::int64_t(scene->snapshot->households.size()));
    EXPECT_EQ(sum(legend), legend.total);
    EXPECT_EQ(legend.rows.size(), scene->snapshot->tiers.size() + 1);
    EXPECT_GT(legend.rows[3].count, 0) << "unknown has its row";
    EXPECT_EQ(legend.rows[0].count, 18) << "17 in red buildings and the one without a building";
    EXPECT_NE(legend.note.find(" 1 "), std::string::npos) << legend.note;
}

TEST(Legend, OfAZoneCountsOnlyItsHouseholds) {
    const auto scene = make_scene(test::small_town());
    std::int64_t in_grids = 0;
    for (Index grid = 1; grid <= 4; ++grid) {
        const auto legend = carto::legend(*scene, {Language::zh, {}, grid});
        EXPECT_EQ(sum(legend), legend.total);
        in_grids += legend.total;
    }
    EXPECT_EQ(in_grids + 1, carto::legend(*scene, {Language::zh}).total) << "one household is nowhere";
}

TEST(Legend, BeforeTheFirstClassificationAllHouseholdsAreNotClassified) {
    auto town = test::empty_town();
    town.tiers.clear();
    const Index building = test::add_building(town, test::rectangle(0, 0, 10, 10), none);
    for (int i = 0; i < 3; ++i) test::add_household(town, building, -1);
    town.link_households();
    const auto scene = make_scene(std::make_shared<const model::Snapshot>(std::move(town)));
    const auto legend = carto::legend(*scene, {Language::en});
    ASSERT_EQ(legend.rows.size(), 1u);
    EXPECT_EQ(legend.rows[0].count, 3);
    EXPECT_EQ(legend.total, 3);
    EXPECT_EQ(scene->building_class[0], 0);
}

TEST(Legend, AClassThatIsSwitchedOffKeepsItsCount) {
    const auto scene = make_scene(test::small_town());
    const auto all = carto::legend(*scene, {Language::zh});
    const auto fewer = carto::legend(*scene, {Language::zh, {true, false, true, true, true, true}});
    EXPECT_FALSE(fewer.rows[1].shown);
    EXPECT_EQ(fewer.rows[1].count, all.rows[1].count);
    EXPECT_EQ(fewer.total, all.total);
}

/// Names a fill that loses the zones in no class, or counts another level's.
TEST(Legend, OfFilledZonesCountsEveryZoneOfTheLevelOnceMissingOnesIncluded) {
    auto town = *test::small_town();
    test::add_zone(town, "grid", 0, "无人网格", test::rectangle(400'400, 3'400'000, 50, 50));
    const auto scene = make_scene(std::make_shared<const model::Snapshot>(std::move(town)));
    const Index grids = scene->snapshot->find_level("grid");
    const auto legend = carto::legend(*scene, {Language::zh, {}, none, grids});
    EXPECT_EQ(legend.total, 5);
    EXPECT_EQ(sum(legend), 5);
    EXPECT_EQ(legend.rows.back().count, 1) << "the grid without households";
    EXPECT_NE(legend.title.find("网格"), std::string::npos) << legend.title;
    EXPECT_NE(carto::legend(*scene, {Language::en, {}, none, grids}).title.find("Grid"), std::string::npos);
}

TEST(ZoneSigns, StandInTheirZonesAndOnlyWhereThereIsRoom) {
    const auto scene = make_scene(test::small_town());
    const Index grids = scene->snapshot->find_level("grid");
    const auto view = MapView::fit(scene->snapshot->extent(), {400, 400}, 0);  // a grid is 200 px wide
    const auto signs = zone_signs(*scene, view, grids);
    ASSERT_EQ(signs.size(), 4u);
    for (std::size_t i = 0; i < signs.size(); ++i) {
        EXPECT_TRUE(scene->snapshot->zones[i + 1].box.contains(view.to_world(signs[i].at)));
        EXPECT_EQ(signs[i].swatch.letter, "A") << "the worst tier is in every grid";
    }
    EXPECT_TRUE(zone_signs(*scene, MapView::fit(scene->snapshot->extent(), {50, 50}, 0), grids).empty()) << "25 px wide";
}

TEST(Legend, SpeaksTheLanguageAsked) {
    const auto scene = make_scene(test::small_town());
    EXPECT_EQ(carto::legend(*scene, {Language::zh}).rows[0].text, "红·每周走访");
    EXPECT_EQ(carto::legend(*scene, {Language::en}).rows[0].text, "Red: weekly");
}

TEST(Scene, EveryBuildingIsInOneClassAndTheClassesCountThem) {
    const auto scene = make_scene(test::small_town());
    ASSERT_EQ(scene->building_class.size(), scene->snapshot->buildings.size());
    std::vector<std::int64_t> counted(scene->classes.size());
    for (std::size_t b = 0; b < scene->building_class.size(); ++b) {
        EXPECT_EQ(scene->building_class[b], b % 6) << "small_town puts building b into tier b mod 6";
        ++counted[scene->building_class[b]];
    }
    for (std::size_t c = 0; c < counted.size(); ++c) EXPECT_EQ(scene->classes[c].buildings, counted[c]);
}

TEST(Scene, ClosedIssuesAndThoseWithoutAPlaceAreNotOnTheMap) {
    auto town = *test::small_town();
    model::Issue closed = town.issues[0], nowhere = town.issues[0];
    closed.status = "closed";
    nowhere.at.reset();
    town.issues = {closed, nowhere, town.issues[0]};
    EXPECT_EQ(make_scene(std::make_shared<const model::Snapshot>(std::move(town)))->open_issues, std::vector<Index>{2});
}

TEST(Labels, NeverOverlapAndStayInsideThePicture) {
    const auto scene = make_scene(test::small_town(12));
    for (const double factor : {1.0, 1.7, 3.0, 8.0}) {
        const auto view = MapView::fit(scene->snapshot->extent(), {640, 480}, 10).zoomed({320, 240}, factor);
        const auto labels = place_labels(*scene, view, {});
        for (std::size_t i = 0; i < labels.size(); ++i) {
            const auto& a = labels[i];
            EXPECT_GE(a.at.x - a.width_px / 2, 0);
            EXPECT_LE(a.at.x + a.width_px / 2, 640);
            for (std::size_t j = 0; j < i; ++j) {
                const auto& b = labels[j];
                const bool apart = std::abs(a.at.x - b.at.x) >= (a.width_px + b.width_px) / 2 ||
                                   std::abs(a.at.y - b.at.y) >= (a.size_px + b.size_px) / 2;
                EXPECT_TRUE(apart) << a.text << " over " << b.text;
            }
        }
    }
}

TEST(Labels, LeaveTheTakenPlaceFree) {
    const auto scene = make_scene(test::small_town());
    const auto view = MapView::fit(scene->snapshot->extent(), {640, 480}, 10);
    LabelOptions options;
    options.taken = {{0, 0, 640, 240}};
    const auto labels = place_labels(*scene, view, options);
    ASSERT_FALSE(labels.empty());
    for (const auto& label : labels) EXPECT_GE(label.at.y - label.size_px / 2, 240) << label.text;
}

TEST(Labels, TheCoarsestZoneIsNamedFirstAndNamesNeedRoom) {
    const auto scene = make_scene(test::small_town(12));
    const auto far = MapView::fit(scene->snapshot->extent(), {300, 300}, 10);
    const auto names = place_labels(*scene, far, {});
    ASSERT_EQ(names.size(), 1u) << "grids of 25 pixels have no room for their names";
    EXPECT_EQ(names[0].text, "凤示社区");
    const auto near = place_labels(*scene, far.zoomed({150, 150}, 6), {});
    EXPECT_GT(near.size(), 1u);
    EXPECT_EQ(place_labels(*scene, far.zoomed({150, 150}, 6), {.most = 2}).size(), 2u);
}

}  // namespace
}  // namespace huegrid::carto
