/// @file lexer.hpp
/// A condition's text cut into tokens.
///
/// Layer    conditions, inside: only the parser reads it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "engine/conditions/language/mistake.hpp"

namespace huegrid::conditions {

enum class TokenKind : std::uint8_t {
    name, quoted_name, integer, real, text,
    and_, or_, not_, in, between, like, is, null, true_, false_,
    case_, when, then, else_, case_end, today,
    equal, unequal, less, less_equal, greater, greater_equal,
    plus, minus, times, divide, remainder, join,
    open, close, comma, end,
};

struct Token {
    TokenKind kind = TokenKind::end;
    std::size_t at = 0;       ///< byte offset
    std::string_view source;  ///< as written, quotes included; borrows from the condition's text
};

/// ASCII case doesn't matter to keywords, functions and unquoted names.
[[nodiscard]] bool same_ignoring_case(std::string_view a, std::string_view b);

/// The tokens, `end` last. Keywords are read in any case. Fails  at the first byte that begins no token, an open quote,
/// a number with letters behind it.
[[nodiscard]] tl::expected<std::vector<Token>, Mistake> tokens_of(std::string_view text);

/// What a text literal or a quoted name stands for: without its quotes, doubled ones halved.
[[nodiscard]] std::string unquoted(std::string_view source);

}  // namespace huegrid::conditions
