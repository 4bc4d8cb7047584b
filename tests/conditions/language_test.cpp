// The table in engine/conditions/LANGUAGE.md, row by row, on the programs that are at hand.
#include <gtest/gtest.h>

#include <fstream>
#include <optional>

#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/conditions/language/expression.hpp"
#include "engine/conditions/sql/sql.hpp"
#include "tests/conditions/postgres_server.hpp"
#include "tests/conditions/random_register.hpp"
#include "tests/conditions/table_row.hpp"

namespace huegrid::conditions {
namespace {

using namespace std::chrono_literals;

constexpr Date a_day = std::chrono::sys_days{2024y / 11 / 7};  // as the document says

struct Claim {
    std::string text, here, sqlite, postgres;
};

std::vector<Claim> claims() {
    std::vector<Claim> claims;
    std::ifstream in(std::string(HUEGRID_SOURCE_DIR) + "/engine/conditions/LANGUAGE.md");
    for (std::string line; std::getline(in, line);) {
        std::vector<std::string> cells;
        std::string cell;
        for (std::size_t i = 2; i < line.size(); ++i) {
            const bool ends = line[i] == '|' && line[i - 1] != '\\';
            if (!ends && !(line[i] == '\\' && i + 1 < line.size() && line[i + 1] == '|')) cell += line[i];
            if (!ends) continue;
            cells.push_back(cell.substr(0, cell.find_last_not_of(' ') + 1));
            cell.clear();
            ++i;
        }
        if (cells.size() == 5 && cells[0].starts_with('`')) claims.push_back({cells[0].substr(1, cells[0].size() - 2), cells[1], cells[2], cells[3]});
    }
    return claims;
}

/// A cell's value as a database prints it: truth as 1 and 0, numbers as they are, text without quotes.
bool agree(const std::string& cell, const std::string& printed) {
    const auto plain = [](std::string text) {
        if (text == "TRUE" || text == "true") return std::string("1");
        if (text == "FALSE" || text == "false") return std::string("0");
        if (text.starts_with('\'')) return text.substr(1, text.size() - 2);
        char* end = nullptr;
        const double number = std::strtod(text.c_str(), &end);
        return !text.empty() && *end == '\0' ? fmt::format("{}", number) : text;
    };
    return plain(cell) == plain(printed);
}

std::string printed(const Value& value) { return std::holds_alternative<std::monostate>(value) ? "NULL" : model::to_text(value); }

class Sqlite {
public:
    Sqlite() { sqlite3_open(":memory:", &db_); }
    ~Sqlite() { sqlite3_close(db_); }
    std::string worth(const std::string& expression) {
        sqlite3_stmt* select = nullptr;
        std::string answer = "error";
        if (sqlite3_prepare_v2(db_, ("SELECT " + expression).c_str(), -1, &select, nullptr) == SQLITE_OK && sqlite3_step(select) == SQLITE_ROW) {
            const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(select, 0));
            const bool real = sqlite3_column_type(select, 0) == SQLITE_FLOAT;  // whose text has 15 digits
            answer = real ? fmt::format("{}", sqlite3_column_double(select, 0)) : text ? text : "NULL";
        }
        sqlite3_finalize(select);
        return answer;
    }

private:
    sqlite3* db_ = nullptr;
};

TEST(Language, HereItIsWorthWhatTheDocumentSays) {
    ASSERT_GT(claims().size(), 30u);
    for (const auto& claim : claims()) {
        const auto expression = Expression::parse_value(claim.text, {});
        ASSERT_TRUE(expression) << claim.text << ": " << expression.error().message;
        const auto ours = as_stored(ScalarEvaluator(*expression->syntax(), a_day).value(TableRow(*expression->syntax(), {}, 0)));
        EXPECT_TRUE(agree(claim.here, printed(ours))) << claim.text << " is " << printed(ours);
        EXPECT_EQ(claim.here.find('.') != std::string::npos, std::holds_alternative<double>(ours)) << claim.text;
    }
}

TEST(Language, SqliteReadsItAsTheDocumentSays) {
    Sqlite sqlite;
    for (const auto& claim : claims()) {
        EXPECT_TRUE(agree(claim.sqlite, sqlite.worth(claim.text))) << claim.text << " is " << sqlite.worth(claim.text);
        const auto written = to_sql(*Expression::parse_value(claim.text, {})->syntax(), Dialect::sqlite, a_day).value();
        EXPECT_TRUE(agree(claim.here, sqlite.worth(written))) << written << " is " << sqlite.worth(written);
    }
}

TEST(Language, PostgresReadsItAsTheDocumentSays) {
    PostgresServer server;
    if (!server.why_not().empty()) GTEST_SKIP() << server.why_not();
    const auto worth = [&](const std::string& expression) {
        const auto lines = server.run("SELECT coalesce((" + expression + ")::text, 'NULL')");
        return lines.empty() ? "" : lines.front().find("ERROR") != std::string::npos ? "error" : lines.front();
    };
    for (const auto& claim : claims()) {
        EXPECT_TRUE(agree(claim.postgres, worth(claim.text))) << claim.text << " is " << worth(claim.text);
        const auto written = to_sql(*Expression::parse_value(claim.text, {})->syntax(), Dialect::postgres, a_day).value();
        EXPECT_TRUE(agree(claim.here, worth(written))) << written << " is " << worth(written);
    }
}

}  // namespace
}  // namespace huegrid::conditions
