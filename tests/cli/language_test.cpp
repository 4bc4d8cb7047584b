/// Chinese and English are equals at the terminal: help, errors, what verbs print, and the words that are typed.
#include <functional>
#include <sstream>

#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

/// Any character from U+3400 to U+9FFF.
bool has_chinese(const std::string& text) {
    for (const unsigned char c : text)
        if (c >= 0xE3 && c <= 0xE9) return true;
    return false;
}

}  // namespace

class Spoken : public Program {
protected:
    [[nodiscard]] std::string in_chinese(const std::string& arguments) const { return must(arguments + " --language zh").out; }
    void classify() const { must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml")); }
};

// Would catch a verb or an option that was added without its Chinese, and a verb that doesn't take --language.
TEST_F(Spoken, NoDescriptionOfTheHelpLacksItsChinese) {
    int verbs = 0;
    const std::function<void(const std::string&)> ask = [&](const std::string& verb) {
        std::istringstream lines(in_chinese(verb + " --help"));
        std::vector<std::string> entries, inner;
        bool example = false, subcommands = false;
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("示例")) example = true;
            if (line.starts_with("子命令")) subcommands = true;
            if (example || !line.starts_with("  ")) continue;
            if (line.size() > 2 && line[2] != ' ') entries.emplace_back();
            if (!entries.empty()) entries.back() += line + "\n";
            if (subcommands && line.size() > 2 && line[2] != ' ') inner.push_back(line.substr(2, line.find(' ', 2) - 2));
        }
        for (const auto& entry : entries) EXPECT_TRUE(has_chinese(entry)) << verb << ":\n" << entry;
        EXPECT_GE(entries.size(), 2u) << verb;
        ++verbs;
        for (const auto& name : inner) ask((verb.empty() ? "" : verb + " ") + name);
    };
    ask("");
    EXPECT_GT(verbs, 30);
}

// Would catch an error whose sentence isn't in the catalogue, or was reworded there or where it is raised.
TEST_F(Spoken, WhatIsWrongIsSaidInChinese) {
    import_sample();
    classify();
    const auto f = quoted(file);
    const auto made = [&](const std::string& name, const std::string& text) {
        std::ofstream(folder / name) << text;
        return quoted(folder / name);
    };
    const auto other = made("other.gpkg", "no database at all, but long enough to be looked into as if it were one");
    const auto taken = made("taken.txt", "x");
    const auto recipe = [&](const std::string& text) { return "import " + quoted(folder / "new.gpkg") + " --recipe " + made("r.toml", text); };
    auto rulebook = bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml");
    rulebook.replace(rulebook.find("oldest_age >= 80"), 10, "oldst_age ");
    const std::vector<std::string> wrong{
        // files
        "classify " + quoted(folder / "none.gpkg"), "household list " + quoted(folder / "none.gpkg"), "household list " + other, "copy " + f + " " + taken, "check " + quoted(folder),
        "import " + f + " --recipe " + quoted(folder / "none.toml"), "recipe guess " + quoted(folder / "none.csv"), "household add " + quoted(folder / "none.gpkg") + " door=1",
        "synth " + f + " --households 100",
        // the command line
        "clasify " + f, "household lst " + f, "household", "classify", "household show " + f, "report " + f + " --format pdf", "household list " + f + " --limit x", "household list " + f + " --limit -1",
        "household list " + f + " --kind house", "household list " + f + " surplus", "household list " + f + " --nothing", "household list " + f + " --reveal", "import " + f + " --recipe x --whole --partial",
        "classify " + f + " --wait never", "classify " + f + " --as-of yesterday", "classify " + f + " --level grid", "classify " + f + " --series a..b", "journal " + f + " --since never",
        // rows and fields
        "household show " + f + " 999999", "household set " + f + " 1 ocupancy=let", "household set " + f + " 1 zzzzzz=1", "household set " + f + " 1 occupancy=lett", "household set " + f + " 1 occupancy",
        "household set " + f + " 1 contact_phone=12", "household set " + f + " 1 oldest_age=200", "household set " + f + " 1 oldest_age=old", "household set " + f + " 1 tier=red", "household set " + f + " 1 grid=1",
        "household set " + f + " 1 door=1 door=2", "household set " + f + " 1 kind=", "household set " + f + " 1 door=510113199001011018", "household set " + f + " 1 building=none", "household set " + f + " 1 valid_to=2026-01-01",
        "household end " + f + " 1 --on 2999-01-01", "household end " + f + " 1 --on 1900-01-01", "household add " + f, "member add " + f + " --name a", "room add " + f + " --door 1",
        "household list " + f + " --tier pink", "household list " + f + " --zone none", "household list " + f + " --where 'oldst_age > 1'", "household list " + f + " --where 'oldest_age >'", "household show " + f + " 1 --reveal --reason ''",
        "override set " + f + " 1 --tier pink --reason x", "override set " + f + " 1 --tier red --days 400 --reason x", "override set " + f + " 1 --tier red --reason ' '", "override end " + f + " 1", "erase " + f + " room 1 --reason x",
        "erase " + f + " household 1 --reason ' '", "explain " + f + " 999999",
        // import, rules, grids
        "import " + f + " --recipe " + geodata("recipes/osm.toml") + " osn=x.pbf", "import " + f + " --recipe " + geodata("recipes/osm.toml"), "import " + f + " --recipe " + geodata("recipes/osm.toml") + " osm=/nowhere/x.pbf",
        "import " + f + " --recipe " + geodata("recipes/osm.toml") + " osm", recipe("[[buildng]]\nsource = \"x\"\n"), recipe("[[building]]\n"), recipe("name = [,"), recipe("[source.x]\npath = \"none.csv\"\n[[building]]\nsource = \"x\"\nkey = \"k\"\n"),
        "classify " + f + " --rulebook " + made("typo.toml", rulebook), "rulebook check " + quoted(folder / "typo.toml") + " --register " + f,
        "report " + f + " --level comunity --out " + quoted(folder), "divide " + f + " --level none", "divide " + f + " --within none", "divide " + f + " --min 9 --max 3", "grid rename " + f + " none x", "extract " + f + " new.gpkg --zone none"};
    for (const auto& arguments : wrong) {
        const auto outcome = run(arguments + " --language zh");
        EXPECT_NE(outcome.exit_code, 0) << arguments;
        std::istringstream lines(outcome.err);
        std::string first;
        std::getline(lines, first);
        EXPECT_TRUE(has_chinese(first)) << arguments << "\n" << outcome.err;
    }
    while (run("undo " + f).exit_code == 0) {}
    for (const std::string arguments : {"undo ", "redo "}) EXPECT_TRUE(has_chinese(run(arguments + f + " --language zh").err) || arguments == "redo ");
}

// Would catch a verb that prints for people and forgets the language.
TEST_F(Spoken, WhatVerbsPrintIsChinese) {
    import_sample();
    classify();
    const auto f = quoted(file);
    for (const auto& arguments :
         {"household add " + f + " --building 1 --door 901 --occupancy let", "household set " + f + " 1 occupancy=vacant", "household set " + f + " 1 occupancy=vacant", "household list " + f, "household show " + f + " 1",
          "room add " + f + " --building 1 --door 902", "estate add " + f + " --name Oak", "estate set " + f + " Oak --add-building 1", "estate show " + f + " Oak", "member add " + f + " --name Wang --kind volunteer", "member list " + f,
          "household end " + f + " 2", "undo " + f, "redo " + f, "override list " + f, "override set " + f + " 1 --tier red --reason x", "override list " + f, "override end " + f + " 1", "erase " + f + " household 3 --reason x --dry-run",
          "rulebook check " + geodata("rulebooks/default.toml") + " --register " + f, "copy " + f + " " + quoted(folder / "copy.gpkg"), "search " + f + " nothing-of-the-kind", "check " + f, "journal " + f,
          "synth " + quoted(folder / "town.gpkg") + " --households 50"}) {
        const auto out = in_chinese(arguments);
        std::istringstream lines(out);
        for (std::string line; std::getline(lines, line);) EXPECT_TRUE(has_chinese(line)) << arguments << "\n" << line;
        EXPECT_FALSE(out.empty()) << arguments;
    }
}

// Would catch a summary that the catalogue of journal entries lacks: in Chinese no word of English is left but the file's own.
TEST_F(Spoken, WhatIsUndoneIsNamedInTheLanguage) {
    import_sample();
    const auto f = quoted(file);
    must("household set " + f + " 1 occupancy=vacant");
    EXPECT_EQ(in_chinese("undo " + f).find("household"), std::string::npos);
    EXPECT_NE(in_chinese("redo " + f).find("户 1：居住状态"), std::string::npos);
    EXPECT_NE(must("undo " + f).out.find("household 1: occupancy"), std::string::npos);
}

// Would catch a reason or question of a guess that the catalogue lacks: each comment is Chinese, and the recipe is the same one.
TEST_F(Spoken, AGuessExplainsItselfInTheLanguage) {
    std::ofstream(folder / "homes.csv") << "户号,户主,联系电话,地址,年龄,低保\n1,张伟,12900000001,风华苑1栋1单元101,71,是\n2,王芳,12900000002,风华苑1栋1单元102,69,否\n3,李强,12900000003,风华苑1栋1单元103,40,否\n";
    std::ofstream(folder / "points.csv") << "x,y,note\n9,1,a\n8,2,b\n";
    const auto sources = quoted(folder / "homes.csv") + " " + quoted(folder / "points.csv");
    const auto rows_of = [](const std::string& recipe, bool comments) {
        std::vector<std::string> rows;
        std::istringstream lines(recipe);
        for (std::string line; std::getline(lines, line);)
            if (line.starts_with("# ") == comments && !line.starts_with("#   ")) rows.push_back(line);
        return rows;
    };
    const auto chinese = in_chinese("recipe guess " + sources), english = must("recipe guess " + sources).out;
    for (const auto& line : rows_of(chinese, true)) EXPECT_TRUE(has_chinese(line)) << line;
    EXPECT_NE(rows_of(chinese, true), rows_of(english, true));
    EXPECT_EQ(rows_of(chinese, false), rows_of(english, false));
}

// Would catch codes that are the only way in: what the screen says is understood, in both languages, and stored as the code.
TEST_F(Spoken, WhatTheScreenSaysIsUnderstood) {
    import_sample();
    classify();
    const auto f = quoted(file);
    for (const auto& [typed, code] : std::vector<std::pair<std::string, std::string>>{{"自住", "own"}, {"出租", "let"}, {"空置", "vacant"}, {"Let", "let"}, {"own home", "own"}, {"vacant", "vacant"}}) {
        must("household set " + f + " 1 'occupancy=" + typed + "'");
        EXPECT_EQ(sql("SELECT occupancy FROM household WHERE id = 1")[0][0], code) << typed;
        must("household list " + f + " --occupancy '" + typed + "' --json");
    }
    must("member add " + f + " --name Wang --kind 志愿者");
    EXPECT_EQ(sql("SELECT kind FROM member ORDER BY id DESC LIMIT 1")[0][0], "volunteer");
    for (const std::string tier : {"red", "红", "红档", "Red"}) {
        must("override set " + f + " 1 --tier " + tier + " --reason x");
        EXPECT_EQ(sql("SELECT tier FROM override ORDER BY id DESC LIMIT 1")[0][0], "red") << tier;
        must("household list " + f + " --tier " + tier);
    }
    EXPECT_EQ(run("household list " + f + " --level 网格").exit_code, 2);
    must("report " + f + " --level 网格 --out " + quoted(folder));
    for (const auto& arguments : {"household set " + f + " 1 occupancy=x", "household list " + f + " --occupancy x"}) {
        EXPECT_NE(run(arguments + " --language zh").err.find("自住"), std::string::npos) << arguments;
        EXPECT_NE(run(arguments).err.find("own"), std::string::npos) << arguments;
    }
}

}  // namespace huegrid::cli::test
