/// @file mistake.hpp
/// A mistake in a text that somebody wrote, and how it is shown: file:line:column, the line, a caret under it.
///
/// Layer    conditions. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "engine/base/result.hpp"

namespace huegrid::conditions {

struct Mistake {
    std::size_t at = 0;  ///< byte offset into the text
    std::string message;
};

/// Both count from 1; columns count characters, not bytes.
struct TextPosition {
    std::size_t line = 1;
    std::size_t column = 1;
    friend bool operator==(TextPosition, TextPosition) = default;
};

/// Where byte `at` lies; an offset past the end is the end.
[[nodiscard]] TextPosition position_of(std::string_view text, std::size_t at);

/// The byte at which a position begins; a position outside the text is its end.
[[nodiscard]] std::size_t offset_of(std::string_view text, TextPosition position);

/// The line that holds `at` and a caret below it, each behind four blanks. A long line is cut around the caret.
[[nodiscard]] std::string line_with_caret(std::string_view text, std::size_t at);

/// One bad_input of all `mistakes` (at least one), in the text's order: `where` is the first one's file:line:column.
[[nodiscard]] Error error_of(std::string_view text, const std::string& file, std::span<const Mistake> mistakes);

}  // namespace huegrid::conditions
