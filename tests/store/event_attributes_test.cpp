/// The attributes that events keep.
#include <set>

#include "engine/store/check/check.hpp"
#include "engine/store/commands/register_writer.hpp"
#include "engine/store/copies/copies.hpp"
#include "engine/store/register/register_tables.hpp"
#include "tests/store/classes_fixture.hpp"

namespace huegrid::store::test {

namespace {

class EventAttributes : public ClassesTest {
protected:
    void bring(const model::Batch& batch) const {
        auto writer = Writer::open(file, {"import", {"tester", ""}});
        ASSERT_TRUE(writer);
        ASSERT_TRUE(writer->begin_import("village", ""));
        const auto written = writer->write(batch);
        ASSERT_TRUE(written) << written.error().text();
        ASSERT_TRUE(writer->place());
        ASSERT_TRUE(writer->commit("imported"));
    }
    [[nodiscard]] std::string visits() const { return said("SELECT last_visit FROM household ORDER BY id"); }
    [[nodiscard]] std::string issues() const { return said("SELECT open_issues FROM household ORDER BY id"); }
};

model::Batch with_issue(std::int64_t building, std::string status = "reported") {
    auto batch = village();
    batch.issues.push_back({IssueId{2}, "i2", "rubbish", "灯坏", "", std::move(status), "", *parse_instant("2026-10-05T08:00:00Z"), {}, {}, BuildingId{building}, {}, {}});
    return batch;
}

}  // namespace

TEST_F(EventAttributes, AVisitIsKeptByTheImportThatBringsItAndTakenBackWithIt) {
    make_village();
    EXPECT_EQ(visits(), "2026-10-03\n-\n-\n-\n-");
    EXPECT_EQ(said("SELECT origin, type FROM attribute WHERE name = 'last_visit'"), "event|date");
    EXPECT_TRUE(load()->households.attribute("last_visit"));
    const auto before = all_rows();
    auto batch = village();
    batch.visits = {{2, HouseholdId{1}, MemberId{1}, *parse_instant("2026-09-01T09:00:00Z"), ""}, {3, HouseholdId{2}, {}, *parse_instant("2026-10-09T23:30:00Z"), ""}};
    bring(batch);
    EXPECT_EQ(visits(), "2026-10-03\n2026-10-09\n-\n-\n-") << "an older visit that comes late makes no later one earlier";
    undo();
    EXPECT_EQ(all_rows(), before);
}

TEST_F(EventAttributes, TheRegistersOwnLastVisitWins) {
    make_village();
    auto batch = village();
    model::Attribute own;
    own.name = "last_visit";
    own.type = model::AttributeType::date;
    batch.attributes.push_back(own);
    for (auto& household : batch.households) household.values.emplace_back(day(1, 2));
    batch.visits = {{2, HouseholdId{1}, MemberId{1}, *parse_instant("2026-11-01T09:00:00Z"), ""}};
    bring(batch);
    EXPECT_EQ(visits(), "2026-01-02\n2026-01-02\n2026-01-02\n2026-01-02\n2026-01-02");
    EXPECT_EQ(said("SELECT origin FROM attribute WHERE name = 'last_visit'"), "imported");
}

// Would catch an answer of the rules that their SQL doesn't give: 5 / 2 is 2 in a column of whole numbers.
TEST_F(EventAttributes, AColumnOfEveryRegisterKeepsItsType) {
    const auto with = [](const char* name, model::AttributeType type, model::Value value) {
        auto batch = village();
        batch.visits.clear();
        model::Attribute own;
        own.name = name;
        own.type = type;
        batch.attributes.push_back(own);
        for (auto& household : batch.households) household.values.emplace_back(value);
        return batch;
    };
    for (const auto& [name, type, message] : {std::tuple("open_issues", model::AttributeType::real, "'open_issues' is integer in every register, not real"),
                                              std::tuple("last_visit", model::AttributeType::text, "'last_visit' is date in every register, not text")}) {
        auto writer = Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "示例村");
        ASSERT_TRUE(writer);
        const auto written = writer->write(with(name, type, {}));
        ASSERT_FALSE(written);
        EXPECT_NE(written.error().message.find(message), std::string::npos) << written.error().message;
    }
    make_village();
    bring(with("open_issues", model::AttributeType::integer, std::int64_t{5}));
    EXPECT_EQ(issues(), "5\n5\n5\n5\n5");
    auto part = file;
    part += ".a.gpkg";
    const auto extracted = extract_zone(file, part, "A", {"tester", ""});
    ASSERT_TRUE(extracted) << extracted.error().text();
    EXPECT_TRUE(check_file(part)->in_order());
}

// Would catch a list's column that is kept in the register's own, which then says where rows came from.
TEST_F(EventAttributes, NoColumnOfTheRegistersOwnCanBeAnAttribute) {
    make_village();
    const Database db(file, Database::Mode::read);
    const std::set<std::string> both{"kind", "occupancy", "last_visit", "open_issues"};
    auto columns = db.prepare("SELECT name FROM pragma_table_info('household') WHERE name NOT IN (SELECT name FROM attribute)");
    std::size_t seen = 0;
    for (; columns.step(); ++seen) EXPECT_TRUE(model::is_household_column(columns.text(0)) || both.contains(std::string(columns.text(0)))) << columns.text(0);
    EXPECT_GT(seen, 20u);
}

TEST_F(EventAttributes, OpenIssuesAreThoseOfTheHouseholdsBuilding) {
    make_village();
    EXPECT_EQ(said("SELECT 1 FROM attribute WHERE name = 'open_issues'"), "") << "an issue on the street is no building's";
    const auto before = all_rows();
    bring(with_issue(2));
    EXPECT_EQ(issues(), "0\n1\n0\n0\n0");
    EXPECT_EQ(load()->households.attribute("open_issues")->value(1), model::Value{std::int64_t{1}});
    undo();
    EXPECT_EQ(all_rows(), before);
    redo();
    bring(with_issue(2, "closed"));
    EXPECT_EQ(issues(), "0\n0\n0\n0\n0");
}

TEST_F(EventAttributes, AHouseholdThatMovesLeavesItsBuildingsIssuesThere) {
    make_village();
    bring(with_issue(2));
    const auto before = all_rows();
    {
        auto writer = Writer::open(file, {"household set", {"tester", ""}});
        ASSERT_TRUE(writer);
        const auto fields = register_fields(file, RegisterTable::household).value();
        const auto building = *std::find_if(fields.begin(), fields.end(), [](const auto& f) { return f.name == "building"; });
        ASSERT_TRUE(set_cells(*writer, RegisterTable::household, "1", {{building, std::string("2")}}));
        ASSERT_TRUE(set_cells(*writer, RegisterTable::household, "2", {{building, std::string("3")}}));
        ASSERT_TRUE(writer->commit("moved"));
    }
    EXPECT_EQ(issues(), "1\n0\n0\n0\n0");
    undo();
    EXPECT_EQ(all_rows(), before);
    auto moved = with_issue(2);
    moved.households[3].building = BuildingId{2};
    bring(moved);
    EXPECT_EQ(issues(), "0\n1\n0\n1\n0");
}

}  // namespace huegrid::store::test
