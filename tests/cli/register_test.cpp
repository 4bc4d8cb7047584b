/// A supervisor's day at the terminal: what is shown is masked, what is done is journalled and can be taken back.
#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

class RegisterVerbs : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        import_sample();
        must("classify " + at("") + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31");
    }
    [[nodiscard]] std::string at(const std::string& more) const { return quoted(file) + " " + more; }
};

}  // namespace

TEST_F(RegisterVerbs, AListIsWhatSqlSaysItIs) {
    const std::string where = "oldest_age >= 80 AND living_alone AND occupancy <> 'let'";
    const auto list = must("household list " + at("--json --limit 0 --tier red --where \"" + where + "\"")).json();
    const auto expected = sql("SELECT id FROM household WHERE tier = 'red' AND (" + where + ") ORDER BY id");
    ASSERT_GT(expected.size(), 0u);
    ASSERT_EQ(list["households"].size(), expected.size());
    EXPECT_EQ(list["total"], expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) EXPECT_EQ(std::to_string(list["households"][i]["id"].get<int>()), expected[i][0]);
}

TEST_F(RegisterVerbs, PersonsAreMaskedUntilAReasonIsInTheJournal) {
    const auto name = sql("SELECT contact_name, contact_phone FROM household WHERE id = 17")[0];
    for (const std::string& verb : {"household list " + at("--limit 0"), "household show " + at("17"), "household show " + at("17 --json")}) {
        const auto out = must(verb).out;
        EXPECT_EQ(out.find(name[0]), std::string::npos) << verb;
        EXPECT_EQ(out.find(name[1]), std::string::npos) << verb;
    }
    EXPECT_EQ(run("household show " + at("17 --reveal")).exit_code, 2) << "--reveal alone";
    EXPECT_EQ(run("household show " + at("17 --reveal --reason ' '")).exit_code, 1);
    EXPECT_EQ(number("SELECT count(*) FROM journal WHERE verb = 'reveal'"), 0);
    EXPECT_EQ(must("household show " + at("17 --reveal --reason check --as li --json")).json()["contact_name"], name[0]);
    EXPECT_EQ(sql("SELECT by, reason, summary FROM journal WHERE verb = 'reveal'")[0], (std::vector<std::string>{"li", "check", "household 17"}));
}

TEST_F(RegisterVerbs, WhatWasSetIsTakenBackAlsoWhenSomebodyLookedMeanwhile) {
    const auto row = [&] { return sql("SELECT * FROM household WHERE id = 17"); };
    const auto before = row();
    must("household set " + at("17 occupancy=vacant contact_name= contact_phone= --reason 'moved out'"));
    EXPECT_EQ(sql("SELECT occupancy, contact_name FROM household WHERE id = 17")[0], (std::vector<std::string>{"vacant", ""}));
    const auto after = row();
    must("household list " + at("--reveal --reason look"));
    must("undo " + at(""));
    EXPECT_EQ(row(), before);
    must("household list " + at("--reveal --reason look"));
    must("redo " + at(""));
    EXPECT_EQ(row(), after);
    EXPECT_EQ(sql("SELECT summary FROM journal WHERE verb = 'household set'")[0][0], "household 17: occupancy, contact_name, contact_phone")
        << "the journal names fields, never what is in them";
}

TEST_F(RegisterVerbs, ASlipIsRefusedWithWhatIsExpectedAndChangesNothing) {
    const auto untouched = bytes_of(file);
    const std::pair<const char*, const char*> slips[] = {
        {"household set FILE 17 ocupancy=let", "did you mean 'occupancy'"}, {"household set FILE 17 occupancy=rented", "own (自住), let (出租), vacant (空置), registered (空挂)"},
        {"household set FILE 17 oldest_age=old", "a whole number"},         {"household set FILE 17 kind=", "can't be empty"},
        {"household set FILE 17 tier=red", "override set"},                 {"household set FILE 99999 occupancy=let", "no household '99999'"},
        {"household set FILE 17 building=nowhere", "no building 'nowhere'"}, {"household add FILE --door 1 kind=hut", "home (住宅), shop (商铺), enterprise (企业)"},
        {"household end FILE 17 --on 2099-01-01", "still to come"},         {"member add FILE --name 王芳", "needs kind"},
        {"household set FILE 17 \"unit=$(printf '2\\n3')\"", "line breaks"}, {"estate add FILE", "nothing is said"},
        {"estate end FILE 1", "has 11 buildings"},
        {"household set FILE 17 n_open_complaints=-9223372036854775808", "more than -9223372036854775808"},
        {"household set FILE 17 open_issues=5", "counted from the issues"},
        {"estate set FILE 1 name=", "can't be empty"},
        {"override set FILE 17 --tier mauve --reason x", "no tier 'mauve'"}, {"household list FILE --where 'oldest_agee > 3'", "oldest_age"}};
    for (const auto& [line, message] : slips) {
        auto arguments = std::string(line);
        arguments.replace(arguments.find("FILE"), 4, quoted(file));
        const auto outcome = run(arguments);
        EXPECT_EQ(outcome.exit_code, 1) << line;
        EXPECT_NE(outcome.err.find(message), std::string::npos) << line << "\n" << outcome.err;
    }
    for (const char* line : {"household shw FILE 17", "household list FILE --kind shp", "household list FILE --limit -1", "household end FILE 17 --wait nan"}) {
        auto arguments = std::string(line);
        arguments.replace(arguments.find("FILE"), 4, quoted(file));
        EXPECT_EQ(run(arguments).exit_code, 2) << line;
    }
    EXPECT_EQ(run("household list " + at("--json >/dev/full")).exit_code, 1) << "what can't be printed is not passed over";
    EXPECT_EQ(run("household list " + at(">/dev/full")).exit_code, 1);
    must("household set " + at("17 occupancy=vacant --dry-run"));
    EXPECT_EQ(number("SELECT count(*) FROM journal"), 2);
    EXPECT_EQ(bytes_of(file).size(), untouched.size());
}

TEST_F(RegisterVerbs, EndingAServiceListsWhatIsOpenInItsZonesAndThoseWithin) {
    const auto held = sql("SELECT a.zone_id FROM assignment a WHERE a.member_id = 1 AND a.until IS NULL ORDER BY a.id");
    ASSERT_FALSE(held.empty());
    const auto ended = must("member end " + at("1 --dry-run --json")).json();
    EXPECT_EQ(number("SELECT count(*) FROM assignment WHERE member_id = 1 AND until IS NULL"), std::int64_t(held.size())) << "a dry run";
    for (std::size_t p = 0; p < held.size(); ++p) {
        const auto open = sql("SELECT id FROM issue WHERE status NOT IN ('closed', 'rejected', 'void') AND valid_to IS NULL AND (zone_id = " + held[p][0] +
                              " OR zone_id IN (SELECT id FROM zone WHERE parent_id = " + held[p][0] + ")) ORDER BY due_at IS NULL, due_at, id LIMIT 20");
        std::vector<std::vector<std::string>> listed;
        for (const auto& issue : ended["posts"][p]["issues"]) listed.push_back({std::to_string(issue["id"].get<int>())});
        EXPECT_EQ(listed, open);
    }
    EXPECT_NE(must("member end " + at("1 --dry-run --language zh")).out.find("未结事项"), std::string::npos);
}

TEST_F(RegisterVerbs, NothingInTheFileMovesTheCursorOrForgesALine) {
    const auto escape = [&](const std::string& text) {
        sqlite3* db = nullptr;
        ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
        EXPECT_EQ(sqlite3_exec(db, ("UPDATE room SET address = '" + text + "'; UPDATE journal SET summary = '" + text + "'").c_str(), nullptr, nullptr, nullptr), SQLITE_OK)
            << sqlite3_errmsg(db);
        sqlite3_close(db);
    };
    must("room add " + at("--building 5 --door 1"));
    escape("a\x1b[2J\u202eb\n#99 forged");
    for (const std::string& verb : {"room list " + at(""), "room show " + at("1"), "journal " + at("")}) {
        const auto out = must(verb).out;
        EXPECT_EQ(out.find('\x1b'), std::string::npos) << verb;
        EXPECT_EQ(out.find("\u202e"), std::string::npos) << verb;
        EXPECT_EQ(out.find("\n#99"), std::string::npos) << verb;
        EXPECT_NE(out.find("#99 forged"), std::string::npos) << verb << ": only what does harm is replaced";
    }
}

TEST_F(RegisterVerbs, ErasingCanBeRehearsed) {
    const auto held = [&] { return sql("SELECT h.*, (SELECT count(inverse) FROM journal) FROM household h WHERE id = 17"); };
    const auto before = held();
    const auto rehearsed = must("erase " + at("household 17 --reason asked --dry-run --json")).json();
    EXPECT_EQ(held(), before);
    EXPECT_EQ(rehearsed["journal_entry"], 0);
    const auto done = must("erase " + at("household 17 --reason asked --json")).json();
    EXPECT_EQ(rehearsed["fields"], done["fields"]);
    EXPECT_EQ(rehearsed["entries_closed"], done["entries_closed"]);
}

TEST_F(RegisterVerbs, AnImportBringsNoByteOfTheErasedBack) {
    const auto household = sql("SELECT contact_phone, id FROM household h WHERE EXISTS (SELECT 1 FROM visit v WHERE v.household_id = h.id AND v.note <> '') LIMIT 1")[0];
    const auto member = sql("SELECT name, phone, id FROM member m WHERE (SELECT count(*) FROM member o WHERE o.name = m.name) = 1 AND "
                            "NOT EXISTS (SELECT 1 FROM household h WHERE h.contact_name = m.name) LIMIT 1")[0];
    must("erase " + at("household " + household[1] + " --reason asked"));
    must("erase " + at("member " + member[2] + " --reason asked"));
    const auto report = must("import " + at("--recipe " + geodata("recipes/sample.toml") + " --json")).json();
    EXPECT_GE(report["defects"]["erased_before"], 3) << "the household, its visit, the member";
    const auto content = bytes_of(file);
    for (const auto& text : {household[0], member[0], member[1]}) EXPECT_EQ(content.find(text), std::string::npos) << text;
    EXPECT_EQ(number("SELECT count(*) FROM visit WHERE note <> '' AND household_id = " + household[1]), 0);
    must("check " + at(""));
}

TEST_F(RegisterVerbs, WhatIsReportedIsSaidInTheLanguageOneAsksFor) {
    must("household add " + at("--building 5 --unit 1 --door 101"));
    const std::tuple<std::string, std::string, std::string> verbs[] = {
        {"import " + at("--recipe " + geodata("recipes/sample.toml") + " --dry-run"), "试运行", "dry run"},
        {"undo " + at("--dry-run"), "已撤销", "took back"}, {"check " + at(""), "完好", "is in order"}, {"journal " + at("--changes --most 1"), "新增 1", "1 added"}};
    for (const auto& [verb, zh, en] : verbs) {
        const auto in_zh = must(verb + " --language zh").out, in_en = must(verb + " --language en").out;
        EXPECT_TRUE(in_zh.find(zh) != std::string::npos && in_zh.find(en) == std::string::npos) << verb;
        EXPECT_TRUE(in_en.find(en) != std::string::npos && in_en.find(zh) == std::string::npos) << verb;
    }
    EXPECT_NE(must("journal " + at("--language zh --most 1")).out.find("户 新增"), std::string::npos);
    EXPECT_NE(must("journal " + at("--most 1")).out.find("+00:00"), std::string::npos);
}

TEST_F(RegisterVerbs, WhatIsRefusedSaysWhyAndHow) {
    EXPECT_EQ(run("undo " + at("--dry-run")).exit_code, 0);
    must("erase " + at("household 17 --reason asked"));
    EXPECT_NE(run("undo " + at("")).err.find("it erased a person"), std::string::npos);
    const auto usage = run("household set " + at("17"));
    EXPECT_EQ(usage.exit_code, 2);
    EXPECT_NE(usage.err.find("CELLS is required"), std::string::npos);
    EXPECT_NE(usage.err.find("huegrid household set li.gpkg"), std::string::npos) << "the verb's own example";
    const auto key = sql("SELECT source_key FROM household WHERE id = 21")[0][0];
    EXPECT_EQ(must("explain " + at(key + " --json")).json(), must("explain " + at("21 --json")).json());
}

TEST_F(RegisterVerbs, ADayInTheNeighbourhoodLeavesAFileInOrder) {
    must("household add " + at("--building 5 --unit 1 --door 101 --occupancy let --contact-name 张三 oldest_age=34"));
    EXPECT_EQ(number("SELECT count(*) FROM household h JOIN building b ON b.id = h.building_id AND b.grid_id = h.grid_id WHERE h.contact_name = '张三'"), 1);
    must("household set " + at("18 kind=shop"));
    must("household set " + at("19 building=7"));
    must("household end " + at("20 --reason 'moved away'"));
    must("room add " + at("--building 5 --door 999"));
    must("estate set " + at("1 --add-building 200"));
    must("override set " + at("21 --tier red --days 30 --reason 'after hospital'"));
    const auto ended = must("member end " + at("1 --json")).json();
    EXPECT_GE(ended["posts"].size(), 1u);
    EXPECT_EQ(number("SELECT count(*) FROM assignment WHERE member_id = 1 AND until IS NULL"), 0);
    EXPECT_EQ(must("override list " + at("--json")).json()[0]["tier"], "red");
    EXPECT_EQ(must("household show " + at("21 --json")).json()["overrides"][0]["reason"], "after hospital");
    must("check " + at(""));
    for (int command = 0; command < 8; ++command) must("undo " + at(""));
    EXPECT_EQ(number("SELECT count(*) FROM household WHERE contact_name = '张三'"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM hand_value"), 0);
    EXPECT_EQ(run("undo " + at("")).exit_code, 0) << "the classification";
}

}  // namespace huegrid::cli::test
