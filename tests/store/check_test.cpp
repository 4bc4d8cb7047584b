#include "engine/store/check/check.hpp"

#include <algorithm>
#include <fstream>

#include "tests/store/fixture.hpp"

namespace huegrid::store::test {
namespace {

class Check : public StoreTest {
protected:
    /// As another program would, which knows nothing of our laws, but the functions that a GeoPackage's triggers call; no shape is written.
    void change(const std::string& sql) const {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
        for (const char* function : {"ST_IsEmpty", "ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY"})
            sqlite3_create_function(db, function, 1, SQLITE_UTF8, nullptr, [](sqlite3_context* context, int, sqlite3_value**) { sqlite3_result_int(context, 1); }, nullptr, nullptr);
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db) << "\n" << sql;
        sqlite3_close(db);
    }
    [[nodiscard]] CheckResult check() const {
        auto result = check_file(file);
        EXPECT_TRUE(result) << result.error().text();
        return result ? *result : CheckResult{};
    }
};

bool has(const CheckResult& result, const std::string& law) {
    return std::any_of(result.findings.begin(), result.findings.end(), [&](const Finding& f) { return f.law == law; });
}

}  // namespace

TEST_F(Check, FindsNothingInAFileThatOurCommandsMade) {
    make_village();
    EXPECT_TRUE(check().findings.empty());
}

TEST_F(Check, FindsEachBrokenLaw) {
    const std::pair<const char*, const char*> broken[] = {
        {"UPDATE household SET building_id = 99 WHERE id = 1", "foreign_keys"},
        {"UPDATE household SET grid_id = 3 WHERE id = 1", "household_grid"},
        {"UPDATE household SET room_id = 1 WHERE id = 2", "household_room"},
        {"UPDATE household SET tier = 'mauve' WHERE id = 1", "household_tier"},
        {"UPDATE household SET valid_to = '1999-01-01', valid_from = '2000-01-01' WHERE id = 1", "household_days"},
        {"UPDATE zone SET parent_id = 2 WHERE id = 1", "zones_coarser"},
        {"UPDATE zone SET parent_id = 2 WHERE id = 2", "zones_coarser"},
        {"UPDATE zone SET level = 'hamlet' WHERE id = 2", "zones_level"},
        {"DELETE FROM rtree_building_geom WHERE id = 2", "building_rtree"},
        {"INSERT INTO rtree_issue_geom VALUES (77, 0, 1, 0, 1)", "issue_rtree"},
        {"PRAGMA application_id = 5", "application_id"},
        {"DROP TABLE visit", "gpkg_contents"},
        {"DROP INDEX household_source_key", "household_key_index"},
        {"DROP INDEX household_source_key; UPDATE household SET source_key = 'h1' WHERE id = 2", "household_key"},
        {"UPDATE assignment SET until = '1990-01-01'", "assignment_days"},
        {"UPDATE household SET kind = 'castle' WHERE id = 1", "household_words"},
        {"UPDATE household SET occupancy = 'castle' WHERE id = 1", "household_words"},
        {"UPDATE zone SET kind = 'dedicate' WHERE id = 2", "zone_words"},
        {"UPDATE member SET kind = 'castle'", "member_words"},
        {"INSERT INTO line_feature(kind) VALUES ('castle')", "line_feature_words"},
        {"INSERT INTO issue(type, status, reported_at) VALUES ('t', 'done', '2026-10-31T16:30:05.000Z')", "issue_words"},
        {"INSERT INTO issue(type, status, outcome, reported_at) VALUES ('t', 'closed', 'done', '2026-10-31T16:30:05.000Z')", "issue_words"},
        {"INSERT INTO issue_event(issue_id, at, by, status, note) SELECT id, '2026-10-31T16:30:05Z', '', 'done', '' FROM issue", "issue_event_words"},
        {"UPDATE attribute SET origin = 'castle' WHERE name = 'tenancy'", "attribute_words"},
        {"UPDATE attribute SET sensitivity = 'castle' WHERE name = 'tenancy'", "attribute_words"},
        {"UPDATE attribute SET type = 'castle' WHERE name = 'tenancy'", "attribute_words"},
        {"UPDATE issue SET due_at = '2026-02-31T00:00:00Z'", "times"},
        {"UPDATE issue SET closed_at = 'soon'", "times"},
        {"UPDATE issue SET reported_at = '2026-10-31 16:30'", "times"},
        {"UPDATE journal SET at = 5", "times"},
        {"UPDATE zone SET locked = 'yes' WHERE id = 2", "flags"},
        {"UPDATE member SET consents = 2", "flags"},
        {"UPDATE building SET floors = 'abc'", "numbers"},
        {"UPDATE level SET rank = 'abc' WHERE key = 'micro-grid'", "numbers"},
        {"INSERT INTO household_category VALUES (1, 'mauve')", "household_category"},
        {"UPDATE household SET valid_to = 'soon' WHERE id = 1", "dates"},
        {"UPDATE household SET visit_due = '2026-02-31' WHERE id = 1", "dates"},
        {"UPDATE member SET valid_from = 'x' WHERE id = 1", "dates"},
        {"INSERT INTO rule_hold VALUES (1, 'r', 'x')", "dates"},
        {"INSERT INTO override(household_id, tier, reason, author, set_on, expires_on) VALUES (1, 'red', '', '', '2026-02-01', 'x')", "dates"},
        {"UPDATE household SET persons = 'abc' WHERE id = 1", "household_value"},
        {"UPDATE household SET move_in = '2026-02-31' WHERE id = 1", "household_value"},
        {"UPDATE household SET living_alone = 2 WHERE id = 1", "household_value"},
        {"UPDATE household SET tenancy = x'00' WHERE id = 1", "household_value"},
        {"UPDATE household SET persons = -9223372036854775807 - 1 WHERE id = 1", "household_value"},
        {"UPDATE attribute SET name = 'gone' WHERE name = 'tenancy'", "attribute_column"},
        {"UPDATE attribute SET name = 'gone' WHERE name = 'tenancy'; UPDATE household SET living_alone = 2 WHERE id = 1", "household_value"},
        {"DROP TABLE attribute", "attribute_column"},
        {"INSERT INTO override(household_id, tier, reason, author, set_on, expires_on) VALUES (1, 'red', '', '', '2026-02-01', '2026-01-01')",
         "override_days"},
    };
    for (const auto& [sql, law] : broken) {
        make_village();
        change(sql);
        const auto result = check();
        EXPECT_TRUE(has(result, law)) << sql;
        EXPECT_FALSE(result.in_order()) << sql;
        std::filesystem::remove(file);
    }
}

/// Catches: a time that we read, as another program writes it, called none.
TEST_F(Check, ATimeIsWhatIsReadAsOne) {
    make_village();
    const char* written[] = {"2026-10-31T16:30:05.000Z", "2026-10-31T16:30:05Z", "2026-10-31T16:30:05", "2026-10-31 16:30:05.5", "2026-10-31", "2026-10-31T16:30:05.",
                             "2026-10-31T16:30:05ZZ", "2026-10-31T24:30:05Z", "2026-10-31T16:30Z", "2026-10-31T16:30:05+08:00", "2026-02-31", "2026-10-31x16:30:05", "2026-10-31T16:30:05.5x", ""};
    for (const std::string text : written) {
        change("UPDATE issue SET due_at = '" + text + "'");
        EXPECT_EQ(!has(check(), "times"), parse_instant(text).has_value()) << text;
    }
}

TEST_F(Check, NotesWhatAStoppedProgramLeftAndIsInOrderAllTheSame) {
    make_village();
    std::ofstream(file.string() + "-writer") << "1 somebody";
    std::ofstream(file.string() + ".part123") << "half";
    const auto result = check();
    ASSERT_EQ(result.findings.size(), 1u);
    EXPECT_EQ(result.findings[0].places, (std::vector<std::string>{"village.gpkg-writer", "village.gpkg.part123"}));
    EXPECT_TRUE(result.in_order());
}

TEST_F(Check, ReadsAFileOfTheFirstVersion) {
    std::filesystem::copy_file(HUEGRID_SOURCE_DIR "/tests/data/first_version.gpkg", file);
    const auto result = check();
    EXPECT_TRUE(result.in_order());
    EXPECT_TRUE(has(result, "schema_version"));
}

TEST_F(Check, CutOffPagesAreAFindingOrAnErrorAndNeverInOrder) {
    make_village();
    const auto size = std::filesystem::file_size(file);
    std::filesystem::resize_file(file, size / 2);
    const auto result = check_file(file);
    EXPECT_TRUE(!result || !result->in_order());
}

}  // namespace huegrid::store::test
