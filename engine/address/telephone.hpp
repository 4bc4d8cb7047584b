/// @file telephone.hpp
/// What can be rung: told from slips of the hand and from what spreadsheets make of a telephone number.
///
/// Layer    address. Pure.
#pragma once

#include <string>
#include <string_view>

namespace huegrid::address {

/// One number, or several with / , ; 、 or words between them, such as 13900001111(女儿); mobile numbers with a blank too. Each
/// has 3 to 20 digits, of which no more than 15 in one run, with + - . blanks or brackets between, and perhaps an extension
/// after 转, 分机, ext, x or #. Full width is understood. Latin letters are no words: they are what a spreadsheet or a slip leaves.
/// None is  1.3900009999E10 or 13900009999.0 (a number to a spreadsheet), or what has the form of an identity number, whether
/// its check character fits or not.
[[nodiscard]] bool is_telephone(std::string_view text);

/// With plain digits where any is ０ … ９; otherwise as it is.
[[nodiscard]] std::string plain_telephone(std::string_view text);

}  // namespace huegrid::address
