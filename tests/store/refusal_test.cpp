/// Files that can't be used, and writers that can't write: an exact message, and the file as it was.
#include <sqlite3.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <thread>

#include "tests/store/fixture.hpp"

namespace huegrid::store::test {
namespace {

void run_sql(const std::filesystem::path& file, const char* sql) {
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, sql, nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
    sqlite3_close(db);
}

std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Result<Writer> open(const std::filesystem::path& file, std::chrono::milliseconds wait = std::chrono::milliseconds(50)) {
    return Writer::open(file, {"import", {"second", ""}, wait});
}

}  // namespace

using Refusal = StoreTest;

TEST_F(Refusal, AMissingFileIsNotMade) {
    EXPECT_EQ(load_snapshot(file).error().code, ErrorCode::not_found);
    EXPECT_EQ(open(file).error().code, ErrorCode::not_found);
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Refusal, ADatabaseThatIsNotHuegrids) {
    run_sql(file, "CREATE TABLE t(a)");
    EXPECT_EQ(load_snapshot(file).error().code, ErrorCode::wrong_file);
    EXPECT_EQ(open(file).error().code, ErrorCode::wrong_file);
}

TEST_F(Refusal, AFileThatIsNoDatabase) {
    std::ofstream(file) << "name,code\n";
    EXPECT_EQ(load_snapshot(file).error().code, ErrorCode::wrong_file);
}

TEST_F(Refusal, AFileOfANewerVersionIsLeftAsItIs) {
    make_village();
    run_sql(file, "UPDATE huegrid_meta SET value = '999' WHERE key = 'schema_version'");
    const auto before = bytes_of(file);
    const auto refused = open(file);
    ASSERT_FALSE(refused);
    EXPECT_NE(refused.error().message.find("newer Huegrid (file version 999"), std::string::npos) << refused.error().text();
    EXPECT_TRUE(bytes_of(file) == before);
}

/// A new file's references are looked at only once, in the end: without that look a building that isn't there would get in.
TEST_F(Refusal, ANewFileWhoseHouseholdNamesAnUnknownBuildingIsNotMade) {
    auto batch = village();
    batch.households.back().building = BuildingId{99};
    auto writer = Writer::create(file, {"import", {"tester", ""}}, *geo::crs_from_text("EPSG:4544"), "");
    ASSERT_TRUE(writer) << writer.error().text();
    ASSERT_TRUE(writer->write(batch));
    const auto entry = writer->commit("made");
    ASSERT_FALSE(entry);
    EXPECT_EQ(entry.error().code, ErrorCode::bad_input) << entry.error().text();
    EXPECT_FALSE(std::filesystem::exists(file));
}

TEST_F(Refusal, ATruncatedFileIsReportedAsDamaged) {
    make_village();
    std::filesystem::resize_file(file, 9000);
    const auto refused = load_snapshot(file);
    ASSERT_FALSE(refused);
    EXPECT_TRUE(refused.error().code == ErrorCode::io || refused.error().code == ErrorCode::wrong_file) << refused.error().text();
}

TEST_F(Refusal, ASecondWriterIsToldWhoHoldsTheFile) {
    make_village();
    auto first = Writer::open(file, {"classify", {"王网格长", ""}});
    ASSERT_TRUE(first);
    const auto second = open(file);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().code, ErrorCode::locked);
    EXPECT_NE(second.error().message.find("王网格长 (classify, process"), std::string::npos) << second.error().text();
    EXPECT_TRUE(load()) << "readers go on meanwhile";
}

TEST_F(Refusal, ANoteLeftByAProcessThatIsGoneNamesNobody) {
    make_village();
    auto first = Writer::open(file, {"classify", {"王网格长", ""}});
    ASSERT_TRUE(first);
    std::ofstream(file.string() + "-writer") << "999999999 张三 (import)";
    const auto second = open(file);
    ASSERT_FALSE(second);
    EXPECT_EQ(second.error().message.find("张三"), std::string::npos) << second.error().text();
}

TEST_F(Refusal, TheWaitingWriterGetsItsTurn) {
    make_village();
    auto first = std::make_unique<Writer>(std::move(*Writer::open(file, {"classify", {"first", ""}})));
    std::jthread letting_go([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        first.reset();
    });
    EXPECT_TRUE(open(file, std::chrono::seconds(20)));
}

TEST_F(Refusal, WaitsForAnotherProgramToo) {
    make_village();
    sqlite3* other = nullptr;  // as QGIS does it: without WAL, so it has the file alone while it writes
    ASSERT_EQ(sqlite3_open(file.c_str(), &other), SQLITE_OK);
    ASSERT_EQ(sqlite3_exec(other, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr), SQLITE_OK);
    const auto refused = open(file, std::chrono::milliseconds(50));
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::locked);
    {
        std::jthread letting_go([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(200));
            sqlite3_exec(other, "ROLLBACK", nullptr, nullptr, nullptr);
        });
        EXPECT_TRUE(open(file, std::chrono::seconds(20)));
    }
    sqlite3_close(other);
}

/// A child so that the limit and the lost privileges end with it; true if `body` said so.
template <class Body>
bool in_child(Body body) {
    const pid_t child = ::fork();
    if (child == 0) ::_exit(body() ? 0 : 1);
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

TEST_F(Refusal, ADiskThatFillsUpLeavesTheFileAsItWas) {
    make_village();
    const auto size = std::filesystem::file_size(file);
    EXPECT_TRUE(in_child([&] {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{size + 100'000, size + 100'000};
        ::setrlimit(RLIMIT_FSIZE, &limit);
        auto writer = open(file);
        if (!writer) return false;
        model::Batch batch;
        for (int i = 0; i < 20'000; ++i)
            batch.buildings.push_back({BuildingId{100 + i}, "x" + std::to_string(i), "", "", "", {}, {}, {}, {}, false, square(i, 0, 1)});
        const auto written = writer->write(batch);
        const auto committed = written ? writer->commit("too much") : Result<std::int64_t>(fail(written.error()));
        return !committed && committed.error().code == ErrorCode::io;
    }));
    EXPECT_EQ(load()->buildings.size(), 4u);
}

TEST_F(Refusal, AReadOnlyFileIsReadButNotWritten) {
    make_village();
    std::filesystem::permissions(file, std::filesystem::perms(0444));
    std::filesystem::permissions(folder, std::filesystem::perms(0555));
    const auto before = bytes_of(file);
    EXPECT_TRUE(in_child([&] {
        if (::geteuid() == 0 && ::setuid(65534) != 0) return false;
        const auto refused = open(file);
        return load_snapshot(file).has_value() && !refused && refused.error().code == ErrorCode::read_only;
    }));
    std::filesystem::permissions(folder, std::filesystem::perms(0755));
    EXPECT_TRUE(bytes_of(file) == before);
}

}  // namespace huegrid::store::test
