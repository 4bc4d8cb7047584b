#include "engine/store/commands/register_writer.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <random>

#include "engine/store/check/check.hpp"
#include "tests/store/fixture.hpp"

namespace huegrid::store::test {
namespace {

class Register : public StoreTest {
protected:
    void SetUp() override {
        StoreTest::SetUp();
        make_village();
    }
    [[nodiscard]] Cell cell(RegisterTable table, const std::string& name, const model::Value& value) const {
        const auto fields = register_fields(file, table).value();
        const auto at = std::find_if(fields.begin(), fields.end(), [&](const RegisterField& f) { return f.name == name; });
        EXPECT_NE(at, fields.end()) << name;
        return {*at, value};
    }
    /// One command; its error, or "".
    template <class Body>
    std::string command(Body body) const {
        auto writer = Writer::open(file, {"test", {"tester", "because"}});
        EXPECT_TRUE(writer);
        auto done = body(*writer);
        if (!done) return done.error().message;
        if constexpr (requires { done->changes.empty(); })
            if (done->changes.empty()) return "no change";
        if constexpr (requires { *done == 0; })
            if (*done == 0) return "no change";
        const auto entry = writer->commit("done");
        EXPECT_TRUE(entry) << entry.error().text();
        return "";
    }
    std::string set(RegisterTable table, const std::string& row, const std::vector<std::pair<std::string, model::Value>>& values) const {
        std::vector<Cell> cells;
        for (const auto& [name, value] : values) cells.push_back(cell(table, name, value));
        return command([&](Writer& w) { return set_cells(w, table, row, cells); });
    }
    std::string set_household(const std::string& row, const std::vector<std::pair<std::string, model::Value>>& values) const {
        return set(RegisterTable::household, row, values);
    }
    std::string end(RegisterTable table, const std::string& row) const {
        return command([&](Writer& w) { return end_row(w, table, row, today()); });
    }
    /// Every row of every recorded table but the journal: what undo has to bring back.
    [[nodiscard]] std::vector<std::string> dump() const {
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        std::vector<std::string> lines;
        const auto take = [](void* into, int columns, char** values, char**) {
            std::string row;
            for (int c = 0; c < columns; ++c) row += (c ? "|" : "") + std::string(values[c] ? values[c] : "NULL");
            static_cast<std::vector<std::string>*>(into)->push_back(row);
            return 0;
        };
        for (const char* table : {"zone", "estate", "building", "room", "household", "member", "assignment", "override", "hand_value", "issue", "visit"}) {
            lines.emplace_back(table);
            EXPECT_EQ(sqlite3_exec(db, fmt::format("SELECT * FROM {} ORDER BY id", table).c_str(), take, &lines, nullptr), SQLITE_OK);
        }
        sqlite3_close(db);
        return lines;
    }
    [[nodiscard]] std::string text(const std::string& sql) const {
        std::string found;
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        const auto take = [](void* into, int columns, char** values, char**) {
            for (int c = 0; c < columns; ++c)
                *static_cast<std::string*>(into) += (c ? "|" : "") + std::string(values[c] ? values[c] : "NULL");
            *static_cast<std::string*>(into) += ";";
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), take, &found, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
        return found;
    }
    void revert(const char* verb, Result<Writer::Reverted> (Writer::*step)()) const {
        auto writer = Writer::open(file, {verb, {"tester", ""}});
        const auto reverted = ((*writer).*step)();
        ASSERT_TRUE(reverted) << reverted.error().text();
        ASSERT_TRUE(writer->commit(reverted->summary));
    }
};

using Text = std::string;

}  // namespace

TEST_F(Register, AHouseholdThatMovesIsInItsNewBuildingsGridAndKeepsNothingOfTheOldPlace) {
    ASSERT_EQ(set_household("1", {{"room", Text("1")}}), "");
    EXPECT_EQ(text("SELECT building_id, room_id, door, grid_id FROM household WHERE id = 1"), "1|1|301|2;");
    ASSERT_EQ(set_household("1", {{"building", Text("2")}}), "");
    EXPECT_EQ(text("SELECT building_id, room_id, door, grid_id, community_id FROM household WHERE id = 1"), "2|NULL|NULL|3|1;");
    ASSERT_EQ(set_household("1", {{"building", {}}}), "");
    EXPECT_EQ(text("SELECT building_id, grid_id, community_id FROM household WHERE id = 1"), "NULL|NULL|NULL;");
    EXPECT_TRUE(check_file(file)->findings.empty());
}

TEST_F(Register, ARoomOfAnotherBuildingIsRefused) {
    EXPECT_NE(set_household("1", {{"room", Text("1")}, {"building", Text("2")}}).find("not in 2"), std::string::npos);
}

TEST_F(Register, ANewHouseholdFindsItsRoomAndGrid) {
    const std::vector<Cell> cells{cell(RegisterTable::household, "building", Text("b1")), cell(RegisterTable::household, "unit", Text("1")),
                                  cell(RegisterTable::household, "door", Text("301")), cell(RegisterTable::household, "kind", Text("home"))};
    ASSERT_EQ(command([&](Writer& w) { return add_row(w, RegisterTable::household, cells); }), "");
    EXPECT_EQ(text("SELECT room_id, grid_id, import_run, valid_from FROM household WHERE id = 6"), "1|2|NULL|" + to_text(today()) + ";");
    EXPECT_EQ(text("SELECT * FROM hand_value"), "") << "no source speaks of a row that was entered by hand";
    EXPECT_TRUE(check_file(file)->findings.empty());
}

TEST_F(Register, ACellSetByHandRemembersWhatItsSourceSaidUntilItSaysSoAgain) {
    ASSERT_EQ(set_household("1", {{"occupancy", Text("let")}, {"persons", std::int64_t{7}}}), "");
    EXPECT_EQ(text("SELECT column_name, imported FROM hand_value ORDER BY column_name"), "occupancy|NULL;persons|1;");
    ASSERT_EQ(set_household("1", {{"persons", std::int64_t{8}}}), "");
    EXPECT_EQ(text("SELECT imported FROM hand_value WHERE column_name = 'persons'"), "1;") << "not the value set by hand before";
    ASSERT_EQ(set_household("1", {{"persons", std::int64_t{1}}, {"occupancy", {}}}), "");
    EXPECT_EQ(text("SELECT * FROM hand_value"), "");
    ASSERT_EQ(end(RegisterTable::household, "1"), "");
    EXPECT_EQ(text("SELECT column_name, imported FROM hand_value"), "valid_to|NULL;");
    EXPECT_NE(set_household("1", {{"occupancy", Text("own")}}), "") << "it has ended";
    ASSERT_EQ(set_household("1", {{"valid_to", {}}}), "");
    EXPECT_EQ(text("SELECT * FROM hand_value"), "");
}

TEST_F(Register, ARowIsNamedByIdOrSourceKeyAndNeverByChance) {
    EXPECT_EQ(register_row(file, RegisterTable::household, "h3")->rows[0].id, 3);
    EXPECT_EQ(register_row(file, RegisterTable::member, "李四")->rows[0].id, 1);
    command([&](Writer& w) {
        model::Batch more;
        more.households.resize(1);
        more.households[0].id = HouseholdId{6};
        more.households[0].source_key = "3";  // the id of another
        more.attributes = village().attributes;
        more.households[0].values.resize(5);
        return w.write(more);
    });
    const auto both = register_row(file, RegisterTable::household, "3");
    ASSERT_FALSE(both);
    EXPECT_NE(both.error().message.find("id:3 or key:3"), std::string::npos);
    EXPECT_EQ(register_row(file, RegisterTable::household, "id:3")->rows[0].id, 3);
    EXPECT_EQ(register_row(file, RegisterTable::household, "key:3")->rows[0].id, 6);
    EXPECT_FALSE(register_row(file, RegisterTable::household, "99"));
}

TEST_F(Register, TheEndOfAServiceEndsItsAssignmentsAndSaysWhatIsOpen) {
    Result<Ended> ended;
    ASSERT_EQ(command([&](Writer& w) { return ended = end_row(w, RegisterTable::member, "李四", today()); }), "");
    ASSERT_EQ(ended->posts.size(), 1u);
    EXPECT_EQ(ended->posts[0].name.in(Language::zh), "网格长");
    EXPECT_EQ(ended->posts[0].others, 0);
    EXPECT_EQ(text("SELECT until FROM assignment"), to_text(today()) + ";");
    EXPECT_TRUE(load()->assignments.empty());
    EXPECT_TRUE(check_file(file)->findings.empty());
}

TEST_F(Register, WhoServesACommunityLeavesOpenWhatIsOpenInItsGrids) {
    command([&](Writer& w) {
        model::Batch more;
        more.attributes = village().attributes;
        more.assignments = {{2, MemberId{1}, PostId{1}, ZoneId{1}, Date(std::chrono::year{2026} / 1 / 2), std::nullopt, ""}};
        return w.write(more);
    });
    Result<Ended> ended;
    ASSERT_EQ(command([&](Writer& w) { return ended = end_row(w, RegisterTable::member, "李四", today()); }), "");
    ASSERT_EQ(ended->posts.size(), 2u);
    EXPECT_EQ(ended->posts[0].open_issues, 0) << "the issue is in the other grid";
    EXPECT_EQ(ended->posts[1].open_issues, 1);
    ASSERT_EQ(ended->posts[1].issues.size(), 1u);
    EXPECT_EQ(ended->posts[1].issues[0].title, "楼道杂物");
    EXPECT_EQ(ended->posts[1].issues[0].due_at.substr(0, 10), "2026-10-02");
}

TEST_F(Register, ARoomThatIsLivedInDoesNotEnd) {
    ASSERT_EQ(set_household("1", {{"room", Text("1")}}), "");
    EXPECT_NE(end(RegisterTable::room, "r1").find("such as 1"), std::string::npos);
    ASSERT_EQ(end(RegisterTable::household, "1"), "");
    EXPECT_EQ(end(RegisterTable::room, "r1"), "");
}

TEST_F(Register, ListsMeetEveryConditionAndCountBeyondTheLimit) {
    const auto count = [&](RegisterQuery query) {
        const auto page = register_rows(file, query);
        EXPECT_TRUE(page) << page.error().text();
        return page ? page->total : -1;
    };
    EXPECT_EQ(count({}), 5);
    EXPECT_EQ(count({.zone = "B"}), 2);
    EXPECT_EQ(count({.zone = "社区"}), 3) << "the zones in it count";
    EXPECT_EQ(count({.condition = "persons >= 2 OR tenancy IS NULL", .zone = "社区"}), 2);
    EXPECT_EQ(count({.building = "b1"}), 1);
    EXPECT_EQ(count({.estate = "风华苑"}), 1);
    EXPECT_EQ(count({.table = RegisterTable::room, .zone = "A"}), 1);
    EXPECT_EQ(count({.kind = "shop"}), 0);
    ASSERT_EQ(end(RegisterTable::household, "2"), "");
    EXPECT_EQ(count({.zone = "B"}), 1);
    EXPECT_EQ(count({.rows_in = RowsIn::ended}), 1);
    const auto page = register_rows(file, {.limit = 2});
    EXPECT_EQ(page->rows.size(), 2u);
    EXPECT_EQ(page->total, 4);
}

TEST_F(Register, RandomCommandsUndoneOneByOneRestoreEveryStateAndComeBack) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(fmt::format("seed {}", seed));
    std::mt19937 dice(seed);
    const auto roll = [&](int n) { return int(dice() % unsigned(n)); };
    std::vector<std::vector<std::string>> states{dump()};
    for (int attempt = 0; attempt < 60 && states.size() < 16; ++attempt) {
        const auto household = std::to_string(1 + roll(5)), building = std::to_string(1 + roll(4));
        switch (roll(8)) {
            case 0: set_household(household, {{"building", Text(building)}}); break;
            case 1: set_household(household, {{"occupancy", Text(roll(2) ? "let" : "vacant")}, {"persons", std::int64_t{roll(3)}}}); break;
            case 2: set_household(household, {{"room", Text("1")}, {"floor_area", 1.5 * roll(9)}}); break;
            case 3: end(RegisterTable::household, household); break;
            case 4: set_household(household, {{"valid_to", {}}}); break;
            case 5:
                command([&](Writer& w) { return add_row(w, RegisterTable::room, {cell(RegisterTable::room, "building", Text(building))}); });
                break;
            case 6: end(RegisterTable::member, "1"); break;
            case 7: command([&](Writer& w) { return move_buildings(w, "1", {building}, Membership::into); }); break;
        }
        if (auto now = dump(); now != states.back()) states.push_back(std::move(now));
    }
    for (std::size_t s = states.size() - 1; s-- > 0;) {
        revert("undo", &Writer::undo);
        ASSERT_EQ(dump(), states[s]) << "after undoing command " << s + 1;
    }
    for (std::size_t s = 1; s < states.size(); ++s) {
        revert("redo", &Writer::redo);
        ASSERT_EQ(dump(), states[s]) << "after redoing command " << s;
    }
    EXPECT_TRUE(check_file(file)->in_order());
}

}  // namespace huegrid::store::test
