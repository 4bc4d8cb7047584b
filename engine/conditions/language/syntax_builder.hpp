/// @file syntax_builder.hpp
/// A syntax while it grows at its end: columns and literals are entered beside the nodes that name them.
///
/// Layer    conditions, inside: the parser's.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/conditions/language/lexer.hpp"
#include "engine/conditions/language/syntax.hpp"

namespace huegrid::conditions {

/// What a token says as a value; nullopt if it is none, or if `mistake` is set: a number that can't be held.
[[nodiscard]] std::optional<Literal> literal_of(const Token& token, std::optional<Mistake>& mistake);

/// The literal behind a minus sign at `sign_at`; nullopt for what is no number. -9223372036854775808 is an integer, though
/// its digits alone are none.
[[nodiscard]] std::optional<Literal> negative_of(const Token& token, Literal value, std::size_t sign_at);

class SyntaxBuilder {
public:
    /// Puts a node behind its operands. The reference lasts until the next one.
    Node& push(NodeKind kind, std::size_t at, std::size_t sign_at);
    void push_column(std::string name, bool quoted, std::size_t at);
    void push_literal(Literal value);
    /// Enters the values of a list; `node` gets to know where.
    void enter_list(Node& node, std::vector<Literal> values);

    /// The whole of another, checked syntax as one operand, mentioned at `at`.
    void push_all_of(const Syntax& whole, std::size_t at);

    /// The operand that begins with node `first` taken off the end, and put back, as often as it is wanted: each time with
    /// literals of its own, since what stands beside a literal may change its type.
    [[nodiscard]] std::vector<Node> take_from(std::size_t first);
    void push_again(std::span<const Node> operand);

    [[nodiscard]] std::size_t size() const { return syntax_.nodes.size(); }
    [[nodiscard]] Node& back() { return syntax_.nodes.back(); }
    /// Past what a condition may grow to when names and CASE are written out.
    [[nodiscard]] bool too_large() const { return size() > most_nodes || syntax_.literals.size() > most_literals; }
    [[nodiscard]] Syntax finish() { return std::move(syntax_); }

private:
    static constexpr std::size_t most_nodes = 65'536;
    static constexpr std::size_t most_literals = 1'048'576;

    std::uint32_t enter_column(std::string name, bool quoted, std::size_t at);
    void push_copy(Node node, const std::vector<Literal>& literals);

    Syntax syntax_;
    std::unordered_map<std::string, std::uint32_t> column_of_;  ///< by name, quoted ones with a " before it
};

}  // namespace huegrid::conditions
