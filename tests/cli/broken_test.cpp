/// A file for each way in which input is broken (tests/data/broken), and what becomes of it: tests/data/broken/expected.txt says.
///
/// Each is imported by its recipe onto a file that holds a small community. A source that can't be used as a whole is
/// refused with an exact message and the file stays byte for byte as it was; of anything less, every defect is reported with
/// its place, and the rest is in the file. Nothing is left beside the file either way.
#include <fmt/format.h>

#include <algorithm>
#include <sstream>

#include "engine/geo/shapes/geometry_blob.hpp"
#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

const std::filesystem::path broken = HUEGRID_SOURCE_DIR "/tests/data/broken";

/// A block of expected.txt: "[FILE by RECIPE]" or "[RECIPE.toml]", then what is to come of it, line by line.
struct Case {
    std::string file, recipe;
    std::string outcome;
    [[nodiscard]] std::string title() const { return recipe.empty() ? file : file + " by " + recipe; }
};

/// The cases of a section ("== NAME"). Lines that begin with # are remarks.
std::vector<Case> cases_of(const std::string& section) {
    std::ifstream in(broken / "expected.txt");
    std::vector<Case> cases;
    std::string line;
    bool here = false;
    while (std::getline(in, line)) {
        if (line.empty() || line[0] == '#') continue;
        if (line.starts_with("== ")) {
            here = line.substr(3) == section;
        } else if (here && line[0] == '[') {
            const auto title = line.substr(1, line.size() - 2);
            const auto by = title.find(" by ");
            cases.push_back({title.substr(0, by), by == std::string::npos ? "" : title.substr(by + 4), ""});
        } else if (here && !cases.empty()) {
            cases.back().outcome += line + '\n';
        }
    }
    return cases;
}

std::string without(std::string text, const std::string& part) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part)) text.erase(at, part.size());
    return text;
}

class Broken : public Program, public ::testing::WithParamInterface<const char*> {
protected:
    void SetUp() override {
        Program::SetUp();
        must("import " + quoted(file) + " --recipe " + quoted(broken / "recipe_base.toml"));
        base_ = bytes_of(file);
        ASSERT_FALSE(base_.empty());
    }

    /// What came of the case, in the words of expected.txt.
    [[nodiscard]] std::string outcome_of(const Case& c) const {
        std::ofstream(file, std::ios::binary) << base_;
        const auto recipe = c.recipe.empty() ? broken / c.file : broken / ("recipe_" + c.recipe + ".toml");
        const auto source = c.recipe.empty() ? "" : " " + quoted("s=" + (broken / c.file).string());
        const auto run_of_it = run("import " + quoted(file) + " --json --recipe " + quoted(recipe) + source);
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            EXPECT_TRUE(entry.path() == file || entry.path().filename() == "stderr.txt") << "left behind: " << entry.path();
        if (run_of_it.exit_code != 0) {
            EXPECT_EQ(run_of_it.out, "");
            EXPECT_TRUE(bytes_of(file) == base_) << "the file is not as it was";
            const auto error = nlohmann::json::parse(run_of_it.err)["error"];
            const auto said = fmt::format("exit {}\nhuegrid: {}: {}\n", run_of_it.exit_code, error["where"].get<std::string>(), error["message"].get<std::string>());
            return without(said, broken.string() + "/");
        }
        return defects_in(run_of_it.json()) + contents();
    }

private:
    /// Counts by kind must agree with the examples, of which there are few enough here to be listed whole.
    static std::string defects_in(const nlohmann::json& report) {
        std::string text;
        std::map<std::string, std::int64_t> listed;
        for (const auto& d : report["examples"]) {
            const auto word = [&](const char* key) { return without(d[key].get<std::string>(), broken.string() + "/"); };
            text += fmt::format("{} {}: {}; {}\n", word("kind"), word("feature"), word("what"), word("done"));
            ++listed[word("kind")];
        }
        EXPECT_EQ(listed, (report["defects"].get<std::map<std::string, std::int64_t>>()));
        return text;
    }
    /// The rows that the base hasn't, with what matters of them.
    [[nodiscard]] std::string contents() const {
        std::string text;
        const auto list = [&](const std::string& what, const std::string& query) {
            for (const auto& row : sql(query)) {
                text += what;
                for (const auto& cell : row) text += ' ' + (cell.empty() ? "-" : cell);
                text += '\n';
            }
        };
        list("zone", "SELECT z.source_key, z.level, p.source_key FROM zone z LEFT JOIN zone p ON p.id = z.parent_id WHERE z.import_run > 1 ORDER BY z.id");
        for (const auto& row : sql("SELECT source_key, name, units, hex(geom) FROM building WHERE import_run > 1 ORDER BY id"))
            text += fmt::format("building {} {} {} {:.0f} m2\n", row[0], row[1], row[2].empty() ? "-" : row[2], area_m2(row[3]));
        list("service_point", "SELECT source_key FROM service_point WHERE import_run > 1 ORDER BY id");
        std::string columns;
        for (const auto& row : sql("SELECT name FROM pragma_table_info('household') WHERE name IN ('persons', 'birth', 'move_in', 'oldest_age', 'remark')"))
            columns += ", h." + row[0];
        list("household", "SELECT h.source_key, b.source_key, h.unit, h.door, h.contact_name" + columns +
                              " FROM household h LEFT JOIN building b ON b.id = h.building_id WHERE h.import_run > 1 ORDER BY h.id");
        return text.empty() ? "nothing came in\n" : text;
    }
    static double area_m2(const std::string& hex) {
        std::vector<std::uint8_t> blob;
        for (std::size_t i = 0; i + 1 < hex.size(); i += 2) blob.push_back(static_cast<std::uint8_t>(std::stoi(hex.substr(i, 2), nullptr, 16)));
        const auto shape = geo::from_geometry_blob(blob);
        EXPECT_TRUE(shape) << "the geometry in the file can't be read";
        return shape ? geo::area_m2(*shape) : 0.0;
    }

    std::string base_;
};

TEST_P(Broken, ComesOutAsExpected) {
    const auto cases = cases_of(GetParam());
    ASSERT_FALSE(cases.empty());
    for (const auto& c : cases) {
        SCOPED_TRACE(c.title());
        const auto outcome = outcome_of(c);
        EXPECT_TRUE(outcome == c.outcome) << "came:\n[" << c.title() << "]\n" << outcome << "expected:\n" << c.outcome;
    }
}

INSTANTIATE_TEST_SUITE_P(Files, Broken, ::testing::Values("geometries", "positions", "encodings", "tables", "workbooks", "containers", "traps", "recipes"),
                         [](const auto& section) { return std::string(section.param); });

using TooLong = Program;

TEST_F(TooLong, ACellOfAMillionCharactersIsKeptOutAndItsRowStays) {
    must("import " + quoted(file) + " --recipe " + quoted(broken / "recipe_base.toml"));
    std::ofstream table(folder / "long.csv");
    table << "key,building_key,contact\nh1,b1,";
    for (int i = 0; i < 1'000'000; ++i) table << "王";
    table << "\nh2,b1,李\n";
    table.close();
    const auto report = must("import " + quoted(file) + " --json --recipe " + quoted(broken / "recipe_name.toml") + " " + quoted("s=" + (folder / "long.csv").string())).json();
    EXPECT_EQ(report["defects"], (nlohmann::json{{"oversized_value", 1}}));
    EXPECT_EQ(report["examples"][0]["feature"], "line 2");
    EXPECT_EQ(sql("SELECT source_key, contact_name FROM household ORDER BY id"), (std::vector<std::vector<std::string>>{{"h1", ""}, {"h2", "李"}}));
}

TEST(BrokenFiles, AreAllExpectedToComeToSomething) {
    std::ifstream in(broken / "expected.txt");
    std::stringstream text;
    text << in.rdbuf();
    for (const auto& entry : std::filesystem::directory_iterator(broken)) {
        const auto name = entry.path().filename().string();
        const bool sibling = name.ends_with(".dbf") || name.ends_with(".shx") || name.ends_with(".prj") || name.ends_with(".cpg");
        if (sibling || name.starts_with("base") || name.starts_with("recipe_") || name == "expected.txt") continue;
        EXPECT_NE(text.str().find("[" + name), std::string::npos) << name;
    }
}

}  // namespace
}  // namespace huegrid::cli::test
