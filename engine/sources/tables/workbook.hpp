/// @file workbook.hpp
/// Sheets of workbooks, cell by cell as a user sees them: .xlsx by expat (GDAL's reader doesn't know a Chinese date when it
/// sees one), .xls by FreeXL.
///
/// Layer    sources. Foreign libraries stay in the .cpp files.
#pragma once

#include "engine/sources/tables/table_head.hpp"

namespace huegrid::sources {

/// Fails  bad_input (no workbook, a broken, encrypted or hostile one).  Cost  texts are kept in memory, sheets aren't.
[[nodiscard]] Result<std::vector<Sheet>> xlsx_sheets(const std::filesystem::path& file);
/// Fails  the same.  Cost  FreeXL keeps the whole workbook in memory; a sheet has 65,536 rows at most.
[[nodiscard]] Result<std::vector<Sheet>> xls_sheets(const std::filesystem::path& file);

}  // namespace huegrid::sources
