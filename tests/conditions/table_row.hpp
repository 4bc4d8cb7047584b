/// @file table_row.hpp
/// A row of a household table as the scalar evaluator sees it, and its results as a database gives them.
#pragma once

#include <fmt/format.h>

#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::conditions {

class TableRow : public Row {
public:
    TableRow(const Syntax& syntax, const model::HouseholdTable& table, std::size_t row) {
        for (const auto& column : syntax.columns) values_.push_back(table.attribute(column.name)->value(row));
    }
    Scalar value(std::uint32_t index) const override { return Scalar::of(values_[index]); }

private:
    std::vector<model::Value> values_;
};

/// Dates as text.
inline model::Value as_stored(const Scalar& scalar) {
    switch (scalar.kind) {
        case Scalar::Kind::null: return {};
        case Scalar::Kind::integer: return scalar.integer;
        case Scalar::Kind::real: return scalar.real;
        case Scalar::Kind::text: return std::string(scalar.text);
        case Scalar::Kind::date: return to_text(Date(std::chrono::days(scalar.integer)));
    }
    return {};
}

inline std::string shown(const model::Value& value) {
    if (const auto* text = std::get_if<std::string>(&value)) return text->size() == 10 && (*text)[4] == '-' ? *text : "'" + *text + "'";
    if (const auto* real = std::get_if<double>(&value)) return fmt::format("{} (real)", *real);
    return std::holds_alternative<std::monostate>(value) ? "NULL" : model::to_text(value);
}

}  // namespace huegrid::conditions
