/// @file postgres_numbers.hpp
/// SQLite's numbers in PostgreSQL's words. PostgreSQL raises an error where SQLite goes on: at integers that overflow (SQLite's become
/// reals), at reals beyond the largest or below the least, at a division by zero.
///
/// Layer    conditions, inside: pure text for the PostgreSQL writer.
///
/// A number that may be an integer or a real is a subquery with two columns, `i` bigint and `r` double precision, of which at
/// most one isn't NULL. Operands are evaluated in subqueries of their own, which give them the names that the formula uses;
/// such a name can't hide a column of the register there, since the inner SELECT has no FROM. OFFSET 0 keeps PostgreSQL from putting
/// an operand in for its name wherever that stands, which doubles with every level.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions::postgres {

/// Of two reals, an expression: infinite or 0 where PostgreSQL would raise an error, NULL where the result is no number.
[[nodiscard]] std::string of_reals(Arithmetic sign, std::string_view left, std::string_view right);
/// Of two integers, for a sum, difference or product that may overflow: a number.
[[nodiscard]] std::string of_integers(Arithmetic sign, std::string_view left, std::string_view right);
/// Of two numbers: a number.
[[nodiscard]] std::string of_numbers(Arithmetic sign, std::string_view left, std::string_view right);

[[nodiscard]] std::string number_of_integer(std::string_view integer);
[[nodiscard]] std::string number_of_real(std::string_view real);
/// A number as one expression: rounded to a real, or cut to an integer.
[[nodiscard]] std::string real_of(std::string_view number);
[[nodiscard]] std::string integer_of(std::string_view number);
/// A real cut to an integer.
[[nodiscard]] std::string cut(std::string_view real);
[[nodiscard]] std::string is_null(std::string_view number);
[[nodiscard]] std::string absolute(std::string_view number);
[[nodiscard]] std::string rounded(std::string_view real);

/// Exact, where PostgreSQL would round the integer to a real.
[[nodiscard]] std::string compare_integer_with_real(Comparison sign, std::string_view integer, std::string_view real);
[[nodiscard]] std::string compare_numbers(Comparison sign, std::string_view left, std::string_view right);

/// The number of the first condition that holds; there is one number more than conditions.
[[nodiscard]] std::string pick(std::span<const std::string> conditions, std::span<const std::string> numbers);
/// The first number that isn't NULL.
[[nodiscard]] std::string first_present(std::span<const std::string> numbers);
/// The least or greatest of numbers, NULL if one is.
[[nodiscard]] std::string extreme(Function function, std::span<const std::string> numbers);

}  // namespace huegrid::conditions::postgres
