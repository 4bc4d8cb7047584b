/// @file random_register.hpp
/// A register of every type with the values that go wrong, and the same rows in SQLite.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <memory>
#include <random>
#include <string>
#include <vector>

#include "engine/conditions/evaluate/evaluator.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::conditions {

using model::AttributeType;
using model::Value;

inline model::Attribute attribute(std::string name, AttributeType type) {
    model::Attribute a;
    a.name = std::move(name);
    a.type = type;
    a.title.en = a.name;
    return a;
}

inline std::vector<model::Attribute> attributes_of(const model::HouseholdTable& table) {
    std::vector<model::Attribute> attributes;
    for (const auto& column : table.attributes) attributes.push_back(column.attribute);
    return attributes;
}

class Dice {
public:
    explicit Dice(std::uint64_t seed) : engine_(seed) {}
    std::size_t below(std::size_t n) { return std::size_t(engine_() % n); }
    template <class T>
    T one_of(const std::vector<T>& values) { return values[below(values.size())]; }

private:
    std::mt19937_64 engine_;
};

inline const std::vector<std::int64_t>& integers() {
    static const std::vector<std::int64_t> values{0, 1, 2, 3, 7, 10, 80, -1, -2, -5, std::int64_t{1} << 62, 9007199254740993,
        INT64_MAX, INT64_MAX - 1, INT64_MIN + 1, -(std::int64_t{1} << 62)};
    return values;
}
inline const std::vector<double>& reals() {
    static const std::vector<double> values{0.0, -0.0, 1.0, 2.0, 0.5, 2.5, -2.5, 7.0, 80.0, 1e18, 9223372036854775808.0, -9223372036854775808.0,
        1e22, 1e308, -1e308, 5e-324, 9007199254740992.0, std::numeric_limits<double>::infinity()};
    return values;
}
inline const std::vector<std::string>& words() {
    static const std::vector<std::string> values{"", "own", "let", "Own", "own ", "it's", "租", "自住", "z", "zz", "10", "2", "50%", "o_n",
        "b\\x", "  自 own ", "É", "é"};
    return values;
}

/// Columns b1 b2 (boolean), i1 i2 (integer), r1 r2 (real), t1 t2 (text), d1 d2 (date) and kind; each fifth value is missing.
inline model::HouseholdTable random_register(std::size_t rows, Dice& dice) {
    model::HouseholdTable table;
    table.attributes.emplace_back(attribute("kind", AttributeType::text));
    const std::vector<std::pair<std::string, AttributeType>> pairs{{"b", AttributeType::boolean}, {"i", AttributeType::integer},
        {"r", AttributeType::real}, {"t", AttributeType::text}, {"d", AttributeType::date}};
    for (const auto& [letter, type] : pairs)
        for (const char* number : {"1", "2"}) table.attributes.emplace_back(attribute(letter + number, type));
    for (std::size_t row = 0; row < rows; ++row) {
        table.ids.push_back(std::int64_t(row) + 1);
        for (auto& column : table.attributes) {
            Value value;
            const bool kind = column.attribute.name == "kind";
            if (dice.below(kind ? 20 : 5) > 0) switch (column.attribute.type) {
                case AttributeType::boolean: value = std::int64_t(dice.below(2)); break;
                case AttributeType::integer: value = dice.one_of(integers()); break;
                case AttributeType::real: value = dice.one_of(reals()); break;
                case AttributeType::text:
                    value = kind ? dice.one_of<std::string>({"home", "shop", "enterprise"}) : dice.one_of(words());
                    break;
                case AttributeType::date: value = Date(std::chrono::days(20'000 + dice.below(6))); break;
            }
            column.push_back(value);
        }
    }
    return table;
}

/// The same rows as table `register` of an SQLite database in memory.
class Oracle {
public:
    explicit Oracle(const model::HouseholdTable& table) {
        sqlite3* db = nullptr;
        sqlite3_open(":memory:", &db);
        db_.reset(db);
        std::string create = "CREATE TABLE register (id INTEGER PRIMARY KEY", marks = "?";
        for (const auto& column : table.attributes) {
            constexpr const char* types[] = {"BOOLEAN", "INTEGER", "REAL", "TEXT", "DATE"};
            create += fmt::format(", {} {}", column.attribute.name, types[std::size_t(column.attribute.type)]);
            marks += ", ?";
        }
        run(create + ")");
        run("BEGIN");
        auto insert = prepared("INSERT INTO register VALUES (" + marks + ")");
        for (std::size_t row = 0; row < table.size(); ++row) {
            sqlite3_bind_int64(insert.get(), 1, table.ids[row]);
            for (std::size_t c = 0; c < table.attributes.size(); ++c)
                bind(insert.get(), int(c) + 2, table.attributes[c].value(row));
            sqlite3_step(insert.get());
            sqlite3_reset(insert.get());
        }
        run("COMMIT");
    }

    /// What SQLite says of every row, in order of id.
    std::vector<Truth> ask(const std::string& condition) {
        std::vector<Truth> answers;
        for (const auto& value : values(condition)) {
            const auto* integer = std::get_if<std::int64_t>(&value);
            answers.push_back(!integer ? Truth::unknown : *integer != 0 ? Truth::yes : Truth::no);
        }
        return answers;
    }

    /// What an expression of any type is worth in every row, in order of id; a date is text.
    std::vector<Value> values(const std::string& expression) {
        std::vector<Value> answers;
        auto select = prepared("SELECT (" + expression + ") FROM register ORDER BY id");
        int step = SQLITE_DONE;
        while (select && (step = sqlite3_step(select.get())) == SQLITE_ROW) switch (sqlite3_column_type(select.get(), 0)) {
            case SQLITE_INTEGER: answers.emplace_back(std::int64_t(sqlite3_column_int64(select.get(), 0))); break;
            case SQLITE_FLOAT: answers.emplace_back(sqlite3_column_double(select.get(), 0)); break;
            case SQLITE_NULL: answers.emplace_back(); break;
            default: answers.emplace_back(std::string(reinterpret_cast<const char*>(sqlite3_column_text(select.get(), 0))));
        }
        EXPECT_EQ(step, SQLITE_DONE) << sqlite3_errmsg(db_.get()) << "\n" << expression;
        return answers;
    }

    /// What a statement yields, NULL as "".
    std::vector<std::vector<std::string>> rows(const std::string& sql) {
        std::vector<std::vector<std::string>> found;
        auto select = prepared(sql);
        while (select && sqlite3_step(select.get()) == SQLITE_ROW) {
            auto& row = found.emplace_back();
            for (int c = 0; c < sqlite3_column_count(select.get()); ++c) {
                const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(select.get(), c));
                row.emplace_back(text ? text : "");
            }
        }
        return found;
    }
    void run(const std::string& sql) { EXPECT_EQ(sqlite3_exec(db_.get(), sql.c_str(), nullptr, nullptr, nullptr), SQLITE_OK) << sql; }

private:
    struct Close {
        void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    using Statement = std::unique_ptr<sqlite3_stmt, Close>;

    Statement prepared(const std::string& sql) {
        sqlite3_stmt* statement = nullptr;
        EXPECT_EQ(sqlite3_prepare_v2(db_.get(), sql.c_str(), -1, &statement, nullptr), SQLITE_OK)
            << sqlite3_errmsg(db_.get()) << "\n" << sql;
        return Statement(statement);
    }
    static void bind(sqlite3_stmt* statement, int at, const Value& value) {
        if (const auto* integer = std::get_if<std::int64_t>(&value)) sqlite3_bind_int64(statement, at, *integer);
        else if (const auto* real = std::get_if<double>(&value)) sqlite3_bind_double(statement, at, *real);
        else if (std::holds_alternative<std::monostate>(value)) sqlite3_bind_null(statement, at);
        else sqlite3_bind_text(statement, at, model::to_text(value).c_str(), -1, SQLITE_TRANSIENT);
    }

    std::unique_ptr<sqlite3, Close> db_;
};

}  // namespace huegrid::conditions
