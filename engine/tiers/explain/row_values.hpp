/// @file row_values.hpp
/// Values at hand as the row that an expression is asked about.
///
/// Layer    tiers, inside.
#pragma once

#include <span>
#include <vector>

#include "engine/conditions/evaluate/scalar.hpp"
#include "engine/model/snapshot.hpp"

namespace huegrid::tiers {

/// `values` are those of Expression::attributes, in order: Syntax::columns has the same.
struct RowValues : conditions::Row {
    std::vector<model::Value> values;
    explicit RowValues(std::span<const model::Value> of) : values(of.begin(), of.end()) {}
    [[nodiscard]] conditions::Scalar value(std::uint32_t index) const override { return conditions::Scalar::of(values[index]); }
};

/// Of attributes that the register has.
[[nodiscard]] inline std::vector<model::Value> values_in_row(const std::vector<std::string>& attributes, const model::HouseholdTable& households, Index row) {
    std::vector<model::Value> values;
    for (const auto& name : attributes) values.push_back(households.attribute(name)->value(std::size_t(row)));
    return values;
}

[[nodiscard]] inline model::Value value_of(const conditions::Scalar& scalar) {
    using Kind = conditions::Scalar::Kind;
    switch (scalar.kind) {
        case Kind::null: break;
        case Kind::integer: return scalar.integer;
        case Kind::real: return scalar.real;
        case Kind::text: return std::string(scalar.text);
        case Kind::date: return Date(std::chrono::days(scalar.integer));
    }
    return {};
}

}  // namespace huegrid::tiers
