/// @file column_words.hpp
/// Columns that hold a word of a fixed list: what imports read, registers offer and a check of the file looks for.
///
/// Layer    model.
#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace huegrid::model {

struct ColumnWords {
    std::string_view table, column;  ///< of the file
    std::vector<std::string_view> words;
};

[[nodiscard]] std::span<const ColumnWords> column_words();

/// Of a column that is listed.
[[nodiscard]] const std::vector<std::string_view>& words_of(std::string_view table, std::string_view column);

}  // namespace huegrid::model
