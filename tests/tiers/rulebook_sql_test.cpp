#include "engine/tiers/rulebook/rulebook_sql.hpp"

#include <fmt/ranges.h>

#include <map>

#include "engine/tiers/classify/classify.hpp"
#include "tests/conditions/postgres_register.hpp"
#include "tests/conditions/random_condition.hpp"
#include "tests/tiers/small_rulebook.hpp"

namespace huegrid::tiers {
namespace {

using namespace conditions;  // the random registers

constexpr Date as_of{std::chrono::days(20'004)};  // within the random register's days

std::string toml_text(std::string_view text) {
    std::string written = "\"";
    for (const char c : text) written += c == '"' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return written + "\"";
}

/// Rules of every key: kinds, days on which they aren't in force, scores, names, stale values.
std::string random_rulebook(Dice& dice, RandomCondition& random) {
    std::string text = R"(name = "t'"
version = "1\n2"
owner = "t"
basis = { en = "test" }
otherwise = "yellow"
tier = [
  { id = "red", name = { en = "red" }, colour = "#ab2f07", letter = "R", pattern = "cross" },
  { id = "yellow", name = { en = "yellow" }, colour = "#f8ed12", letter = "Y", pattern = "dots" },
  { id = "blue", name = { en = "blue" }, colour = "#2268bb", letter = "B", pattern = "solid" }]
category = [{ id = "care", name = { en = "care" } }, { id = "health", name = { en = "health" } }]
stale = { i1 = { after_days = 2, known_on = "d1" }, b1 = { after_days = 3, known_on = "d2" } }
list = [{ name = "some", values = [1, 2, 80] }]
)";
    text += fmt::format("condition = [{{ name = \"shared\", when = {} }}]\n", toml_text(random.condition(1)));
    const auto words = dice.one_of<std::string>({"", "applies_to = [\"home\"]\n", "applies_to = [\"home\", \"shop\"]\n"});
    for (std::size_t r = 0; r < 1 + dice.below(4); ++r)
        text += fmt::format("[[rule]]\nid = \"r-{}\"\ntier = \"{}\"\ncategory = \"{}\"\nwhen = {}\nbecause = {{ en = \"x\" }}\n{}{}", r,
                            dice.one_of<std::string>({"red", "yellow", "blue"}), dice.one_of<std::string>({"care", "health"}),
                            toml_text(dice.one_of<std::string>({"shared AND ", "i1 IN some AND ", "i2 > 2 AND "}) + "(" + random.condition(2) + ")"), words,
                            dice.one_of<std::string>({"", "", "valid_from = 2030-01-01\n", "valid_to = 2024-01-01\n"}));
    const bool whole = dice.below(2) == 0;
    return text + fmt::format("[[score]]\nid = \"s\"\ncategory = \"care\"\nbecause = {{ en = \"x\" }}\n{}points = [{{ when = {}, points = {} }}, {{ when = {}, points = {} }}, "
                              "{{ when = \"b1\", points = {} }}]\ntiers = [{{ tier = \"red\", at_least = {} }}, {{ tier = \"blue\", at_least = {} }}]\n",
                              words, toml_text(random.condition(1)), whole ? 3 : 0.7, toml_text(random.condition(1)), whole ? -2 : -0.25, whole ? 1 : 0.1, whole ? 4 : 0.8,
                              whole ? 1 : 0.45);
}

using Row = std::vector<std::string>;

/// What classify says, as the statement is to say it.
std::vector<Row> classified(const model::Snapshot& snapshot, const Rulebook& book) {
    const auto classes = classify(snapshot, book, as_of).value();
    std::vector<Row> rows;
    for (std::size_t row = 0; row < classes.size(); ++row) {
        const auto verdict = classes.verdict(row);
        std::string categories;
        for (std::size_t c = 0; c < book.categories.size(); ++c)
            if (classes.categories(row) >> c & 1u) categories += (categories.empty() ? "" : ",") + book.categories[c].key;
        rows.push_back({fmt::format("{}", snapshot.households.ids[row]), book.tiers[std::size_t(verdict.tier)].key,
                        verdict.rule < 0 ? "" : book.rules[std::size_t(verdict.rule)].id, categories});
    }
    return rows;
}

struct Drawn {
    explicit Drawn(std::uint64_t seed) : dice(seed), random(dice, Forms::all) { snapshot.households = random_register(300, dice); }

    Rulebook rulebook() {
        text = random_rulebook(dice, random);
        auto book = read_rulebook(text, "t.toml", attributes_of(snapshot.households));
        EXPECT_TRUE(book) << book.error().text();
        return std::move(*book);
    }

    Dice dice;
    RandomCondition random;
    model::Snapshot snapshot;
    std::string text;
};

TEST(RulebookSql, SqliteClassifiesAsWeDoRowForRow) {
    Drawn drawn(5);
    Oracle oracle(drawn.snapshot.households);
    oracle.run("CREATE VIEW household AS SELECT *, NULL AS valid_to FROM register");
    std::map<std::string, int> seen;
    for (int n = 0; n < 60; ++n) {
        const auto book = drawn.rulebook();
        const auto sql = to_sql(book, Dialect::sqlite, as_of);
        ASSERT_TRUE(sql) << sql.error().text();
        const auto expected = classified(drawn.snapshot, book);
        ASSERT_EQ(oracle.rows(*sql), expected) << drawn.text << "\n" << *sql;
        for (const auto& row : expected) ++seen[row[1]];
    }
    for (const char* tier : {"red", "yellow", "blue", "unknown", "not_applicable"}) EXPECT_GT(seen[tier], 20) << tier;
}

TEST(RulebookSql, PostgresClassifiesAsWeDoRowForRow) {
    PostgresServer server;
    if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
    Drawn drawn(6);
    ASSERT_EQ(server.run(register_as_sql(drawn.snapshot.households) + "CREATE VIEW household AS SELECT *, NULL AS valid_to FROM register;\n"), std::vector<std::string>{});
    for (int n = 0; n < 12; ++n) {
        const auto book = drawn.rulebook();
        const auto sql = to_sql(book, Dialect::postgres, as_of);
        ASSERT_TRUE(sql) << sql.error().text();
        std::vector<std::string> expected;
        for (const auto& row : classified(drawn.snapshot, book)) expected.push_back(fmt::format("{}", fmt::join(row, "|")));
        ASSERT_EQ(server.run(*sql), expected) << drawn.text << "\n" << *sql;
    }
}

TEST(RulebookSql, AThousandRulesRunAndMoreAreRefused) {
    const std::string head(good.substr(0, good.find("[[rule]]")));
    const auto rules = [&](std::size_t count) {
        auto text = head;
        for (std::size_t n = 0; n < count; ++n)
            text += fmt::format("[[rule]]\nid=\"r{0}\"\ntier=\"red\"\ncategory=\"elder-care\"\nwhen=\"oldest_age = {0}\"\nbecause={{en=\"x\"}}\n", n);
        return read(text);
    };
    Dice dice(1);
    Oracle oracle(random_register(1, dice));
    oracle.run("CREATE TABLE household AS SELECT 1 AS id, 'home' AS kind, 999 AS oldest_age, NULL AS valid_to");
    EXPECT_EQ(oracle.rows(to_sql(rules(1000), Dialect::sqlite, as_of).value()), (std::vector<Row>{{"1", "red", "r999", "elder-care"}}));
    EXPECT_FALSE(to_sql(rules(1001), Dialect::sqlite, as_of));
}

}  // namespace
}  // namespace huegrid::tiers
