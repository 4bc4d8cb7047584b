/// What the person at the keyboard meets when something is wrong: an exact message, the right exit code, the file as it was.
#include <functional>
#include <sstream>

#include "tests/cli/program.hpp"

namespace huegrid::cli::test {

class Refused : public Program {
protected:
    /// Fails with `exit_code`, says every one of `words` on stderr, nothing on stdout, and leaves the file alone.
    void refuses(const std::string& arguments, int exit_code, const std::vector<std::string>& words) const {
        const bool existed = std::filesystem::exists(file);
        const auto before = existed ? bytes_of(file) : "";
        const auto outcome = run(arguments);
        EXPECT_EQ(outcome.exit_code, exit_code) << arguments << "\n" << outcome.err;
        for (const auto& word : words) EXPECT_NE(outcome.err.find(word), std::string::npos) << word << " is not in:\n" << outcome.err;
        EXPECT_EQ(outcome.out, "") << arguments;
        EXPECT_EQ(std::filesystem::exists(file), existed);
        EXPECT_TRUE(!existed || bytes_of(file) == before) << "the file is not as it was after: " << arguments;
    }
    std::filesystem::path made(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return folder / name;
    }
};

TEST_F(Refused, AMistypedVerbGetsItsNearestName) { refuses("clasify x.gpkg", 2, {"no verb 'clasify'", "'classify'"}); }

TEST_F(Refused, UsageErrorsExitWithTwo) {
    refuses("classify", 2, {"FILE"});
    refuses("report " + quoted(file) + " --format pdf", 2, {"pdf"});
    refuses("synth " + quoted(file) + " --households 0", 2, {"0"});
}

TEST_F(Refused, EveryVerbHasHelpWithAnExample) {
    int verbs = 0;
    const std::function<void(const std::string&)> ask = [&](const std::string& verb) {
        const auto help = must(verb + " --help").out;
        EXPECT_TRUE(verb.empty() || help.find("Example:\n  huegrid " + verb) != std::string::npos) << help;
        const auto inner = help.find("Subcommands:\n");
        if (inner == std::string::npos) return void(++verbs);
        std::istringstream lines(help.substr(inner));
        for (std::string line; std::getline(lines, line) && !line.empty();)
            if (line.starts_with("  ") && line.size() > 2 && line[2] != ' ') ask((verb.empty() ? "" : verb + " ") + line.substr(2, line.find(' ', 2) - 2));
    };
    ask("");
    EXPECT_GT(verbs, 30);
}

// Would catch a verb whose errors a program can't read, or that prints half a document on stdout before it fails.
TEST_F(Refused, UnderJsonAnErrorIsOneObjectOnStderr) {
    const auto error_of = [&](const std::string& arguments, int exit_code) {
        const auto outcome = run(arguments + " --json");
        EXPECT_EQ(outcome.exit_code, exit_code) << arguments;
        EXPECT_EQ(outcome.out, "") << arguments;
        const auto document = nlohmann::json::parse(outcome.err, nullptr, false);
        EXPECT_TRUE(document.contains("error") && document["error"]["message"].is_string()) << arguments << "\n" << outcome.err;
        return document.value("error", nlohmann::json{{"code", ""}, {"message", ""}, {"where", ""}});
    };
    EXPECT_EQ(error_of("clasify x.gpkg", 2)["code"], "usage");
    EXPECT_EQ(error_of("classify", 2)["where"], "huegrid classify");
    EXPECT_EQ(error_of("household list x.gpkg --limit many", 2)["code"], "usage");
    for (const char* verb : {"classify", "divide", "grid list", "grid redraw", "report", "journal", "undo", "check", "search", "household list"}) {
        const auto error = error_of(std::string(verb) + " " + quoted(file) + (std::string_view(verb) == "search" ? " x" : ""), 1);
        EXPECT_EQ(error["code"], "not_found") << verb;
        EXPECT_NE(error["where"].get<std::string>().find("place.gpkg"), std::string::npos) << verb;
    }
    import_sample();
    EXPECT_EQ(error_of("divide " + quoted(file) + " --min 9 --max 3 --language zh", 1)["code"], "bad_input");
}

// Would catch an option that is passed over in silence: somebody meant something by it.
TEST_F(Refused, OptionsOfDivideThatSayNothingBesideOthersAreNotPassedOver) {
    const std::string divide = "divide " + quoted(file) + " ";
    refuses(divide + "--barriers none,main_road", 2, {"--barriers", "none can't stand beside"});
    refuses(divide + "--barriers none --uncrossable", 2, {"--uncrossable"});
    refuses(divide + "--atoms zone:block --barriers railway", 2, {"--atoms", "blocks"});
    refuses(divide + "--atoms houses", 2, {"--atoms", "zone:LEVEL"});
    refuses(divide + "--weight moved=3", 2, {"--weight", "--from-current"});
    refuses(divide + "--weight weight=3", 2, {"--weight", "estates"});
    for (const char* seed : {"99999999999999999999999", "-1", "1.5", "many"}) refuses(divide + "--seed " + seed, 2, {"--seed", seed});
}

// Would catch a lock of another community's grid that does nothing, and a name that two grids have taken for the first of them.
TEST_F(Refused, GridsOfDivideAreWhatTheyAreCalled) {
    must("synth " + quoted(file) + " --households 10000");
    const auto zones = sql("SELECT g.code, c.code, c.name, g.id FROM zone g JOIN zone c ON c.id = g.parent_id WHERE g.level = 'grid' AND g.valid_to IS NULL ORDER BY g.code");
    const auto& first = zones.front();
    const auto other = std::find_if(zones.begin(), zones.end(), [&](const auto& zone) { return zone[1] != first[1]; });
    ASSERT_NE(other, zones.end());
    const std::string divide = "divide " + quoted(file) + " --within " + first[1];
    refuses(divide + " --lock " + (*other)[0], 1, {"--lock", (*other)[0], "divided"});
    refuses(divide + " --lock none", 1, {"--lock", "'none'"});
    must(divide + " --dry-run --lock " + first[0]);
    must("grid rename " + quoted(file) + " " + first[0] + " 老网格");
    must("grid rename " + quoted(file) + " " + (*other)[0] + " 老网格");
    refuses("divide " + quoted(file) + " --lock 老网格", 1, {"老网格", first[0], (*other)[0], first[2], (*other)[2]});
    refuses("grid lock " + quoted(file) + " 老网格", 1, {first[0], (*other)[0]});
    refuses("grid list " + quoted(file) + " --within " + first[2].substr(0, first[2].size() - 3), 1, {"did you mean '" + first[2] + "'"});
}

TEST_F(Refused, MissingFilesAreNamed) {
    refuses("classify " + quoted(file), 1, {"place.gpkg", "no such file"});
    refuses("import " + quoted(file) + " --recipe /nowhere/r.toml", 1, {"/nowhere/r.toml", "no such file"});
    refuses("import " + quoted(file) + " --recipe " + geodata("recipes/osm.toml") + " osm=/nowhere/x.pbf", 1, {"/nowhere/x.pbf"});
    refuses("import " + quoted(file) + " --recipe " + geodata("recipes/osm.toml") + " osn=x.pbf", 1, {"'osn'", "osm"});
}

// Would catch a script's empty variable taken for today, or for the rulebook used last.
TEST_F(Refused, AnOptionWithAnEmptyValueIsNotTakenForItsDefault) {
    for (const char* line : {"classify FILE --as-of ''", "classify FILE --rulebook ''", "explain FILE 1 --as-of ''", "report FILE --level ''", "household list FILE --tier ''"})
        refuses(std::string(line).replace(std::string(line).find("FILE"), 4, quoted(file)), 2, {"--", "it is empty"});
    const auto needed = run("override set " + quoted(file) + " 1 --tier red --reason ''").err;
    EXPECT_NE(needed.find("--reason: it is empty; give it a value\n"), std::string::npos) << needed << "it isn't one to leave out";
}

// Would catch a rulebook lost to the list of those whom it would move.
TEST_F(Refused, AListIsNotWrittenOverARulebook) {
    import_sample();
    const auto rules = made("r.toml", bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml"));
    const auto before = bytes_of(rules);
    refuses("classify " + quoted(file) + " --rulebook " + quoted(rules) + " --what-if " + quoted(rules) + " --csv " + quoted(rules), 1, {"r.toml", "would be lost"});
    EXPECT_EQ(bytes_of(rules), before);
}

// Would catch a source that is told to be called as it is called.
TEST_F(Refused, ASourceWithoutAFileIsNotTakenForASlip) {
    const auto recipe = made("r.toml", "[source.persons]\ncrs = \"EPSG:4490\"\n[[building]]\nsource = \"persons\"\nkey = \"k\"\n");
    const auto outcome = run("import " + quoted(file) + " --recipe " + quoted(recipe));
    EXPECT_NE(outcome.err.find("'persons' has no file; say persons=PATH"), std::string::npos) << outcome.err;
}

// Would catch advice that is refused when it is followed: a table of rows without positions needs x and y, or a system in metres.
TEST_F(Refused, AFirstImportWithoutPositionsSaysWhatWorks) {
    const auto table = quoted(made("t.csv", "k,lon,lat\n1,104.25,30.88\n"));
    const std::string rows = "[[building]]\nsource = \"t\"\nkey = \"k\"\n";
    refuses("import " + quoted(file) + " --recipe " + quoted(made("bare.toml", rows)) + " t=" + table, 1, {"under [source.NAME]", "EPSG:4544"});
    must("import " + quoted(file) + " --recipe " + quoted(made("xy.toml", "[source.t]\ncrs = \"EPSG:4490\"\nx = \"lon\"\ny = \"lat\"\n" + rows)) + " t=" + table);
    std::filesystem::remove(file);
    must("import " + quoted(file) + " --recipe " + quoted(made("metres.toml", "crs = \"EPSG:4544\"\n" + rows)) + " t=" + table);
}

TEST_F(Refused, ARulebookWithATypoPointsAtIt) {
    import_sample();
    auto text = bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml");
    const auto at = text.find("oldest_age >= 80");
    ASSERT_NE(at, std::string::npos);
    text.replace(at, 10, "oldst_age ");
    refuses("classify " + quoted(file) + " --rulebook " + quoted(made("typo.toml", text)), 1, {"typo.toml:", "'oldst_age'", "'oldest_age'", "^"});
    refuses("classify " + quoted(file) + " --rulebook " + quoted(made("broken.toml", "name = [,")), 1, {"broken.toml:1:"});
}

TEST_F(Refused, ARecipeWithATypoPointsAtIt) {
    refuses("import " + quoted(file) + " --recipe " + quoted(made("r.toml", "[[buildng]]\nsource = \"x\"\n")), 1, {"r.toml:1:", "'buildng'", "'building'"});
}

TEST_F(Refused, ALevelAHouseholdAndALanguageThatAreNotThere) {
    import_sample();
    refuses("report " + quoted(file) + " --level comunity --out " + quoted(folder), 1, {"comunity", "community"});
    refuses("explain " + quoted(file) + " 1", 1, {"not been classified", "--rulebook"});
    must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml"));
    refuses("explain " + quoted(file) + " 99999999", 1, {"99999999", "place.gpkg"});
}

TEST_F(Refused, AFileThatIsNotHuegrids) {
    made("place.gpkg", "zone,name\n");
    refuses("classify " + quoted(file), 1, {"not a Huegrid file"});
    refuses("import " + quoted(file) + " --recipe " + geodata("recipes/sample.toml"), 1, {"not a Huegrid file"});
}

TEST_F(Refused, AFolderAPictureThatIsNoPngAndAPlaceInDegrees) {
    import_sample();
    refuses("classify " + quoted(folder), 1, {"a folder"});
    refuses("journal " + quoted(folder), 1, {"a folder"});
    if (HUEGRID_HAS_GUI) {
        refuses("render " + quoted(file) + " --out " + quoted(folder / "map.jpg"), 1, {".png"});
        refuses("view " + quoted(folder / "nowhere.gpkg"), 1, {"no such file"});
    }
    const auto degrees = made("degrees.toml", "crs = \"EPSG:4326\"\n[[building]]\nsource = \"x\"\nkey = \"k\"\n");
    refuses("import " + quoted(folder / "new.gpkg") + " --recipe " + quoted(degrees) + " x=y.geojson", 1, {"no system in metres"});
}

TEST_F(Refused, SynthWritesOverNothing) {
    import_sample();
    refuses("synth " + quoted(file) + " --households 100", 1, {"there is such a file already"});
}

TEST_F(Refused, ADryRunWritesNothing) {
    must("import " + quoted(file) + " --recipe " + geodata("recipes/sample.toml") + " --dry-run");
    EXPECT_FALSE(std::filesystem::exists(file));
    import_sample();
    must("classify " + quoted(file) + " --dry-run --rulebook " + geodata("rulebooks/default.toml"));
    EXPECT_EQ(number("SELECT count(*) FROM journal"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM household WHERE tier IS NOT NULL"), 0);
}

TEST_F(Refused, ADiskThatFillsUpDuringAnImportLeavesNoFile) {
    const auto outcome = run("--version");
    ASSERT_EQ(outcome.exit_code, 0);
    const std::string line = "ulimit -f 200; trap '' XFSZ; '" HUEGRID_PROGRAM "' import " + quoted(file) + " --recipe " + geodata("recipes/sample.toml") +
                             " >'" + (folder / "out").string() + "' 2>'" + (folder / "err").string() + "'";
    const int status = std::system(("sh -c \"" + line + "\"").c_str());
    EXPECT_EQ(WEXITSTATUS(status), 1);
    EXPECT_NE(bytes_of(folder / "err").find("disk"), std::string::npos) << bytes_of(folder / "err");
    EXPECT_FALSE(std::filesystem::exists(file));
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        EXPECT_EQ(entry.path().string().find("part"), std::string::npos) << "a half file is left: " << entry.path();
}

}  // namespace huegrid::cli::test
