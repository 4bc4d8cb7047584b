/// Explaining a household, and what another rulebook or another day would say, against plain SQL and whole classifications.
#include <algorithm>
#include <map>
#include <set>

#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

class Explain : public Program {
protected:
    void SetUp() override {
        Program::SetUp();
        import_sample();
        must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31");
    }
    /// The default rulebook with one text replaced.
    std::filesystem::path changed(const std::string& from, const std::string& to) const {
        auto text = bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml");
        const auto at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        text.replace(at, from.size(), to);
        std::ofstream(folder / "changed.toml") << text;
        return folder / "changed.toml";
    }
    std::map<std::string, std::int64_t> counts(const std::string& options) const {
        return must("classify " + quoted(file) + " --dry-run --json " + options).json()["tiers"].get<std::map<std::string, std::int64_t>>();
    }
};

// Would catch "there is no such household" of one that moved away, and a message that leaves no way out.
TEST_F(Explain, WhatCantBeExplainedSaysWhyAndWhatToDo) {
    must("household end " + quoted(file) + " 5 --on 2026-10-30");
    const auto ended = run("explain " + quoted(file) + " 5");
    EXPECT_EQ(ended.exit_code, 1);
    EXPECT_NE(ended.err.find("household 5 ended on 2026-10-30"), std::string::npos) << ended.err;
    sqlite3* db = nullptr;
    ASSERT_EQ(sqlite3_open(file.c_str(), &db), SQLITE_OK);
    EXPECT_EQ(sqlite3_exec(db, "ALTER TABLE household RENAME COLUMN oldest_age TO eldest; UPDATE attribute SET name = 'eldest' WHERE name = 'oldest_age'", nullptr, nullptr, nullptr), SQLITE_OK)
        << sqlite3_errmsg(db);
    sqlite3_close(db);
    const auto renamed = run("explain " + quoted(file) + " 6");
    EXPECT_EQ(renamed.exit_code, 1);
    EXPECT_NE(renamed.err.find("`huegrid classify FILE --rulebook R`"), std::string::npos) << renamed.err;
}

TEST_F(Explain, ALineBreakInATextBreaksNoLine) {
    const auto lines = [&] {
        const auto out = must("explain " + quoted(file) + " 1").out + must("explain " + quoted(file) + " 1 --language zh").out;
        return std::count(out.begin(), out.end(), '\n');
    };
    const auto before = lines();
    auto text = bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml");
    std::size_t broken = 0;
    for (const std::string begin : {"name      = \"", "en = \"", "{ zh = \""})
        for (auto at = text.find(begin); at != std::string::npos; at = text.find(begin, at + begin.size()), ++broken) text.insert(at + begin.size(), "\\n");
    ASSERT_GT(broken, 10u);
    std::ofstream(folder / "broken.toml") << text;
    must("classify " + quoted(file) + " --rulebook " + quoted(folder / "broken.toml") + " --as-of 2026-10-31");
    EXPECT_EQ(lines(), before);
}

// Would catch the visit that one tier asks for told beside another tier.
TEST_F(Explain, WhatTheFileSaysOfAnotherTierIsNotSaidOfThisOne) {
    const auto red = sql("SELECT id FROM household WHERE tier = 'red' AND visit_due IS NOT NULL ORDER BY id LIMIT 1").at(0).at(0);
    must("override set " + quoted(file) + " " + red + " --tier blue --reason x");
    const auto why = must("explain " + quoted(file) + " " + red + " --json --as-of 2026-11-28").json();
    EXPECT_EQ(why["tier"], "blue");
    EXPECT_EQ(why["stored_tier"], "red");
    EXPECT_TRUE(why["since"].is_null());
    EXPECT_TRUE(why["visit_due"].is_null());
}

TEST_F(Explain, TiersOfOneNameAreToldApart) {
    auto other = bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml");
    for (const std::string from : {"\"red\""})
        for (auto at = other.find(from); at != std::string::npos; at = other.find(from, at + 3)) other.replace(at, from.size(), "\"rot\"");
    std::ofstream(folder / "other.toml") << other;
    const auto result = must("classify " + quoted(file) + " --language en --what-if " + quoted(folder / "other.toml"));
    EXPECT_NE(result.out.find("(red)"), std::string::npos) << result.out;
    EXPECT_NE(result.out.find("(rot)"), std::string::npos) << result.out;
}

TEST_F(Explain, AWhatIfAddsUpToBothClassificationsAndWritesNothing) {
    const auto stricter = changed("oldest_age >= 80", "oldest_age >= 85");
    const auto before = bytes_of(file);
    const auto movers = folder / "movers.csv";
    const auto result = must("classify " + quoted(file) + " --what-if " + quoted(stricter) + " --as-of 2026-10-31 --level grid --json --csv " + quoted(movers)).json();
    EXPECT_EQ(bytes_of(file), before);
    const auto now = counts("--as-of 2026-10-31"), then = counts("--as-of 2026-10-31 --rulebook " + quoted(stricter));
    const auto from = result["from_tiers"].get<std::vector<std::string>>(), to = result["to_tiers"].get<std::vector<std::string>>();
    const auto matrix = result["matrix"].get<std::vector<std::vector<std::int64_t>>>();
    ASSERT_EQ(matrix.size(), from.size());
    std::vector<std::int64_t> columns(to.size());
    std::int64_t moved = 0;
    for (std::size_t f = 0; f < from.size(); ++f) {
        std::int64_t row = 0;
        for (std::size_t t = 0; t < to.size(); ++t) {
            row += matrix[f][t];
            columns[t] += matrix[f][t];
            if (from[f] != to[t]) moved += matrix[f][t];
        }
        EXPECT_EQ(row, now.at(from[f])) << from[f];
    }
    for (std::size_t t = 0; t < to.size(); ++t) EXPECT_EQ(columns[t], then.at(to[t])) << to[t];
    EXPECT_GT(moved, 0) << "the test is too tame";
    EXPECT_EQ(result["moved"], moved);
    EXPECT_EQ(result["movers"].size(), std::size_t(moved));

    auto sums = std::vector(from.size(), std::vector<std::int64_t>(to.size()));
    for (const auto& zone : result["zones"]) {
        std::int64_t here = 0;
        for (std::size_t f = 0; f < from.size(); ++f)
            for (std::size_t t = 0; t < to.size(); ++t) {
                const auto n = zone["matrix"][f][t].get<std::int64_t>();
                sums[f][t] += n;
                here += n;
            }
        const auto in_zone = zone["zone"].is_null() ? std::string("grid_id IS NULL") : "grid_id = " + std::to_string(zone["zone"].get<std::int64_t>());
        EXPECT_EQ(here, number("SELECT count(*) FROM household WHERE " + in_zone)) << in_zone;
    }
    EXPECT_EQ(sums, matrix) << "zones add up to the whole place";

    const auto text = bytes_of(movers);
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), moved + 1);
    // Carried out, just those households change, as was said.
    must("classify " + quoted(file) + " --rulebook " + quoted(stricter) + " --as-of 2026-10-31");
    for (const auto& mover : result["movers"])
        ASSERT_EQ(number("SELECT count(*) FROM tier_change WHERE household_id = " + std::to_string(mover["household"].get<std::int64_t>()) + " AND old_tier = '" +
                         mover["from"].get<std::string>() + "' AND new_tier = '" + mover["to"].get<std::string>() + "'"), 1);
    EXPECT_EQ(number("SELECT count(*) FROM tier_change"), moved);
}

TEST_F(Explain, ASeriesIsAClassificationOfEachDay) {
    const auto dated = changed("oldest_age >= 80", "days_since(last_visit) > 100 AND oldest_age >= 60");
    const auto before = bytes_of(file);
    const auto csv = folder / "months.csv";
    const auto series = must("classify " + quoted(file) + " --rulebook " + quoted(dated) + " --series 2026-01-31..2026-07-01/month --level community --json --csv " +
                             quoted(csv)).json();
    EXPECT_EQ(bytes_of(file), before);
    std::vector<std::string> days;
    std::set<std::map<std::string, std::int64_t>> different;
    for (const auto& day : series["days"]) {
        days.push_back(day["as_of"]);
        const auto here = day["tiers"].get<std::map<std::string, std::int64_t>>();
        EXPECT_EQ(here, counts("--rulebook " + quoted(dated) + " --as-of " + days.back())) << days.back();
        different.insert(here);
        std::map<std::string, std::int64_t> sum;
        for (const auto& zone : day["zones"])
            for (const auto& [tier, n] : zone["tiers"].items()) sum[tier] += n.get<std::int64_t>();
        EXPECT_EQ(sum, here) << "zones add up to the whole place on " << days.back();
    }
    EXPECT_EQ(days, (std::vector<std::string>{"2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"}));
    EXPECT_GT(different.size(), 1u) << "the day changes nothing: the test is too tame";
    const auto text = bytes_of(csv);
    EXPECT_NE(text.find(series["attributes_of"].get<std::string>()), std::string::npos) << "whose attributes they are";
    EXPECT_EQ(std::size_t(std::count(text.begin(), text.end(), '\n')), 1 + days.size() * (1 + series["days"][0]["zones"].size()));
}

// Would catch a series that knows the file's holds alone, or none: the rule holds for two weeks from one day within it.
TEST_F(Explain, ASeriesHoldsWhatRepeatedClassificationHolds) {
    const auto held = changed("oldest_age >= 80", "today IN ('2026-10-30', '2026-10-20') AND oldest_age >= 60");
    const auto series = [&](const std::string& days) {
        std::map<std::string, std::map<std::string, std::int64_t>> found;
        const auto told = must("classify " + quoted(file) + " --rulebook " + quoted(held) + " --series " + days + " --json").json();
        for (const auto& day : told["days"]) found[day["as_of"]] = day["tiers"].get<std::map<std::string, std::int64_t>>();
        return found;
    };
    const auto classified = [&](const std::filesystem::path& copy, const std::string& day) {
        return must("classify " + quoted(copy) + " --rulebook " + quoted(held) + " --as-of " + day + " --json").json()["tiers"].get<std::map<std::string, std::int64_t>>();
    };
    const auto copy = folder / "copy.gpkg";
    std::filesystem::copy_file(file, copy);
    std::set<std::map<std::string, std::int64_t>> different;
    for (const auto& [day, tiers] : series("2026-11-01..2026-11-18/day")) {
        EXPECT_EQ(tiers, classified(copy, day)) << day;
        different.insert(tiers);
    }
    EXPECT_GT(different.size(), 1u) << "nothing is held: the test is too tame";

    // The file itself holds now what was TRUE on the 2nd; a series goes on from there, but doesn't know it on earlier days.
    (void)classified(file, "2026-10-30");
    std::filesystem::copy_file(file, copy, std::filesystem::copy_options::overwrite_existing);
    for (const auto& [day, tiers] : series("2026-11-05..2026-11-20/week")) EXPECT_EQ(tiers, classified(copy, day)) << day;
    (void)classified(file, "2026-10-20");
    (void)classified(file, "2026-10-21");
    const auto red_on = [&](const std::string& day) { return series(day + ".." + day + "/day").at(day).at("red"); };
    const auto red = red_on("2026-10-20");
    EXPECT_EQ(red_on("2026-10-22"), red) << "TRUE on the one day, held on the other";
    (void)classified(file, "2026-10-25");
    EXPECT_LT(red_on("2026-10-24"), red) << "what is held on the 25th is no state of the 24th";
}

TEST_F(Explain, SinceAndHistoryAreThoseOfTheFile) {
    must("classify " + quoted(file) + " --rulebook " + quoted(changed("oldest_age >= 80", "oldest_age >= 85")) + " --as-of 2026-11-05");
    const auto moved = sql("SELECT household_id, old_tier, new_tier FROM tier_change LIMIT 1").at(0);
    const auto why = must("explain " + quoted(file) + " " + moved[0] + " --json").json();
    EXPECT_EQ(why["since"], "2026-11-05");
    ASSERT_EQ(why["history"].size(), 1u);
    EXPECT_EQ(why["history"][0]["old_tier"], moved[1]);
    EXPECT_EQ(why["history"][0]["new_tier"], moved[2]);
    const auto stayed = sql("SELECT min(id) FROM household WHERE id NOT IN (SELECT household_id FROM tier_change)").at(0)[0];
    EXPECT_EQ(must("explain " + quoted(file) + " " + stayed + " --json").json()["since"], "2026-10-31") << "since the first classification";
}

TEST_F(Explain, ADayBeforeTheLastImportIsSaidToHaveTodaysAttributes) {
    for (const std::string& verb : {"explain " + quoted(file) + " 1", "classify " + quoted(file) + " --dry-run"}) {
        const auto past = must(verb + " --as-of 2020-01-01 --json --language en");
        EXPECT_NE(past.err.find("attributes are those of today"), std::string::npos) << verb << "\n" << past.err;
        EXPECT_EQ(past.json()["attributes_newer"], true);
        EXPECT_EQ(past.json()["imported_on"], sql("SELECT date(max(at)) FROM import_run").at(0)[0]);
        const auto later = must(verb + " --as-of 2999-01-01 --json");
        EXPECT_EQ(later.err.find("2999"), std::string::npos) << verb;
        EXPECT_EQ(later.json()["attributes_newer"], false);
    }
}

TEST_F(Explain, ANearMissIsWhatTheFileSays) {
    const auto old = sql("SELECT id FROM household WHERE kind = 'home' AND oldest_age = 79 AND living_alone LIMIT 1").at(0)[0];
    const auto why = must("explain " + quoted(file) + " " + old + " --reveal --reason test --json").json();
    const auto rule = std::find_if(why["rules"].begin(), why["rules"].end(), [](const nlohmann::json& r) { return r["when"].get<std::string>().find("oldest_age >= 80") != std::string::npos; });
    ASSERT_NE(rule, why["rules"].end());
    EXPECT_EQ((*rule)["near"][0]["seen"], 79);
    EXPECT_EQ((*rule)["near"][0]["by"], 1);
    EXPECT_NE(must("explain " + quoted(file) + " " + old + " --reveal --reason test --language en").out.find("1 short of 80"), std::string::npos);
    EXPECT_NE(must("explain " + quoted(file) + " " + old + " --reveal --reason test --language zh").out.find("距 80 还差 1"), std::string::npos);
}

TEST_F(Explain, PersonalValuesAreShownOnlyWithAReasonInTheJournal) {
    const auto names = sql("SELECT name FROM attribute WHERE sensitivity IN ('personal', 'sensitive')");
    std::set<std::string> personal;
    for (const auto& row : names) personal.insert(row[0]);
    const auto values = [&](const std::string& options) {
        std::set<std::string> seen;
        const auto why = must("explain " + quoted(file) + " 1 --json " + options).json();
        for (const auto& rule : why["rules"])
            for (const auto& [name, value] : rule["seen"].items())
                if (personal.contains(name) && !value.is_null()) seen.insert(value.dump());
        return seen;
    };
    EXPECT_EQ(values(""), std::set<std::string>{"\"***\""});
    EXPECT_EQ(number("SELECT count(*) FROM journal WHERE verb = 'reveal'"), 0);
    EXPECT_FALSE(values("--reveal --reason 'a call'").contains("\"***\""));
    EXPECT_EQ(number("SELECT count(*) FROM journal WHERE verb = 'reveal' AND reason = 'a call'"), 1);
}

TEST_F(Explain, AMistypedSeriesSaysHowItIsWritten) {
    for (const std::string& days : std::vector<std::string>{"2026-01-01", "2026-01-01..2026-02-30/month", "2026-01-01..2026-02-01/fortnight", "2026-02-01..2026-01-01/day", "1000-01-01..9000-01-01/day"}) {
        const auto refused = run("classify " + quoted(file) + " --series " + days);
        EXPECT_EQ(refused.exit_code, 1) << days;
        EXPECT_NE(refused.err.find("--series"), std::string::npos) << refused.err;
    }
}

}  // namespace
}  // namespace huegrid::cli::test
