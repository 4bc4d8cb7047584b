#include "engine/conditions/language/parser.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/base/text.hpp"
#include "engine/conditions/language/functions.hpp"
#include "engine/conditions/language/lexer.hpp"
#include "engine/conditions/language/spatial_formula.hpp"
#include "engine/conditions/language/syntax_builder.hpp"

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
    Parser(std::vector<Token> tokens, const Definitions& definitions) : tokens_(std::move(tokens)), definitions_(definitions) {}

    tl::expected<Syntax, Mistake> run() {
        if (or_terms() && now().kind != TokenKind::end) expected(comparing_ ? "AND, OR or the end" : "an operator or the end");
        if (mistake_) return tl::unexpected(std::move(*mistake_));
        return syntax_.finish();
    }

private:
    const Token& now() const { return tokens_[at_]; }
    TokenKind after() const { return tokens_[std::min(at_ + 1, tokens_.size() - 1)].kind; }
    bool take(TokenKind kind) { return now().kind == kind && (++at_, true); }
    /// A word that means something here only, and may be a column's name elsewhere.
    bool take(std::string_view word) {
        return now().kind == TokenKind::name && same_ignoring_case(now().source, word) && (++at_, true);
    }

    bool wrong(std::size_t at, std::string message) {
        if (!mistake_) mistake_ = Mistake{at, std::move(message)};
        return false;
    }
    bool expected(std::string_view what) {
        if (now().kind == TokenKind::end) return wrong(now().at, fmt::format("the condition ends where {} is expected", what));
        return wrong(now().at, fmt::format("expected {}, found '{}'", what, now().source));
    }
    bool small_enough(std::size_t at) {
        return !syntax_.too_large() || wrong(at, "the condition is too large once its names and CASEs are written out");
    }
    bool deeper() {
        return ++depth_ <= deepest_nesting || wrong(now().at, fmt::format("nested more than {} deep", deepest_nesting));
    }

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
        const std::size_t begin = syntax_.back().at, sign_at = now().at;
        ++at_;
        if (!(this->*right)()) return false;
        syntax_.push(kind, begin, sign_at);
        return true;
    }

    bool not_term() {
        if (now().kind != TokenKind::not_) return comparison();
        const std::size_t at = now().at;
        if (!deeper()) return false;
        ++at_;
        if (!not_term()) return false;
        --depth_;
        syntax_.push(NodeKind::logical_not, at, at);
        return true;
    }

    static bool is_test(TokenKind kind) {
        return kind == TokenKind::in || kind == TokenKind::between || kind == TokenKind::like;
    }
    bool comparison() {
        comparing_ = false;
        if (!sum()) return false;
        const std::size_t begin = syntax_.back().at, sign_at = now().at;
        if (const auto sign = comparison_of(now().kind)) {
            if (!joined(NodeKind::compare, &Parser::sum)) return false;
            syntax_.back().comparison = *sign;
            return finished_comparison();
        }
        if (take(TokenKind::is)) return is(begin, sign_at);
        const bool negated = now().kind == TokenKind::not_ && is_test(after());
        if (negated) ++at_;
        if (!is_test(now().kind)) return true;
        if (!test(begin, sign_at)) return false;
        if (negated) syntax_.push(NodeKind::logical_not, begin, sign_at);
        return finished_comparison();
    }
    bool finished_comparison() {
        comparing_ = true;
        const auto kind = now().kind;
        const bool another = comparison_of(kind) || kind == TokenKind::is || is_test(kind) ||
                             (kind == TokenKind::not_ && is_test(after()));
        return !another || wrong(now().at, "two comparisons in a row; join them with AND, or put one in parentheses");
    }
    /// Behind IS. What it asks is never NULL.
    bool is(std::size_t begin, std::size_t sign_at) {
        bool inverted = take(TokenKind::not_);
        if (take(TokenKind::null)) {
            syntax_.push(NodeKind::is_null, begin, sign_at);
        } else {
            if (now().kind == TokenKind::true_ || now().kind == TokenKind::false_) {
                syntax_.push_literal(*literal_of(now(), mistake_));
                ++at_;
            } else if (take("distinct")) {
                if (!take("from")) return expected("the FROM of IS DISTINCT FROM");
                if (!sum()) return false;
                inverted = !inverted;
            } else {
                return expected(inverted ? "NULL, TRUE, FALSE or DISTINCT FROM" : "NULL, NOT NULL, TRUE, FALSE or DISTINCT FROM");
            }
            syntax_.push(NodeKind::distinct, begin, sign_at);
            inverted = !inverted;
        }
        if (inverted) syntax_.push(NodeKind::logical_not, begin, sign_at);
        return finished_comparison();
    }
    bool test(std::size_t begin, std::size_t sign_at) {
        if (take(TokenKind::between)) {
            if (!sum()) return false;
            if (!take(TokenKind::and_)) return expected("the AND of BETWEEN");
            if (!sum()) return false;
            syntax_.push(NodeKind::between, begin, sign_at);
        } else if (take(TokenKind::like)) {
            if (!sum()) return false;
            const bool escapes = take("escape");
            if (escapes && !sum()) return false;
            syntax_.push(NodeKind::like, begin, sign_at).count = escapes ? 3 : 2;
        } else {
            ++at_;
            std::vector<Literal> values;
            if (!list(values)) return false;
            syntax_.enter_list(syntax_.push(NodeKind::in_list, begin, sign_at), std::move(values));
            return small_enough(sign_at);
        }
        return true;
    }

    bool list(std::vector<Literal>& values) {
        const Token first = now();
        if (take(TokenKind::name)) {
            const auto* meaning = definitions_.find(first.source);
            const auto* named = meaning ? std::get_if<Definitions::Values>(meaning) : nullptr;
            if (!named)
                return wrong(first.at, meaning ? fmt::format("'{}' is no list but a condition or a value", first.source)
                                               : fmt::format("there is no list '{}'{}", first.source,
                                                             did_you_mean(first.source, definitions_.names())));
            values = *named;
            for (auto& value : values) value.at = first.at;
            return true;
        }
        if (!take(TokenKind::open)) return expected("a list such as (1, 2), or the name of one");
        do {
            const Token sign = now();
            const bool negative = take(TokenKind::minus);
            auto value = literal_of(now(), mistake_);
            if (!value) return mistake_ ? false : expected("a number, 'text', TRUE or FALSE");
            if (negative) value = negative_of(now(), std::move(*value), sign.at);
            if (!value) return wrong(now().at, "only a number can have a minus sign");
            ++at_;
            values.push_back(std::move(*value));
        } while (take(TokenKind::comma));
        return take(TokenKind::close) || expected("a comma or the ) of the list");
    }

    bool sum() {
        if (!product()) return false;
        while (now().kind == TokenKind::plus || now().kind == TokenKind::minus)
            if (!arithmetic(&Parser::product)) return false;
        return true;
    }
    bool product() {
        if (!joined_texts()) return false;
        while (now().kind == TokenKind::times || now().kind == TokenKind::divide || now().kind == TokenKind::remainder)
            if (!arithmetic(&Parser::joined_texts)) return false;
        return true;
    }
    bool arithmetic(bool (Parser::*right)()) {
        const auto kind = now().kind;
        if (!joined(NodeKind::arithmetic, right)) return false;
        syntax_.back().arithmetic = kind == TokenKind::plus     ? Arithmetic::add
                                    : kind == TokenKind::minus  ? Arithmetic::subtract
                                    : kind == TokenKind::times  ? Arithmetic::multiply
                                    : kind == TokenKind::divide ? Arithmetic::divide
                                                                : Arithmetic::remainder;
        return true;
    }
    bool joined_texts() {
        if (!signed_operand()) return false;
        while (now().kind == TokenKind::join)
            if (!joined(NodeKind::concat, &Parser::signed_operand)) return false;
        return true;
    }

    bool signed_operand() {
        if (now().kind != TokenKind::minus) return operand();
        const std::size_t at = now().at;
        if (!deeper()) return false;
        ++at_;
        // A minus before a number belongs to it.
        auto value = literal_of(now(), mistake_);
        if (value) value = negative_of(now(), std::move(*value), at);
        if (value) {
            ++at_;
            syntax_.push_literal(std::move(*value));
        } else if (mistake_ || !signed_operand()) {
            return false;
        } else {
            syntax_.push(NodeKind::negate, at, at);
        }
        --depth_;
        return true;
    }

    bool operand() {
        const Token token = now();
        switch (token.kind) {
            case TokenKind::open: {
                if (!deeper()) return false;
                ++at_;
                if (!or_terms()) return false;
                if (!take(TokenKind::close)) return expected(comparing_ ? "AND, OR or )" : "an operator or )");
                --depth_;
                comparing_ = false;
                syntax_.back().at = token.at;
                return true;
            }
            case TokenKind::name: return after() == TokenKind::open ? call() : name();
            case TokenKind::quoted_name:
                ++at_;
                return attribute(unquoted(token.source), true, token.at);
            case TokenKind::today:
                ++at_;
                syntax_.push(NodeKind::today, token.at, token.at);
                return true;
            case TokenKind::case_: return case_when();
            case TokenKind::null: return wrong(token.at, "NULL is no value to reckon or compare with: whatever it meets is NULL; ask with IS NULL or IS NOT NULL");
            default: break;
        }
        auto value = literal_of(token, mistake_);
        if (!value) return mistake_ ? false : expected("a column, a value or (");
        ++at_;
        syntax_.push_literal(std::move(*value));
        return true;
    }

    bool name() {
        const Token token = now();
        ++at_;
        const auto* meaning = definitions_.find(token.source);
        if (!meaning) return attribute(std::string(token.source), false, token.at);
        const auto* syntax = std::get_if<std::shared_ptr<const Syntax>>(meaning);
        if (!syntax) return wrong(token.at, fmt::format("'{}' is a list; write IN {}", token.source, token.source));
        syntax_.push_all_of(**syntax, token.at);
        return small_enough(token.at);
    }

    bool attribute(std::string name, bool quoted, std::size_t at) {
        if (const auto* replacement = definitions_.replacement(name, quoted)) {
            syntax_.push_all_of(**replacement, at);
            return small_enough(at);
        }
        syntax_.push_column(std::move(name), quoted, at);
        return true;
    }

    /// NULL is a value where another one stands beside it.
    bool value_or_null() {
        if (now().kind != TokenKind::null) return or_terms();
        syntax_.push_literal({AttributeType::boolean, {}, now().at});
        ++at_;
        comparing_ = false;
        return true;
    }

    bool call() {
        const Token name = now();
        const auto called = [&](const Signature& s) { return same_ignoring_case(s.name, name.source); };
        const auto* signature = std::find_if(functions.begin(), functions.end(), called);
        if (signature == functions.end()) return unknown_function(name);
        if (!deeper()) return false;
        at_ += 2;
        std::uint32_t count = 0;
        if (now().kind != TokenKind::close) do {
            ++count;
            if (!(signature->function == Function::coalesce ? value_or_null() : or_terms())) return false;
        } while (take(TokenKind::comma));
        if (!take(TokenKind::close)) return expected("a comma or the ) of the function");
        --depth_;
        comparing_ = false;
        if (count < signature->least || count > signature->most) return wrong(name.at, wanted(*signature, count));
        if (signature->function == Function::age_on && count == 1) {
            syntax_.push(NodeKind::today, name.at, name.at);
            ++count;
        }
        Node& node = syntax_.push(NodeKind::call, name.at, name.at);
        node.function = signature->function;
        node.count = count;
        return true;
    }
    static std::string wanted(const Signature& signature, std::uint32_t count) {
        if (signature.function == Function::round && count == 2)
            return "round gives whole numbers here, since databases round decimals differently; write round(x * 100) / 100";
        const auto values = signature.least == signature.most    ? fmt::format("{}", signature.least)
                            : signature.most == any_number ? fmt::format("at least {}", signature.least)
                                                           : fmt::format("{} or {}", signature.least, signature.most);
        return fmt::format("{} takes {} value{}, not {}", signature.name, values, values == "1" ? "" : "s", count);
    }
    bool unknown_function(const Token& name) {
        if (measure_called(name.source))
            return wrong(name.at, fmt::format("{0} measures to a layer of the file: give it an attribute of its own, [[attribute]] with formula = \"{0}(…)\", "
                                              "and write that one's name here", name.source));
        std::vector<std::string> names;
        for (const auto& signature : functions) names.emplace_back(signature.name);
        return wrong(name.at, fmt::format("there is no function '{}'{}", name.source, did_you_mean(name.source, names)));
    }

    bool case_when() {
        const Token begin = now();
        if (!deeper()) return false;
        ++at_;
        std::vector<Node> subject;
        if (now().kind != TokenKind::when) {
            const std::size_t first = syntax_.size();
            if (!or_terms()) return false;
            subject = syntax_.take_from(first);
        }
        if (now().kind != TokenKind::when) return expected("WHEN");
        std::uint32_t count = 1;
        while (take(TokenKind::when)) {
            if (!(subject.empty() ? or_terms() : subject_is(subject))) return false;
            if (!take(TokenKind::then)) return expected("THEN");
            if (!value_or_null()) return false;
            count += 2;
        }
        const bool has_else = take(TokenKind::else_);
        if (has_else && !value_or_null()) return false;
        if (now().kind != TokenKind::case_end) return expected(has_else ? "the END of CASE" : "WHEN, ELSE or the END of CASE");
        if (!has_else) syntax_.push_literal({AttributeType::boolean, {}, now().at});
        ++at_;
        --depth_;
        comparing_ = false;
        syntax_.push(NodeKind::case_when, begin.at, begin.at).count = count;
        return true;
    }
    /// CASE x WHEN y is CASE WHEN x = y.
    bool subject_is(std::span<const Node> subject) {
        const std::size_t at = now().at;
        syntax_.push_again(subject);
        if (!small_enough(at) || !or_terms()) return false;
        syntax_.push(NodeKind::compare, at, at).comparison = Comparison::equal;
        return true;
    }

    std::vector<Token> tokens_;
    const Definitions& definitions_;
    std::size_t at_ = 0;
    std::size_t depth_ = 0;
    bool comparing_ = false;  ///< the last thing parsed was a whole comparison
    SyntaxBuilder syntax_;
    std::optional<Mistake> mistake_;
};

}  // namespace

tl::expected<Syntax, Mistake> parse_condition(std::string_view text, const Definitions& definitions) {
    if (text.size() > longest_condition)
        return tl::unexpected(Mistake{0, fmt::format("longer than {} bytes; split the rule", longest_condition)});
    auto tokens = tokens_of(text);
    if (!tokens) return tl::unexpected(std::move(tokens.error()));
    return Parser(std::move(*tokens), definitions).run();
}

}  // namespace huegrid::conditions
