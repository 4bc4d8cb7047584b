/// @file functions.hpp
/// The functions a condition may call: what they are named and how many values they take.
///
/// Layer    conditions, inside.
#pragma once

#include <array>
#include <string_view>

#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

struct Signature {
    std::string_view name;
    Function function;
    std::uint32_t least, most;
};

inline constexpr std::uint32_t any_number = 1000;

/// In the order of Function.
inline constexpr std::array<Signature, 13> functions{{
    {"coalesce", Function::coalesce, 2, any_number}, {"nullif", Function::nullif, 2, 2}, {"abs", Function::abs, 1, 1},
    {"round", Function::round, 1, 1}, {"min", Function::min, 2, any_number}, {"max", Function::max, 2, any_number},
    {"lower", Function::lower, 1, 1}, {"upper", Function::upper, 1, 1}, {"length", Function::length, 1, 1},
    {"substr", Function::substr, 2, 3}, {"trim", Function::trim, 1, 2}, {"days_since", Function::days_since, 1, 1},
    {"age_on", Function::age_on, 1, 2}}};

[[nodiscard]] inline std::string_view word(Function function) { return functions[std::size_t(function)].name; }

}  // namespace huegrid::conditions
