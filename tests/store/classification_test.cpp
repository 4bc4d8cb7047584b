/// What the file keeps of a classification.
#include <cpl_minixml.h>

#include <random>

#include "engine/store/commands/register_writer.hpp"
#include "engine/store/load/snapshot_file.hpp"
#include "tests/store/classes_fixture.hpp"

namespace huegrid::store::test {

namespace {

const std::vector<HouseholdClass> first_classes{{red, -1, 0, false, 1}, {red, -1, 1, false, 3}, {yellow, red, 2, false, 1}, {green, red, -1, false, 0}, {green, -1, -1, false, 0}};

std::vector<HouseholdClass> with(std::size_t household, HouseholdClass other) {
    auto classes = first_classes;
    classes[household - 1] = other;
    return classes;
}

}  // namespace

TEST_F(ClassesTest, TheSameTwiceTouchesNothing) {
    make_village();
    EXPECT_EQ(classify(words("1", day(10, 31)), found(first_classes, {{0, 0, std::nullopt}, {1, 1, day(10, 1)}})), 5);
    const auto before = all_rows();
    EXPECT_EQ(classify(words("1", day(11, 30)), found(first_classes, {{0, 0, std::nullopt}, {1, 1, day(10, 1)}})), 0);
    EXPECT_EQ(all_rows(), before) << "another day alone changes no row";
}

TEST_F(ClassesTest, UndoOfTheFirstLeavesEveryRowAsItWasAndRedoBringsItBack) {
    make_village();
    const auto before = all_rows();
    classify(words("1", day(10, 31)), found(first_classes, {{0, 0, std::nullopt}}));
    const auto after = all_rows();
    EXPECT_NE(before, after);
    for (int times = 0; times < 2; ++times) {
        undo();
        EXPECT_EQ(all_rows(), before);
        EXPECT_FALSE(load()->classification);
        redo();
        EXPECT_EQ(all_rows(), after);
    }
}

TEST_F(ClassesTest, UndoOfTheFirstIsRefusedWhenSomebodyElseChangedTiers) {
    make_village();
    classify(words("1", day(10, 31)), found(first_classes));
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(db, "INSERT INTO household_category VALUES (5, 'child')", nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(db);
    auto writer = Writer::open(file, {"undo", {"tester", ""}});
    ASSERT_TRUE(writer);
    EXPECT_FALSE(writer->undo());
}

TEST_F(ClassesTest, UndoOfALaterOneLeavesEveryRowAsItWas) {
    make_village();
    classify(words("1", day(10, 31)), found(first_classes, {{0, 0, std::nullopt}}));
    const auto before = all_rows();
    classify(words("2", day(11, 2)), found(with(1, {green, -1, -1, true, 2}), {{1, 1, day(11, 1)}}));
    EXPECT_NE(all_rows(), before);
    undo();
    EXPECT_EQ(all_rows(), before);
}

TEST_F(ClassesTest, ChangesAreToldOfHouseholdsThatChangedTierAndNotOfTheFirstTime) {
    make_village();
    classify(words("1", day(10, 31)), found(first_classes));
    EXPECT_EQ(said("SELECT * FROM tier_change"), "");
    EXPECT_EQ(classify(words("2", day(11, 2)), found(with(3, {red, -1, -1, true, 0}))), 1);
    EXPECT_EQ(classify(words("3", day(11, 3)), found(with(3, {red, -1, 0, false, 1}))), 0) << "another rule for the same tier is no change of tier";
    EXPECT_EQ(said("SELECT household_id, as_of, old_tier, new_tier, rule, rulebook_version, by_hand FROM tier_change"), "3|2026-11-02|yellow|red|-|2|1");
    EXPECT_EQ(said("SELECT rule, category FROM household WHERE id = 3"), "alone|elder");
    EXPECT_EQ(said("SELECT category FROM household_category WHERE household_id = 3"), "elder");
}

TEST_F(ClassesTest, ATierIsSinceTheRunThatChangedIt) {
    make_village();
    classify(words("1", day(10, 31)), found(first_classes));
    classify(words("1", day(11, 2)), found(with(4, {yellow, -1, 2, false, 1})));
    classify(words("1", day(11, 9)), found(with(4, {yellow, -1, 2, false, 1})));
    EXPECT_EQ(said("SELECT tier_since FROM household ORDER BY id"), "2026-10-31\n2026-10-31\n2026-10-31\n2026-11-02\n2026-10-31");
    classify(words("1", day(11, 1)), found(with(4, {yellow, -1, 2, false, 1})));
    EXPECT_EQ(said("SELECT tier_since FROM household WHERE id = 4"), "2026-11-01") << "no tier is since a day to come";
}

// Would catch a style that QGIS can't read because of an office's name for a tier.
TEST_F(ClassesTest, TheStyleIsXmlWhateverTiersAreCalled) {
    make_village();
    auto run = words("1", day(10, 31));
    run.tiers[0].name.zh = "红 & <\"急\">";
    classify(run, found(first_classes));
    const auto style = said("SELECT styleQML FROM layer_styles");
    CPLXMLNode* root = CPLParseXMLString(style.c_str());
    ASSERT_TRUE(root) << style;
    const auto* renderer = CPLGetXMLNode(root, "=qgis.renderer-v2.categories.category");
    ASSERT_TRUE(renderer);
    EXPECT_STREQ(CPLGetXMLValue(renderer, "label", ""), "红 & <\"急\">");
    CPLDestroyXMLNode(root);
}

/// Household 1 was visited on 3 October, nobody else ever was.
TEST_F(ClassesTest, TheNextVisitFollowsTheRhythmAChangeAndTheLastOne) {
    make_village();
    classify(words("1", day(10, 5)), found(first_classes));
    EXPECT_EQ(said("SELECT visit_due FROM household ORDER BY id"), "2026-10-10\n2026-10-05\n2026-10-05\n-\n-") << "never visited is due now; no rhythm, no visit";
    classify(words("1", day(10, 6)), found(with(1, {yellow, -1, 2, false, 1})));
    EXPECT_EQ(said("SELECT visit_due FROM household WHERE id = 1"), "2026-11-02") << "thirty days after the visit";
    classify(words("1", day(10, 7)), found(first_classes));
    EXPECT_EQ(said("SELECT visit_due FROM household WHERE id = 1"), "2026-10-09") << "within 48 hours of coming into red";
    classify(words("1", day(10, 20)), found(first_classes));
    EXPECT_EQ(said("SELECT visit_due FROM household WHERE id = 1"), "2026-10-09") << "and still when it is late";
    auto batch = village();
    batch.visits[0].at = *parse_instant("2026-10-08T09:00:00Z");
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer);
    ASSERT_TRUE(writer->write(batch));
    ASSERT_TRUE(writer->place());
    ASSERT_TRUE(writer->commit("visited"));
    writer = fail(ErrorCode::locked, "");
    EXPECT_EQ(said("SELECT visit_due FROM household WHERE id = 1"), "2026-10-15") << "the visit that the change asked for was made, and nobody goes there again";
    const auto then = all_rows();
    classify(words("1", day(10, 20)), found(first_classes));
    EXPECT_EQ(all_rows(), then) << "a classification says the same";
    undo();
    undo();
    EXPECT_EQ(said("SELECT visit_due FROM household WHERE id = 1"), "2026-10-09");
}

// Would catch the visit that a change asks for, forgotten since somebody also classified for another day.
TEST_F(ClassesTest, AClassificationOfAnotherDayForgetsNoVisitThatAChangeAsksFor) {
    make_village();
    classify(words("1", day(10, 5)), found(with(1, {yellow, -1, 2, false, 1})));
    classify(words("1", day(10, 10)), found(first_classes));
    EXPECT_EQ(said("SELECT visit_due FROM household WHERE id = 1"), "2026-10-10") << "the rhythm of a week, from the 3rd, is sooner than 48 hours";
    auto monthly = words("1", day(10, 9));
    monthly.tiers[red].visit_every_days = 90;
    classify(monthly, found(first_classes));
    EXPECT_EQ(said("SELECT visit_due FROM household WHERE id = 1"), "2026-10-11") << "red on the 9th already, by a change all the same";
    for (const auto& [on, tier] : {std::pair(day(12, 20), yellow), std::pair(day(10, 20), red), std::pair(day(11, 1), yellow), std::pair(day(10, 30), red), std::pair(day(10, 30), red)}) {
        monthly.run.as_of = on;
        classify(monthly, found(tier == red ? first_classes : with(1, {yellow, -1, 2, false, 1})));
    }
    EXPECT_EQ(said("SELECT visit_due FROM household WHERE id = 1"), "2026-11-01") << "what was written last counts, not the latest day, and the same again changes nothing";
}

TEST_F(ClassesTest, ASnapshotHasWhatTheNextClassificationGoesOnFrom) {
    make_village();
    classify(words("1", day(10, 31)), found(first_classes, {{0, 0, std::nullopt}, {1, 1, day(10, 1)}, {3, 2, std::nullopt}}));
    {
        auto writer = Writer::open(file, {"override set", {"tester", "back from hospital"}});
        ASSERT_TRUE(writer);
        for (const char* household : {"2", "3", "4"}) ASSERT_TRUE(set_override(*writer, household, "red", {"tester", "back from hospital"}, day(11, 1), 90));
        ASSERT_TRUE(end_override(*writer, "3", day(11, 5)));
        ASSERT_TRUE(end_row(*writer, RegisterTable::household, "4", today()));
        ASSERT_TRUE(writer->commit("by hand"));
    }
    const auto s = load();
    ASSERT_EQ(s->overrides.size(), 1u) << "one was taken back, one is of a household that ended";
    EXPECT_EQ(s->overrides[0].household, 1);
    EXPECT_EQ(s->overrides[0].expires_on - s->overrides[0].set_on, std::chrono::days(90));
    ASSERT_EQ(s->rule_holds.size(), 2u) << "the third is of a household that ended";
    EXPECT_EQ(s->held_rules[std::size_t(s->rule_holds[0].rule)], "alone");
    EXPECT_EQ(s->rule_holds[0].last_true, std::nullopt);
    EXPECT_EQ(s->rule_holds[1].last_true, day(10, 1));
    EXPECT_TRUE(holds_together(*s));
    auto broken = *s;
    broken.rule_holds.edit()[0].rule = 7;
    EXPECT_FALSE(holds_together(broken));
    broken = *s;
    broken.overrides.edit()[0].household = 5;
    EXPECT_FALSE(holds_together(broken));
}

/// More rows than a piece, with gaps, ended rows and every column at random, against what SQL says when asked row by row.
TEST_F(ClassesTest, ManyHouseholdsGetWhatWasSaidOfThem) {
    make_village();
    constexpr std::int64_t last = 150'000;
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(db, "WITH RECURSIVE n(i) AS (VALUES(6) UNION ALL SELECT i + 1 FROM n WHERE i < 150000) "
                               "INSERT INTO household(id, kind, valid_to) SELECT i, 'home', iif(i % 7 = 3, '2021-01-01', NULL) FROM n WHERE i % 11 <> 5",
                           nullptr, nullptr, nullptr), SQLITE_OK);
    sqlite3_close(db);
    std::vector<std::int64_t> ids;
    for (std::int64_t id = 1; id <= last; ++id)
        if (id < 6 || (id % 11 != 5 && id % 7 != 3)) ids.push_back(id);
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    std::vector<HouseholdClass> classes(ids.size());
    const auto draw = [&](HouseholdClass& c) { c = {std::int8_t(random() % 3), std::int8_t(int(random() % 4) - 1), std::int16_t(int(random() % 4) - 1), false, std::uint32_t(random() % 4)}; };
    for (auto& c : classes) draw(c);
    ClassifiedHouseholds what;
    what.size = ids.size();
    what.id = [&](std::size_t row) { return ids[row]; };
    what.of = [&](std::size_t row) { return classes[row]; };
    for (std::size_t row = 0; row < ids.size(); row += 5) what.holds.push_back({Index(row), std::int32_t(row % 3), day(10, unsigned(1 + row % 30))});
    const auto check = [&] {
        const auto run = words("1", day(10, 31));
        std::string expected;
        for (std::size_t row = 0; row < ids.size(); ++row) {
            const auto& c = classes[row];
            const auto rule = c.rule < 0 ? "-" : run.rules[std::size_t(c.rule)].id;
            std::string categories;
            for (std::size_t k = 0; k < 2; ++k)
                if (c.categories >> k & 1u) categories += run.categories[k].key;
            if (!expected.empty()) expected += '\n';
            expected += std::to_string(ids[row]) + '|' + run.tiers[std::size_t(c.tier)].key + '|' + rule + '|' +
                        (c.rule < 0 ? "-" : run.categories[run.rules[std::size_t(c.rule)].category].key) + '|' +
                        (c.may_be < 0 ? "-" : run.tiers[std::size_t(c.may_be)].key) + '|' + (categories.empty() ? "-" : categories);
        }
        EXPECT_TRUE(said("SELECT id, tier, rule, category, may_be, (SELECT group_concat(category, '') FROM (SELECT category FROM household_category "
                         "WHERE household_id = id ORDER BY category DESC)) FROM household WHERE tier IS NOT NULL ORDER BY id") == expected);
        EXPECT_EQ(rows("SELECT 1 FROM rule_hold"), int(what.holds.size()));
    };
    EXPECT_EQ(classify(words("1", day(10, 31)), what), std::int64_t(ids.size()));
    check();
    const auto before = all_rows();
    std::int64_t changed = 0;
    for (std::size_t row = 0; row < ids.size(); row += 1 + random() % 400) {
        const auto tier = classes[row].tier;
        draw(classes[row]);
        changed += classes[row].tier != tier;
    }
    what.holds.resize(what.holds.size() / 2);
    EXPECT_EQ(classify(words("2", day(11, 1)), what), changed);
    check();
    EXPECT_EQ(rows("SELECT 1 FROM tier_change"), int(changed));
    undo();
    EXPECT_TRUE(all_rows() == before);
    undo();
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE coalesce(tier, category, rule, may_be, tier_since, visit_due) IS NOT NULL"), 0);
}

}  // namespace huegrid::store::test
