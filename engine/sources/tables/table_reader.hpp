/// @file table_reader.hpp
/// Records of tables as offices keep them: with titles above, notes below, merged cells and cells a spreadsheet spoilt.
///
/// Layer    sources.
#pragma once

#include "engine/sources/tables/table_head.hpp"

namespace huegrid::sources {

/// Pseudo-columns of every table: the sheet's name, and its file's without the ending.
inline constexpr const char* sheet_column = "$sheet";
inline constexpr const char* file_column = "$file";
/// Whether a column says where a row stood; a list's own may begin with $ too.
[[nodiscard]] constexpr bool says_place(std::string_view column) { return column == sheet_column || column == file_column; }

/// `options` must outlive the reader. `sheets` in the order they are read; none is an error when asked.
[[nodiscard]] ReaderPtr table_reader(const SourceOptions& options, std::vector<Sheet> sheets);

/// The one sheet of a CSV or TSV file.  Fails  as csv_format.
[[nodiscard]] Result<Sheet> csv_sheet(const SourceOptions& options, const std::filesystem::path& file);

}  // namespace huegrid::sources
