/// Who was erased doesn't come back with the next import of the list that names them, unless somebody says so.
#include "engine/store/commands/erase.hpp"
#include "engine/store/copies/copies.hpp"
#include "tests/work/fixture.hpp"

namespace huegrid::work {
namespace {

class Erased : public Office {
protected:
    static constexpr const char* households = R"(
crs = "EPSG:4544"
[source]
h = { path = "h.csv" }
[[household]]
source = "h"
key = "key"
contact_name = "name"
contact_phone = "phone"
[[attribute]]
name = "age"
source = "h"
column = "age"
type = "integer"
)";
    static constexpr const char* persons = R"(
crs = "EPSG:4544"
[source]
p = { path = "p.csv" }
[[person]]
source = "p"
household_key = "home"
contact_name = "name"
[[attribute]]
name = "oldest"
source = "p"
max = "age"
type = "integer"
)";
    void erase(const std::string& row) const {
        const auto done = store::erase_person(folder / "a.gpkg", {"erase", {"tester", "asked"}}, store::RegisterTable::household, row);
        ASSERT_TRUE(done) << done.error().text();
    }
    [[nodiscard]] Result<ImportResult> again(Mode mode, const ImportOptions& options = {}) const {
        return import_sources({folder / "a.gpkg", {"tester", ""}, mode}, folder / "r.toml", {}, {}, options);
    }
    [[nodiscard]] std::vector<std::string> held() const {
        return rows("a.gpkg", "SELECT source_key, contact_name, contact_phone, age, valid_to FROM household ORDER BY id");
    }
};

TEST_F(Erased, AreNotTakenFromTheirListAgainAndTheReportNamesTheLine) {
    write("h.csv", "key,name,phone,age\nH1,张三,19900001111,81\nH2,李四,19900002222,40\n");
    import("a.gpkg", households);
    erase("H1");
    const auto without = held();
    ASSERT_EQ(without[0], "H1|NULL|NULL|81|NULL|") << "an age of internal sensitivity isn't personal here";
    for (const auto mode : {Mode::dry_run, Mode::carry_out}) {
        const auto same = again(mode);
        ASSERT_TRUE(same) << same.error().text();
        EXPECT_EQ(same->report.defects, (std::map<std::string, std::int64_t>{{"erased_before", 1}}));
        EXPECT_EQ(same->report.examples.at(0).feature, "line 2");
        EXPECT_NE(same->report.examples[0].what.find("'H1'"), std::string::npos);
        EXPECT_EQ(same->journal_entry, 0);
    }
    write("h.csv", "key,name,phone,age\nH1,张三丰,19900003333,82\nH2,李四,19900004444,41\n");
    ASSERT_TRUE(again(Mode::carry_out));
    EXPECT_EQ(held()[0], without[0]) << "it stays in force, since its source has it, and as it was";
    EXPECT_EQ(held()[1], "H2|李四|19900004444|41|NULL|");
}

TEST_F(Erased, ComeBackOnlyWhenNamedAndUndoForgetsThemAgain) {
    write("h.csv", "key,name,phone,age\nH1,张三,19900001111,81\nH2,李四,19900002222,40\n");
    import("a.gpkg", households);
    erase("H1");
    erase("H2");
    const auto without = held();
    const auto refused = again(Mode::carry_out, {store::Extent::guarded, {"H3"}});
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("'H3'"), std::string::npos);
    ASSERT_TRUE(again(Mode::dry_run, {store::Extent::guarded, {"H1"}}));
    EXPECT_EQ(held(), without);
    const auto back = again(Mode::carry_out, {store::Extent::guarded, {"H1"}});
    ASSERT_TRUE(back) << back.error().text();
    EXPECT_EQ(held(), (std::vector<std::string>{"H1|张三|19900001111|81|NULL|", without[1]}));
    EXPECT_EQ(again(Mode::carry_out)->report.defects.at("erased_before"), 1) << "H2 only: who was named isn't asked about again";
    ASSERT_TRUE(undo({folder / "a.gpkg", {"tester", ""}}));
    EXPECT_EQ(held(), without);
    EXPECT_EQ(again(Mode::carry_out)->report.defects.at("erased_before"), 2);
}

TEST_F(Erased, TwiceIsOnceInTheJournal) {
    write("h.csv", "key,name,phone,age\nH1,张三,19900001111,81\n");
    import("a.gpkg", households);
    erase("H1");
    const auto journal = rows("a.gpkg", "SELECT count(*) FROM journal");
    erase("H1");
    EXPECT_EQ(rows("a.gpkg", "SELECT count(*) FROM journal"), journal);
}

// Would catch a household that its list no longer has, kept in force by a line of another list that says when it was visited.
TEST_F(Erased, EndWithTheirListThoughOldVisitsNameThem) {
    const std::string recipe = std::string(households) + R"(
[[visit]]
source = "v"
household_key = "home"
at = "at"
)";
    const auto with_visits = [&] { auto text = recipe; return text.replace(text.find("h = {"), 0, "v = { path = \"v.csv\" }\n"); }();
    write("v.csv", "home,at\nH1,2026-01-02\n");
    write("h.csv", "key,name,phone,age\nH1,张三,19900001111,81\nH2,李四,19900002222,40\n");
    import("a.gpkg", with_visits);
    erase("H1");
    write("h.csv", "key,name,phone,age\nH2,李四,19900002222,40\n");
    const auto less = again(Mode::carry_out);
    ASSERT_TRUE(less) << less.error().text();
    EXPECT_EQ(less->report.defects, (std::map<std::string, std::int64_t>{{"erased_before", 1}}));
    EXPECT_EQ(rows("a.gpkg", "SELECT source_key FROM household WHERE valid_to IS NOT NULL"), (std::vector<std::string>{"H1|"}));
}

TEST_F(Erased, AreNotMadeAgainFromTheirPersons) {
    write("p.csv", "home,name,age\nH1,张三,81\nH1,张三,50\nH2,李四,40\n");
    import("a.gpkg", persons);
    erase("H1");
    const auto same = again(Mode::carry_out);
    ASSERT_TRUE(same) << same.error().text();
    EXPECT_EQ(same->report.defects, (std::map<std::string, std::int64_t>{{"erased_before", 2}})) << "each of its persons";
    EXPECT_EQ(rows("a.gpkg", "SELECT source_key, contact_name FROM household ORDER BY id"), (std::vector<std::string>{"H1|NULL|", "H2|李四|"}));
}

}  // namespace
}  // namespace huegrid::work
