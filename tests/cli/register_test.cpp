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
        {"household set FILE 17 ocupancy=let", "did you mean 'occupancy'"}, {"household set FILE 17 occupancy=rented", "own, let, vacant, registered"},
        {"household set FILE 17 oldest_age=old", "a whole number"},         {"household set FILE 17 kind=", "can't be empty"},
        {"household set FILE 17 tier=red", "override set"},                 {"household set FILE 99999 occupancy=let", "no household '99999'"},
        {"household set FILE 17 building=nowhere", "no building 'nowhere'"}, {"household add FILE --door 1 kind=hut", "home, shop, enterprise"},
        {"household end FILE 17 --on 2099-01-01", "still to come"},         {"member add FILE --name 王芳", "needs kind"},
        {"override set FILE 17 --tier mauve --reason x", "no tier 'mauve'"}, {"household list FILE --where 'oldest_agee > 3'", "oldest_age"}};
    for (const auto& [line, message] : slips) {
        auto arguments = std::string(line);
        arguments.replace(arguments.find("FILE"), 4, quoted(file));
        const auto outcome = run(arguments);
        EXPECT_EQ(outcome.exit_code, 1) << line;
        EXPECT_NE(outcome.err.find(message), std::string::npos) << line << "\n" << outcome.err;
    }
    EXPECT_EQ(run("household shw " + at("17")).exit_code, 2);
    must("household set " + at("17 occupancy=vacant --dry-run"));
    EXPECT_EQ(number("SELECT count(*) FROM journal"), 2);
    EXPECT_EQ(bytes_of(file).size(), untouched.size());
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
