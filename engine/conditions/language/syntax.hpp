/// @file syntax.hpp
/// A parsed condition: nodes in a flat list, operands before what uses them. Nothing here recurses.
///
/// Layer    conditions, inside: parser -> type check -> value, plan, SQL, and whatever else reads conditions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/attribute.hpp"

namespace huegrid::conditions {

enum class Comparison : std::uint8_t { equal, unequal, less, less_equal, greater, greater_equal };
enum class Arithmetic : std::uint8_t { add, subtract, multiply, divide, remainder };

/// What is written as a value. A text beside a date becomes a date in the type check.
struct Literal {
    model::AttributeType type = model::AttributeType::integer;
    model::Value value;  ///< a boolean is 0 or 1; missing: NULL, whose type is that of what stands beside it
    std::size_t at = 0;
};

enum class Function : std::uint8_t {
    coalesce, nullif, abs, round, min, max,      // of several values, not of rows; round to a whole number, which is real
    lower, upper, length, substr, trim,          // ASCII case, as SQLite; length and positions in characters
    days_since,                                  // whole days from its date to the day that counts as today
    age_on,                                      // whole years from a birth date to a day: always two operands
};

enum class NodeKind : std::uint8_t {
    column, literal,
    today,       ///< the day that counts as today
    negate,
    arithmetic,  ///< of numbers; date + integer, integer + date and date - integer are dates, date - date is days
    concat,      ///< ||
    compare,
    distinct,    ///< IS DISTINCT FROM; IS [NOT] TRUE and FALSE are written with it too
    between, in_list, is_null,
    like,        ///< value, pattern and, if `count` is 3, escape
    case_when,   ///< `count` operands: condition, value, condition, value …, and the value of ELSE (NULL if it isn't written)
    call,        ///< `function` of `count` operands
    logical_not, logical_and, logical_or
};

/// CASE x WHEN y is parsed to CASE WHEN x = y, IS NOT and NOT IN to a logical_not behind, a name of `Definitions` to all it stands for.
/// Operands are on a stack when the nodes are walked in order: a column, literal or today pushes one value; negate, in_list,
/// is_null and logical_not replace the top; arithmetic, concat, compare, distinct, logical_and and logical_or take two;
/// between three; like, case_when and call `count`.
struct Node {
    NodeKind kind = NodeKind::literal;
    /// Filled in by the type check. SQLite's numbers carry their kind with them: an integer is a real where it overflowed, and
    /// a real may be an integer where coalesce, nullif, min, max or CASE mix both (`coalesce(area, 3) / 2` may be 1).
    model::AttributeType type = model::AttributeType::boolean;
    Comparison comparison{};
    Arithmetic arithmetic{};
    Function function{};
    std::uint32_t first = 0;  ///< column: into Syntax::columns; literal, in_list: into Syntax::literals
    std::uint32_t count = 0;  ///< in_list: how many literals; like, case_when, call: how many operands
    std::size_t at = 0;       ///< where it begins: an operand's first byte, its leftmost one for what is built of several
    std::size_t sign_at = 0;  ///< where its operator stands
};

/// How many values a node takes from the stack; it leaves one.
[[nodiscard]] constexpr std::size_t operand_count(const Node& node) {
    switch (node.kind) {
        case NodeKind::column:
        case NodeKind::literal:
        case NodeKind::today: return 0;
        case NodeKind::arithmetic:
        case NodeKind::concat:
        case NodeKind::compare:
        case NodeKind::distinct:
        case NodeKind::logical_and:
        case NodeKind::logical_or: return 2;
        case NodeKind::between: return 3;
        case NodeKind::like:
        case NodeKind::case_when:
        case NodeKind::call: return node.count;
        default: return 1;
    }
}

/// Days since 1970-01-01 that SQL knows: 0000-01-01 to 9999-12-31. What lies outside is NULL.
inline constexpr std::int64_t first_day = -719528, last_day = 2932896;
[[nodiscard]] constexpr bool in_calendar(std::int64_t day) { return day >= first_day && day <= last_day; }

struct ColumnName {
    std::string name;
    bool quoted = false;
    std::size_t at = 0;  ///< its first mention
};

struct Syntax {
    std::vector<Node> nodes;  ///< the last one is the whole condition
    std::vector<Literal> literals;
    std::vector<ColumnName> columns;  ///< each name once, in order of first mention
    std::vector<model::AttributeType> column_types;  ///< filled in by the type check
};

}  // namespace huegrid::conditions
