#include <fstream>
#include <random>

#include "engine/store/load/load_parts.hpp"
#include "engine/store/load/snapshot_file.hpp"
#include "tests/store/classes_fixture.hpp"

namespace huegrid::store::test {

namespace {

/// A village whose kept snapshot gives itself away by its title.
class KeptSnapshot : public StoreTest {
protected:
    [[nodiscard]] std::optional<FileKey> key() const {
        const auto stamp = stamp_of(file);
        return reading(file, [&](const Database& db) -> Result<std::optional<FileKey>> { return key_of(db, file, *stamp); }).value();
    }
    void keep() const {
        auto kept = *load();
        kept.title = "kept";
        ASSERT_TRUE(key());
        keep_snapshot(file, *key(), kept);
        ASSERT_EQ(load()->title, "kept") << "what was kept is not used";
    }
    /// As another program would.
    void run(const std::string& sql) const {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
        char* message = nullptr;
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, &message), SQLITE_OK) << message;
        sqlite3_close(db);
    }
    [[nodiscard]] model::Value persons() const { return load()->households.attribute("persons")->value(0); }
};

constexpr const char* edit = "UPDATE household SET persons = 9 WHERE id = 1;";

}  // namespace

TEST_F(KeptSnapshot, IsTheSnapshot) {
    make_village();
    const auto read = load();
    keep_snapshot(file, *key(), *read);
    const auto kept = kept_snapshot(file, *key());
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->zones[1].shape, read->zones[1].shape);
    EXPECT_EQ(kept->buildings.shapes.at(3), read->buildings.shapes.at(3));
    EXPECT_EQ(kept->buildings.names[2], read->buildings.names[2]);
    for (std::size_t a = 0; a < read->households.attributes.size(); ++a)
        for (std::size_t row = 0; row < 5; ++row)
            EXPECT_EQ(kept->households.attributes[a].value(row), read->households.attributes[a].value(row));
    EXPECT_EQ(kept->members[0].skills, read->members[0].skills);
    EXPECT_EQ(kept->issues[0].due_at, read->issues[0].due_at);
}

TEST_F(KeptSnapshot, HoldsWhatWasSetByHandAndWhatHoldsOn) {
    make_village();
    auto read = *load();
    read.overrides.edit() = {{1, "red", "why", "who", day(11, 1), day(12, 1)}};
    read.held_rules = {"far", "alone"};
    read.rule_holds.edit() = {{0, 1, std::nullopt}, {3, 0, day(10, 3)}};
    keep_snapshot(file, *key(), read);
    const auto kept = kept_snapshot(file, *key());
    ASSERT_TRUE(kept);
    EXPECT_EQ(kept->overrides[0].reason, "why");
    EXPECT_EQ(kept->overrides[0].expires_on, day(12, 1));
    EXPECT_EQ(kept->held_rules, read.held_rules);
    EXPECT_EQ(kept->rule_holds[0].last_true, std::nullopt);
    EXPECT_EQ(kept->rule_holds[1].last_true, day(10, 3));
    EXPECT_EQ(kept->rule_holds[1].household, 3);
}

TEST_F(KeptSnapshot, IsNotUsedAfterAnEditByAnotherProgram) {
    for (const std::string mode : {"DELETE", "TRUNCATE", "PERSIST", "MEMORY", "OFF"}) {
        SCOPED_TRACE(mode);
        std::filesystem::remove(file);
        make_village();
        keep();
        const auto written = std::filesystem::last_write_time(file);
        run("PRAGMA journal_mode = " + mode + ";" + edit);
        std::filesystem::last_write_time(file, written);  // even if somebody sets the clock back
        EXPECT_EQ(persons(), model::Value{std::int64_t{9}});
    }
}

TEST_F(KeptSnapshot, IsNotUsedWhileChangesLieBesideTheFile) {
    make_village();
    keep();
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
    const auto run_open = [&](const std::string& sql) { ASSERT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK); };
    run_open("PRAGMA journal_mode = WAL; PRAGMA wal_autocheckpoint = 0;");
    EXPECT_FALSE(key()) << "nothing may be kept of a file in WAL mode";
    run_open(edit);
    EXPECT_EQ(persons(), model::Value{std::int64_t{9}});
    run_open("PRAGMA wal_checkpoint(TRUNCATE); UPDATE household SET persons = 10 WHERE id = 1;");
    EXPECT_EQ(persons(), model::Value{std::int64_t{10}});
    run_open("PRAGMA journal_mode = DELETE;");
    sqlite3_close(db);
    EXPECT_EQ(persons(), model::Value{std::int64_t{10}});
    EXPECT_TRUE(key());
}

TEST_F(KeptSnapshot, IsNotUsedAfterACommandNorForAnotherFileUnderTheName) {
    make_village();
    keep();
    {
        auto writer = Writer::open(file, {"household", {"tester", ""}});
        ASSERT_TRUE(writer);
        auto batch = village();
        batch.households[0].values[0] = std::int64_t{12};
        ASSERT_TRUE(writer->write(batch));
        ASSERT_TRUE(writer->commit("persons"));
    }
    EXPECT_EQ(persons(), model::Value{std::int64_t{12}});
    keep();
    std::filesystem::rename(file, folder / "old.gpkg");
    make_village();
    EXPECT_EQ(load()->title, "示例村");
}

TEST_F(KeptSnapshot, IsIgnoredWhereverItIsDamaged) {
    make_village();
    keep();
    const auto beside = snapshot_file(file);
    std::string whole;
    {
        std::ifstream in(beside, std::ios::binary);
        whole.assign(std::istreambuf_iterator<char>(in), {});
    }
    const unsigned seed = std::random_device{}();
    SCOPED_TRACE("seed " + std::to_string(seed));
    std::mt19937 random(seed);
    for (int i = 0; i < 300; ++i) {
        auto broken = whole;
        if (i % 3 == 0) broken.resize(random() % whole.size());
        else broken[random() % whole.size()] ^= char(1 + random() % 255);
        std::ofstream(beside, std::ios::binary | std::ios::trunc) << broken;
        EXPECT_EQ(load()->title, "示例村");
    }
}

TEST_F(KeptSnapshot, HasThePermissionsOfItsFile) {
    make_village();
    std::filesystem::permissions(file, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
    keep();
    EXPECT_EQ(std::filesystem::status(snapshot_file(file)).permissions(), std::filesystem::status(file).permissions());
}

/// Enough rows for several pieces, with gaps and ended rows, so that pieces don't end where chunks do.
TEST_F(KeptSnapshot, AFileWithGapsIsReadAsSqlSaysAndKeptSo) {
    make_village();
    run("WITH RECURSIVE n(i) AS (VALUES(6) UNION ALL SELECT i + 1 FROM n WHERE i < 200000) "
        "INSERT INTO household(id, building_id, kind, persons, tenancy, move_in, valid_to) "
        "SELECT i, 1 + i % 5, 'home', i % 70000 - 300, 'word' || i % 1000, '2020-02-29', iif(i % 7 = 3, '2021-01-01', NULL) FROM n WHERE i % 11 <> 5;"
        "INSERT INTO household_category SELECT id, 'elder' FROM household WHERE id % 3 = 0;"
        "INSERT INTO category VALUES (1, 'elder', '', '')");
    const auto check = [&](const model::Snapshot& s) {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        sqlite3_stmt* rows = nullptr;
        ASSERT_EQ(sqlite3_prepare_v2(db, "SELECT id, building_id, persons, tenancy FROM household WHERE valid_to IS NULL ORDER BY id", -1, &rows, nullptr), SQLITE_OK);
        std::size_t row = 0;
        for (; sqlite3_step(rows) == SQLITE_ROW; ++row) {
            ASSERT_LT(row, s.households.size());
            ASSERT_EQ(s.households.ids[row], sqlite3_column_int64(rows, 0));
            const auto building = sqlite3_column_int64(rows, 1);
            ASSERT_EQ(s.households.buildings[row], building >= 1 && building <= 4 ? Index(building - 1) : none);
            ASSERT_EQ(s.households.attribute("persons")->value(row), model::Value{std::int64_t{sqlite3_column_int64(rows, 2)}});
            if (row >= 5) {
                ASSERT_EQ(s.households.attribute("tenancy")->value(row), model::Value{std::string(reinterpret_cast<const char*>(sqlite3_column_text(rows, 3)))});
                ASSERT_EQ(s.households.categories[row], s.households.ids[row] % 3 == 0 ? 1u : 0u);
            }
        }
        EXPECT_EQ(row, s.households.size());
        sqlite3_finalize(rows);
        sqlite3_close(db);
    };
    const auto read = load();
    check(*read);
    keep_snapshot(file, *key(), *read);
    const auto kept = kept_snapshot(file, *key());
    ASSERT_TRUE(kept);
    check(*kept);
}

}  // namespace huegrid::store::test
