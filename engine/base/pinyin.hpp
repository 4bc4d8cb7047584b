/// @file pinyin.hpp
/// Chinese names as they are typed on a Latin keyboard, for searching: 风华苑 is fhy, or fenghuayuan.
///
/// Layer    base. ICU stays in the .cpp.
/// Source   ICU's Han-Latin transliteration. A character of several readings has the one ICU gives it alone (乐 le, 单 dan),
///          but for 长 (chang, as in nearly all place names) and a few words (重庆, 银行, 厦门). ü is v, as it is typed: 绿 lv.
/// Threads  any number at a time.
/// Cost     linear; the first call in a program takes about 0.3 s to load ICU's rules, a character new to it 10 µs.
#pragma once

#include <string>
#include <string_view>

namespace huegrid {

/// The first letter of each character's reading. Letters and digits of other scripts stay, lower-case, narrow and without
/// accents; blanks and marks are left out: "绿园 A座３号" is "lyaz3h". A character ICU has no reading for stays as it is.
[[nodiscard]] std::string pinyin_initials(std::string_view text);

/// The same with whole readings, without tones or blanks between: "lvyuanazuo3hao".
[[nodiscard]] std::string pinyin(std::string_view text);

}  // namespace huegrid
