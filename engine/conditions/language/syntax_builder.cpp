#include "engine/conditions/language/syntax_builder.hpp"

#include <charconv>
#include <iterator>
#include <limits>
#include <utility>

namespace huegrid::conditions {

using model::AttributeType;

std::optional<Literal> literal_of(const Token& token, std::optional<Mistake>& mistake) {
    const auto* begin = token.source.data();
    const auto* end = begin + token.source.size();
    switch (token.kind) {
        case TokenKind::text: return Literal{AttributeType::text, unquoted(token.source), token.at};
        case TokenKind::true_: return Literal{AttributeType::boolean, std::int64_t{1}, token.at};
        case TokenKind::false_: return Literal{AttributeType::boolean, std::int64_t{0}, token.at};
        case TokenKind::integer: {
            std::int64_t integer = 0;
            if (std::from_chars(begin, end, integer).ec == std::errc{})
                return Literal{AttributeType::integer, integer, token.at};
            [[fallthrough]];  // too large for 64 bits: a real, as in SQLite
        }
        case TokenKind::real: {
            double real = 0;
            if (std::from_chars(begin, end, real).ec == std::errc{}) return Literal{AttributeType::real, real, token.at};
            mistake = Mistake{token.at, "this number is too large or too small to be held"};
            return std::nullopt;
        }
        default: return std::nullopt;
    }
}

std::optional<Literal> negative_of(const Token& token, Literal value, std::size_t sign_at) {
    constexpr auto least = std::numeric_limits<std::int64_t>::min();
    const auto source = token.source;
    std::uint64_t digits = 0;
    if (value.type == AttributeType::integer)
        return Literal{AttributeType::integer, -std::get<std::int64_t>(value.value), sign_at};
    if (value.type != AttributeType::real) return std::nullopt;
    if (token.kind == TokenKind::integer &&
        std::from_chars(source.data(), source.data() + source.size(), digits).ec == std::errc{} &&
        digits == std::uint64_t(1) << 63)
        return Literal{AttributeType::integer, least, sign_at};
    return Literal{AttributeType::real, -std::get<double>(value.value), sign_at};
}

Node& SyntaxBuilder::push(NodeKind kind, std::size_t at, std::size_t sign_at) {
    Node& node = syntax_.nodes.emplace_back();
    node.kind = kind;
    node.at = at;
    node.sign_at = sign_at;
    return node;
}

std::uint32_t SyntaxBuilder::enter_column(std::string name, bool quoted, std::size_t at) {
    const auto [found, fresh] = column_of_.try_emplace((quoted ? "\"" : "") + name, std::uint32_t(syntax_.columns.size()));
    if (fresh) syntax_.columns.push_back({std::move(name), quoted, at});
    return found->second;
}

void SyntaxBuilder::push_column(std::string name, bool quoted, std::size_t at) {
    const auto column = enter_column(std::move(name), quoted, at);
    push(NodeKind::column, at, at).first = column;
}

void SyntaxBuilder::push_literal(Literal value) {
    push(NodeKind::literal, value.at, value.at).first = std::uint32_t(syntax_.literals.size());
    syntax_.literals.push_back(std::move(value));
}

void SyntaxBuilder::enter_list(Node& node, std::vector<Literal> values) {
    node.first = std::uint32_t(syntax_.literals.size());
    node.count = std::uint32_t(values.size());
    std::move(values.begin(), values.end(), std::back_inserter(syntax_.literals));
}

void SyntaxBuilder::push_copy(Node node, const std::vector<Literal>& literals) {
    const std::size_t values = node.kind == NodeKind::literal ? 1 : node.kind == NodeKind::in_list ? node.count : 0;
    if (values > 0) {
        const auto first = std::uint32_t(syntax_.literals.size());
        for (std::size_t n = 0; n < values; ++n) {
            Literal value = literals[node.first + n];  // a copy, since `literals` may be the very list that grows
            syntax_.literals.push_back(std::move(value));
        }
        node.first = first;
    }
    syntax_.nodes.push_back(node);
}

void SyntaxBuilder::push_all_of(const Syntax& whole, std::size_t at) {
    const std::size_t literals = syntax_.literals.size();
    for (Node node : whole.nodes) {
        node.at = node.sign_at = at;
        if (node.kind == NodeKind::column) node.first = enter_column(whole.columns[node.first].name, true, at);
        push_copy(node, whole.literals);
    }
    for (auto l = literals; l < syntax_.literals.size(); ++l) syntax_.literals[l].at = at;
}

std::vector<Node> SyntaxBuilder::take_from(std::size_t first) {
    const auto begin = syntax_.nodes.begin() + std::ptrdiff_t(first);
    std::vector<Node> operand(begin, syntax_.nodes.end());
    syntax_.nodes.erase(begin, syntax_.nodes.end());
    return operand;
}

void SyntaxBuilder::push_again(std::span<const Node> operand) {
    for (const Node& node : operand) push_copy(node, syntax_.literals);
}

}  // namespace huegrid::conditions
