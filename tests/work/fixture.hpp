/// @file fixture.hpp
/// An office's folder of files, imported by recipes, and its register asked with plain SQL.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/work/use_cases.hpp"

namespace huegrid::work {

class Office : public ::testing::Test {
protected:
    Office() {
        const auto* test = ::testing::UnitTest::GetInstance()->current_test_info();
        folder = std::filesystem::temp_directory_path() / fmt::format("huegrid-{}-{}", test->name(), ::getpid());
        std::filesystem::create_directories(folder);
    }
    ~Office() override { std::filesystem::remove_all(folder); }
    void write(const std::string& name, const std::string& text) const { std::ofstream(folder / name) << text; }

    [[nodiscard]] ImportResult import_by(const std::filesystem::path& recipe, const std::string& file,
                                         const std::map<std::string, std::filesystem::path>& sources = {},
                                         store::Extent extent = store::Extent::guarded) const {
        const auto result = import_sources({folder / file, {"tester", ""}}, recipe, sources, {}, {extent});
        EXPECT_TRUE(result) << result.error().text();
        return result ? *result : ImportResult{};
    }
    /// By a recipe given as text.
    ImportResult import(const std::string& file, const std::string& recipe, store::Extent extent = store::Extent::guarded) const {
        write("r.toml", recipe);
        return import_by(folder / "r.toml", file, {}, extent);
    }
    /// Each row as "cell|cell|", NULL as the word.
    [[nodiscard]] std::vector<std::string> rows(const std::string& file, const std::string& sql) const {
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2((folder / file).c_str(), &db, SQLITE_OPEN_READONLY, nullptr), SQLITE_OK);
        std::vector<std::string> found;
        const auto take = [](void* into, int columns, char** values, char**) {
            std::string row;
            for (int c = 0; c < columns; ++c) row += std::string(values[c] ? values[c] : "NULL") + "|";
            static_cast<std::vector<std::string>*>(into)->push_back(std::move(row));
            return 0;
        };
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), take, &found, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
        return found;
    }

    /// As another program would, which knows nothing of our laws, nor the functions of our triggers.
    void execute(const std::string& file, const std::string& sql) const {
        sqlite3* db = nullptr;
        EXPECT_EQ(sqlite3_open_v2((folder / file).c_str(), &db, SQLITE_OPEN_READWRITE, nullptr), SQLITE_OK);
        sqlite3_db_config(db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        EXPECT_EQ(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sqlite3_errmsg(db);
        sqlite3_close(db);
    }

    std::filesystem::path folder;
};

}  // namespace huegrid::work
