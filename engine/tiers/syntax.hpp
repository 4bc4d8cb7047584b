/// @file syntax.hpp
/// A parsed condition: nodes in a flat list, operands before what uses them. Nothing here recurses.
///
/// Layer    tiers, inside: parser -> type check -> plan, and whatever else reads conditions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/attribute.hpp"

namespace huegrid::tiers {

enum class Comparison : std::uint8_t { equal, unequal, less, less_equal, greater, greater_equal };
enum class Arithmetic : std::uint8_t { add, subtract, multiply, divide, remainder };

/// What is written as a value. A text beside a date becomes a date in the type check.
struct Literal {
    model::AttributeType type = model::AttributeType::integer;
    model::Value value;  ///< never missing; a boolean is 0 or 1
    std::size_t at = 0;
};

enum class NodeKind : std::uint8_t {
    column, literal, negate, arithmetic, compare, between, in_list, is_null, logical_not, logical_and, logical_or
};

/// Operands are on a stack when the nodes are walked in order: a column or literal pushes one value; negate, in_list,
/// is_null and logical_not replace the top; arithmetic, compare, logical_and and logical_or take two; between three.
struct Node {
    NodeKind kind = NodeKind::literal;
    model::AttributeType type = model::AttributeType::boolean;  ///< filled in by the type check
    Comparison comparison{};
    Arithmetic arithmetic{};
    std::uint32_t first = 0;  ///< column: into Syntax::columns; literal, in_list: into Syntax::literals
    std::uint32_t count = 0;  ///< in_list: how many literals
    std::size_t at = 0;       ///< where it begins: an operand's first byte, its leftmost one for what is built of several
    std::size_t sign_at = 0;  ///< where its operator stands
};

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

}  // namespace huegrid::tiers
