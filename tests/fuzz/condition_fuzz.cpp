// A condition of any bytes is refused with what is wrong and where, or it has a meaning: SQLite reads what we write for it, and as
// we mean it; what we write and can read ourselves means the same.
#include <sqlite3.h>

#include "engine/base/text.hpp"
#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/conditions/language/expression.hpp"
#include "engine/conditions/sql/sql.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace conditions = huegrid::conditions;
namespace model = huegrid::model;
using model::AttributeType;

namespace {

using namespace std::chrono_literals;

constexpr huegrid::Date a_day = std::chrono::sys_days{2024y / 11 / 7};

const std::vector<model::Attribute>& columns() {
    static const std::vector<model::Attribute> all = [] {
        std::vector<model::Attribute> made;
        for (const auto& [name, type] : {std::pair("b", AttributeType::boolean), std::pair("i", AttributeType::integer), std::pair("r", AttributeType::real),
                                         std::pair("t", AttributeType::text), std::pair("d", AttributeType::date)}) {
            made.emplace_back().name = name;
            made.back().type = type;
        }
        return made;
    }();
    return all;
}

const conditions::Definitions& shared() {
    static const conditions::Definitions all = [] {
        conditions::Definitions made;
        made.add("words", std::vector<conditions::Literal>{{AttributeType::text, std::string("own"), 0}, {AttributeType::text, std::string("let"), 0}});
        const std::vector<conditions::NamedText> texts{{"old", "i >= 80 OR d < limit_day"}, {"limit_day", "today - 365"}};
        hold(conditions::define(made, texts, columns()).empty(), "the definitions are good", "");
        return made;
    }();
    return all;
}

/// The two rows of the table, by the names of the columns.
class TwoRows : public conditions::Row {
public:
    TwoRows(const conditions::Syntax& syntax, int row) : syntax_(syntax), row_(row) {}
    conditions::Scalar value(std::uint32_t index) const override {
        if (row_ == 1) return {};
        switch (syntax_.columns[index].name[0]) {
            case 'b': return conditions::Scalar::of(true);
            case 'i': return conditions::Scalar::of(std::int64_t{9007199254740993});
            case 'r': return conditions::Scalar::of(-2.5);
            case 't': return conditions::Scalar::of(std::string_view("Own 自住"));
            default: return conditions::Scalar::of(a_day - std::chrono::days(400));
        }
    }

private:
    const conditions::Syntax& syntax_;
    int row_;
};

sqlite3* database() {
    static sqlite3* const db = [] {
        sqlite3* opened = nullptr;
        sqlite3_open(":memory:", &opened);
        sqlite3_exec(opened, "CREATE TABLE register (b BOOLEAN, i INTEGER, r REAL, t TEXT, d DATE);"
                             "INSERT INTO register VALUES (1, 9007199254740993, -2.5, 'Own 自住', '2023-10-04'), (NULL, NULL, NULL, NULL, NULL)",
                     nullptr, nullptr, nullptr);
        return opened;
    }();
    return db;
}

bool same(const conditions::Scalar& ours, sqlite3_stmt* theirs) {
    switch (sqlite3_column_type(theirs, 0)) {
        case SQLITE_NULL: return ours.is_null();
        case SQLITE_INTEGER: return ours.kind == conditions::Scalar::Kind::integer && ours.integer == sqlite3_column_int64(theirs, 0);
        case SQLITE_FLOAT: return ours.kind == conditions::Scalar::Kind::real && ours.real == sqlite3_column_double(theirs, 0);
        default: break;
    }
    const std::string text = reinterpret_cast<const char*>(sqlite3_column_text(theirs, 0));
    return ours.kind == conditions::Scalar::Kind::date ? huegrid::to_text(huegrid::Date(std::chrono::days(ours.integer))) == text : ours.text == text;
}

void check_value(const conditions::Expression& condition, const std::string& sql, const std::string& text) {
    sqlite3_stmt* select = nullptr;
    hold(sqlite3_prepare_v2(database(), ("SELECT (" + sql + ") FROM register").c_str(), -1, &select, nullptr) == SQLITE_OK, "SQLite reads it", sql);
    conditions::ScalarEvaluator evaluator(*condition.syntax(), a_day);
    for (int row = 0; row < 2 && huegrid::is_utf8(text); ++row) {
        hold(sqlite3_step(select) == SQLITE_ROW, "SQLite raises no error", sql);
        hold(same(evaluator.value(TwoRows(*condition.syntax(), row)), select), "SQLite means the same", text);
    }
    sqlite3_finalize(select);

    const auto again = conditions::Expression::parse_value(sql, columns());
    if (!again) return;  // dates are written in SQLite's own words
    conditions::ScalarEvaluator second(*again->syntax(), a_day);
    for (int row = 0; row < 2; ++row) {
        const auto a = evaluator.value(TwoRows(*condition.syntax(), row)), b = second.value(TwoRows(*again->syntax(), row));
        hold(a.is_null() == b.is_null() && (a.is_null() || a.kind != b.kind || compare(a, b) == 0), "what we write and read means the same", text);
    }
}

}  // namespace

std::vector<std::string> fuzz_seeds() {
    return {"i >= 80 AND b OR NOT t IN ('own', 'let')",
            "old AND t IN words",
            "CASE WHEN r BETWEEN -2.5 AND .5 THEN i * 2 ELSE coalesce(i, NULL, 3) % 7 END <> -9223372036854775808",
            "case t when 'x' then d when t || 'y' then today + 30 end IS NOT DISTINCT FROM '2024-02-29'",
            "substr(trim(lower(t), 'x '), -3, i) LIKE '%o!_%' ESCAPE '!' IS TRUE",
            "(t NOT LIKE '%自%') IS NOT FALSE",
            "days_since(d) / 365 > age_on(d, '2030-01-01') - round(abs(r))",
            "min(i, r, 1e300 * r) - max(i, 3) >= nullif(length(t), 2)",
            "d - 400 < CURRENT_DATE AND d + i IS NULL AND upper(\"t\") = 'IT''S'",
            "9223372036854775807 + i > 9223372036854775808"};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto condition = conditions::Expression::parse_value(text, columns(), shared());
    if (!condition) {
        hold(!condition.error().message.empty() && condition.error().at <= size, "a mistake says what is wrong, and where", text);
        return 0;
    }
    const auto sql = conditions::to_sql(*condition->syntax(), conditions::Dialect::sqlite, a_day);
    if (sql) check_value(*condition, *sql, text);
    else hold(sql.error().code == huegrid::ErrorCode::bad_input, "what can't be written is bad input", text);
    (void)conditions::to_sql(*condition->syntax(), conditions::Dialect::postgres, a_day);
    return 0;
}
