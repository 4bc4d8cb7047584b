/// @file id_numbers.hpp
/// Identity numbers of nobody, checked by the standard's own tables.
#pragma once

#include <string>

namespace huegrid::address {

/// The check character of GB 11643 put behind 17 digits. 000000 and 990100 are no places, so nobody has a number that begins so.
inline std::string with_check(const std::string& seventeen) {
    const int weights[] = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < 17; ++i) sum += (seventeen[i] - '0') * weights[i];
    return seventeen + "10X98765432"[sum % 11];
}

}  // namespace huegrid::address
