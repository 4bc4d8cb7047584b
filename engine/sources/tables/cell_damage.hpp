/// @file cell_damage.hpp
/// What spreadsheets do to values: told by what is left of them. A damaged value is reported and never used.
///
/// Layer    sources.
#pragma once

#include <string_view>

namespace huegrid::sources {

/// What damage_of says of a long number: it may be a person's, so that a message doesn't quote it.
inline constexpr std::string_view rounded_number = "is a long number that a spreadsheet rounded";

/// Why the cell's text can't be what somebody typed, as the end of a sentence; "" when it can:
///   5.10113E+17, 510113199001011000   a long number was rounded to 15 digits; 1.39E+10, 1.39E10: to what its column showed
///   3月2日, 2-Mar                      something like 3-2 became a date
///   #REF!, #N/A                        a formula's mistake
[[nodiscard]] std::string_view damage_of(std::string_view cell);

/// Does it say no more than that the cell above is meant: 同上, 〃, ditto?
[[nodiscard]] bool is_ditto(std::string_view cell);

/// Does the text begin as a formula does (=, or + - @ with something to call)? It is text to us, but not to the next
/// spreadsheet.
[[nodiscard]] bool looks_like_formula(std::string_view cell);

}  // namespace huegrid::sources
