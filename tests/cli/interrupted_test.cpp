/// An import that is killed, or that finds the disk full, leaves the file as before or as after: never anything between. A division
/// that is stopped leaves it as before.
#include <fcntl.h>
#include <fmt/format.h>
#include <signal.h>
#include <sys/resource.h>

#include <chrono>
#include <random>
#include <thread>

#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

using Clock = std::chrono::steady_clock;

constexpr const char* recipe = R"([[zone]]
source = "zones"
key = "key"
level = "level"
name = "key"

[[building]]
source = "houses"
key = "key"
name = "key"

[[household]]
source = "register"
key = "key"
building_key = "building"
kind = { value = "home" }
contact_name = "contact"
door = "door"

[[attribute]]
name = "persons"
type = "integer"
title = { zh = "人数", en = "Persons" }
sensitivity = "internal"
purpose = "to test"
column = "persons"
)";

std::string square(double lon, double lat, double side) {
    return fmt::format(R"({{"type":"Polygon","coordinates":[[[{0},{1}],[{2},{1}],[{2},{3}],[{0},{3}],[{0},{1}]]]}})", lon, lat, lon + side, lat + side);
}

/// A town of `households` in buildings of ten; `name` in every row, so that another name changes every row.
void write_town(const std::filesystem::path& folder, int households, const std::string& name) {
    std::ofstream zones(folder / "zones.geojson"), houses(folder / "houses.geojson"), people(folder / "register.csv");
    zones << R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"key":"c1","level":"community"},"geometry":)"
          << square(104.2, 30.8, 0.1) << "}]}\n";
    houses << R"({"type":"FeatureCollection","features":[)";
    people << "key,building,door,contact,persons\n";
    for (int h = 0; h < households; ++h) {
        const int b = h / 10;
        if (h % 10 == 0)
            houses << (b ? ",\n" : "\n") << R"({"type":"Feature","properties":{"key":"b)" << b << R"("},"geometry":)"
                   << square(104.201 + b % 50 * 0.001, 30.801 + b / 50 * 0.001, 0.0005) << "}";
        people << fmt::format("h{},b{},{},{}{},{}\n", h, b, h % 10 + 1, name, h, h % 6 + 1);
    }
    houses << "]}\n";
    std::ofstream(folder / "town.toml") << recipe;
}

/// Everything a file holds, row for row: two files with one digest say the same.
std::size_t digest(const std::filesystem::path& file) {
    sqlite3* db = nullptr;
    EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
    std::size_t sum = 0;
    const auto add = [&](sqlite3_stmt* row) {
        for (int c = 0; c < sqlite3_column_count(row); ++c) {
            const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, c));
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(row, c));
            sum = sum * 1099511628211ULL + std::hash<std::string_view>()(bytes ? std::string_view(bytes, size) : "NULL");
        }
    };
    const auto each = [&](const std::string& query, const auto& one) {
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(db, query.c_str(), -1, &statement, nullptr), SQLITE_OK) << query << sqlite3_errmsg(db);
        int step = SQLITE_DONE;
        while (statement && (step = sqlite3_step(statement)) == SQLITE_ROW) one(statement);
        EXPECT_EQ(step, SQLITE_DONE) << query << sqlite3_errmsg(db);
        sqlite3_finalize(statement);
    };
    std::vector<std::string> tables;
    each("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
         [&](sqlite3_stmt* row) { tables.emplace_back(reinterpret_cast<const char*>(sqlite3_column_text(row, 0))); });
    EXPECT_GT(tables.size(), 10u);
    for (const auto& table : tables)  // GeoPackage has the clock's time in its table of contents
        each(table == "gpkg_contents" ? "SELECT table_name, min_x, max_y FROM gpkg_contents ORDER BY 1" : "SELECT * FROM \"" + table + "\" ORDER BY 1, 2", add);
    sqlite3_close(db);
    return sum;
}

class Interrupted : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        write_town(folder, 3000, "甲");
    }

    [[nodiscard]] std::vector<std::string> import_words() const {
        return {HUEGRID_PROGRAM, "import", file.string(), "--recipe", (folder / "town.toml").string(), "zones=" + (folder / "zones.geojson").string(),
                "houses=" + (folder / "houses.geojson").string(), "register=" + (folder / "register.csv").string()};
    }
    [[nodiscard]] std::string import_line() const {
        std::string line;
        for (const auto& word : import_words()) line += (line.empty() ? "'" : " '") + word + "'";
        return line;
    }
    [[nodiscard]] pid_t start_import() const { return start(import_words()); }
    [[nodiscard]] static pid_t start(const std::vector<std::string>& words) {
        std::vector<char*> argv;
        for (const auto& word : words) argv.push_back(const_cast<char*>(word.c_str()));
        argv.push_back(nullptr);
        ::setenv("SOURCE_DATE_EPOCH", "1793404800", 1);
        const auto process = ::fork();
        if (process == 0) {
            const int nowhere = ::open("/dev/null", O_WRONLY);
            ::dup2(nowhere, 1);
            ::dup2(nowhere, 2);
            ::execv(argv[0], argv.data());
            ::_exit(127);
        }
        return process;
    }
    /// The exit code, or -1 if it was killed.
    static int ended(pid_t process) {
        int status = 0;
        ::waitpid(process, &status, 0);
        return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    }
    [[nodiscard]] std::vector<std::string> beside() const {
        std::vector<std::string> names;
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            if (entry.path() != file && entry.path().filename().string().starts_with("place")) names.push_back(entry.path().filename().string());
        return names;
    }
    /// Moments spread over a run and a little more.
    class Moments {
    public:
        explicit Moments(Clock::duration whole) : seed(std::random_device{}()), dice_(seed), whole_(std::chrono::duration<double>(whole).count()) {}
        void wait() { std::this_thread::sleep_for(std::chrono::duration<double>(std::uniform_real_distribution<>(0.0, 1.05)(dice_) * whole_)); }
        const unsigned seed;

    private:
        std::mt19937 dice_;
        double whole_;
    };
};

TEST_F(Interrupted, AKilledImportLeavesTheFileAsBeforeOrAsAfter) {
    ASSERT_EQ(ended(start_import()), 0);
    const auto before = digest(file);
    const auto before_bytes = bytes_of(file);
    write_town(folder, 3200, "乙");
    const auto began = Clock::now();
    ASSERT_EQ(ended(start_import()), 0);
    Moments moments(Clock::now() - began);
    const auto after = digest(file);
    ASSERT_NE(before, after);
    int as_before = 0, as_after = 0;
    for (int i = 0; i < 60; ++i) {
        for (const auto& name : beside()) std::filesystem::remove(folder / name);
        std::ofstream(file, std::ios::binary) << before_bytes;
        const auto process = start_import();
        moments.wait();
        ::kill(process, SIGKILL);
        const bool finished = ended(process) == 0;
        must("check " + quoted(file));
        const auto now = digest(file);
        ASSERT_TRUE(now == before || now == after) << "seed " << moments.seed << ", kill " << i;
        ASSERT_TRUE(!finished || now == after) << "seed " << moments.seed << ", kill " << i;
        ++(now == before ? as_before : as_after);
    }
    EXPECT_GT(as_before, 0) << "no kill came in time";
    ASSERT_EQ(ended(start_import()), 0);
    EXPECT_EQ(beside(), std::vector<std::string>{}) << "the next command that writes tidies up after the dead";
    RecordProperty("as_before", as_before);
    RecordProperty("as_after", as_after);
}

TEST_F(Interrupted, AKilledFirstImportLeavesNoFileOrAWholeOne) {
    const auto began = Clock::now();
    ASSERT_EQ(ended(start_import()), 0);
    Moments moments(Clock::now() - began);
    const auto after = digest(file);
    int none = 0;
    for (int i = 0; i < 40; ++i) {
        std::filesystem::remove(file);
        const auto process = start_import();
        moments.wait();
        ::kill(process, SIGKILL);
        ended(process);
        const bool there = std::filesystem::exists(file);
        if (there) must("check " + quoted(file));
        ASSERT_TRUE(!there || digest(file) == after) << "seed " << moments.seed << ", kill " << i;
        none += there ? 0 : 1;
    }
    EXPECT_GT(none, 0) << "no kill came in time";
    std::filesystem::remove(file);
    ASSERT_EQ(ended(start_import()), 0);
    EXPECT_EQ(digest(file), after);
    EXPECT_EQ(beside(), std::vector<std::string>{}) << "the next import tidies up after the dead ones";
}

TEST_F(Interrupted, ADivisionThatIsStoppedIsNotDoneAndLeavesTheFile) {
    ASSERT_EQ(ended(start_import()), 0);
    const auto before = digest(file);
    // No sum of tens is within these limits, so that it would search for long.
    int code = -1;  // killed: on a busy machine the program may not have begun yet
    for (int wait_ms = 500; code == -1 && wait_ms <= 16'000; wait_ms *= 2) {
        const auto process = start({HUEGRID_PROGRAM, "divide", file.string(), "--effort", "100", "--min", "303", "--max", "307"});
        std::this_thread::sleep_for(std::chrono::milliseconds(wait_ms));
        ::kill(process, SIGINT);
        code = ended(process);
        EXPECT_EQ(digest(file), before);
    }
    EXPECT_EQ(code, 1);
}

TEST_F(Interrupted, AFileThatMayNotGrowIsRefusedAndStaysAsItWas) {
    ASSERT_EQ(ended(start_import()), 0);
    const auto before = digest(file);
    const auto before_bytes = bytes_of(file);
    write_town(folder, 9000, "乙");
    int refused = 0;
    for (const int percent : {5, 30, 60, 90, 110, 150, 200}) {
        std::ofstream(file, std::ios::binary) << before_bytes;
        const auto blocks = before_bytes.size() * static_cast<std::size_t>(percent) / 100 / 512;
        // `trap ''` makes the program see the limit as a failed write, as on a full disk, and not as a signal.
        const auto line = fmt::format("ulimit -f {}; trap '' XFSZ; {} >/dev/null 2>'{}'", blocks, import_line(), (folder / "err.txt").string());
        const auto shell = folder / "limited.sh";
        std::ofstream(shell) << line << '\n';
        const int code = WEXITSTATUS(std::system(("sh " + shell.string()).c_str()));
        const auto message = bytes_of(folder / "err.txt");
        ASSERT_TRUE(code == 0 || code == 1) << percent << " %\n" << message;
        must("check " + quoted(file));
        if (code == 1) {
            ++refused;
            EXPECT_NE(message.find("disk"), std::string::npos) << message;
            EXPECT_EQ(digest(file), before) << percent << " %";
            EXPECT_TRUE(beside().empty()) << beside().front();
        } else {
            EXPECT_NE(digest(file), before) << percent << " %";
        }
    }
    EXPECT_GE(refused, 2);
}

TEST_F(Interrupted, AFullDiskIsSaidAndTheFileStaysAsItWas) {
    if (std::system("unshare -m mount -t tmpfs none /mnt 2>/dev/null") != 0) GTEST_SKIP() << "may not mount a small disk";
    ASSERT_EQ(ended(start_import()), 0);
    const auto before = digest(file);
    const auto size_kb = std::filesystem::file_size(file) / 1024;
    write_town(folder, 9000, "乙");
    for (const auto room_kb : {40ul, 400ul}) {
        const auto script = folder / "full.sh";
        auto line = import_line();
        const auto at = line.find(file.string());
        line.replace(at, file.string().size(), "/mnt/place.gpkg");
        std::ofstream(script) << fmt::format("mount -t tmpfs -o size={}k none /mnt && cp '{}' /mnt/ && cd /mnt && {} >/dev/null 2>'{}'\n"
                                             "code=$?; ls /mnt >'{}'; cp /mnt/place.gpkg '{}'; exit $code\n",
                                             size_kb + room_kb, file.string(), line, (folder / "err.txt").string(), (folder / "ls.txt").string(),
                                             (folder / "after.gpkg").string());
        const int code = WEXITSTATUS(std::system(("unshare -m sh " + script.string()).c_str()));
        EXPECT_EQ(code, 1) << room_kb << " kB";
        EXPECT_NE(bytes_of(folder / "err.txt").find("disk"), std::string::npos) << bytes_of(folder / "err.txt");
        EXPECT_EQ(bytes_of(folder / "ls.txt"), "place.gpkg\n");
        EXPECT_EQ(digest(folder / "after.gpkg"), before);
    }
}

}  // namespace
}  // namespace huegrid::cli::test
