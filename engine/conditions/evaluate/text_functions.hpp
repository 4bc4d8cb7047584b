/// @file text_functions.hpp
/// SQLite's functions on text, one value at a time. Text is UTF-8; case is ASCII's; lengths and positions count characters.
///
/// Layer    conditions. Pure.
/// Source   SQLite 3.40 func.c (likeFunc, substrFunc, trimFunc, lengthFunc), as documented at sqlite.org/lang_corefunc.html.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace huegrid::conditions {

/// Whether all of `text` is like `pattern`: % stands for any characters, _ for one, the character `escape` ("" for none)
/// makes the next one stand for itself. Cost  O(text * pattern) at worst.
[[nodiscard]] bool like(std::string_view text, std::string_view pattern, std::string_view escape);

[[nodiscard]] std::int64_t length(std::string_view text);

/// Positions count from 1, negative ones from the end; a negative length takes what stands before. Neither counts
/// beyond 1,000,000,000.
[[nodiscard]] std::string_view substr(std::string_view text, std::int64_t position);
[[nodiscard]] std::string_view substr(std::string_view text, std::int64_t position, std::int64_t length);

/// Without the characters of `unwanted` at both ends.
[[nodiscard]] std::string_view trim(std::string_view text, std::string_view unwanted);

/// `text` appended to `into`.
void append_lower(std::string& into, std::string_view text);
void append_upper(std::string& into, std::string_view text);

}  // namespace huegrid::conditions
