/// @file identity.hpp
/// Numbers that are a person: resident identity numbers, mobile numbers, bank cards. What may be derived from them, and how
/// they are recognised where they don't belong. Nothing here keeps one.
///
/// Layer    address. Pure.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "engine/base/date.hpp"
#include "engine/base/language.hpp"
#include "engine/base/result.hpp"

namespace huegrid::address {

/// The birth date in a resident identity number: 18 characters whose last is the check character of GB 11643 (ISO 7064,
/// MOD 11-2), or the 15 digits of before 1999, which have none and whose year is of the 20th century. Full width, blanks
/// around it and a small x are understood. Fails  bad_input when the length, the date or the check character is wrong; the
/// message is the end of a sentence about the number, and doesn't quote it. One that a spreadsheet rounded to a float ends in
/// 000 and fails its check nine times in ten.
[[nodiscard]] Result<Date> birth_date_from_id(std::string_view number);

/// Is it written as an identity number is: 18 characters, or 15 in one piece, with a calendar day where a birth date stands?
/// Its check character is not looked at.
[[nodiscard]] bool has_identity_form(std::string_view text);

enum class PersonalNumber { none, identity, mistyped_identity, mobile, bank_card };

/// What a cell is by its form alone: an 18-character identity number that checks (15 digits have no check, so they aren't
/// taken for one), or with the two digits of kind and grade that make it a disability card's number; one that doesn't check,
/// but has a birth date of 1900 to 2009 (a younger date is as well that of an order: region, day, serial number); an 11-digit mobile number (1[3-9]…, with or without +86), or a bank card of 16 to 19 digits that starts
/// with 3 to 6, is written in one piece or in fours and passes Luhn's check, which a code of as many digits does once in ten.
/// Blanks and hyphens between digits are overlooked. For a number among words see without_identity_numbers.
/// Cost  a look at the bytes for what can't be one.
[[nodiscard]] PersonalNumber personal_number(std::string_view text);

/// 3****************X: enough to find the cell, too little to know the person. What is longer than 24 is cut.
[[nodiscard]] std::string masked_number(std::string_view number);

/// The text with every identity number in it masked: 18 characters in one piece that check, with nothing of a longer number on
/// either side.
/// nullopt when there is none. Other numbers stay: a note may well say whom to ring, and digits without a check may be anything.
/// Cost  a look at the bytes for a text without so many digits in a row.
[[nodiscard]] std::optional<std::string> without_identity_numbers(std::string_view text);

/// Where a text stands: a `code` is an official number or a key, a long number of its own that may look like a card or a
/// telephone; a `phone` is where a telephone belongs.
enum class NumberPlace { text, phone, code };
/// May the file hold such a number there? An identity number nowhere, a mistyped one only as a `code`, since it may be one, a
/// telephone only as a `phone`.
[[nodiscard]] bool has_place(PersonalNumber number, NumberPlace place);
/// "'1*********0' is a mobile number"
[[nodiscard]] Label told(std::string_view text, PersonalNumber number);

}  // namespace huegrid::address
