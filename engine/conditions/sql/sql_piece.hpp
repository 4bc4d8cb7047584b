/// @file sql_piece.hpp
/// A part of a statement while it is put together.
///
/// Layer    conditions, inside: the SQL writers'.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

/// What a piece can stand beside without parentheses, weakest first. The databases rank || differently; nobody writes it beside
/// arithmetic.
enum class Level : std::uint8_t { any_of, all_of, inverse, comparison, joined, sum, product, sign, whole };

/// What is known of a value before it is there.
enum class Form : std::uint8_t {
    null,     ///< a NULL, of the type of what stands beside it
    truth, text, date,
    integer,  ///< never one that overflowed to a real, never the least of 64 bits
    real,
    number    ///< an integer or a real, depending on the row
};

[[nodiscard]] inline bool is_numeric(Form form) { return form == Form::integer || form == Form::real || form == Form::number; }

struct Piece {
    std::string text;
    Level level = Level::whole;
    Form form = Form::truth;
    bool column = false;
    const Literal* literal = nullptr;  ///< if it is nothing but one
    std::string inverse{};             ///< NOT of it where that has a form of its own: NOT IN
    std::string exact{};               ///< of a number in PostgreSQL: a numeric that compares with integers as it does
    double most = 0;                   ///< of an integer: no row has a larger one, or a smaller one below zero
    std::vector<std::string> terms{};  ///< of AND and OR: joined at the end, so that a thousand don't nest
    std::size_t slots = 1;             ///< what SQLite's parser stacks for it
    std::size_t height = 1;            ///< of its tree

    /// May be written twice.
    [[nodiscard]] bool simple() const { return column || literal; }
};

/// Days since 1970-01-01.
[[nodiscard]] inline std::int64_t day_of(const Literal& literal) { return std::get<Date>(literal.value).time_since_epoch().count(); }

inline constexpr double any_integer = 9223372036854775807.0;

}  // namespace huegrid::conditions
