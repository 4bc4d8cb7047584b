/// The whole line from files to reports, checked against plain SQL on the file it leaves.
#include <map>
#include <set>
#include <sstream>

#include "tests/cli/program.hpp"

namespace huegrid::cli::test {
namespace {

/// A rulebook's rules as (tier, condition), read with a few lines of their own: one rule's keys follow its [[rule]] line.
struct PlainRule {
    std::string tier, category, when;
    bool homes_only = false;
};
struct PlainBook {
    std::vector<std::string> tiers;
    std::vector<PlainRule> rules;
    std::string otherwise;
};
PlainBook read_plainly(const std::string& path) {
    PlainBook book;
    std::ifstream in(path);
    std::string section;
    for (std::string line; std::getline(in, line);) {
        if (line.rfind("[[", 0) == 0) {
            section = line;
            if (section == "[[rule]]") book.rules.emplace_back();
            continue;
        }
        if (line.rfind("[", 0) == 0) section = line;
        const auto equals = line.find('=');
        if (equals == std::string::npos || line[0] == '#') continue;
        const auto key = line.substr(0, line.find_first_of(" ="));
        const auto open = line.find('"', equals), close = line.rfind('"');
        const auto text = open < close ? line.substr(open + 1, close - open - 1) : "";
        if (section.empty() && key == "otherwise") book.otherwise = text;
        if (section == "[[tier]]" && key == "id") book.tiers.push_back(text);
        if (section != "[[rule]]") continue;
        if (key == "tier") book.rules.back().tier = text;
        if (key == "category") book.rules.back().category = text;
        if (key == "when") book.rules.back().when = text;
        if (key == "applies_to") book.rules.back().homes_only = text == "home";
    }
    return book;
}

/// The tier of every household as SQLite itself decides it, from the conditions' own text.
std::string tier_by_sql(const PlainBook& book) {
    std::string cases = "CASE ", nulls = "0", for_this_kind = "0";
    for (const auto& tier : book.tiers)
        for (const auto& rule : book.rules) {
            if (rule.tier != tier) continue;
            const std::string kind = rule.homes_only ? "kind = 'home'" : "1";
            cases += "WHEN " + kind + " AND (" + rule.when + ") THEN '" + tier + "' ";
            nulls += " OR (" + kind + " AND (" + rule.when + ") IS NULL)";
            for_this_kind += " OR " + kind;
        }
    return cases + "WHEN " + nulls + " THEN 'unknown' WHEN NOT (" + for_this_kind + ") THEN 'not_applicable' ELSE '" + book.otherwise + "' END";
}

std::vector<std::vector<std::string>> read_csv(const std::filesystem::path& path) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream in(bytes_of(path));
    for (std::string line; std::getline(in, line);) {
        if (!line.empty() && line.back() == '\r') line.pop_back();
        std::vector<std::string> cells(1);
        bool in_quotes = false;
        for (const char c : line) {
            if (c == '"') in_quotes = !in_quotes;
            else if (c == ',' && !in_quotes) cells.emplace_back();
            else cells.back() += c;
        }
        rows.push_back(cells);
    }
    return rows;
}

}  // namespace

class Whole : public Program {
protected:
    void classified_as_sql_says(const std::string& rulebook) const {
        const auto book = read_plainly(HUEGRID_SOURCE_DIR "/geodata/" + rulebook);
        ASSERT_GE(book.rules.size(), 5u);
        const auto by_sql = tier_by_sql(book);
        EXPECT_EQ(number("SELECT count(*) FROM household WHERE tier IS NOT " + by_sql), 0) << by_sql;
        for (const auto& rule : book.rules) {
            const std::string kind = rule.homes_only ? "kind = 'home' AND " : "";
            EXPECT_EQ(number("SELECT count(*) FROM household WHERE " + kind + "(" + rule.when +
                             ") AND id NOT IN (SELECT household_id FROM household_category WHERE category = '" + rule.category + "')"), 0)
                << "a category is the union over TRUE rules: " << rule.when;
        }
    }
    void report_adds_up(const std::string& level) const {
        must("report " + quoted(file) + " --level " + level + " --format csv --out " + quoted(folder) + " --language en");
        const auto rows = read_csv(folder / (level + ".csv"));
        ASSERT_GE(rows.size(), 3u);
        for (const auto& row : rows) ASSERT_EQ(row.size(), rows[0].size());
        const auto counts = std::size_t(std::find(rows[0].begin(), rows[0].end(), "Households") - rows[0].begin());
        for (std::size_t column = counts; column < rows[0].size(); ++column) {
            std::int64_t sum = 0;
            for (std::size_t r = 1; r + 1 < rows.size(); ++r) sum += std::stoll(rows[r][column]);
            EXPECT_EQ(sum, std::stoll(rows.back()[column])) << rows[0][column];
        }
        EXPECT_EQ(std::stoll(rows.back()[counts]), number("SELECT count(*) FROM household"));
    }
};

TEST_F(Whole, TheSampleIsClassifiedAsItsRulesReadInSql) {
    import_sample();
    const auto classified = must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31 --json").json();
    EXPECT_EQ(classified["households"], number("SELECT count(*) FROM household"));
    std::int64_t sum = 0;
    for (const auto& [tier, count] : classified["tiers"].items()) {
        EXPECT_EQ(count, number("SELECT count(*) FROM household WHERE tier = '" + tier + "'")) << tier;
        sum += count.get<std::int64_t>();
    }
    EXPECT_EQ(sum, classified["households"]) << "tiers partition the households";
    classified_as_sql_says("rulebooks/default.toml");
    for (const auto* level : {"community", "grid"}) report_adds_up(level);
}

TEST_F(Whole, TheSampleHoldsWhatItPromises) {
    import_sample();
    EXPECT_EQ(number("SELECT count(*) FROM building WHERE zone_id IS NULL"), 0);
    const auto estate = "(SELECT e.id FROM estate e JOIN building b ON b.estate_id = e.id WHERE b.built_year = 2001 GROUP BY e.id "
                        "HAVING count(*) = 12 AND sum(b.units) = 28)";
    EXPECT_EQ(number(std::string("SELECT count(*) FROM household h JOIN building b ON b.id = h.building_id WHERE b.estate_id = ") + estate), 439);
    EXPECT_EQ(number(std::string("SELECT count(*) FROM member m JOIN building b ON b.id = m.home_building_id WHERE m.kind = 'party_member' AND b.estate_id = ") + estate), 18);
    EXPECT_EQ(number("SELECT count(*) FROM household WHERE kind = 'enterprise'"), 1401);
    EXPECT_EQ(number("SELECT count(DISTINCT b.id) FROM building b JOIN household h ON h.building_id = b.id WHERE h.kind = 'enterprise'"), 18);
    EXPECT_EQ(number("SELECT count(*) FROM zone z WHERE level = 'grid' AND NOT EXISTS (SELECT 1 FROM assignment a JOIN post p ON p.id = a.post_id "
                     "WHERE a.zone_id = z.id AND p.key = 'grid_head')"), 0)
        << "a grid without a head";
    const auto homes = number("SELECT count(*) FROM household");
    EXPECT_GT(homes, 5500);
    EXPECT_LT(homes, 6500);
}

TEST_F(Whole, ImportingTwiceChangesNothing) {
    import_sample();
    const auto again = must("import " + quoted(file) + " --recipe " + geodata("recipes/sample.toml") + " --json").json();
    for (const auto& [table, counts] : again["tables"].items()) {
        EXPECT_EQ(counts["added"], 0) << table;
        EXPECT_EQ(counts["changed"], 0) << table;
    }
    EXPECT_EQ(again["journal_entry"], 0);
    EXPECT_EQ(number("SELECT count(*) FROM journal"), 1);
}

TEST_F(Whole, ExplainAgreesWithTheFileForEveryTier) {
    import_sample();
    must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31");
    for (const auto& row : sql("SELECT tier, min(id), coalesce(rule, '') FROM household GROUP BY tier")) {
        const auto why = must("explain " + quoted(file) + " " + row[1] + " --json").json();
        EXPECT_EQ(why["tier"], row[0]);
        EXPECT_EQ(why["rule"].is_null() ? "" : why["rule"].get<std::string>(), row[2]);
        EXPECT_EQ(why["stored_tier"], row[0]);
        if (row[0] == "unknown") { EXPECT_FALSE(why["missing"].empty()); }
    }
}

TEST_F(Whole, SecondClassificationRecordsOnlyWhatChanged) {
    import_sample();
    const auto classify = "classify " + quoted(file) + " --rulebook " + geodata("rulebooks/default.toml") + " --as-of 2026-10-31 --json";
    must(classify);
    EXPECT_EQ(number("SELECT count(*) FROM tier_change"), 0) << "the first run writes none";
    auto stricter = bytes_of(HUEGRID_SOURCE_DIR "/geodata/rulebooks/default.toml");
    const auto eighty = stricter.find("oldest_age >= 80");
    ASSERT_NE(eighty, std::string::npos);
    stricter.replace(eighty, 16, "oldest_age >= 85");
    std::ofstream(folder / "stricter.toml") << stricter;
    const auto changed = must("classify " + quoted(file) + " --rulebook " + quoted(folder / "stricter.toml") + " --as-of 2026-10-31 --json").json();
    EXPECT_GT(changed["changed"], 0);
    EXPECT_EQ(changed["changed"], number("SELECT count(*) FROM tier_change"));
    must("undo " + quoted(file));
    EXPECT_EQ(number("SELECT count(*) FROM tier_change"), 0);
    classified_as_sql_says("rulebooks/default.toml");
}

TEST_F(Whole, LiechtensteinWithTheSurveysHouseholds) {
    if (real_data().empty()) GTEST_SKIP() << "HUEGRID_REAL_DATA is not set";
    const auto osm = "import " + quoted(file) + " --recipe " + geodata("recipes/osm.toml") + " osm='" + real_data() +
                     "/osm-liechtenstein/liechtenstein-2021-10-28.osm.pbf' --json";
    const auto imported = must(osm).json();
    EXPECT_EQ(number("SELECT count(*) FROM zone WHERE level = 'community'"), 11);
    EXPECT_EQ(number("SELECT count(*) FROM building"), 15834);
    EXPECT_EQ(imported["buildings_placed"].get<std::int64_t>() + imported["buildings_outside"].get<std::int64_t>(), 15834);
    EXPECT_EQ(number("SELECT count(*) FROM building WHERE community_id IS NULL"), imported["buildings_outside"].get<std::int64_t>());
    EXPECT_EQ(must(osm).json()["journal_entry"], 0) << "importing twice changes nothing";

    const auto persons = folder / "persons.csv";
    ASSERT_EQ(std::system(("python3 '" HUEGRID_SOURCE_DIR "/tests/data/eusilc_to_addresses.py' '" + real_data() +
                           "/eusilc-households/eusilc.csv' " + quoted(file) + " " + quoted(persons) + " >/dev/null").c_str()), 0);
    must("import " + quoted(file) + " --recipe " + geodata("recipes/eusilc.toml") + " persons=" + quoted(persons));
    EXPECT_EQ(number("SELECT count(*) FROM household"), 6000);
    EXPECT_EQ(number("SELECT sum(persons) FROM household"), 14827);
    must("classify " + quoted(file) + " --rulebook " + geodata("rulebooks/eusilc.toml") + " --as-of 2026-10-31");
    classified_as_sql_says("rulebooks/eusilc.toml");
    report_adds_up("community");
}

}  // namespace huegrid::cli::test
