/// @file search_key.hpp
/// A text as searching compares it.
///
/// Layer    work, inside only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huegrid::work {

/// Narrow, lower-case, without blanks: "Ａ座 3" is "a座3".
[[nodiscard]] std::string folded(std::string_view text);

/// An address as the words and the numbers in it, without what only labels a number (栋 单元 室 …):
/// 风华苑三号楼2单元501室 is 风华苑 and 3, 2, 501. A Chinese numeral counts before a label.
struct AddressKey {
    std::string words;
    std::vector<std::string> numbers;
};
[[nodiscard]] AddressKey address_key(std::string_view text);

}  // namespace huegrid::work
