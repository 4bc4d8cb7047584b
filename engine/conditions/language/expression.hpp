/// @file expression.hpp
/// A rule's condition: the WHERE subset of SQL that SQLite and PostgreSQL share, with SQLite's meaning.
///
/// Layer    conditions. `program.hpp` and `evaluator.hpp` run it over columns, `scalar.hpp` over a row.
/// Threads  immutable; copies share the parsed form.
///
///     auto condition = Expression::parse("oldest_age >= 80 AND living_alone", register_columns);
///     if (!condition) std::cerr << condition.error().message;   // at condition.error().at
///
/// Understood: = == <> != < <= > >=, AND OR NOT, [NOT] IN (literals or the name of a list), [NOT] BETWEEN, [NOT] LIKE … [ESCAPE …],
/// IS [NOT] NULL, TRUE, FALSE and DISTINCT FROM, CASE, + - * / %, ||, functions (`functions.hpp`), TODAY, integers, reals,
/// 'text' ('' for a quote), TRUE and FALSE, parentheses; a day is written as text, '2026-10-31'. A boolean column is a
/// condition by itself and counts as 0 or 1 in arithmetic. Names ignore ASCII case.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/conditions/language/definitions.hpp"
#include "engine/conditions/language/mistake.hpp"
#include "engine/model/attribute.hpp"

namespace huegrid::conditions {

enum class Wanted : std::uint8_t;

class Expression {
public:
    /// No condition: every row is FALSE.
    Expression() = default;

    /// Parses and type-checks against `columns`; names of `definitions` are replaced by what they stand for.
    /// Fails  with the byte offset of the first thing that isn't understood, known or comparable; past 65,536 bytes or
    ///        200 levels of nesting.
    [[nodiscard]] static tl::expected<Expression, Mistake> parse(std::string_view text, std::span<const model::Attribute> columns,
                                                                 const Definitions& definitions = {});
    /// As `parse`, for what is no condition but a value of any type: a derived attribute, a score.
    [[nodiscard]] static tl::expected<Expression, Mistake> parse_value(std::string_view text, std::span<const model::Attribute> columns,
                                                                       const Definitions& definitions = {});

    /// The attributes it names, in order of first mention.
    [[nodiscard]] const std::vector<std::string>& attributes() const { return attributes_; }
    /// Boolean, unless it was parsed as a value.
    [[nodiscard]] model::AttributeType type() const;
    /// Its parsed form; null when there is no condition.
    [[nodiscard]] const std::shared_ptr<const Syntax>& syntax() const { return syntax_; }

private:
    static tl::expected<Expression, Mistake> read(std::string_view text, std::span<const model::Attribute> columns,
                                                  const Definitions& definitions, Wanted wanted);

    std::shared_ptr<const Syntax> syntax_;
    std::vector<std::string> attributes_;
};

/// As `parse`, for a condition that stands alone (an argument such as `--where`): the error shows line and caret.
/// `origin` names where the text came from.
[[nodiscard]] Result<Expression> read_condition(std::string_view text, const std::string& origin,
                                                std::span<const model::Attribute> columns);

}  // namespace huegrid::conditions
