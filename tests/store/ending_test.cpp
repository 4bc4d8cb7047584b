/// Newer versions of a source: what they lack ends, what comes back returns, and what a hand set stays.
#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "engine/store/commands/register_writer.hpp"
#include "engine/store/journal/journal.hpp"
#include "tests/store/fixture.hpp"

namespace huegrid::store::test {
namespace {

constexpr const char* source = "village/register";
const std::vector<SourceRead> all_read{{"zone", source},      {"estate", source}, {"building", source}, {"line_feature", source},
                                       {"service_point", source}, {"room", source},   {"household", source}, {"member", source},
                                       {"issue", source}};

model::Batch sourced_village() {
    auto batch = village();
    batch.source = source;
    return batch;
}

class Ending : public StoreTest {
protected:
    /// Imports `batch` as the whole of its source; "" or the error.
    std::string import(const model::Batch& batch, Extent extent = Extent::guarded, bool commit = true) {
        auto writer = std::filesystem::exists(file) ? Writer::open(file, {"import", {"tester", ""}})
                                                    : Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "村");
        EXPECT_TRUE(writer) << writer.error().text();
        EXPECT_TRUE(writer->begin_import("village", ""));
        const auto written = writer->write(batch);
        EXPECT_TRUE(written) << written.error().text();
        const auto settled = writer->settle(all_read, extent);
        if (!settled) return settled.error().message;
        defects = *settled;
        EXPECT_TRUE(writer->place());
        changes = writer->changes();
        if (!commit) return "";
        const auto entry = writer->commit("import");
        EXPECT_TRUE(entry) << entry.error().text();
        return "";
    }
    void revert(const char* verb, Result<Writer::Reverted> (Writer::*step)()) {
        auto writer = Writer::open(file, {verb, {"tester", ""}});
        ASSERT_TRUE(writer) << writer.error().text();
        const auto reverted = ((*writer).*step)();
        ASSERT_TRUE(reverted) << reverted.error().text();
        ASSERT_TRUE(writer->commit(reverted->summary));
    }
    void by_hand(const std::string& sql) const {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
        sqlite3_close(db);
    }
    /// Every value of every table an undo restores, in order of their rows.
    [[nodiscard]] std::map<std::string, std::string> dump() const {
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        std::map<std::string, std::string> tables;
        for (const char* table : {"zone", "estate", "building", "line_feature", "service_point", "functional_area", "room", "attribute",
                                  "household", "skill", "member", "member_skill", "post", "assignment", "issue", "issue_event", "visit",
                                  "defect", "hand_value", "rtree_building_geom", "rtree_zone_geom"}) {
            sqlite3_stmt* rows = nullptr;
            sqlite3_prepare_v2(db, ("SELECT * FROM " + std::string(table) + " ORDER BY 1, 2").c_str(), -1, &rows, nullptr);
            auto& text = tables[table];
            while (sqlite3_step(rows) == SQLITE_ROW)
                for (int c = 0; c < sqlite3_column_count(rows); ++c) {
                    text += std::to_string(sqlite3_column_type(rows, c)) + ":";
                    if (const auto* blob = static_cast<const char*>(sqlite3_column_blob(rows, c)))
                        text.append(blob, std::size_t(sqlite3_column_bytes(rows, c)));
                    text += '|';
                }
            sqlite3_finalize(rows);
        }
        sqlite3_close(db);
        return tables;
    }

    std::vector<model::DefectRow> defects;
    Changes changes;
};

}  // namespace

TEST_F(Ending, ARowThatTheSourceLacksEndsAndComesBackWithItsId) {
    ASSERT_EQ(import(sourced_village()), "");
    auto less = sourced_village();
    less.households.erase(less.households.begin());
    less.lines.clear();
    ASSERT_EQ(import(less), "");
    EXPECT_EQ(changes.at("household").ended, 1);
    EXPECT_EQ(changes.at("household").same, 4);
    EXPECT_EQ(changes.at("line_feature").ended, 1);
    EXPECT_EQ(load()->households.size(), 4u);
    ASSERT_EQ(import(less, Extent::guarded, false), "");
    EXPECT_FALSE(anything(changes)) << "twice is nothing";
    ASSERT_EQ(import(sourced_village()), "");
    EXPECT_EQ(changes.at("household").returned, 1);
    EXPECT_EQ(changes.at("household").changed, 0);
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE id = 1 AND valid_to IS NULL"), 1);
}

// Would catch a tier by hand that rules again when its household is back, months later.
TEST_F(Ending, WhoLeavesHasNoTierByHandAnyMore) {
    ASSERT_EQ(import(sourced_village()), "");
    by_hand("INSERT INTO override(household_id, tier, reason, author, set_on, expires_on) VALUES (1, 'red', 'x', 'li', '2026-01-01', '2999-01-01'), (1, 'blue', 'x', 'li', '2998-01-01', '2999-01-01')");
    auto less = sourced_village();
    less.households.erase(less.households.begin());
    less.lines.clear();
    ASSERT_EQ(import(less), "");
    const auto ended = [&] { return rows("SELECT 1 FROM override o JOIN household h ON h.id = o.household_id WHERE o.ended_on = max(o.set_on, h.valid_to)"); };
    EXPECT_EQ(ended(), 2) << "one that was to begin later ends on the day it was to begin";
    revert("undo", &Writer::undo);
    EXPECT_EQ(rows("SELECT 1 FROM override WHERE ended_on IS NULL"), 2);
    revert("redo", &Writer::redo);
    EXPECT_EQ(ended(), 2);
    // A file in which one was left open: what is taken back is its own command's, and nothing else.
    less.households.erase(less.households.begin());
    ASSERT_EQ(import(less), "");
    by_hand("INSERT INTO override(household_id, tier, reason, author, set_on, expires_on) VALUES (1, 'yellow', 'x', 'li', '2026-01-01', '2999-01-01')");
    revert("undo", &Writer::undo);
    EXPECT_EQ(rows("SELECT 1 FROM override WHERE ended_on IS NULL"), 1);
    revert("redo", &Writer::redo);
}

// Two lists that both count from 1: the second overwrote the first without a word.
TEST_F(Ending, RowsThatAnotherSourceHadBroughtAreTold) {
    ASSERT_EQ(import(sourced_village()), "");
    EXPECT_TRUE(std::none_of(defects.begin(), defects.end(), [](const auto& d) { return d.kind == "other_source"; }));
    auto second = sourced_village();
    second.source = "town/list";
    auto writer = Writer::open(file, {"import", {"tester", ""}});
    ASSERT_TRUE(writer && writer->begin_import("town", "") && writer->write(second));
    const auto settled = writer->settle({{"household", "town/list"}}, Extent::guarded);
    ASSERT_TRUE(settled);
    const auto told = std::find_if(settled->begin(), settled->end(), [](const auto& d) { return d.kind == "other_source"; });
    ASSERT_NE(told, settled->end());
    EXPECT_EQ(told->what, fmt::format("{} rows have keys of rows that came from {} until now", second.households.size(), source));
}

TEST_F(Ending, IssuesRowsOfOthersAndRowsWhoseLineCouldNotBeUsedGoOn) {
    auto other = sourced_village();
    other.source = "village/other";
    ASSERT_EQ(import(other), "");
    model::Batch mine;
    mine.source = source;
    ASSERT_EQ(import(mine), "");
    EXPECT_FALSE(anything(changes)) << "another source's rows aren't mine to end";
    ASSERT_EQ(import(sourced_village()), "");
    auto less = sourced_village();
    less.issues.clear();
    less.households.erase(less.households.begin());
    less.still_listed["household"] = {1};
    ASSERT_EQ(import(less), "");
    EXPECT_FALSE(anything(changes));
}

TEST_F(Ending, MoreThanHalfIsRefusedWithCountsUnlessItIsSaidToBeMeant) {
    auto many = sourced_village();
    for (int i = 0; i < 60; ++i) {
        many.rooms.push_back({RoomId{100 + i}, "x" + std::to_string(i), BuildingId{1}, "", "", "", ""});
    }
    ASSERT_EQ(import(many), "");
    // New rows of the newer version must not make the loss look small.
    auto other = sourced_village();
    for (int i = 0; i < 200; ++i) other.rooms.push_back({RoomId{500 + i}, "y" + std::to_string(i), BuildingId{1}, "", "", "", ""});
    const auto before = dump();
    const auto refused = import(other);
    EXPECT_NE(refused.find("60 of 61 rows of room from village/register"), std::string::npos) << refused;
    EXPECT_EQ(dump(), before);
    ASSERT_EQ(import(other, Extent::partial, false), "");
    EXPECT_EQ(changes.at("room").ended, 0);
    ASSERT_EQ(import(other, Extent::whole), "");
    EXPECT_EQ(changes.at("room").ended, 60);
}

// Would catch a list of a village's first pages emptying its small register.
TEST_F(Ending, FiveRowsAreNotTooFewToAskAndFourAre) {
    for (const int lost : {4, 5}) {
        std::filesystem::remove(file);
        auto many = sourced_village();
        const auto kept = std::int64_t(many.rooms.size());
        for (int i = 0; i < lost; ++i) many.rooms.push_back({RoomId{100 + i}, "x" + std::to_string(i), BuildingId{1}, "", "", "", ""});
        ASSERT_LT(kept, lost) << "it is more than half";
        ASSERT_EQ(import(many), "");
        EXPECT_EQ(import(sourced_village(), Extent::guarded, false).empty(), lost == 4) << lost;
    }
}

TEST_F(Ending, OfAMemberEndsTheirServiceAndOfABuildingIsToldOfItsHouseholds) {
    ASSERT_EQ(import(sourced_village()), "");
    auto less = sourced_village();
    less.members.clear();
    less.assignments.clear();
    less.visits.clear();
    less.buildings.pop_back();
    ASSERT_EQ(import(less), "");
    EXPECT_EQ(rows("SELECT 1 FROM assignment WHERE until = date('now')"), 1);
    ASSERT_EQ(defects.size(), 1u);
    EXPECT_EQ(defects[0].kind, "building_ended");
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE building_id = 4 AND valid_to IS NULL"), 1) << "the household keeps it";
}

// Would catch a post that is held again by who has left it, because the list of posts isn't as new as the office is.
TEST_F(Ending, WhoWasEndedByHandGetsNoPostBackFromAnOldList) {
    ASSERT_EQ(import(sourced_village()), "");
    {
        auto writer = Writer::open(file, {"member end", {"tester", ""}});
        ASSERT_TRUE(writer && end_row(*writer, RegisterTable::member, "1", today()));
        ASSERT_TRUE(writer->commit("ended"));
    }
    ASSERT_EQ(import(sourced_village()), "");
    EXPECT_EQ(rows("SELECT 1 FROM assignment WHERE member_id = 1 AND until = date('now')"), 1);
    EXPECT_FALSE(anything(changes));
    by_hand("UPDATE member SET valid_to = NULL WHERE id = 1; DELETE FROM hand_value");
    ASSERT_EQ(import(sourced_village()), "");
    EXPECT_EQ(rows("SELECT 1 FROM assignment WHERE member_id = 1 AND until IS NULL"), 1) << "of one in force, the list says it";
}

TEST_F(Ending, ACellSetByHandStaysUntilItsSourceSaysSomethingNew) {
    ASSERT_EQ(import(sourced_village()), "");
    by_hand("UPDATE household SET contact_phone = '19911112222', valid_to = '2026-01-01' WHERE id = 2;"
            "UPDATE household SET persons = 9 WHERE id = 1;"
            "INSERT INTO hand_value(table_name, row_id, column_name, imported) VALUES ('household', 1, 'persons', 1),"
            "('household', 2, 'contact_phone', '19900001111'), ('household', 2, 'valid_to', NULL)");
    ASSERT_EQ(import(sourced_village(), Extent::guarded, false), "");
    EXPECT_FALSE(anything(changes));
    ASSERT_EQ(defects.size(), 1u) << "a list that has who moved out is to be put right";
    EXPECT_EQ(defects[0].kind, "ended_by_hand");
    EXPECT_EQ(defects[0].feature, "household 2");
    EXPECT_NE(defects[0].what.find("2026-01-01"), std::string::npos);
    auto newer = sourced_village();
    newer.households[0].values[0] = std::int64_t{3};
    newer.households[1].door = "202";
    ASSERT_EQ(import(newer), "");
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE id = 1 AND persons = 3"), 1);
    EXPECT_EQ(rows("SELECT 1 FROM hand_value WHERE row_id = 1"), 0);
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE id = 2 AND contact_phone = '19911112222' AND door = '202' AND valid_to IS NOT NULL"), 1);
    std::vector<std::string> kinds;
    for (const auto& defect : defects) kinds.push_back(defect.kind);
    EXPECT_EQ(kinds, (std::vector<std::string>{"hand_value_replaced", "ended_by_hand"}));
}

TEST_F(Ending, AnImportIsUndoneWholeAndRedone) {
    ASSERT_EQ(import(sourced_village()), "");
    const auto before = dump();
    auto newer = sourced_village();
    newer.households.erase(newer.households.begin());
    newer.households[0].values[0] = std::int64_t{7};
    for (int i = 0; i < 300; ++i) {
        newer.buildings.push_back({BuildingId{10 + i}, "n" + std::to_string(i), "", "", "", {}, {}, {}, {}, false, square(i % 20 * 10, i / 20 * 6, 4)});
        model::HouseholdRow h;
        h.id = HouseholdId{10 + i};
        h.source_key = "n" + std::to_string(i);
        h.building = BuildingId{10 + i};
        h.values.resize(newer.attributes.size());
        newer.households.push_back(h);
    }
    newer.zones.push_back({ZoneId{4}, "m", "micro-grid", {}, "M", "", "", square(0, 0, 50)});
    newer.defects.push_back({source, "", "line 7", "bad_value", "x", "kept out", geo::WorldPoint{1, 2}});
    ASSERT_EQ(import(newer), "");
    const auto after = dump();
    revert("undo", &Writer::undo);
    EXPECT_EQ(dump(), before);
    revert("redo", &Writer::redo);
    EXPECT_EQ(dump(), after);
    revert("undo", &Writer::undo);
    EXPECT_EQ(dump(), before) << "an undone redo";
}

TEST_F(Ending, AnImportWhoseNewRowsSomebodyDeletedIsNotUndone) {
    ASSERT_EQ(import(sourced_village()), "");
    auto newer = sourced_village();
    newer.rooms.push_back({RoomId{2}, "r2", BuildingId{1}, "", "", "", ""});
    ASSERT_EQ(import(newer), "");
    by_hand("DELETE FROM room WHERE id = 2");
    auto writer = Writer::open(file, {"undo", {"tester", ""}});
    ASSERT_TRUE(writer);
    EXPECT_FALSE(writer->undo());
}

}  // namespace huegrid::store::test
