// The exported text on a PostgreSQL server, row for row.
#include <gtest/gtest.h>

#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/conditions/language/expression.hpp"
#include "engine/conditions/sql/sql.hpp"
#include "tests/conditions/postgres_register.hpp"
#include "tests/conditions/random_condition.hpp"
#include "tests/conditions/table_row.hpp"

namespace huegrid::conditions {
namespace {

using namespace std::chrono_literals;

constexpr Date a_day = std::chrono::sys_days{2024y / 11 / 7};  // within the random register's days

/// Whether PostgreSQL's word for a value is ours; a number's may have another number of zeros.
bool same(const Scalar& ours, const std::string& theirs) {
    switch (ours.kind) {
        case Scalar::Kind::null: return theirs == "NULL";
        case Scalar::Kind::real: return theirs != "NULL" && std::strtod(theirs.c_str(), nullptr) == ours.real;
        case Scalar::Kind::integer: return theirs == fmt::format("{}", ours.integer) || theirs == (ours.integer ? "true" : "false");
        case Scalar::Kind::text: return theirs == ours.text;
        case Scalar::Kind::date: return theirs == printed(Date(std::chrono::days(ours.integer)));
    }
    return false;
}

TEST(Postgres, ReadsItAsItIsMeantRowForRow) {
    PostgresServer server;
    if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
    const std::uint64_t seed = 20261129;
    SCOPED_TRACE(fmt::format("seed {}", seed));
    Dice dice(seed);
    const auto table = random_register(120, dice);
    const auto attributes = attributes_of(table);
    ASSERT_EQ(server.run(register_as_sql(table)), std::vector<std::string>{});
    RandomCondition random(dice, Forms::all);
    for (int batch = 0; batch < 8; ++batch) {
        std::vector<std::string> texts;
        std::vector<Expression> expressions;
        std::string statements;
        for (int n = 0; n < 500; ++n) {
            texts.push_back(dice.below(3) ? random.condition(3) : random.any(4));
            const auto expression = Expression::parse_value(texts.back(), attributes);
            ASSERT_TRUE(expression) << texts.back();
            expressions.push_back(*expression);
            const auto sql = to_sql(*expression->syntax(), Dialect::postgres, a_day);
            ASSERT_TRUE(sql) << texts.back() << "\n" << sql.error().text();
            statements += fmt::format("SELECT string_agg(coalesce(value::text, 'NULL'), chr(31) ORDER BY id) FROM (SELECT id, ({}) AS value FROM register) q;\n", *sql);
        }
        const auto lines = server.run(statements);
        for (std::size_t n = 0; n < texts.size(); ++n) {
            ASSERT_LT(n, lines.size());
            const auto sql = to_sql(*expressions[n].syntax(), Dialect::postgres, a_day).value();
            if (n + 1 == lines.size() && lines.size() != texts.size()) FAIL() << lines[n] << "\n" << texts[n] << "\n" << sql;
            ScalarEvaluator evaluator(*expressions[n].syntax(), a_day);
            std::size_t row = 0;
            for (std::size_t begin = 0; row < table.size(); ++row) {
                const auto end = std::min(lines[n].find('\x1f', begin), lines[n].size());
                const auto theirs = lines[n].substr(begin, end - begin);
                const auto ours = evaluator.value(TableRow(*expressions[n].syntax(), table, row));
                ASSERT_TRUE(same(ours, theirs)) << "row " << row << " of " << texts[n] << "\n" << sql << "\nours " << shown(as_stored(ours)) << ", theirs " << theirs;
                begin = end + 1;
            }
        }
    }
}

TEST(Postgres, ReadsTheDeepestThatIsWritten) {
    PostgresServer server;
    if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
    Dice dice(1);
    const auto table = random_register(1, dice);
    const auto attributes = attributes_of(table);
    ASSERT_EQ(server.run(register_as_sql(table)), std::vector<std::string>{});
    std::vector<std::string> deepest(nested_conditions(1).size());
    for (int depth = 1; depth < 60; ++depth) {
        const auto texts = nested_conditions(depth);
        for (std::size_t n = 0; n < texts.size(); ++n)
            if (auto sql = to_sql(*Expression::parse(texts[n], attributes)->syntax(), Dialect::postgres, a_day)) deepest[n] = *sql;
    }
    for (const auto& sql : deepest) {
        const auto lines = server.run("SELECT coalesce((" + sql + ")::text, 'NULL') FROM register");
        ASSERT_EQ(lines.size(), 1u) << sql.substr(0, 2000);
        EXPECT_EQ(lines[0].find("ERROR"), std::string::npos) << lines[0] << sql.substr(0, 2000);
    }
}

}  // namespace
}  // namespace huegrid::conditions
