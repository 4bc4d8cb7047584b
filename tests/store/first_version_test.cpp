/// A file of the first version, as it was written then: every later program must open it, migrate it and lose nothing.
#include "engine/store/journal/journal.hpp"
#include "tests/store/fixture.hpp"

namespace huegrid::store::test {

class FirstVersion : public StoreTest {
protected:
    void SetUp() override {
        StoreTest::SetUp();
        std::filesystem::copy_file(HUEGRID_SOURCE_DIR "/tests/data/first_version.gpkg", file);
    }
};

TEST_F(FirstVersion, OpensWithAllItHolds) {
    const auto s = load();
    ASSERT_TRUE(s);
    EXPECT_EQ(s->households.size(), 30u);
    EXPECT_EQ(s->tiers.size(), 6u);
    ASSERT_TRUE(s->classification);
    EXPECT_EQ(to_text(s->classification->as_of), "2026-10-31");
    EXPECT_GT(s->buildings.size(), 0u);
    EXPECT_EQ(s->buildings.size(), std::size_t(rows("SELECT id FROM building")));
    for (std::size_t row = 0; row < s->households.size(); ++row) EXPECT_GE(s->households.tiers[row], 0);
}

TEST_F(FirstVersion, IsMigratedByTheFirstCommandAndLosesNothing) {
    const auto before = load();
    {
        auto writer = Writer::open(file, {"import", {"tester", ""}});
        ASSERT_TRUE(writer) << writer.error().text();
        ASSERT_TRUE(writer->place());
        ASSERT_TRUE(writer->commit("migrated"));
    }
    const auto after = load();
    ASSERT_EQ(after->households.size(), before->households.size());
    for (std::size_t a = 0; a < before->households.attributes.size(); ++a)
        for (std::size_t row = 0; row < before->households.size(); ++row)
            EXPECT_EQ(after->households.attributes[a].value(row), before->households.attributes[a].value(row));
    for (std::size_t b = 0; b < before->buildings.size(); ++b) {
        EXPECT_EQ(after->buildings.shapes.at(b), before->buildings.shapes.at(b));
        EXPECT_EQ(after->buildings.zones[b], before->buildings.zones[b]);
    }
    EXPECT_EQ(journal(file, 10)->size(), 3u);
}

/// It has tiers and an import's visits and issues, but no columns for what a later version keeps of them.
TEST_F(FirstVersion, ReadsOnItsEventsAndSinceWhenItsTiersAre) {
    {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
        ASSERT_EQ(sqlite3_exec(db, "DELETE FROM visit; INSERT INTO visit(household_id, at, note) VALUES (1, '2031-02-03T08:00:00.000Z', '')",
                               nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
    }
    const auto s = load();
    std::vector<HouseholdClass> same;
    for (std::size_t row = 0; row < s->households.size(); ++row) same.push_back({s->households.tiers[row], -1, -1, false, 0});
    ClassificationRun run{{"care", "2", "text", Date(std::chrono::year{2026} / 12 / 31)}, s->tiers, s->categories, {}};
    {
        auto writer = Writer::open(file, {"classify", {"tester", ""}});
        ASSERT_TRUE(writer) << writer.error().text();
        ClassifiedHouseholds what{same.size(), [&](std::size_t row) { return s->households.ids[row]; }, [&](std::size_t row) { return same[row]; }, {}};
        EXPECT_EQ(writer->write(run, what).value(), 0);
        ASSERT_TRUE(writer->commit("classified"));
    }
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE tier_since = '2026-10-31'"), int(same.size())) << "the day of the classification that gave them";
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE id = 1 AND last_visit = '2031-02-03'"), 1);
    EXPECT_EQ(rows("SELECT 1 FROM household WHERE open_issues IS NOT (SELECT count(*) FROM issue WHERE issue.building_id = household.building_id "
                   "AND status NOT IN ('closed', 'rejected', 'void'))"), 0);
}

}  // namespace huegrid::store::test
