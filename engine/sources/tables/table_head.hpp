/// @file table_head.hpp
/// Where a table's columns are named: its first row, or below a title, or in two rows of merged cells.
///
/// Layer    sources.
#pragma once

#include <string>
#include <vector>

#include "engine/sources/reader.hpp"

namespace huegrid::sources {

/// A sheet of a workbook, or a CSV file.
struct Sheet {
    std::filesystem::path file;
    std::string name;        ///< a CSV's is its file's, without the ending
    std::string row_word;    ///< "line" or "row"
    std::vector<char> delimiters{'\0'};  ///< to be tried
    std::vector<Finding> findings{};     ///< about the sheet as a whole
    std::function<Result<CellRowsPtr>(char delimiter, EachFinding found)> rows;
};

struct TableHead {
    char delimiter = '\0';
    std::int64_t row = 0;     ///< the first of its rows; 0 = the sheet is empty
    int rows_high = 1;
    std::vector<std::string> names;  ///< of every column; those of two rows as 联系方式/电话
    std::size_t matches = 0;         ///< how many of the wanted columns it has
    std::vector<std::vector<std::string>> cells{};  ///< of its rows, as they stand there

    /// The column's place. Of two rows the lower name is enough where only one column has it.
    [[nodiscard]] std::optional<std::size_t> column(const std::string& name) const;
};

/// The first of the top 30 rows that has all of `wanted`, by the first delimiter for which there is one; else the row
/// that has most of them. `stated_row` is the only one looked at, if it isn't 0.
/// Fails  as the rows do.
[[nodiscard]] Result<TableHead> find_head(const Sheet& sheet, const std::vector<std::string>& wanted,
                                          std::int64_t stated_row);

/// Blanks away (ASCII, no-break, ideographic), without a copy.
[[nodiscard]] std::string_view trimmed_view(std::string_view text);

/// Is there nothing but blanks in it?
[[nodiscard]] bool is_blank(const std::vector<std::string_view>& cells);

}  // namespace huegrid::sources
