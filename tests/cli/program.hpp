/// Runs the program as its user does, and asks plain SQLite about the files it made.
#pragma once

#include <gtest/gtest.h>
#include <sqlite3.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace huegrid::cli::test {

struct Outcome {
    int exit_code = -1;
    std::string out, err;
    [[nodiscard]] nlohmann::json json() const { return nlohmann::json::parse(out); }
};

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

class Program : public ::testing::Test {
protected:
    void SetUp() override {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder = std::filesystem::temp_directory_path() /
                 (std::string("huegrid_") + test->test_suite_name() + test->name() + std::to_string(::getpid()));
        std::filesystem::create_directories(folder);
        file = folder / "place.gpkg";
    }
    void TearDown() override { std::filesystem::remove_all(folder); }

    /// `arguments` as a shell would read them.
    [[nodiscard]] Outcome run(const std::string& arguments) const {
        const auto errors = folder / "stderr.txt";
        const std::string line = "SOURCE_DATE_EPOCH=1793404800 LANG=C '" HUEGRID_PROGRAM "' " + arguments + " 2>'" + errors.string() + "'";
        std::FILE* pipe = ::popen(line.c_str(), "r");
        Outcome outcome;
        std::array<char, 4096> buffer{};
        while (const auto n = std::fread(buffer.data(), 1, buffer.size(), pipe)) outcome.out.append(buffer.data(), n);
        const int status = ::pclose(pipe);
        outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128;
        outcome.err = bytes_of(errors);
        return outcome;
    }
    Outcome must(const std::string& arguments) const {
        auto outcome = run(arguments);
        EXPECT_EQ(outcome.exit_code, 0) << arguments << "\n" << outcome.err;
        return outcome;
    }
    [[nodiscard]] std::vector<std::vector<std::string>> sql(const std::string& query) const {
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        std::vector<std::vector<std::string>> rows;
        char* message = nullptr;
        const auto take = [](void* into, int columns, char** values, char**) {
            std::vector<std::string> row;
            for (int c = 0; c < columns; ++c) row.emplace_back(values[c] ? values[c] : "");
            static_cast<std::vector<std::vector<std::string>>*>(into)->push_back(std::move(row));
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(db, query.c_str(), take, &rows, &message), SQLITE_OK) << message << "\n" << query;
        sqlite3_close(db);
        return rows;
    }
    [[nodiscard]] std::int64_t number(const std::string& query) const {
        const auto rows = sql(query);
        return rows.empty() || rows[0][0].empty() ? 0 : std::stoll(rows[0][0]);
    }
    [[nodiscard]] static std::string quoted(const std::filesystem::path& path) { return "'" + path.string() + "'"; }
    [[nodiscard]] static std::string geodata(const std::string& name) { return "'" HUEGRID_SOURCE_DIR "/geodata/" + name + "'"; }
    [[nodiscard]] static std::string real_data() {
        const char* data = std::getenv("HUEGRID_REAL_DATA");
        return data ? data : "";
    }

    void import_sample() const { must("import " + quoted(file) + " --recipe " + geodata("recipes/sample.toml")); }

    std::filesystem::path folder, file;
};

}  // namespace huegrid::cli::test
