/// @file fold.hpp
/// Text as it is compared: full width, capitals and Chinese numerals made one with their plain forms.
///
/// Layer    base. ICU stays in the .cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace huegrid {

/// Unicode's NFKC with case folded: Ａ and a, １ ① and 1, ＃ and #, ß and ss are one; invisible characters are gone.
/// Broken bytes become U+FFFD. Folding twice changes nothing. Linear.
[[nodiscard]] std::string folded(std::string_view text);

[[nodiscard]] std::string to_utf8(std::u32string_view points);

/// One of 〇 零 一 … 九 十 百 千 两 廿 卅, and ○ as it is written for 〇.
[[nodiscard]] bool is_chinese_numeral(char32_t c);

/// The number that is written: 十二, 二十, 廿五, 一百零三, 一百一十, 两百, and digit by digit 二〇三, 五〇一. Nullopt for what
/// is no number (十十, 百二) or two (一百三 is 130 to one and 103 to another), and beyond nine digits.
[[nodiscard]] std::optional<std::int32_t> chinese_number(std::u32string_view numerals);

}  // namespace huegrid
