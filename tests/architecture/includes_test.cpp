/// @file includes_test.cpp
/// The arrows between the rooms, as a test: reads every source under engine/ and gui/.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace huegrid {
namespace {

namespace fs = std::filesystem;

/// A room may include itself and rooms of a lower rank; rooms of the same rank are siblings and don't know each other.
const std::map<std::string, int> rank_of{
    {"engine/base", 0},    {"engine/address", 1}, {"engine/geo", 1},    {"engine/palette", 1}, {"engine/model", 2}, {"engine/sources", 3},
    {"engine/figures", 3}, {"engine/conditions", 3}, {"engine/grids", 3}, {"engine/store", 4},   {"engine/ingest", 4}, {"engine/synth", 4}, {"engine/tiers", 4},
    {"engine/carto", 5},   {"engine/report", 6},  {"engine/work", 7},   {"engine/cli", 8},   {"gui/text", 8},
    {"gui/views", 9},      {"gui/map", 9},        {"gui/panels", 10},   {"gui/app", 11},
};

/// Arrows that the ranks would allow and the design doesn't.
bool forbidden_besides(const std::string& from, const std::string& to) {
    // Only the program's main knows the verbs, and words are below everything of the window.
    if (to == "engine/cli") return from != "gui/app";
    return from == "gui/text" && to != "engine/base";
}

struct Include {
    std::string what;  ///< as written, without quotes or angles
    bool quoted = false;
    int line = 0;
};

struct Source {
    std::string path;  ///< from the root, with slashes
    std::string room;  ///< "engine/geo"
    std::vector<std::string> lines;
    std::vector<Include> includes;
    [[nodiscard]] bool header() const { return path.ends_with(".hpp"); }
};

std::string room_of(const std::string& path) {
    const auto first = path.find('/');
    const auto second = first == std::string::npos ? first : path.find('/', first + 1);
    return second == std::string::npos ? "" : path.substr(0, second);
}

std::vector<Source> read_sources() {
    const fs::path root = HUEGRID_SOURCE_DIR;
    const std::regex include(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<Source> sources;
    for (const char* top : {"engine", "gui"})
        for (const auto& entry : fs::recursive_directory_iterator(root / top)) {
            const auto extension = entry.path().extension();
            if (extension != ".hpp" && extension != ".cpp") continue;
            Source source;
            source.path = fs::relative(entry.path(), root).generic_string();
            source.room = room_of(source.path);
            std::ifstream in(entry.path());
            for (std::string line; std::getline(in, line);) {
                std::smatch match;
                source.lines.push_back(line);
                if (std::regex_search(line, match, include))
                    source.includes.push_back({match[2], match[1] == "\"", int(source.lines.size())});
            }
            sources.push_back(std::move(source));
        }
    return sources;
}

const std::vector<Source>& sources() {
    static const std::vector<Source> all = read_sources();
    return all;
}

std::string at(const Source& source, int line) { return fmt::format("{}:{}: ", source.path, line); }

TEST(Architecture, ThereAreSourcesToRead) { EXPECT_GT(sources().size(), 30u); }

TEST(Architecture, EveryRoomHasItsPlace) {
    for (const auto& source : sources())
        EXPECT_TRUE(rank_of.contains(source.room)) << source.path << " is in no room that the design knows";
}

TEST(Architecture, IncludesGoDownOnly) {
    for (const auto& source : sources())
        for (const auto& include : source.includes) {
            if (!include.quoted) continue;
            const auto to = room_of(include.what);
            if (to == source.room || !rank_of.contains(to) || !rank_of.contains(source.room)) continue;
            const bool down = rank_of.at(to) < rank_of.at(source.room) && !forbidden_besides(source.room, to);
            EXPECT_TRUE(down) << at(source, include.line) << source.room << " must not include " << include.what;
        }
}

TEST(Architecture, OurIncludesAreWrittenFromTheRoot) {
    for (const auto& source : sources())
        for (const auto& include : source.includes) {
            const bool ours = fs::exists(fs::path(HUEGRID_SOURCE_DIR) / include.what);
            EXPECT_EQ(include.quoted, ours) << at(source, include.line) << include.what;
        }
}

TEST(Architecture, EveryHeaderSaysItsNameAndGuardsItself) {
    for (const auto& source : sources()) {
        if (!source.header()) continue;
        const auto name = fs::path(source.path).filename().string();
        const auto has = [&](const std::string& line) {
            return std::find(source.lines.begin(), source.lines.end(), line) != source.lines.end();
        };
        EXPECT_TRUE(has("/// @file " + name)) << source.path;
        EXPECT_TRUE(has("#pragma once")) << source.path;
    }
}

/// What a panel shows is computed without ImGui, so that it can be tested without a window.
bool knows_no_window(const Source& source) {
    return source.path.starts_with("engine/") || source.room == "gui/views" || source.room == "gui/text";
}

TEST(Architecture, NothingInTheEngineAndTheViewModelsKnowsAWindow) {
    const std::regex window(
        R"(\b(ImGui\w*|Im(Vec[24]|U32|Draw\w+)|glfw\w*|GLFW\w*|epoxy|GL_\w+|GLu?int|EGL\w+|egl[A-Z]\w+)\b)"
        R"(|<(GL|GLES\d?|GLFW|EGL|epoxy)/|<imgui)");
    for (const auto& source : sources()) {
        if (!knows_no_window(source)) continue;
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            const auto code = source.lines[i].substr(0, source.lines[i].find("//"));
            EXPECT_FALSE(std::regex_search(code, window)) << at(source, int(i) + 1) << code;
        }
    }
}

TEST(Architecture, TheDatabaseStaysInItsRoom) {
    for (const auto& source : sources())
        for (const auto& include : source.includes)
            EXPECT_TRUE(include.what != "sqlite3.h" || source.room == "engine/store") << at(source, include.line);
}

// An identifier or a title may well say "select"; SQL is written in capitals here. Conditions are written as SQL for other
// programs to run, and so is a rulebook: text is what they make, and they know no database.
TEST(Architecture, SqlStaysInItsRoom) {
    const std::regex sql(
        R"re((R"\w*\(|")\s*(SELECT\b|INSERT\s+(OR\s+\w+\s+)?INTO\b|UPDATE\s+\S+[\s"]+SET\b|DELETE\s+FROM\b)re"
        R"re(|CREATE\s+((TEMP|VIRTUAL)\s+)?TABLE\b|PRAGMA\b))re");
    for (const auto& source : sources()) {
        if (source.room == "engine/store" || source.room == "engine/conditions" || source.path == "engine/tiers/rulebook/rulebook_sql.cpp") continue;
        std::string text;
        for (const auto& line : source.lines) text += line + '\n';
        for (std::sregex_iterator found(text.begin(), text.end(), sql), end; found != end; ++found) {
            const auto line = std::count(text.begin(), text.begin() + found->position(), '\n') + 1;
            ADD_FAILURE() << at(source, int(line)) << found->str();
        }
    }
}

TEST(Architecture, GdalStaysInItsRooms) {
    const std::regex gdal(R"(^(gdal|ogr|cpl_))");
    for (const auto& source : sources()) {
        if (source.room == "engine/geo" || source.room == "engine/sources") continue;
        for (const auto& include : source.includes)
            EXPECT_FALSE(std::regex_search(include.what, gdal)) << at(source, include.line) << include.what;
    }
}

// Dear ImGui is not in the list: it is what gui/panels and gui/app are made of.
TEST(Architecture, HeadersThatOtherRoomsSeeBringNoForeignLibrary) {
    const std::regex foreign(
        R"(^(gdal|ogr|cpl_|proj|boost/|toml|sqlite3|nlohmann/|CLI/|xlsxwriter|cairo|pango|GLFW/|epoxy/|GL/|EGL/|png|ft2build|date/|bzlib|zlib|expat|freexl|osmium|unicode/|xxhash|geos))");
    std::map<std::string, const Source*> by_path;
    for (const auto& source : sources()) by_path[source.path] = &source;

    // From what another room includes, to all that comes along with it.
    std::set<std::string> seen;
    std::vector<std::string> next;
    const auto see = [&](const std::string& path) {
        if (by_path.contains(path) && seen.insert(path).second) next.push_back(path);
    };
    for (const auto& source : sources())
        for (const auto& include : source.includes)
            if (include.quoted && room_of(include.what) != source.room) see(include.what);
    while (!next.empty()) {
        const Source& header = *by_path.at(next.back());
        next.pop_back();
        for (const auto& include : header.includes) {
            if (include.quoted)
                see(include.what);
            else
                EXPECT_FALSE(std::regex_search(include.what, foreign)) << at(header, include.line) << include.what;
        }
    }
}

}  // namespace
}  // namespace huegrid
