/// @file plural.hpp
/// English nouns in the number that a sentence needs.
///
/// Layer    base. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace huegrid {

/// "communities", "grids", "boxes": nouns that form it by rule, as levels and tables are called.
[[nodiscard]] inline std::string plural(std::string_view noun) {
    const auto ends = [&](std::string_view end) { return noun.ends_with(end); };
    const bool vowel_y = ends("ay") || ends("ey") || ends("oy") || ends("uy");
    if (ends("y") && !vowel_y) return std::string(noun.substr(0, noun.size() - 1)) + "ies";
    return std::string(noun) + (ends("s") || ends("x") || ends("ch") || ends("sh") ? "es" : "s");
}

/// "1 community", "2 communities".
[[nodiscard]] inline std::string counted(std::int64_t count, std::string_view noun) {
    return std::to_string(count) + " " + (count == 1 ? std::string(noun) : plural(noun));
}

}  // namespace huegrid
