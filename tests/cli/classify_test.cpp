/// Classifying at the terminal: what it says equals what plain SQL counts in the file, and what was set by hand counts until it runs out.
#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

class ClassifyVerb : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        import_sample();
    }
    [[nodiscard]] std::string at(const std::string& more) const { return quoted(file) + " " + more; }
    nlohmann::json classify(const std::string& day) const {
        return must("classify " + at("--rulebook " + geodata("rulebooks/default.toml") + " --json --as-of " + day)).json();
    }
};

}  // namespace

TEST_F(ClassifyVerb, SaysWhatSqlCountsAndTwiceChangesNothing) {
    const auto untouched = sql("SELECT * FROM household ORDER BY id");
    const auto said = classify("2026-10-31");
    for (const auto& [tier, households] : said["tiers"].items())
        EXPECT_EQ(number("SELECT count(*) FROM household WHERE valid_to IS NULL AND tier = '" + tier + "'"), households.get<std::int64_t>()) << tier;
    EXPECT_EQ(said["unknown"], said["tiers"]["unknown"]);
    EXPECT_EQ(said["overrides"], 0);
    EXPECT_EQ(number("SELECT count(*) FROM tier_change"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM household WHERE tier IS NOT NULL AND tier_since IS NOT '2026-10-31'"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM household JOIN tier ON tier.key = household.tier WHERE (visit_every_days IS NULL) <> (visit_due IS NULL)"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM household JOIN tier ON tier.key = household.tier WHERE last_visit IS NULL AND visit_every_days > 0 AND visit_due <> '2026-10-31'"), 0);
    const auto classified = sql("SELECT * FROM household ORDER BY id");
    EXPECT_EQ(classify("2026-10-31")["changed"], 0);
    EXPECT_EQ(sql("SELECT * FROM household ORDER BY id"), classified);
    must("undo " + at(""));
    must("undo " + at(""));
    EXPECT_EQ(sql("SELECT * FROM household ORDER BY id"), untouched);
}

TEST_F(ClassifyVerb, ATierByHandCountsUntilItRunsOut) {
    classify("2027-01-28");
    const auto household = sql("SELECT id, tier FROM household WHERE tier <> 'red' AND valid_to IS NULL ORDER BY id LIMIT 1")[0];
    const auto tier = [&] { return sql("SELECT tier FROM household WHERE id = " + household[0])[0][0]; };
    must("override set " + at(household[0] + " --tier red --reason 'after hospital'"));
    EXPECT_EQ(tier(), household[1]) << "it counts from the next classification on";
    const auto during = classify("2027-01-28");
    EXPECT_EQ(tier(), "red");
    EXPECT_EQ(during["overrides"], 1);
    EXPECT_EQ(during["changed"], 1);
    EXPECT_EQ(number("SELECT by_hand FROM tier_change WHERE household_id = " + household[0]), 1);
    const auto after = classify("2027-01-29");
    EXPECT_EQ(tier(), household[1]) << "ninety days have gone";
    EXPECT_EQ(after["overrides"], 0);
    EXPECT_EQ(after["expired_overrides"], 1);
}

}  // namespace huegrid::cli::test
