#include "engine/tiers/explain/subject_text.hpp"

#include <fmt/format.h>

#include <iterator>
#include <vector>

#include "engine/conditions/language/functions.hpp"
#include "engine/conditions/sql/sql_writer.hpp"

namespace huegrid::tiers {
namespace {

using conditions::Arithmetic;
using conditions::Level;
using conditions::Node;
using conditions::NodeKind;
using conditions::Syntax;

struct Part {
    std::string text;
    Level level = Level::whole;
    const Node* leaf = nullptr;  ///< when it is one node
};

std::string in_marks(std::string_view text, char quote) {
    std::string result(1, quote);
    for (const char c : text) result.append(c == quote ? 2 : 1, c);
    return result + quote;
}

std::string literal_text(const conditions::Literal& literal) {
    if (std::holds_alternative<std::monostate>(literal.value)) return "NULL";
    if (const auto* real = std::get_if<double>(&literal.value)) return conditions::sql_real(*real);
    if (const auto* truth = std::get_if<std::int64_t>(&literal.value); truth && literal.type == model::AttributeType::boolean) return *truth != 0 ? "TRUE" : "FALSE";
    const auto text = model::to_text(literal.value);
    return std::holds_alternative<std::int64_t>(literal.value) ? text : in_marks(text, '\'');
}

std::string operand(Part& part, Level least) { return part.level < least ? "(" + part.text + ")" : std::move(part.text); }

Part binary(std::vector<Part>& parts, std::string_view word, Level level, Level right) {
    auto text = operand(parts[0], level);
    text += fmt::format(" {} {}", word, operand(parts[1], right));
    return {std::move(text), level};
}

std::string list(std::vector<Part>& parts, std::size_t count) {
    std::string text;
    for (std::size_t p = 0; p < count; ++p) text += (p == 0 ? "" : ", ") + parts[p].text;
    return text;
}

Part case_text(std::vector<Part>& parts, const Syntax& syntax) {
    const auto* otherwise = parts.back().leaf;
    const bool is_null = otherwise && otherwise->kind == NodeKind::literal && std::holds_alternative<std::monostate>(syntax.literals[otherwise->first].value);
    if (is_null && parts.size() == 3 && parts[1].leaf && parts[1].leaf->kind == NodeKind::column) return parts[1];
    std::string text = "CASE";
    for (std::size_t p = 0; p + 1 < parts.size(); p += 2) text += " WHEN " + parts[p].text + " THEN " + parts[p + 1].text;
    return {text + (is_null ? "" : " ELSE " + parts.back().text) + " END"};
}

Part part_of(const Node& node, std::vector<Part> parts, const Syntax& syntax) {
    switch (node.kind) {
        case NodeKind::column: {
            const auto& column = syntax.columns[node.first];
            return {column.quoted ? in_marks(column.name, '"') : column.name, Level::whole, &node};
        }
        case NodeKind::literal: return {literal_text(syntax.literals[node.first]), Level::whole, &node};
        case NodeKind::today: return {"today", Level::whole, &node};
        case NodeKind::negate: return {"-" + operand(parts[0], Level::whole), Level::sign};
        case NodeKind::arithmetic: {
            const bool is_sum = node.arithmetic == Arithmetic::add || node.arithmetic == Arithmetic::subtract;
            return binary(parts, conditions::word(node.arithmetic), is_sum ? Level::sum : Level::product,
                          node.arithmetic == Arithmetic::add ? Level::sum : is_sum ? Level::product : Level::sign);
        }
        case NodeKind::concat: return binary(parts, "||", Level::joined, Level::sum);
        case NodeKind::compare: return binary(parts, conditions::word(node.comparison), Level::comparison, Level::sum);
        case NodeKind::distinct: return binary(parts, "IS DISTINCT FROM", Level::comparison, Level::sum);
        case NodeKind::between: return {operand(parts[0], Level::sum) + " BETWEEN " + operand(parts[1], Level::sum) + " AND " + operand(parts[2], Level::sum), Level::comparison};
        case NodeKind::in_list: {
            std::string values;
            for (std::uint32_t l = 0; l < node.count; ++l) values += (l == 0 ? "" : ", ") + literal_text(syntax.literals[node.first + l]);
            return {operand(parts[0], Level::sum) + " IN (" + values + ")", Level::comparison};
        }
        case NodeKind::is_null: return {operand(parts[0], Level::sum) + " IS NULL", Level::comparison};
        case NodeKind::like: {
            auto text = operand(parts[0], Level::sum) + " LIKE " + operand(parts[1], Level::sum);
            return {parts.size() == 3 ? text + " ESCAPE " + parts[2].text : text, Level::comparison};
        }
        case NodeKind::case_when: return case_text(parts, syntax);
        case NodeKind::call: {
            const bool until_today = node.function == conditions::Function::age_on && parts[1].leaf && parts[1].leaf->kind == NodeKind::today;
            return {fmt::format("{}({})", conditions::word(node.function), list(parts, parts.size() - (until_today ? 1 : 0)))};
        }
        case NodeKind::logical_not: return {"NOT " + operand(parts[0], Level::comparison), Level::inverse};
        case NodeKind::logical_and: return binary(parts, "AND", Level::all_of, Level::all_of);
        case NodeKind::logical_or: return binary(parts, "OR", Level::any_of, Level::any_of);
    }
    return {};
}

}  // namespace

std::string subject_text(std::span<const Node> nodes, const Syntax& syntax) {
    std::vector<Part> stack;
    for (const auto& node : nodes) {
        const auto first = stack.end() - std::ptrdiff_t(conditions::operand_count(node));
        std::vector<Part> parts(std::make_move_iterator(first), std::make_move_iterator(stack.end()));
        stack.erase(first, stack.end());
        stack.push_back(part_of(node, std::move(parts), syntax));
    }
    const auto& found = stack.back();
    return found.leaf && found.leaf->kind == NodeKind::column ? syntax.columns[found.leaf->first].name : found.text;
}

}  // namespace huegrid::tiers
