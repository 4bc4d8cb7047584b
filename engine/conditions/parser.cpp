#include "engine/conditions/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/conditions/lexer.hpp"

namespace huegrid::conditions {
namespace {

using model::AttributeType;

std::optional<Comparison> comparison_of(TokenKind kind) {
    switch (kind) {
        case TokenKind::equal: return Comparison::equal;
        case TokenKind::unequal: return Comparison::unequal;
        case TokenKind::less: return Comparison::less;
        case TokenKind::less_equal: return Comparison::less_equal;
        case TokenKind::greater: return Comparison::greater;
        case TokenKind::greater_equal: return Comparison::greater_equal;
        default: return std::nullopt;
    }
}

/// Recursive descent; every method returns false once `mistake_` is set. Nodes are pushed when they are complete,
/// which puts operands before what uses them.
class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : tokens_(std::move(tokens)) {}

    tl::expected<Syntax, Mistake> run() {
        if (or_terms() && now().kind != TokenKind::end) expected(comparing_ ? "AND, OR or the end" : "an operator or the end");
        if (mistake_) return tl::unexpected(std::move(*mistake_));
        return std::move(syntax_);
    }

private:
    const Token& now() const { return tokens_[at_]; }
    TokenKind after() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)].kind; }
    bool take(TokenKind kind) { return now().kind == kind && (++at_, true); }

    bool wrong(std::size_t at, std::string message) {
        if (!mistake_) mistake_ = Mistake{at, std::move(message)};
        return false;
    }
    bool expected(std::string_view what) {
        if (now().kind == TokenKind::end) return wrong(now().at, fmt::format("the condition ends where {} is expected", what));
        return wrong(now().at, fmt::format("expected {}, found '{}'", what, now().source));
    }
    std::size_t last_begin() const { return syntax_.nodes.back().at; }

    bool or_terms() {
        if (!and_terms()) return false;
        while (now().kind == TokenKind::or_)
            if (!joined(NodeKind::logical_or, &Parser::and_terms)) return false;
        return true;
    }
    bool and_terms() {
        if (!not_term()) return false;
        while (now().kind == TokenKind::and_)
            if (!joined(NodeKind::logical_and, &Parser::not_term)) return false;
        return true;
    }
    /// The left operand is parsed; takes the operator and the right one.
    bool joined(NodeKind kind, bool (Parser::*right)()) {
        Node node;
        node.kind = kind;
        node.at = last_begin();
        node.sign_at = now().at;
        ++at_;
        if (!(this->*right)()) return false;
        syntax_.nodes.push_back(node);
        return true;
    }

    bool deeper() {
        return ++depth_ <= deepest_nesting || wrong(now().at, fmt::format("nested more than {} deep", deepest_nesting));
    }

    bool not_term() {
        if (now().kind != TokenKind::not_) return comparison();
        const std::size_t at = now().at;
        if (!deeper()) return false;
        ++at_;
        if (!not_term()) return false;
        --depth_;
        push_not(at, at);
        return true;
    }
    void push_not(std::size_t at, std::size_t sign_at) {
        Node node;
        node.kind = NodeKind::logical_not;
        node.at = at;
        node.sign_at = sign_at;
        syntax_.nodes.push_back(node);
    }

    bool comparison() {
        comparing_ = false;
        if (!sum()) return false;
        Node node;
        node.at = last_begin();
        node.sign_at = now().at;
        const bool negated = now().kind == TokenKind::not_ && (after() == TokenKind::in || after() == TokenKind::between);
        if (negated) ++at_;
        if (const auto sign = comparison_of(now().kind)) {
            node.kind = NodeKind::compare;
            node.comparison = *sign;
            ++at_;
            if (!sum()) return false;
        } else if (take(TokenKind::between)) {
            node.kind = NodeKind::between;
            if (!sum()) return false;
            if (!take(TokenKind::and_)) return expected("the AND of BETWEEN");
            if (!sum()) return false;
        } else if (take(TokenKind::in)) {
            node.kind = NodeKind::in_list;
            if (!list(node)) return false;
        } else if (take(TokenKind::is)) {
            node.kind = NodeKind::is_null;
            const bool is_not = take(TokenKind::not_);
            if (!take(TokenKind::null)) return expected(is_not ? "NULL" : "NULL or NOT NULL");
            syntax_.nodes.push_back(node);
            if (is_not) push_not(node.at, node.sign_at);
            return finished_comparison();
        } else {
            return true;
        }
        syntax_.nodes.push_back(node);
        if (negated) push_not(node.at, node.sign_at);
        return finished_comparison();
    }
    bool finished_comparison() {
        comparing_ = true;
        const auto kind = now().kind;
        const bool another = comparison_of(kind) || kind == TokenKind::is || kind == TokenKind::in ||
                             kind == TokenKind::between ||
                             (kind == TokenKind::not_ && (after() == TokenKind::in || after() == TokenKind::between));
        return !another || wrong(now().at, "two comparisons in a row; join them with AND, or put one in parentheses");
    }

    bool list(Node& node) {
        if (!take(TokenKind::open)) return expected("a list such as (1, 2)");
        node.first = std::uint32_t(syntax_.literals.size());
        do {
            const Token sign = now();
            const bool negative = take(TokenKind::minus);
            auto value = literal_here();
            if (!value) return mistake_ ? false : expected("a number, 'text', TRUE or FALSE");
            if (negative && !negate(*value, sign.at)) return expected_number(*value);
            ++at_;
            syntax_.literals.push_back(std::move(*value));
            ++node.count;
        } while (take(TokenKind::comma));
        return take(TokenKind::close) || expected("a comma or the ) of the list");
    }
    bool expected_number(const Literal& value) { return wrong(value.at, "only a number can have a minus sign"); }

    bool sum() {
        if (!product()) return false;
        while (now().kind == TokenKind::plus || now().kind == TokenKind::minus)
            if (!arithmetic(&Parser::product)) return false;
        return true;
    }
    bool product() {
        if (!signed_operand()) return false;
        while (now().kind == TokenKind::times || now().kind == TokenKind::divide || now().kind == TokenKind::remainder)
            if (!arithmetic(&Parser::signed_operand)) return false;
        return true;
    }
    bool arithmetic(bool (Parser::*right)()) {
        const auto kind = now().kind;
        const auto sign = kind == TokenKind::plus     ? Arithmetic::add
                          : kind == TokenKind::minus  ? Arithmetic::subtract
                          : kind == TokenKind::times  ? Arithmetic::multiply
                          : kind == TokenKind::divide ? Arithmetic::divide
                                                      : Arithmetic::remainder;
        if (!joined(NodeKind::arithmetic, right)) return false;
        syntax_.nodes.back().arithmetic = sign;
        return true;
    }

    bool signed_operand() {
        if (now().kind != TokenKind::minus) return operand();
        const std::size_t at = now().at;
        if (!deeper()) return false;
        ++at_;
        // A minus before a number belongs to it: -9223372036854775808 is an integer, though its digits alone are not.
        if (auto value = literal_here(); value && negate(*value, at)) {
            ++at_;
            push_literal(std::move(*value));
        } else if (mistake_ || !signed_operand()) {
            return false;
        } else {
            Node node;
            node.kind = NodeKind::negate;
            node.at = node.sign_at = at;
            syntax_.nodes.push_back(node);
        }
        --depth_;
        return true;
    }

    bool operand() {
        if (now().kind == TokenKind::open) {
            if (!deeper()) return false;
            const std::size_t at = now().at;
            ++at_;
            if (!or_terms()) return false;
            if (!take(TokenKind::close)) return expected(comparing_ ? "AND, OR or )" : "an operator or )");
            --depth_;
            comparing_ = false;
            syntax_.nodes.back().at = at;
            return true;
        }
        if (now().kind == TokenKind::name || now().kind == TokenKind::quoted_name) return push_column();
        if (now().kind == TokenKind::null)
            return wrong(now().at, "nothing is ever equal to NULL; ask with IS NULL or IS NOT NULL");
        auto value = literal_here();
        if (!value) return mistake_ ? false : expected("a column, a value or (");
        ++at_;
        push_literal(std::move(*value));
        return true;
    }

    bool push_column() {
        const bool quoted = now().kind == TokenKind::quoted_name;
        std::string name = quoted ? unquoted(now().source) : std::string(now().source);
        const auto [found, fresh] = column_of_.try_emplace(std::string(now().source), std::uint32_t(syntax_.columns.size()));
        if (fresh) syntax_.columns.push_back({std::move(name), quoted, now().at});
        Node node;
        node.kind = NodeKind::column;
        node.first = found->second;
        node.at = node.sign_at = now().at;
        syntax_.nodes.push_back(node);
        ++at_;
        return true;
    }
    void push_literal(Literal value) {
        Node node;
        node.kind = NodeKind::literal;
        node.first = std::uint32_t(syntax_.literals.size());
        node.at = node.sign_at = value.at;
        syntax_.literals.push_back(std::move(value));
        syntax_.nodes.push_back(node);
    }

    /// The literal at this token, not yet taken; nullopt if there is none (or, with `mistake_` set, a bad one).
    std::optional<Literal> literal_here() {
        const Token& token = now();
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
                wrong(token.at, "this number is too large or too small to be held");
                return std::nullopt;
            }
            default: return std::nullopt;
        }
    }
    /// Puts a minus before a number; false for text and booleans.
    bool negate(Literal& value, std::size_t sign_at) const {
        constexpr auto least = std::numeric_limits<std::int64_t>::min();
        std::uint64_t digits = 0;
        const auto source = now().source;
        if (value.type == AttributeType::integer) {
            value.value = -std::get<std::int64_t>(value.value);
        } else if (value.type != AttributeType::real) {
            return false;
        } else if (now().kind == TokenKind::integer &&
                   std::from_chars(source.data(), source.data() + source.size(), digits).ec == std::errc{} &&
                   digits == std::uint64_t(1) << 63) {
            value = {AttributeType::integer, least, value.at};
        } else {
            value.value = -std::get<double>(value.value);
        }
        value.at = sign_at;
        return true;
    }

    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    bool comparing_ = false;  ///< the last thing parsed was a whole comparison
    Syntax syntax_;
    std::unordered_map<std::string, std::uint32_t> column_of_;
    std::optional<Mistake> mistake_;
};

}  // namespace

tl::expected<Syntax, Mistake> parse_condition(std::string_view text) {
    if (text.size() > longest_condition)
        return tl::unexpected(Mistake{0, fmt::format("longer than {} bytes; split the rule", longest_condition)});
    auto tokens = tokens_of(text);
    if (!tokens) return tl::unexpected(std::move(tokens.error()));
    return Parser(std::move(*tokens)).run();
}

}  // namespace huegrid::conditions
