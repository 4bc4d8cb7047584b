// rulebook check and rulebook sql, as their user runs them; SQLite classifies a file of ours by the printed statement.
#include <algorithm>
#include <fstream>

#include "tests/cli/program.hpp"

namespace huegrid::cli {
namespace {

class RulebookVerb : public test::Program {
protected:
    std::filesystem::path write(const std::string& name, const std::string& text) const {
        std::ofstream(folder / name) << text;
        return folder / name;
    }
    std::string shipped() const { return test::bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml"); }
};

TEST_F(RulebookVerb, SqliteGivesEveryHouseholdWhatClassifyWrote) {
    must("synth " + quoted(file) + " --households 3000 --seed 7");
    must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31");
    const auto statement = must("rulebook sql " + geodata("rulebooks/default.toml") + " --register " + quoted(file) + " --as-of 2026-10-31").out;
    auto computed = sql(statement);
    auto written = sql("SELECT h.id, h.tier, h.rule, (SELECT group_concat(category) FROM household_category c WHERE c.household_id = h.id) "
                       "FROM household h WHERE valid_to IS NULL ORDER BY id");
    const auto sort_categories = [](std::vector<std::vector<std::string>>& rows) {
        for (auto& row : rows) {
            std::vector<std::string> words{""};
            for (const char c : row[3])
                if (c == ',') words.emplace_back();
                else words.back() += c;
            std::sort(words.begin(), words.end());
            row[3].clear();
            for (const auto& word : words) row[3] += word + " ";
        }
    };
    sort_categories(computed);
    sort_categories(written);
    ASSERT_GE(computed.size(), 2900u);
    EXPECT_EQ(computed, written);
    EXPECT_GT(number("SELECT count(DISTINCT tier) FROM household"), 3);
}

TEST_F(RulebookVerb, CheckCountsWhatEachRuleMatches) {
    must("synth " + quoted(file) + " --households 1000 --seed 7");
    must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31");
    const auto checked = must("rulebook check " + geodata("rulebooks/default.toml") + " --register " + quoted(file) + " --as-of 2026-10-31 --json").json();
    EXPECT_EQ(checked["mistakes"].size(), 0u);
    for (const auto& rule : checked["rules"]) {
        EXPECT_EQ(rule["decides"].get<std::int64_t>(), number("SELECT count(*) FROM household WHERE rule = '" + rule["rule"].get<std::string>() + "'")) << rule;
        EXPECT_LE(rule["decides"], rule["matches"]);
        EXPECT_LE(rule["overlaps"], rule["matches"]);
    }
}

TEST_F(RulebookVerb, ARegisterInTheRulebooksPlaceIsNamedSuchAndNotPrinted) {
    must("synth " + quoted(file) + " --households 100 --seed 7");
    for (const std::string verb : {"check ", "sql "}) {
        const auto outcome = run("rulebook " + verb + quoted(file));
        EXPECT_EQ(outcome.exit_code, 1);
        EXPECT_NE(outcome.err.find("--register"), std::string::npos) << outcome.err;
        EXPECT_LT(outcome.err.size(), 300u) << "no bytes of the database";
    }
}

TEST_F(RulebookVerb, MistakesEndWithOneAndWarningsDoNot) {
    EXPECT_NE(must("rulebook check " + geodata("rulebooks/default.toml")).out.find("in order"), std::string::npos);
    auto text = shipped();
    text.replace(text.find("oldest_age >= 80 AND"), 20, "oldest_age >= 80 ANT");
    auto outcome = run("rulebook check " + quoted(write("broken.toml", text)));
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_NE(outcome.out.find("broken.toml:"), std::string::npos) << outcome.out;
    EXPECT_NE(outcome.out.find("^"), std::string::npos) << outcome.out;
    outcome = run("rulebook check --json " + quoted(folder / "broken.toml"));
    EXPECT_EQ(outcome.exit_code, 1);
    EXPECT_EQ(outcome.json()["in_order"], false);
    EXPECT_EQ(outcome.json()["mistakes"].size(), 1u);

    text = shipped();
    text.replace(text.find("oldest_age >= 80 AND"), 20, "1 > 2 AND           ");
    outcome = must("rulebook check " + quoted(write("never.toml", text)));
    EXPECT_NE(outcome.out.find("warning: rule 'elder-alone' is never TRUE"), std::string::npos) << outcome.out;
    EXPECT_EQ(run("rulebook check " + quoted(folder / "none.toml")).exit_code, 1);
    EXPECT_EQ(run("rulebook sql " + geodata("rulebooks/default.toml") + " --dialect oracle").exit_code, 2);
    EXPECT_NE(must("rulebook sql " + geodata("rulebooks/default.toml") + " --dialect postgresql").out.find("ltrim("), std::string::npos);
}

}  // namespace
}  // namespace huegrid::cli
