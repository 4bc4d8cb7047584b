/// @file postgres_register.hpp
/// The random register's rows as table `register` of a PostgreSQL server.
#pragma once

#include <cmath>

#include "tests/conditions/postgres_server.hpp"
#include "tests/conditions/random_register.hpp"

namespace huegrid::conditions {

/// As PostgreSQL prints it.
inline std::string printed(const Value& value) {
    if (std::holds_alternative<std::monostate>(value)) return "NULL";
    if (const auto* real = std::get_if<double>(&value)) return std::isinf(*real) ? (*real > 0 ? "Infinity" : "-Infinity") : fmt::format("{}", *real);
    const auto text = model::to_text(value);
    return std::holds_alternative<Date>(value) && text.starts_with("0000") ? "0001" + text.substr(4) + " BC" : text;
}

inline std::string register_as_sql(const model::HouseholdTable& table) {
    constexpr const char* types[] = {"boolean", "bigint", "double precision", "text", "date"};
    std::string sql = "CREATE TABLE register (id bigint";
    for (const auto& column : table.attributes) sql += fmt::format(", {} {}", column.attribute.name, types[std::size_t(column.attribute.type)]);
    sql += ");\nCOPY register FROM stdin;\n";
    for (std::size_t row = 0; row < table.size(); ++row) {
        sql += fmt::format("{}", table.ids[row]);
        for (const auto& column : table.attributes) {
            const auto value = column.value(row);
            std::string text;
            for (const char c : printed(value)) text += c == '\\' ? "\\\\" : std::string(1, c);
            sql += '\t' + (std::holds_alternative<std::monostate>(value) ? "\\N" : text);
        }
        sql += '\n';
    }
    return sql + "\\.\n";
}

}  // namespace huegrid::conditions
