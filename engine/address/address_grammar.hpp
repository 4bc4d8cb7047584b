/// @file address_grammar.hpp
/// The two grammars behind address.hpp.
///
/// Layer    address, inside only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/address/address.hpp"

namespace huegrid::address::grammar {

constexpr unsigned bit(Part part) { return 1u << static_cast<unsigned>(part); }
constexpr unsigned any_part =
    bit(Part::number) | bit(Part::building) | bit(Part::unit) | bit(Part::floor) | bit(Part::door);
constexpr unsigned numbered = bit(Part::number) | bit(Part::building) | bit(Part::door);  ///< 号 and #

[[nodiscard]] bool is_han(char32_t c);
/// A letter of any script, digit, mark or #: no separator.
[[nodiscard]] bool is_word(char32_t c);
/// A digit, Latin letter or Chinese numeral.
[[nodiscard]] bool starts_value(char32_t c);

/// Folded. An accent that stands by itself (¸ folds to a blank and one) is gone: it would join whatever comes before it
/// when the blank goes.
[[nodiscard]] std::u32string plain(std::string_view text);
/// The same, with one '-' for the separators between two values, or between digits and Chinese numerals, and none elsewhere.
[[nodiscard]] std::u32string cleaned(std::string_view text);

/// A value that begins at `at`.
struct Value {
    std::string text;
    std::size_t end = 0;
};
[[nodiscard]] std::optional<Value> value_at(std::u32string_view text, std::size_t at);

/// A label that begins at `at`.
struct Label {
    unsigned parts = 0;
    bool strong = false;  ///< nothing but a label, wherever it stands
    std::size_t end = 0;
};
[[nodiscard]] std::optional<Label> label_at(std::u32string_view text, std::size_t at);

/// An estate's name, cleaned already, as it is kept: 一期 is 1期.
[[nodiscard]] std::string name_of(std::u32string_view text);

/// `text` is cleaned. Fills all but `original`.
void parse_chinese(std::u32string_view text, ParsedAddress& address);
/// `text` is folded, not cleaned.
void parse_western(std::u32string_view text, ParsedAddress& address);
[[nodiscard]] std::string western_text(const Address& address);
/// Are there words, and none of them Chinese?
[[nodiscard]] bool is_western(std::u32string_view folded);

}  // namespace huegrid::address::grammar
