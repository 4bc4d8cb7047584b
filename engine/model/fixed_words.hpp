/// @file fixed_words.hpp
/// Columns that hold a word of a fixed list: what imports read, registers and commands offer and a check of the file looks for.
///
/// Layer    model.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace huegrid::model {

struct FixedWords {
    std::string_view table, column;  ///< of the file
    std::vector<std::string_view> words;
};

/// By table.
[[nodiscard]] std::span<const FixedWords> fixed_words();

/// Of a column that is listed; another is a mistake of ours.
[[nodiscard]] const std::vector<std::string_view>& words_of(std::string_view table, std::string_view column);

}  // namespace huegrid::model
